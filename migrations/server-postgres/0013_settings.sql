-- Settings of the server, sealed under the master key: its own device, its epoch.
CREATE TABLE settings (
    name text PRIMARY KEY,
    sealed bytea NOT NULL
);
