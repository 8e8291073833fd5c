-- What devices of the levels above cosigned of each stream (J5.2): the last of each, which the stream's devices are told.
CREATE TABLE cosignatures (
    stream bytea NOT NULL REFERENCES streams (id),
    device bytea NOT NULL,
    level text NOT NULL,
    number bigint NOT NULL,
    size bigint NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (stream, device)
);
