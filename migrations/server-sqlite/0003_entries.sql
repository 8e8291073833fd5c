-- Entries in their order (J3.2): read in pages by seq, looked up by change (J3.3: a change has one entry).
CREATE TABLE entries (
    stream BLOB NOT NULL REFERENCES streams (id),
    seq INTEGER NOT NULL,
    change BLOB NOT NULL UNIQUE CHECK (length(change) = 16),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    push BLOB NOT NULL CHECK (length(push) = 32),
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    bytes BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;
