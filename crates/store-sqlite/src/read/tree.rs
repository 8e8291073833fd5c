//! Leaves and tiles of a stream's tree.

use std::ops::Range;

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use rusqlite::Connection;

use super::Rows;
use crate::columns::{hash, number};
use crate::statement::{bytes, rows};

pub fn tiles(on: &Connection, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(numbers.start), number(numbers.end));
    rows!(
        on,
        |row| hash(bytes(row, 0)?),
        "SELECT hash FROM tiles WHERE stream = ?1 AND number >= ?2 AND number < ?3 ORDER BY number",
        of,
        from,
        to
    )
}

/// Leaf n is that of entry n + 1.
pub fn leaves(on: &Connection, stream: StreamId, numbers: Range<u64>) -> Rows<Hash> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(numbers.start), number(numbers.end));
    rows!(
        on,
        |row| hash(bytes(row, 0)?),
        "SELECT leaf FROM entries WHERE stream = ?1 AND seq > ?2 AND seq <= ?3 ORDER BY seq",
        of,
        from,
        to
    )
}
