-- Claims to an office, of a unit: what they say stands in their states.
CREATE TABLE claims (
    id          BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    unit        BLOB NOT NULL,
    holder_name TEXT NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
