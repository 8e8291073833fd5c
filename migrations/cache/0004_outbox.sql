-- What was done here and isn't settled yet, in the order in which it was done, and the signed pushes that weren't
-- acknowledged. Both outlive their stream, so that an ended mandate's last work can still be delivered (J9).
CREATE TABLE outbox (
    place    INTEGER PRIMARY KEY AUTOINCREMENT,
    id       BLOB NOT NULL UNIQUE,
    stream   BLOB NOT NULL,
    subject  BLOB NOT NULL,
    act      BLOB,
    -- Both repeat what the next two say, for the history.
    kind     TEXT NOT NULL,
    made_at  INTEGER NOT NULL,
    header   BLOB NOT NULL,
    payload  BLOB NOT NULL,
    key      BLOB,
    -- saved, signed, received, refused, held, quarantined; with the push's number, the refusal's code or the need.
    progress TEXT NOT NULL,
    detail   TEXT
) STRICT;

CREATE INDEX outbox_subject ON outbox (stream, subject);
CREATE INDEX outbox_act ON outbox (act) WHERE act IS NOT NULL;

CREATE TABLE parcels (
    place  INTEGER PRIMARY KEY AUTOINCREMENT,
    stream BLOB NOT NULL,
    number INTEGER NOT NULL,
    bytes  BLOB NOT NULL,
    UNIQUE (stream, number)
) STRICT;
