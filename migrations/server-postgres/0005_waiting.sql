-- Entries that wait for somebody (J3.3, J9), until a change that quotes them settles them.
CREATE TABLE waiting (
    stream bytea NOT NULL,
    seq bigint NOT NULL,
    PRIMARY KEY (stream, seq)
);
