-- Texts of messages, on the desk of an office: templates, and drafts with whom they go to.
CREATE TABLE kept_messages (
    id         BLOB NOT NULL,
    stream     BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    purpose    TEXT NOT NULL,
    subject    TEXT NOT NULL,
    body       TEXT NOT NULL,
    -- Whether it says to whom; then as a list does.
    asks       INTEGER NOT NULL,
    words      TEXT NOT NULL,
    filters    TEXT NOT NULL,
    sorted_by  TEXT NOT NULL,
    descending INTEGER NOT NULL,
    removed    INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
