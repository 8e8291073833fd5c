-- Hashes of complete tiles of each stream's tree: roots and proofs at any size read a few hundred hashes (J5.2).
CREATE TABLE tiles (
    stream bytea NOT NULL,
    number bigint NOT NULL,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (stream, number)
);
