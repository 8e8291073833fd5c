-- What left the outbox in signed pushes, as long as some of it is still to be settled. A push holds what its stream has in the outbox as
-- `saved`, after the last place of the push before and up to its own: how far they got is said once for all of them, and what is in the
-- outbox isn't written a second time.
CREATE TABLE sent (
    -- In the order in which they were signed.
    place    INTEGER PRIMARY KEY AUTOINCREMENT,
    stream   BLOB NOT NULL,
    number   INTEGER NOT NULL,
    -- The place in the outbox of its last change.
    last     INTEGER NOT NULL,
    -- The signed push. Its changes are those of the outbox; one that an earlier version signed has them with it.
    bytes    BLOB NOT NULL,
    -- Whether it was acknowledged, or nobody will ever take it.
    done     INTEGER NOT NULL DEFAULT 0,
    UNIQUE (stream, number)
) STRICT;

CREATE INDEX sent_last ON sent (stream, last);

INSERT INTO sent (stream, number, last, bytes, done)
SELECT outbox.stream, CAST(outbox.detail AS INTEGER), max(outbox.place), coalesce(parcels.bytes, x''), parcels.bytes IS NULL
FROM outbox LEFT JOIN parcels ON parcels.stream = outbox.stream AND parcels.number = CAST(outbox.detail AS INTEGER)
WHERE outbox.progress IN ('signed', 'received')
GROUP BY outbox.stream, CAST(outbox.detail AS INTEGER)
ORDER BY parcels.place;

UPDATE outbox SET progress = 'saved', detail = NULL WHERE progress IN ('signed', 'received');

DROP TABLE parcels;

-- The outbox, with how far each change got: `saved`, `signed`, `received`, `refused`, `held`, `quarantined`.
CREATE VIEW outbox_reached AS
SELECT outbox.*,
    CASE progress WHEN 'saved' THEN coalesce(
        (SELECT iif(sent.done, 'received', 'signed') FROM sent
         WHERE sent.stream = outbox.stream AND sent.last >= outbox.place ORDER BY sent.last LIMIT 1),
        'saved')
    ELSE progress END AS reached
FROM outbox;
