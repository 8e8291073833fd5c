-- Invitations of somebody who had a laptop: from when they serve, and from where they were made. None was recorded before.
ALTER TABLE devices ADD COLUMN opens_at INTEGER;
ALTER TABLE devices ADD COLUMN level TEXT;
