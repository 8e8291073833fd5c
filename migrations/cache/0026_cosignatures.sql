-- What the levels above cosigned last of each stream, and when (J5.2): the shown past is the one that they saw.
CREATE TABLE heard (
    stream BLOB    NOT NULL,
    level  TEXT    NOT NULL,
    device BLOB    NOT NULL,
    size   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    mark   INTEGER NOT NULL,
    PRIMARY KEY (stream, level)
) STRICT, WITHOUT ROWID;
-- What this device cosigned itself, as a witness: it never signs what doesn't continue it.
CREATE TABLE vouched (
    stream BLOB    PRIMARY KEY NOT NULL,
    size   INTEGER NOT NULL,
    root   BLOB    NOT NULL,
    note   TEXT    NOT NULL
) STRICT, WITHOUT ROWID;
