-- What a person is found by, folded, stands beside them: so the search knows when it changes, and keeps no mark of a row that
-- was written again as it was. Nothing where an earlier version wrote the row; it is made again when the cache is opened.
DROP TABLE people_search;

ALTER TABLE people ADD COLUMN found_by TEXT;

-- The words stand in `people` alone. Each stands after two spaces, so that one or two letters find those that begin with
-- them; sizes serve a ranking that nobody asks for.
CREATE VIRTUAL TABLE people_search USING fts5 (
    found_by, content = 'people', content_rowid = 'place', columnsize = 0, tokenize = 'trigram case_sensitive 1'
);

CREATE TRIGGER people_found AFTER INSERT ON people WHEN new.found_by IS NOT NULL BEGIN
    INSERT INTO people_search (rowid, found_by) VALUES (new.place, new.found_by);
END;

CREATE TRIGGER people_lost AFTER DELETE ON people WHEN old.found_by IS NOT NULL BEGIN
    INSERT INTO people_search (people_search, rowid, found_by) VALUES ('delete', old.place, old.found_by);
END;

CREATE TRIGGER people_found_otherwise AFTER UPDATE OF found_by ON people WHEN old.found_by IS NOT new.found_by BEGIN
    INSERT INTO people_search (people_search, rowid, found_by)
        SELECT 'delete', old.place, old.found_by WHERE old.found_by IS NOT NULL;
    INSERT INTO people_search (rowid, found_by) VALUES (new.place, new.found_by);
END;
