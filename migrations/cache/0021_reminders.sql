-- What reminders said already, so that a restart, a sleep or a second look says nothing twice. An event that moves has
-- another start, and is told again.
CREATE TABLE told (
    event  BLOB NOT NULL,
    stream BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    -- evening or hour.
    lead   TEXT NOT NULL,
    -- The start it was told for, in milliseconds since 1970.
    start  INTEGER NOT NULL,
    PRIMARY KEY (event, lead, start)
) STRICT;

CREATE INDEX told_start ON told (start);

-- The events to come as they stood at the last look: what moved or was cancelled since is told.
CREATE TABLE looked_at (
    event     BLOB PRIMARY KEY,
    stream    BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    start     INTEGER NOT NULL,
    cancelled INTEGER NOT NULL
) STRICT;
