-- Files of documents as this device keeps them (J12): each under a key of its own, which stands here and nowhere else.
-- Deleting a row makes the bytes unreadable, whatever copies the disk kept of them.
CREATE TABLE blobs (
    stream BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    -- The name that everyone who reads the stream gives to this content.
    name   BLOB NOT NULL,
    -- In bytes, unsealed.
    size   INTEGER NOT NULL,
    key    BLOB NOT NULL,
    -- Whether all of it is here; otherwise it is on its way.
    whole  INTEGER NOT NULL,
    -- Whether the server has all of it.
    sent   INTEGER NOT NULL,
    PRIMARY KEY (stream, name)
) STRICT;

CREATE INDEX blobs_to_send ON blobs (stream) WHERE whole AND NOT sent;

-- By which the files of a stream are named, as its server told: the key, the largest file and the largest part in bytes.
CREATE TABLE naming (
    stream BLOB PRIMARY KEY REFERENCES streams (id) ON DELETE CASCADE,
    key    BLOB NOT NULL,
    most   INTEGER NOT NULL,
    part   INTEGER NOT NULL
) STRICT;
