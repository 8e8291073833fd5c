-- People as the screens list, filter and sort them: confirmed state and outbox folded, one row each.
CREATE TABLE people (
    place       INTEGER PRIMARY KEY AUTOINCREMENT,
    id          BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    last_name   TEXT,
    first_name  TEXT,
    civility    TEXT,
    birth_date  TEXT,
    street      TEXT,
    postcode    TEXT,
    city        TEXT,
    country     TEXT,
    note        TEXT,
    number      TEXT,
    joined_on   TEXT,
    left_on     TEXT,
    category    TEXT,
    origin      TEXT,
    -- A JSON array of texts.
    tags        TEXT NOT NULL,
    -- The first of each, for the list.
    email       TEXT,
    phone       TEXT,
    -- The oldest verification among the contacts; nothing when one was never verified.
    verified_on TEXT,
    -- As a French speaker sorts: É with E, œ with oe, small particles apart.
    sort_key    TEXT NOT NULL,
    -- First and last name folded, in the order of the alphabet: the same person is found whichever stands first.
    folded_name TEXT NOT NULL,
    -- The commune, folded, to sort by.
    folded_city TEXT NOT NULL,
    removed     INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX people_id ON people (id, stream);
CREATE INDEX people_order ON people (stream, removed, sort_key);
CREATE INDEX people_number ON people (number) WHERE number IS NOT NULL;
CREATE INDEX people_name ON people (folded_name);

CREATE TABLE contacts (
    person      BLOB NOT NULL,
    stream      BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    element     TEXT NOT NULL,
    type        TEXT NOT NULL,
    value       TEXT NOT NULL,
    label       TEXT,
    verified_on TEXT
) STRICT;

CREATE INDEX contacts_person ON contacts (person);
CREATE INDEX contacts_value ON contacts (value);
