-- A file is served by one process, which has nobody else to tell where a stream stands; PostgreSQL tells its replicas.
SELECT 1;
