-- What the level above last reminded a unit of, as JSON: the season reads it with the unit itself.
ALTER TABLE units ADD COLUMN reminders TEXT;
