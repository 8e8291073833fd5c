-- The confirmed state of every subject, in canonical bytes with its stamps, and the secret behind its commitments:
-- what folding, overlaps and state roots work on (J4, J5.1).
CREATE TABLE subjects (
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    subject BLOB NOT NULL,
    sort    TEXT NOT NULL,
    key     BLOB NOT NULL,
    state   BLOB NOT NULL
) STRICT;

CREATE UNIQUE INDEX subjects_by_stream ON subjects (stream, subject);
CREATE INDEX subjects_devices ON subjects (subject) WHERE sort = 'device';
