-- Streams and where each stands (J1, J5.1): read and moved on by every transaction over pushes.
CREATE TABLE streams (
    id bytea PRIMARY KEY CHECK (octet_length(id) = 16),
    unit bytea NOT NULL CHECK (octet_length(unit) = 16),
    compartment text NOT NULL,
    -- The number of entries, and the roots of the tree's complete subtrees, largest first, 32 bytes each.
    size bigint NOT NULL,
    frontier bytea NOT NULL,
    recorded_at bigint NOT NULL,
    -- The stream's key, wrapped by the master key (J7.1).
    key bytea NOT NULL,
    -- How many subjects were ever spoken of, and how many of them were erased.
    subjects bigint NOT NULL,
    erased bigint NOT NULL
);
