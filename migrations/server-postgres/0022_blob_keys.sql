-- A key of its own for each blob, wrapped, which goes with the last subject that names it (J7.1, J7.2). `seal` says how its bytes are
-- sealed: 0 as before, under a key of the whole stream; 1 while each part is under the one or the other; 2 under its own; 3 when it was
-- erased, and its bytes are still to be deleted.
ALTER TABLE blobs ADD COLUMN key bytea;
ALTER TABLE blobs ADD COLUMN seal bigint NOT NULL DEFAULT 0 CHECK (seal BETWEEN 0 AND 3 AND (key IS NOT NULL) = (seal IN (1, 2)));

CREATE INDEX blobs_by_seal ON blobs (seal) WHERE seal <> 2;
