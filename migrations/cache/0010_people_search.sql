-- Search of people on any part of name, e-mail, phone, number or commune. The text is folded in Rust before it comes here,
-- and each word stands after two spaces, so that one or two letters find the words that begin with them.
-- Contentless: the row is that of the same `place` in `people`.
CREATE VIRTUAL TABLE people_search USING fts5 (
    text, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1'
);
