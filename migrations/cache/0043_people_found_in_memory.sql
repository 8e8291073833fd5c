-- The words by which people are found are read once into memory, which finds among fifty thousand in less time than an index on the disk
-- takes to read its pages; nothing is left to be written beside them.
DROP TRIGGER people_found;
DROP TRIGGER people_lost;
DROP TRIGGER people_found_otherwise;
DROP TABLE people_search;
