-- Which subjects are units, mandates and devices: rights are computed from these, at every request (J1.2). What they
-- say stands in their sealed states.
CREATE TABLE units (
    id bytea PRIMARY KEY,
    stream bytea NOT NULL,
    parent bytea
);

CREATE INDEX units_by_parent ON units (parent);

CREATE TABLE mandates (
    id bytea PRIMARY KEY,
    stream bytea NOT NULL,
    unit bytea NOT NULL,
    holder bytea NOT NULL
);

CREATE INDEX mandates_by_holder ON mandates (holder);
CREATE INDEX mandates_by_unit ON mandates (unit);

CREATE TABLE devices (
    id bytea PRIMARY KEY,
    stream bytea NOT NULL
);
