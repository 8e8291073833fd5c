-- Who this device is and how it stands with its server: one row, read at every start.
-- The signing key stands here and nowhere else: the file is encrypted, and destroying its key destroys this one (J7.3).
CREATE TABLE device (
    one           INTEGER PRIMARY KEY CHECK (one = 1),
    id            BLOB NOT NULL,
    holder        BLOB NOT NULL,
    signing_key   BLOB NOT NULL,
    -- The authority's own device and keys, pinned by the invitation (J5.5).
    authority     BLOB NOT NULL,
    authority_key BLOB NOT NULL,
    verifier      TEXT NOT NULL,
    -- Where it is reached; never part of a proof.
    server        TEXT NOT NULL,
    -- Never below anything seen (J4.1).
    clock         INTEGER NOT NULL DEFAULT 0,
    access_mark   TEXT,
    -- An alarm, once raised, outlives the program: the profile goes on read-only (J5.2).
    alarm         TEXT,
    alarm_text    TEXT
) STRICT;
