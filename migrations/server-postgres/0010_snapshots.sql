-- The latest snapshot of each stream, sealed under the stream's key (J6, J7.1).
CREATE TABLE snapshots (
    stream bytea PRIMARY KEY REFERENCES streams (id),
    seq bigint NOT NULL,
    frontier bytea NOT NULL,
    state_root bytea NOT NULL CHECK (octet_length(state_root) = 32),
    sealed bytea NOT NULL
);

-- What is sealed doesn't get smaller by being packed.
ALTER TABLE snapshots ALTER COLUMN sealed SET STORAGE EXTERNAL;
