//! Blobs.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::StoreError;
use coopol_store::row::{BlobRow, BlobSeal};
use rusqlite::{Connection, Row as Found};

use super::{Row, Rows};
use crate::columns::{count, hash, id, instant, number};
use crate::statement::{bytes, bytes_or_null, cell, rows};

fn blob_row(row: &Found<'_>) -> Result<BlobRow, StoreError> {
    Ok(BlobRow {
        stream: id(bytes(row, 0)?)?,
        name: hash(bytes(row, 1)?)?,
        size: count(cell(row, 2)?)?,
        received: count(cell(row, 3)?)?,
        begun_at: instant(cell(row, 4)?)?,
        seal: BlobSeal::read(cell(row, 6)?, bytes_or_null(row, 5)?.map(<[u8]>::to_vec))?,
    })
}

pub fn blob(on: &Connection, stream: StreamId, name: Hash) -> Row<BlobRow> {
    let (of, name) = (stream.as_bytes().as_slice(), name.as_bytes().as_slice());
    let found = rows!(
        on,
        blob_row,
        "SELECT stream, name, size, received, begun_at, key, seal FROM blobs WHERE stream = ?1 AND name = ?2",
        of,
        name
    );
    Ok(found?.pop())
}

pub fn of(on: &Connection, stream: StreamId) -> Rows<BlobRow> {
    let of = stream.as_bytes().as_slice();
    rows!(on, blob_row, "SELECT stream, name, size, received, begun_at, key, seal FROM blobs WHERE stream = ?1", of)
}

pub fn orphans(on: &Connection, before: Instant) -> Rows<BlobRow> {
    let before = number(before.0);
    rows!(
        on,
        blob_row,
        "SELECT stream, name, size, received, begun_at, key, seal FROM blobs
           WHERE seal = 3 OR (begun_at < ?1 AND NOT EXISTS (
               SELECT 1 FROM blob_uses WHERE blob_uses.stream = blobs.stream AND blob_uses.name = blobs.name
           ))
           ORDER BY begun_at",
        before
    )
}

pub fn from_before(on: &Connection) -> Rows<BlobRow> {
    rows!(on, blob_row, "SELECT stream, name, size, received, begun_at, key, seal FROM blobs WHERE seal IN (0, 1)")
}
