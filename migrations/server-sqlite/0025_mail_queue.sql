-- To whom a mailing that has begun goes: who, never where. An address is read in their sheet when it is written to. `standing` says what came of
-- it; `at` is when it is tried next, and of one that is under way when whoever took it must have ended.
CREATE TABLE mail_queue (
    stream BLOB NOT NULL,
    mailing BLOB NOT NULL CHECK (length(mailing) = 16),
    person BLOB NOT NULL CHECK (length(person) = 16),
    standing TEXT NOT NULL,
    tries INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (stream, mailing, person)
) STRICT, WITHOUT ROWID;
