-- What lies between this database and another while a server goes over from one to the other (J5.4): `coming` until all of it is
-- here, `gone` once it is served there, under this key. Whoever finds either serves nothing. It is this database's own: no move
-- carries it along.
CREATE TABLE relocation (
    one INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    way TEXT NOT NULL CHECK (way IN ('coming', 'gone')),
    place TEXT NOT NULL,
    key BLOB CHECK (length(key) = 32),
    CHECK ((key IS NULL) = (way = 'coming'))
) STRICT;
