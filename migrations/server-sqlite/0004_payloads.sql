-- Payloads, sealed under their subject's key, apart from the entries, which stay when a subject is erased (J7.2): they
-- are found by subject then.
CREATE TABLE payloads (
    stream BLOB NOT NULL,
    seq INTEGER NOT NULL,
    subject BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX payloads_by_subject ON payloads (stream, subject);
