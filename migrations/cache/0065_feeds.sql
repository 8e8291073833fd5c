-- Calendar feeds. Their addresses stand nowhere: only their hash does, in the subject's state.
CREATE TABLE feeds (
    id          BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    name        TEXT NOT NULL,
    opened_by   BLOB NOT NULL,
    opened      INTEGER NOT NULL,
    -- Who answers for it, and since when.
    answered_by BLOB NOT NULL,
    answered    INTEGER NOT NULL,
    closed      INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
