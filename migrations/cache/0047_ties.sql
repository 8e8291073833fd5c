-- What this unit and another ask of each other: that one stands above the other. And the sections that a federation opens.
CREATE TABLE ties (
    id     BLOB NOT NULL,
    stream BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    -- The other unit, or the one that was opened; nothing until it is.
    unit   BLOB,
    name   TEXT NOT NULL,
    -- Where that unit stands: above, below, or new.
    side   TEXT NOT NULL,
    word   TEXT NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
