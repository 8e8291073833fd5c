-- How the authority moved from key to key in each stream (J5.4): the statements that both keys signed, which devices follow.
CREATE TABLE moves (
    stream BLOB NOT NULL REFERENCES streams (id),
    number INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (stream, number)
) STRICT, WITHOUT ROWID;
