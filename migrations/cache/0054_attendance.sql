-- Who came to an event and who asked to be excused: read with the event, and by person for their sheet. No mark stands where one was taken
-- back, so that a click writes one row, however many came.
CREATE TABLE attendance (
    event  BLOB NOT NULL,
    stream BLOB NOT NULL REFERENCES streams (id) ON DELETE CASCADE,
    person BLOB NOT NULL,
    mark   TEXT,
    PRIMARY KEY (event, stream, person)
) STRICT, WITHOUT ROWID;

CREATE INDEX attendance_person ON attendance (person, stream);
