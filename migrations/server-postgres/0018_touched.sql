-- What an author touched while the departure shield stood over a unit, for a day: how much they may still do alone. `held`
-- says that it is an act, all of which waits.
CREATE TABLE touched (
    stream bytea NOT NULL REFERENCES streams (id),
    holder bytea NOT NULL CHECK (octet_length(holder) = 16),
    subject bytea NOT NULL CHECK (octet_length(subject) = 16),
    at bigint NOT NULL,
    held boolean NOT NULL,
    PRIMARY KEY (stream, holder, subject)
);
