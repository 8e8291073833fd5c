//! Blobs.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::StoreError;
use coopol_store::row::BlobRow;
use sqlx::{SqliteConnection, query_as};

use super::{Row, Rows};
use crate::columns::{count, hash, id, instant, number};
use crate::failure::Orderly;

struct Columns {
    stream: Vec<u8>,
    name: Vec<u8>,
    size: i64,
    received: i64,
    begun_at: i64,
}

impl TryFrom<Columns> for BlobRow {
    type Error = StoreError;

    fn try_from(columns: Columns) -> Result<Self, StoreError> {
        Ok(Self {
            stream: id(&columns.stream)?,
            name: hash(&columns.name)?,
            size: count(columns.size)?,
            received: count(columns.received)?,
            begun_at: instant(columns.begun_at)?,
        })
    }
}

pub async fn blob(on: &mut SqliteConnection, stream: StreamId, name: Hash) -> Row<BlobRow> {
    let (of, name) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
    let found = query_as!(
        Columns,
        "SELECT stream, name, size, received, begun_at FROM blobs WHERE stream = ?1 AND name = ?2",
        of,
        name
    );
    found.fetch_optional(on).await.orderly()?.map(BlobRow::try_from).transpose()
}

pub async fn orphans(on: &mut SqliteConnection, before: Instant) -> Rows<BlobRow> {
    let before = number(before.0);
    let found = query_as!(
        Columns,
        r#"SELECT stream, name, size, received, begun_at FROM blobs
           WHERE begun_at < ?1 AND NOT EXISTS (
               SELECT 1 FROM blob_uses WHERE blob_uses.stream = blobs.stream AND blob_uses.name = blobs.name
           )
           ORDER BY begun_at"#,
        before
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(BlobRow::try_from).collect()
}
