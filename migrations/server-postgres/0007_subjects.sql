-- Subjects: a wrapped key and a sealed state (J7.1), which an erasure sets to NULL for good (J7.2).
CREATE TABLE subjects (
    stream bytea NOT NULL REFERENCES streams (id),
    id bytea NOT NULL CHECK (octet_length(id) = 16),
    key bytea,
    state bytea,
    -- The entry after which the state was written, which its seal names.
    seq bigint,
    PRIMARY KEY (stream, id),
    CHECK ((key IS NULL) = (state IS NULL) AND (key IS NULL) = (seq IS NULL))
);

-- What is sealed doesn't get smaller by being packed.
ALTER TABLE subjects ALTER COLUMN state SET STORAGE EXTERNAL;
