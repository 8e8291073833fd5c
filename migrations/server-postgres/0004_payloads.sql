-- Payloads, sealed under their subject's key, apart from the entries, which stay when a subject is erased (J7.2): they
-- are found by subject then.
CREATE TABLE payloads (
    stream bytea NOT NULL,
    seq bigint NOT NULL,
    subject bytea NOT NULL,
    sealed bytea NOT NULL,
    PRIMARY KEY (stream, seq)
);

CREATE INDEX payloads_by_subject ON payloads (stream, subject);

-- What is sealed doesn't get smaller by being packed.
ALTER TABLE payloads ALTER COLUMN sealed SET STORAGE EXTERNAL;
