-- Streams and where each stands (J1, J5.1): read and moved on by every transaction over pushes.
CREATE TABLE streams (
    id BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    unit BLOB NOT NULL CHECK (length(unit) = 16),
    compartment TEXT NOT NULL,
    -- The number of entries, and the roots of the tree's complete subtrees, largest first, 32 bytes each.
    size INTEGER NOT NULL,
    frontier BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    -- The stream's key, wrapped by the master key (J7.1).
    key BLOB NOT NULL,
    -- How many subjects were ever spoken of, and how many of them were erased.
    subjects INTEGER NOT NULL,
    erased INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
