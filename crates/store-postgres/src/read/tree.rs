//! Leaves and tiles of a stream's tree.

use std::ops::Range;

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use sqlx::postgres::PgConnection;
use sqlx::query_scalar;

use super::Rows;
use crate::columns::{hash, number};
use crate::failure::Orderly as _;

pub async fn tiles(on: &mut PgConnection, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(numbers.start), number(numbers.end));
    let found = query_scalar!(
        "SELECT hash FROM tiles WHERE stream = $1 AND number >= $2 AND number < $3 ORDER BY number",
        of,
        from,
        to
    );
    found.fetch_all(on).await.orderly()?.iter().map(|bytes| hash(bytes)).collect()
}

/// Leaf n is that of entry n + 1.
pub async fn leaves(on: &mut PgConnection, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(numbers.start), number(numbers.end));
    let found = query_scalar!(
        "SELECT leaf FROM entries WHERE stream = $1 AND seq > $2 AND seq <= $3 ORDER BY seq",
        of,
        from,
        to
    );
    found.fetch_all(on).await.orderly()?.iter().map(|bytes| hash(bytes)).collect()
}
