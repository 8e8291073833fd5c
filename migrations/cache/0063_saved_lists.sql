-- What is asked of the roster again and again, on the desk of an office: the question, never the people.
CREATE TABLE saved_lists (
    id         BLOB NOT NULL,
    stream     BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    words      TEXT NOT NULL,
    -- Words with spaces between, as the program that saved it has them.
    filters    TEXT NOT NULL,
    sorted_by  TEXT NOT NULL,
    descending INTEGER NOT NULL,
    removed    INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
