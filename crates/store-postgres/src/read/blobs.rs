//! Blobs.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::StoreError;
use coopol_store::row::{BlobRow, BlobSeal};
use sqlx::postgres::PgConnection;
use sqlx::query_as;

use super::{Row, Rows};
use crate::columns::{count, hash, id, instant, number};
use crate::failure::Orderly as _;

struct BlobColumns {
    stream: Vec<u8>,
    name: Vec<u8>,
    size: i64,
    received: i64,
    begun_at: i64,
    key: Option<Vec<u8>>,
    seal: i64,
}

impl BlobColumns {
    fn row(self) -> Result<BlobRow, StoreError> {
        Ok(BlobRow {
            stream: id(&self.stream)?,
            name: hash(&self.name)?,
            size: count(self.size)?,
            received: count(self.received)?,
            begun_at: instant(self.begun_at)?,
            seal: BlobSeal::read(self.seal, self.key)?,
        })
    }
}

pub async fn blob(on: &mut PgConnection, stream: StreamId, name: Hash) -> Row<BlobRow> {
    let (of, name) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
    let found = query_as!(
        BlobColumns,
        "SELECT stream, name, size, received, begun_at, key, seal FROM blobs WHERE stream = $1 AND name = $2",
        of,
        name
    );
    found.fetch_optional(on).await.orderly()?.map(BlobColumns::row).transpose()
}

pub async fn of(on: &mut PgConnection, stream: StreamId) -> Rows<BlobRow> {
    let of = stream.as_bytes().as_slice();
    let found = query_as!(
        BlobColumns,
        "SELECT stream, name, size, received, begun_at, key, seal FROM blobs WHERE stream = $1",
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(BlobColumns::row).collect()
}

pub async fn orphans(on: &mut PgConnection, before: Instant) -> Rows<BlobRow> {
    let before = number(before.0);
    let found = query_as!(
        BlobColumns,
        "SELECT stream, name, size, received, begun_at, key, seal FROM blobs
         WHERE seal = 3 OR (begun_at < $1 AND NOT EXISTS (
             SELECT 1 FROM blob_uses WHERE blob_uses.stream = blobs.stream AND blob_uses.name = blobs.name
         ))
         ORDER BY begun_at",
        before
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(BlobColumns::row).collect()
}

pub async fn from_before(on: &mut PgConnection) -> Rows<BlobRow> {
    let found = query_as!(
        BlobColumns,
        "SELECT stream, name, size, received, begun_at, key, seal FROM blobs WHERE seal IN (0, 1)"
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(BlobColumns::row).collect()
}
