-- The streams this device holds and where it stands in each: the cursors and roots of every sync (J5.2).
CREATE TABLE streams (
    id           BLOB PRIMARY KEY,
    unit         BLOB NOT NULL,
    compartment  TEXT NOT NULL,
    verbs        INTEGER NOT NULL,
    mandate      BLOB NOT NULL,
    -- Size and subtrees of the tree, 32 bytes each.
    size         INTEGER NOT NULL,
    frontier     BLOB NOT NULL,
    checkpoint   TEXT NOT NULL,
    recorded_at  INTEGER NOT NULL,
    chain_number INTEGER NOT NULL,
    chain_hash   BLOB NOT NULL,
    -- Ids of 16 bytes, in the order of the erasures (J7.2).
    erased       BLOB NOT NULL,
    unchecked    INTEGER NOT NULL,
    behind       INTEGER NOT NULL
) STRICT;
