-- How the authority moved from key to key in each stream (J5.4): the statements that both keys signed, which devices follow.
CREATE TABLE moves (
    stream bytea NOT NULL REFERENCES streams (id),
    number bigint NOT NULL,
    note text NOT NULL,
    PRIMARY KEY (stream, number)
);
