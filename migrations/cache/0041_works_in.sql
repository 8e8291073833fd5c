-- The unit whose records the window works in, when its holder chose one.
ALTER TABLE device ADD COLUMN works_in BLOB;
