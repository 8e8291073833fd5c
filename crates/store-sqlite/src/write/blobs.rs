//! Blobs, and which subjects name them.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_store::row::{BlobRow, BlobUse};
use sqlx::{SqliteConnection, query};

use super::Done;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn used(on: &mut SqliteConnection, uses: &[BlobUse]) -> Done {
    if uses.is_empty() {
        return Ok(());
    }
    let new = rows(
        uses.iter().map(|row| (Hex(row.stream.as_bytes()), Hex(row.name.as_bytes()), Hex(row.subject.as_bytes()))),
    );
    let statement = query!(
        "INSERT INTO blob_uses (stream, name, subject)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?1) WHERE true
         ON CONFLICT (stream, name, subject) DO NOTHING",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn blobs(on: &mut SqliteConnection, blobs: &[BlobRow]) -> Done {
    if blobs.is_empty() {
        return Ok(());
    }
    let new = rows(
        blobs
            .iter()
            .map(|row| (Hex(row.stream.as_bytes()), Hex(row.name.as_bytes()), row.size, row.received, row.begun_at)),
    );
    let statement = query!(
        "INSERT INTO blobs (stream, name, size, received, begun_at)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4
         FROM json_each(?1) WHERE true
         ON CONFLICT (stream, name) DO UPDATE SET received = excluded.received",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn dropped(on: &mut SqliteConnection, blobs: &[(StreamId, Hash)]) -> Done {
    if blobs.is_empty() {
        return Ok(());
    }
    let dropped = rows(blobs.iter().map(|(stream, name)| (Hex(stream.as_bytes()), Hex(name.as_bytes()))));
    let statement = query!(
        "DELETE FROM blobs WHERE (stream, name) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?1)
         )",
        dropped
    );
    statement.execute(on).await.orderly().map(drop)
}
