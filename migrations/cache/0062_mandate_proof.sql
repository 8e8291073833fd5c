-- What a federal secretary is in charge of, and what shows a mandate that was recorded without an election: where that is, and the document itself.
ALTER TABLE mandates ADD COLUMN theme TEXT;
ALTER TABLE mandates ADD COLUMN proof TEXT;
ALTER TABLE mandates ADD COLUMN document BLOB;
