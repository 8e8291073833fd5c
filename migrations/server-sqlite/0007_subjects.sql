-- Subjects: a wrapped key and a sealed state (J7.1), which an erasure sets to NULL for good (J7.2).
CREATE TABLE subjects (
    stream BLOB NOT NULL REFERENCES streams (id),
    id BLOB NOT NULL CHECK (length(id) = 16),
    key BLOB,
    state BLOB,
    -- The entry after which the state was written, which its seal names.
    seq INTEGER,
    PRIMARY KEY (stream, id),
    CHECK ((key IS NULL) = (state IS NULL) AND (key IS NULL) = (seq IS NULL))
) STRICT, WITHOUT ROWID;
