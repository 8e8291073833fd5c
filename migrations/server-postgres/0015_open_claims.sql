-- Claims to an office that nothing has decided yet, for the timer that decides them. What they say stands in their sealed
-- states.
CREATE TABLE open_claims (
    stream bytea NOT NULL,
    subject bytea NOT NULL,
    PRIMARY KEY (stream, subject)
);
