-- Changes that wait for somebody: held for a second mandate or the treasurer, or late (J3.3, J9).
CREATE TABLE waiting (
    change  BLOB PRIMARY KEY,
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    subject BLOB NOT NULL,
    seq     INTEGER NOT NULL,
    entry   BLOB NOT NULL,
    payload BLOB NOT NULL
) STRICT;

CREATE INDEX waiting_stream ON waiting (stream, subject);
