-- What the section owes somebody.
CREATE TABLE promises (
    id          BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    title       TEXT NOT NULL,
    promised_to TEXT,
    made_on     TEXT,
    due_on      TEXT,
    note        TEXT,
    -- Both or neither: what became of it, and on which day.
    outcome     TEXT,
    settled_on  TEXT,
    removed     INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;

-- Where the room is, who has the keys.
CREATE TABLE practical_facts (
    id       BLOB NOT NULL,
    stream   BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    title    TEXT NOT NULL,
    category TEXT,
    held_by  TEXT,
    note     TEXT,
    removed  INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
