-- The unit that a unit became a part of: what it left is read, and doesn't change any more.
ALTER TABLE units ADD COLUMN merged_into BLOB;
