-- To whom a mailing that has begun goes: who, never where. An address is read in their sheet when it is written to. `standing` says what came of
-- it; `at` is when it is tried next, and of one that is under way when whoever took it must have ended.
CREATE TABLE mail_queue (
    stream bytea NOT NULL,
    mailing bytea NOT NULL CHECK (octet_length(mailing) = 16),
    person bytea NOT NULL CHECK (octet_length(person) = 16),
    standing text NOT NULL,
    tries bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (stream, mailing, person)
);
