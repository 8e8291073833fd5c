-- What the section keeps, listed by year and kind, and found by the words of its title and text.
CREATE TABLE documents (
    place    INTEGER PRIMARY KEY AUTOINCREMENT,
    id       BLOB NOT NULL,
    stream   BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    title    TEXT NOT NULL,
    category TEXT,
    dated_on TEXT,
    event    BLOB,
    file     TEXT,
    type     TEXT,
    size     INTEGER,
    blob     BLOB,
    text     TEXT,
    removed  INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX documents_id ON documents (id, stream);
CREATE INDEX documents_order ON documents (stream, removed, dated_on);

-- Folded in Rust before it comes here. Contentless: the row is that of the same `place` in `documents`.
CREATE VIRTUAL TABLE documents_search USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
