-- What an entry says lies in its row: it is written and read with it. Entries name their push by its place in its device's chain, which is looked
-- up anyway: an index of hashes has a page of its own to write for each. An erasure (J7.2) reads the stream.
CREATE TABLE entry_rows (
    stream bytea NOT NULL REFERENCES streams (id),
    seq bigint NOT NULL,
    change bytea NOT NULL UNIQUE CHECK (octet_length(change) = 16),
    subject bytea NOT NULL CHECK (octet_length(subject) = 16),
    -- Which push brought it, of those to the same stream.
    device bytea NOT NULL CHECK (octet_length(device) = 16),
    number bigint NOT NULL,
    leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
    bytes bytea NOT NULL,
    -- The payload, sealed under its subject's key (J7.1); NULL where it was refused, and once it was erased.
    sealed bytea,
    PRIMARY KEY (stream, seq)
);

-- What is sealed doesn't get smaller by being packed.
ALTER TABLE entry_rows ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- An entry without its push was never written: should there be one, this fails.
INSERT INTO entry_rows (stream, seq, change, subject, device, number, leaf, bytes, sealed)
    SELECT e.stream, e.seq, e.change, e.subject, push.device, push.number, e.leaf, e.bytes, p.sealed
    FROM entries AS e
    LEFT JOIN pushes AS push ON push.hash = e.push AND push.stream = e.stream
    LEFT JOIN payloads AS p ON p.stream = e.stream AND p.seq = e.seq
    ORDER BY e.stream, e.seq;

DROP TABLE payloads;
DROP TABLE entries;
ALTER TABLE entry_rows RENAME TO entries;
ALTER INDEX entry_rows_pkey RENAME TO entries_pkey;
ALTER INDEX entry_rows_change_key RENAME TO entries_change_key;
ALTER TABLE entries RENAME CONSTRAINT entry_rows_change_check TO entries_change_check;
ALTER TABLE entries RENAME CONSTRAINT entry_rows_device_check TO entries_device_check;
ALTER TABLE entries RENAME CONSTRAINT entry_rows_leaf_check TO entries_leaf_check;
ALTER TABLE entries RENAME CONSTRAINT entry_rows_subject_check TO entries_subject_check;
ALTER TABLE entries RENAME CONSTRAINT entry_rows_stream_fkey TO entries_stream_fkey;

ALTER TABLE pushes DROP CONSTRAINT pushes_pkey;
ALTER TABLE pushes DROP CONSTRAINT pushes_device_stream_number_key;
ALTER TABLE pushes ADD PRIMARY KEY (device, stream, number);

-- How many streams there are is known from now on, and not with the first vacuum.
ANALYZE entries, pushes;

UPDATE schema_floor SET step = 27;
