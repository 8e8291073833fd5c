-- What devices of the levels above cosigned of each stream (J5.2): the last of each, which the stream's devices are told.
CREATE TABLE cosignatures (
    stream BLOB NOT NULL REFERENCES streams (id),
    device BLOB NOT NULL,
    level TEXT NOT NULL,
    number INTEGER NOT NULL,
    size INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (stream, device)
) STRICT, WITHOUT ROWID;
