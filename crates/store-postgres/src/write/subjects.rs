//! Subjects, and the values by which they are looked up.

use coopol_store::row::{LookRow, SubjectRow};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, last, number};
use crate::statement::run;

/// What was erased stays erased.
pub async fn subjects(on: &mut PgConnection, subjects: &[SubjectRow]) -> Done {
    let rows = last(subjects, |row| (row.stream, row.id));
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, ids) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.id.as_bytes()));
    let secrets = || rows.iter().map(|row| row.secret.as_ref());
    let keys: Vec<Option<&[u8]>> = secrets().map(|secret| Some(secret?.key.as_slice())).collect();
    let states: Vec<Option<&[u8]>> = secrets().map(|secret| Some(secret?.state.as_slice())).collect();
    let seqs: Vec<Option<i64>> = secrets().map(|secret| Some(number(secret?.seq))).collect();
    run!(
        on,
        "INSERT INTO subjects (stream, id, key, state, seq)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bytea[], $5::bigint[])
         ON CONFLICT (stream, id) DO UPDATE SET key = excluded.key, state = excluded.state, seq = excluded.seq
             WHERE subjects.key IS NOT NULL",
        &streams as _,
        &ids as _,
        &keys as _,
        &states as _,
        &seqs as _
    )
}

pub async fn freed(on: &mut PgConnection, looks: &[LookRow]) -> Done {
    if looks.is_empty() {
        return Ok(());
    }
    let (streams, values) = (each(looks, |row| row.stream.as_bytes()), each(looks, |row| row.look.as_bytes()));
    let subjects = each(looks, |row| row.subject.as_bytes());
    run!(
        on,
        "DELETE FROM looks AS l USING unnest($1::bytea[], $2::bytea[], $3::bytea[]) AS freed (stream, look, subject)
         WHERE l.stream = freed.stream AND l.look = freed.look AND l.subject = freed.subject",
        &streams as _,
        &values as _,
        &subjects as _
    )
}

pub async fn taken(on: &mut PgConnection, looks: &[LookRow]) -> Done {
    let rows = last(looks, |row| (row.stream, row.look));
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, values) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.look.as_bytes()));
    let subjects = each(&rows, |row| row.subject.as_bytes());
    run!(
        on,
        "INSERT INTO looks (stream, look, subject) SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[])
         ON CONFLICT (stream, look) DO UPDATE SET subject = excluded.subject",
        &streams as _,
        &values as _,
        &subjects as _
    )
}
