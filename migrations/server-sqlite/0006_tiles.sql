-- Hashes of complete tiles of each stream's tree: roots and proofs at any size read a few hundred hashes (J5.2).
CREATE TABLE tiles (
    stream BLOB NOT NULL,
    number INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (stream, number)
) STRICT, WITHOUT ROWID;
