-- A file is never one of several; streams are spread over several databases in PostgreSQL alone.
SELECT 1;
