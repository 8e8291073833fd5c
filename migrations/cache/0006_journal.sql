-- The history as the authority sealed it, kept so that it can be shown, undone and checked without a network (J5.3).
-- Columns beside `entry` and `payload` repeat what they say, for the screens' filters.
CREATE TABLE lines (
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    seq         INTEGER NOT NULL,
    change      BLOB NOT NULL,
    subject     BLOB NOT NULL,
    act         BLOB,
    push        BLOB NOT NULL,
    recorded_at INTEGER NOT NULL,
    -- When it was made, by the clock that counts (J4.1), in milliseconds.
    made_at     INTEGER NOT NULL,
    -- accepted, refused, held, quarantined.
    verdict     TEXT NOT NULL,
    -- Nothing when the payload isn't there: refused, or erased since.
    kind        TEXT,
    quotes      BLOB,
    entry       BLOB NOT NULL,
    payload     BLOB,
    PRIMARY KEY (stream, seq)
) STRICT;

CREATE INDEX lines_change ON lines (change);
CREATE INDEX lines_subject ON lines (subject);
CREATE INDEX lines_act ON lines (act) WHERE act IS NOT NULL;
CREATE INDEX lines_time ON lines (made_at);

CREATE TABLE pushes (
    hash    BLOB PRIMARY KEY,
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    device  BLOB NOT NULL,
    mandate BLOB NOT NULL,
    number  INTEGER NOT NULL,
    bytes   BLOB NOT NULL
) STRICT;

CREATE INDEX pushes_stream ON pushes (stream);
