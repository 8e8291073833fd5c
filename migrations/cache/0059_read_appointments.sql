-- Whom the level above put in charge of the holder's unit, once its officers have read so here.
CREATE TABLE read_appointments (
    mandate BLOB PRIMARY KEY,
    stream  BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE
) STRICT;
