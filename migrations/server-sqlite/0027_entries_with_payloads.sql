-- What an entry says lies in its row, and a row in a table that grows at its end, found by its place: the pages of an entry and of its payload
-- were each stream's own, and one that pushes alone wrote them for itself. Entries name their push by its place in its device's chain, which is
-- looked up anyway: a hash is like no other, and an index of hashes has a page of its own to write for each. An erasure (J7.2) reads the stream.
CREATE TABLE push_rows (
    device BLOB NOT NULL CHECK (length(device) = 16),
    stream BLOB NOT NULL REFERENCES streams (id),
    number INTEGER NOT NULL,
    hash BLOB NOT NULL CHECK (length(hash) = 32),
    -- Whose device it was; NULL for the authority's own.
    holder BLOB CHECK (length(holder) = 16),
    bytes BLOB NOT NULL,
    PRIMARY KEY (device, stream, number)
) STRICT;

CREATE TABLE entry_rows (
    stream BLOB NOT NULL REFERENCES streams (id),
    seq INTEGER NOT NULL,
    change BLOB NOT NULL UNIQUE CHECK (length(change) = 16),
    subject BLOB NOT NULL CHECK (length(subject) = 16),
    -- Which push brought it, of those to the same stream.
    device BLOB NOT NULL CHECK (length(device) = 16),
    number INTEGER NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32),
    bytes BLOB NOT NULL,
    -- The payload, sealed under its subject's key (J7.1); NULL where it was refused, and once it was erased.
    sealed BLOB,
    PRIMARY KEY (stream, seq)
) STRICT;

INSERT INTO push_rows (device, stream, number, hash, holder, bytes)
    SELECT device, stream, number, hash, holder, bytes FROM pushes ORDER BY id;
-- An entry without its push was never written: should there be one, this fails.
INSERT INTO entry_rows (stream, seq, change, subject, device, number, leaf, bytes, sealed)
    SELECT e.stream, e.seq, e.change, e.subject, push.device, push.number, e.leaf, e.bytes, p.sealed
    FROM entries AS e
    LEFT JOIN pushes AS push ON push.hash = e.push AND push.stream = e.stream
    LEFT JOIN payloads AS p ON p.stream = e.stream AND p.seq = e.seq
    ORDER BY e.stream, e.seq;

DROP TABLE payloads;
DROP TABLE entries;
DROP TABLE pushes;
ALTER TABLE push_rows RENAME TO pushes;
ALTER TABLE entry_rows RENAME TO entries;

UPDATE schema_floor SET step = 27;
