-- Dues by person and year, for the sheet, the filters "à jour" and "en retard" and the import.
CREATE TABLE dues (
    id           BLOB NOT NULL,
    stream       BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    person       BLOB NOT NULL,
    year         INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL,
    paid_on      TEXT,
    method       TEXT,
    receipt      TEXT,
    removed      INTEGER NOT NULL,
    PRIMARY KEY (id, stream)
) STRICT;

CREATE INDEX dues_person ON dues (person, year);
CREATE INDEX dues_stream ON dues (stream);
