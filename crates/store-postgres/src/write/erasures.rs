//! Erasures, confirmed and carried out.

use coopol_store::row::{ConfirmedRow, ErasureRow};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, numbers};
use crate::statement::run;

pub async fn confirmed(on: &mut PgConnection, confirmed: &[ConfirmedRow]) -> Done {
    if confirmed.is_empty() {
        return Ok(());
    }
    let streams = each(confirmed, |row| row.stream.as_bytes());
    let subjects = each(confirmed, |row| row.subject.as_bytes());
    let at = numbers(confirmed, |row| row.confirmed_at.0);
    run!(
        on,
        "INSERT INTO confirmed (stream, subject, confirmed_at)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[])
         ON CONFLICT (stream, subject) DO NOTHING",
        &streams as _,
        &subjects as _,
        &at
    )
}

pub async fn erasures(on: &mut PgConnection, erasures: &[ErasureRow]) -> Done {
    if erasures.is_empty() {
        return Ok(());
    }
    let streams = each(erasures, |row| row.stream.as_bytes());
    let subjects = each(erasures, |row| row.subject.as_bytes());
    contents(on, &streams, &subjects).await?;
    places(on, &streams, &subjects).await?;
    ledger(on, &streams, &subjects, erasures).await
}

/// The key first: with it goes whatever else might be left.
async fn contents(on: &mut PgConnection, streams: &[&[u8]], subjects: &[&[u8]]) -> Done {
    run!(
        on,
        "INSERT INTO subjects (stream, id) SELECT DISTINCT * FROM unnest($1::bytea[], $2::bytea[])
         ON CONFLICT (stream, id) DO UPDATE SET key = NULL, state = NULL, seq = NULL",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM waiting AS w USING entries AS e
         WHERE w.stream = ANY($1::bytea[]) AND e.stream = w.stream AND e.seq = w.seq
             AND (e.stream, e.subject) IN (SELECT * FROM unnest($1::bytea[], $2::bytea[]))",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "UPDATE entries SET sealed = NULL
         WHERE stream = ANY($1::bytea[]) AND sealed IS NOT NULL
             AND (stream, subject) IN (SELECT * FROM unnest($1::bytea[], $2::bytea[]))",
        streams as _,
        subjects as _
    )?;
    run!(on, "DELETE FROM snapshots WHERE stream = ANY($1::bytea[])", streams as _)
}

/// Wherever else a subject stands, by its id.
async fn places(on: &mut PgConnection, streams: &[&[u8]], subjects: &[&[u8]]) -> Done {
    run!(
        on,
        "DELETE FROM looks AS l USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE l.stream = erased.stream AND l.subject = erased.subject",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM units AS u USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE u.id = erased.subject AND u.stream = erased.stream",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM mandates AS m USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE m.id = erased.subject AND m.stream = erased.stream",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM devices AS d USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE d.id = erased.subject AND d.stream = erased.stream",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM confirmed AS c USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE c.stream = erased.stream AND c.subject = erased.subject",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM open_claims AS o USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE o.stream = erased.stream AND o.subject = erased.subject",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM touched AS t USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE t.stream = erased.stream AND t.subject = erased.subject",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "UPDATE blobs AS b SET key = NULL, seal = 3
         WHERE (b.stream, b.name) IN (
                 SELECT u.stream, u.name FROM blob_uses AS u
                 JOIN unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
                     ON u.stream = erased.stream AND u.subject = erased.subject
             )
             AND NOT EXISTS (
                 SELECT 1 FROM blob_uses AS other
                 WHERE other.stream = b.stream AND other.name = b.name
                     AND (other.stream, other.subject) NOT IN (SELECT * FROM unnest($1::bytea[], $2::bytea[]))
             )",
        streams as _,
        subjects as _
    )?;
    run!(
        on,
        "DELETE FROM blob_uses AS b USING unnest($1::bytea[], $2::bytea[]) AS erased (stream, subject)
         WHERE b.stream = erased.stream AND b.subject = erased.subject",
        streams as _,
        subjects as _
    )
}

async fn ledger(on: &mut PgConnection, streams: &[&[u8]], subjects: &[&[u8]], erasures: &[ErasureRow]) -> Done {
    let (places, at) = (numbers(erasures, |row| row.number), numbers(erasures, |row| row.at.0));
    run!(
        on,
        "INSERT INTO erasures (stream, subject, number, at)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[])",
        streams as _,
        subjects as _,
        &places,
        &at
    )?;
    run!(
        on,
        "UPDATE streams SET erased = (SELECT max(e.number) FROM erasures AS e WHERE e.stream = streams.id)
         WHERE id = ANY($1::bytea[])",
        streams as _
    )
}
