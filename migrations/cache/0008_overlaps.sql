-- Values whose authors hadn't seen each other's, until somebody settles them ("À vérifier", J4.3).
CREATE TABLE overlaps (
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    subject BLOB NOT NULL,
    field   TEXT NOT NULL,
    -- Canonical CBOR: the value that counts first, then its rivals, each as [value, effective_at, device].
    sides   BLOB NOT NULL,
    PRIMARY KEY (stream, subject, field)
) STRICT;
