-- How the authority moved from key to key in each stream (J5.4): the statements that both keys signed, in the order in which
-- they were followed.
CREATE TABLE moves (
    number INTEGER PRIMARY KEY,
    stream BLOB NOT NULL,
    note   TEXT NOT NULL
) STRICT;
CREATE INDEX moves_of_a_stream ON moves (stream);
