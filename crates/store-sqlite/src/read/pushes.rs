//! Pushes and the chains they form.

use std::ops::Range;

use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::ChainRow;
use rusqlite::{Connection, Row as Found};

use super::{Row, Rows};
use crate::columns::{count, hash, id, number};
use crate::statement::{bytes, cell, rows};

/// Of the columns stream, device, number, hash.
pub fn chain_row(row: &Found<'_>) -> Result<ChainRow, StoreError> {
    let (stream, device) = (id(bytes(row, 0)?)?, id(bytes(row, 1)?)?);
    Ok(ChainRow { stream, device, number: count(cell(row, 2)?)?, hash: hash(bytes(row, 3)?)? })
}

pub fn chains_of(on: &Connection, device: DeviceId) -> Rows<ChainRow> {
    let of = device.as_bytes().as_slice();
    rows!(
        on,
        chain_row,
        "SELECT p.stream, p.device, p.number, p.hash
           FROM (SELECT device, stream, max(number) AS number FROM pushes WHERE device = ?1 GROUP BY stream) AS last
           CROSS JOIN pushes AS p ON p.device = last.device AND p.stream = last.stream AND p.number = last.number",
        of
    )
}

pub fn push(on: &Connection, stream: StreamId, device: DeviceId, wanted: u64) -> Row<Hash> {
    let (of, by, wanted) = (stream.as_bytes().as_slice(), device.as_bytes().as_slice(), number(wanted));
    let found = rows!(
        on,
        |row| hash(bytes(row, 0)?),
        "SELECT hash FROM pushes WHERE device = ?1 AND stream = ?2 AND number = ?3",
        by,
        of,
        wanted
    );
    Ok(found?.pop())
}

pub fn of_entries(on: &Connection, stream: StreamId, seqs: Range<u64>) -> Rows<Vec<u8>> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(seqs.start), number(seqs.end));
    rows!(
        on,
        |row| cell(row, 0),
        "SELECT p.bytes
           FROM (
               SELECT device, stream, number, min(seq) AS first FROM entries
               WHERE stream = ?1 AND seq >= ?2 AND seq < ?3
               GROUP BY device, number
           ) AS named
           CROSS JOIN pushes AS p
               ON p.device = named.device AND p.stream = named.stream AND p.number = named.number
           ORDER BY named.first",
        of,
        from,
        to
    )
}
