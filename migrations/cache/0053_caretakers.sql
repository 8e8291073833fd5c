-- Of whom the level above put in charge for a time: by whom, why, and which appointment it prolongs, as JSON.
ALTER TABLE mandates ADD COLUMN caretaker TEXT;
