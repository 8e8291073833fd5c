-- Erasures: those confirmed, which wait seven days, and the ledger of those carried out (J7.2), which devices read by
-- number.
CREATE TABLE confirmed (
    stream BLOB NOT NULL,
    subject BLOB NOT NULL,
    confirmed_at INTEGER NOT NULL,
    PRIMARY KEY (stream, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE erasures (
    stream BLOB NOT NULL REFERENCES streams (id),
    number INTEGER NOT NULL,
    subject BLOB NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (stream, number)
) STRICT, WITHOUT ROWID;
