-- What an author touched while the departure shield stood over a unit, for a day: how much they may still do alone. `held`
-- says that it is an act, all of which waits.
CREATE TABLE touched (
    stream BLOB NOT NULL REFERENCES streams (id),
    holder BLOB NOT NULL CHECK (length(holder) = 16),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    at INTEGER NOT NULL,
    held INTEGER NOT NULL,
    PRIMARY KEY (stream, holder, subject)
) STRICT, WITHOUT ROWID;
