-- Pushes, kept as long as their entries (J3.1): each device's chain in each stream, and who signed an entry.
CREATE TABLE pushes (
    hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
    device bytea NOT NULL CHECK (octet_length(device) = 16),
    stream bytea NOT NULL REFERENCES streams (id),
    number bigint NOT NULL,
    -- Whose device it was; NULL for the authority's own.
    holder bytea CHECK (octet_length(holder) = 16),
    bytes bytea NOT NULL,
    UNIQUE (device, stream, number)
);
