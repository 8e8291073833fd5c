-- How long the cache may be read without having spoken with the server. `last_seen` only grows between two contacts, so
-- that a clock set back gives no time; `skew` is what the server's clock showed more than this machine's.
CREATE TABLE lease (
    one          INTEGER PRIMARY KEY CHECK (one = 1),
    until        INTEGER,
    last_contact INTEGER,
    last_seen    INTEGER NOT NULL DEFAULT 0,
    skew         INTEGER NOT NULL DEFAULT 0
) STRICT;

INSERT INTO lease (one) VALUES (1);
