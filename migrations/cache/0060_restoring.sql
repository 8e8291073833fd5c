-- What the server said when it was restored and took back what it lost, while it does nothing else (J8).
ALTER TABLE device ADD COLUMN restoring TEXT;
