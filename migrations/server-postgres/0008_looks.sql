-- Values that only one subject of a stream may have, as HMACs under the stream's key (J2.4).
CREATE TABLE looks (
    stream bytea NOT NULL,
    look bytea NOT NULL CHECK (octet_length(look) = 32),
    subject bytea NOT NULL,
    PRIMARY KEY (stream, look)
);

CREATE INDEX looks_by_subject ON looks (stream, subject);
