-- Who may do one thing until a date without an office: who came to an event.
CREATE TABLE delegations (
    id            BLOB NOT NULL,
    stream        BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    event         BLOB NOT NULL,
    name          TEXT NOT NULL,
    until         INTEGER NOT NULL,
    -- Until when its code can be used.
    invited_until INTEGER NOT NULL,
    -- When somebody ended it.
    ended         INTEGER,
    -- How whoever took it up calls their laptop.
    device        TEXT,
    PRIMARY KEY (id, stream)
) STRICT;
