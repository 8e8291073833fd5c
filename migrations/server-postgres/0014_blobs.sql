-- Blobs by stream and name, how far each upload has come, and which subjects name them (J12): erased with the last.
CREATE TABLE blobs (
    stream bytea NOT NULL REFERENCES streams (id),
    name bytea NOT NULL CHECK (octet_length(name) = 32),
    size bigint NOT NULL,
    received bigint NOT NULL CHECK (received BETWEEN 0 AND size),
    begun_at bigint NOT NULL,
    PRIMARY KEY (stream, name)
);

CREATE TABLE blob_uses (
    stream bytea NOT NULL,
    name bytea NOT NULL,
    subject bytea NOT NULL,
    PRIMARY KEY (stream, name, subject)
);

CREATE INDEX blob_uses_by_subject ON blob_uses (stream, subject);
