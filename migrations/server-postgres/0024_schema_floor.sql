-- The oldest program that can work with this database, by the last step that it knows. A step that takes something away says here from
-- which step on nobody asks for it any more.
CREATE TABLE schema_floor (
    one smallint PRIMARY KEY CHECK (one = 1),
    step bigint NOT NULL
);

INSERT INTO schema_floor (one, step) VALUES (1, 24);
