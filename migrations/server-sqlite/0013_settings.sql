-- Settings of the server, sealed under the master key: its own device, its epoch.
CREATE TABLE settings (
    name TEXT PRIMARY KEY NOT NULL,
    sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
