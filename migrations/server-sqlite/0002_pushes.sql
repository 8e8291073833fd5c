-- Pushes, kept as long as their entries (J3.1): each device's chain in each stream, and who signed an entry.
CREATE TABLE pushes (
    id INTEGER PRIMARY KEY NOT NULL,
    hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream BLOB NOT NULL REFERENCES streams (id),
    number INTEGER NOT NULL,
    -- Whose device it was; NULL for the authority's own.
    holder BLOB CHECK (length(holder) = 16),
    bytes BLOB NOT NULL,
    UNIQUE (device, stream, number)
) STRICT;
