-- Sign-ins: tokens by their SHA-256 only, and nonces that were spent. Neither carries a right.
CREATE TABLE tokens (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    kind text NOT NULL CHECK (kind IN ('access', 'refresh')),
    device bytea NOT NULL,
    family bytea NOT NULL,
    expires bigint NOT NULL,
    used_at bigint
);

CREATE INDEX tokens_by_family ON tokens (family);
CREATE INDEX tokens_by_device ON tokens (device);

CREATE TABLE nonces (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    expires bigint NOT NULL
);
