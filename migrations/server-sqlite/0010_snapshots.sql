-- The latest snapshot of each stream, sealed under the stream's key (J6, J7.1).
CREATE TABLE snapshots (
    stream BLOB PRIMARY KEY NOT NULL REFERENCES streams (id),
    seq INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    state_root BLOB NOT NULL CHECK (length(state_root) = 32),
    sealed BLOB NOT NULL
) STRICT;
