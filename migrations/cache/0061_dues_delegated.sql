-- What is delegated: who came to an event, as before, or the dues of a year.
CREATE TABLE delegations_now (
    id            BLOB NOT NULL,
    stream        BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    event         BLOB,
    year          INTEGER,
    name          TEXT NOT NULL,
    until         INTEGER NOT NULL,
    -- Until when its code can be used.
    invited_until INTEGER NOT NULL,
    -- When somebody ended it.
    ended         INTEGER,
    -- How whoever took it up calls their laptop.
    device        TEXT,
    PRIMARY KEY (id, stream),
    CHECK ((event IS NULL) <> (year IS NULL))
) STRICT;

INSERT INTO delegations_now (id, stream, event, name, until, invited_until, ended, device)
SELECT id, stream, event, name, until, invited_until, ended, device FROM delegations;

DROP TABLE delegations;
ALTER TABLE delegations_now RENAME TO delegations;
