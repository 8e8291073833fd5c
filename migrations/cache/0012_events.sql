-- The agenda: wall times in the event's own zone (J13), listed by start.
CREATE TABLE events (
    id          BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    title       TEXT NOT NULL,
    category    TEXT,
    starts      TEXT NOT NULL,
    ends        TEXT,
    zone        TEXT NOT NULL,
    all_day     INTEGER NOT NULL,
    place       TEXT,
    description TEXT,
    uid         TEXT,
    cancelled   INTEGER NOT NULL,
    -- Title and place, folded, for the search.
    folded      TEXT NOT NULL,
    removed     INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;

CREATE INDEX events_order ON events (stream, removed, starts);
CREATE INDEX events_uid ON events (uid) WHERE uid IS NOT NULL;
