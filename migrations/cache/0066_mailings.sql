-- Whether the server sends mail, as it said last: without, no mailing is offered.
ALTER TABLE lease ADD COLUMN mails INTEGER NOT NULL DEFAULT 0;

-- How messages that the server sends at their time are called. What else is known of them stands in the subject's state.
CREATE TABLE mailings (
    id      BLOB NOT NULL,
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    subject TEXT NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;
