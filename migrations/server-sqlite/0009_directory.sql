-- Which subjects are units, mandates and devices: rights are computed from these, at every request (J1.2). What they
-- say stands in their sealed states.
CREATE TABLE units (
    id BLOB PRIMARY KEY NOT NULL,
    stream BLOB NOT NULL,
    parent BLOB
) STRICT, WITHOUT ROWID;

CREATE INDEX units_by_parent ON units (parent);

CREATE TABLE mandates (
    id BLOB PRIMARY KEY NOT NULL,
    stream BLOB NOT NULL,
    unit BLOB NOT NULL,
    holder BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX mandates_by_holder ON mandates (holder);
CREATE INDEX mandates_by_unit ON mandates (unit);

CREATE TABLE devices (
    id BLOB PRIMARY KEY NOT NULL,
    stream BLOB NOT NULL
) STRICT, WITHOUT ROWID;
