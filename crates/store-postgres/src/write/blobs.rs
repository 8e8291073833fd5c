//! Blobs, and which subjects name them.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_store::row::{BlobRow, BlobUse};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, last, numbers};
use crate::statement::run;

pub async fn used(on: &mut PgConnection, uses: &[BlobUse]) -> Done {
    if uses.is_empty() {
        return Ok(());
    }
    let (streams, names) = (each(uses, |row| row.stream.as_bytes()), each(uses, |row| row.name.as_bytes()));
    let subjects = each(uses, |row| row.subject.as_bytes());
    run!(
        on,
        "INSERT INTO blob_uses (stream, name, subject) SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[])
         ON CONFLICT (stream, name, subject) DO NOTHING",
        &streams as _,
        &names as _,
        &subjects as _
    )
}

pub async fn blobs(on: &mut PgConnection, blobs: &[BlobRow]) -> Done {
    let rows = last(blobs, |row| (row.stream, row.name));
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, names) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.name.as_bytes()));
    let (sizes, received) = (numbers(&rows, |row| row.size), numbers(&rows, |row| row.received));
    let begun = numbers(&rows, |row| row.begun_at.0);
    let (seals, keys): (Vec<i64>, Vec<Option<&[u8]>>) = rows.iter().map(|row| row.seal.columns()).unzip();
    run!(
        on,
        "INSERT INTO blobs (stream, name, size, received, begun_at, key, seal)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bytea[], $7::bigint[])
         ON CONFLICT (stream, name) DO UPDATE
             SET received = excluded.received, key = excluded.key, seal = excluded.seal",
        &streams as _,
        &names as _,
        &sizes,
        &received,
        &begun,
        &keys as _,
        &seals
    )
}

pub async fn dropped(on: &mut PgConnection, blobs: &[(StreamId, Hash)]) -> Done {
    if blobs.is_empty() {
        return Ok(());
    }
    let (streams, names) = (each(blobs, |(stream, _)| stream.as_bytes()), each(blobs, |(_, name)| name.as_bytes()));
    run!(
        on,
        "DELETE FROM blobs USING unnest($1::bytea[], $2::bytea[]) AS gone (stream, name)
         WHERE blobs.stream = gone.stream AND blobs.name = gone.name",
        &streams as _,
        &names as _
    )
}
