-- Blobs by stream and name, how far each upload has come, and which subjects name them (J12): erased with the last.
CREATE TABLE blobs (
    stream BLOB NOT NULL REFERENCES streams (id),
    name BLOB NOT NULL CHECK (length(name) = 32),
    size INTEGER NOT NULL,
    received INTEGER NOT NULL CHECK (received BETWEEN 0 AND size),
    begun_at INTEGER NOT NULL,
    PRIMARY KEY (stream, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE blob_uses (
    stream BLOB NOT NULL,
    name BLOB NOT NULL,
    subject BLOB NOT NULL,
    PRIMARY KEY (stream, name, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX blob_uses_by_subject ON blob_uses (stream, subject);
