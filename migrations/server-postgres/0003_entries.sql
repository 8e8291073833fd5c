-- Entries in their order (J3.2): read in pages by seq, looked up by change (J3.3: a change has one entry).
CREATE TABLE entries (
    stream bytea NOT NULL REFERENCES streams (id),
    seq bigint NOT NULL,
    change bytea NOT NULL UNIQUE CHECK (octet_length(change) = 16),
    subject bytea NOT NULL CHECK (octet_length(subject) = 16),
    push bytea NOT NULL CHECK (octet_length(push) = 32),
    leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
    bytes bytea NOT NULL,
    PRIMARY KEY (stream, seq)
);
