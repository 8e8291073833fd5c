-- What the filters of the list count by: 50,000 people are counted without a look at the rest of their rows.
CREATE INDEX people_counts ON people (stream, removed, category, email, id);
