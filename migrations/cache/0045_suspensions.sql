-- The spans in which a mandate gives nothing, as JSON: what is shown of it, and who holds office at an instant, are read together.
ALTER TABLE mandates ADD COLUMN suspensions TEXT;
-- What the server said when it let this device in no more for a time: it outlives the program, as the key does.
ALTER TABLE device ADD COLUMN suspended TEXT;
