-- Erasures: those confirmed, which wait seven days, and the ledger of those carried out (J7.2), which devices read by
-- number.
CREATE TABLE confirmed (
    stream bytea NOT NULL,
    subject bytea NOT NULL,
    confirmed_at bigint NOT NULL,
    PRIMARY KEY (stream, subject)
);

CREATE TABLE erasures (
    stream bytea NOT NULL REFERENCES streams (id),
    number bigint NOT NULL,
    subject bytea NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (stream, number)
);
