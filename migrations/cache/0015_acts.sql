-- What a person did as one: an import, a merge, an undo. The history shows each as one line (J3.4).
CREATE TABLE acts (
    id       BLOB NOT NULL,
    stream   BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    category TEXT NOT NULL,
    label    TEXT,
    changes  INTEGER,
    closed   INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
