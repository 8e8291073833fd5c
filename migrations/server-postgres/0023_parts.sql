-- Streams may be spread over several databases. Each knows which of them it is, so that none is left out or taken for another;
-- `begun` is said by the first, once all of them know.
CREATE TABLE part (
    one bigint PRIMARY KEY CHECK (one = 1),
    whole uuid NOT NULL,
    number bigint NOT NULL,
    among bigint NOT NULL,
    begun bool NOT NULL
);

-- Commits in several databases that are decided: what is prepared elsewhere under such an id is to be committed there. Only the first
-- database has any, and forgets one once nothing is prepared under it any more.
CREATE TABLE decided (
    id uuid PRIMARY KEY
);

-- A transaction that is prepared can tell nobody. Whoever prepares one tells afterwards.
CREATE OR REPLACE FUNCTION tell_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF current_setting('coopol.told', true) IS DISTINCT FROM 'afterwards' THEN
        PERFORM pg_notify('coopol_positions', encode(NEW.id, 'hex') || ' ' || NEW.size || ' ' || NEW.erased);
    END IF;
    RETURN NULL;
END
$$;
