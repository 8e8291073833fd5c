-- Units, mandates and devices: who holds which office, and whose device signed what.
CREATE TABLE units (
    id      BLOB NOT NULL,
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    kind    TEXT NOT NULL,
    name    TEXT NOT NULL,
    parent  BLOB,
    zone    TEXT NOT NULL,
    code    TEXT,
    PRIMARY KEY (id, stream)
) STRICT;

CREATE TABLE mandates (
    id          BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    unit        BLOB NOT NULL,
    office      TEXT NOT NULL,
    holder      BLOB NOT NULL,
    holder_name TEXT NOT NULL,
    since       INTEGER NOT NULL,
    until       INTEGER,
    PRIMARY KEY (id, stream)
) STRICT;

CREATE INDEX mandates_holder ON mandates (holder);

CREATE TABLE devices (
    id            BLOB NOT NULL,
    stream        BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    holder        BLOB NOT NULL,
    holder_name   TEXT,
    name          TEXT,
    enrolled      INTEGER NOT NULL,
    invited_until INTEGER,
    revoked       INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
