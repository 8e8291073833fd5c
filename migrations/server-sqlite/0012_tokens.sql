-- Sign-ins: tokens by their SHA-256 only, and nonces that were spent. Neither carries a right.
CREATE TABLE tokens (
    hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
    kind TEXT NOT NULL CHECK (kind IN ('access', 'refresh')),
    device BLOB NOT NULL,
    family BLOB NOT NULL,
    expires INTEGER NOT NULL,
    used_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX tokens_by_family ON tokens (family);
CREATE INDEX tokens_by_device ON tokens (device);

CREATE TABLE nonces (
    hash BLOB PRIMARY KEY NOT NULL CHECK (length(hash) = 32),
    expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
