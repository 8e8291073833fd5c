-- How the holder of a mandate wants to be reached, as they published it.
ALTER TABLE mandates ADD COLUMN card_name TEXT;
ALTER TABLE mandates ADD COLUMN card_email TEXT;
ALTER TABLE mandates ADD COLUMN card_phone TEXT;
