-- Values that only one subject of a stream may have, as HMACs under the stream's key (J2.4).
CREATE TABLE looks (
    stream BLOB NOT NULL,
    look BLOB NOT NULL CHECK (length(look) = 32),
    subject BLOB NOT NULL,
    PRIMARY KEY (stream, look)
) STRICT, WITHOUT ROWID;

CREATE INDEX looks_by_subject ON looks (stream, subject);
