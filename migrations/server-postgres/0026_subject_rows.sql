-- Rows of PostgreSQL lie in a heap and are found by their indexes anyway: what SQLite changes here is as it should be there.
SELECT 1;
