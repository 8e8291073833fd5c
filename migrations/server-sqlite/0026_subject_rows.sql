-- A state is often longer than the quarter of a page up to which a table without rowids keeps a row in its place: to pass such a row on the
-- way to another, its overflow had to be read, at each step of each search. Rows lie in a table of their own now, and are found by an index.
CREATE TABLE subject_rows (
    stream BLOB NOT NULL REFERENCES streams (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    key BLOB,
    state BLOB,
    -- The entry after which the state was written, which its seal names.
    seq INTEGER,
    PRIMARY KEY (stream, id),
    CHECK ((key IS NULL) = (state IS NULL) AND (key IS NULL) = (seq IS NULL))
) STRICT;

INSERT INTO subject_rows (stream, id, key, state, seq) SELECT stream, id, key, state, seq FROM subjects ORDER BY stream, id;
DROP TABLE subjects;
ALTER TABLE subject_rows RENAME TO subjects;

-- The columns are what they were, and so is what is asked of them: nobody has to know of it.
UPDATE schema_floor SET step = 24;
