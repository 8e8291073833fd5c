-- Whoever writes a stream tells all who listen where it stands by then, in the same commit: no replica learns of it that
-- wasn't written, and none that listens misses it. It sits on the table, as the command line writes too.
CREATE FUNCTION tell_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('coopol_positions', encode(NEW.id, 'hex') || ' ' || NEW.size || ' ' || NEW.erased);
    RETURN NULL;
END
$$;

CREATE TRIGGER position_told AFTER INSERT OR UPDATE OF size, erased ON streams FOR EACH ROW EXECUTE FUNCTION tell_position();
