//! Snapshots of streams, the keys they went over to, and who cosigned them.

use coopol_domain::id::StreamId;
use coopol_store::row::{CosignatureRow, MoveRow, SnapshotRow};
use rusqlite::{Connection, Row as Found};

use super::{Row, Rows};
use crate::columns::{count, frontier, hash, id};
use crate::statement::{bytes, cell, rows};

pub fn moves(on: &Connection, of: &[StreamId]) -> Rows<MoveRow> {
    let mut all = Vec::new();
    for &stream in of {
        let of = stream.as_bytes().as_slice();
        let read = |row: &Found<'_>| Ok(MoveRow { stream, number: count(cell(row, 0)?)?, note: cell(row, 1)? });
        all.extend(rows!(on, read, "SELECT number, note FROM moves WHERE stream = ?1 ORDER BY number", of)?);
    }
    Ok(all)
}

pub fn cosignatures(on: &Connection, of: &[StreamId]) -> Rows<CosignatureRow> {
    let mut all = Vec::new();
    for &stream in of {
        let of = stream.as_bytes().as_slice();
        let read = |row: &Found<'_>| {
            let (device, level, note) = (id(bytes(row, 0)?)?, cell(row, 1)?, cell(row, 4)?);
            let (number, size) = (count(cell(row, 2)?)?, count(cell(row, 3)?)?);
            Ok(CosignatureRow { stream, device, level, number, size, note })
        };
        let found = rows!(
            on,
            read,
            "SELECT device, level, number, size, note FROM cosignatures WHERE stream = ?1 ORDER BY number",
            of
        );
        all.extend(found?);
    }
    Ok(all)
}

pub fn snapshot(on: &Connection, stream: StreamId) -> Row<SnapshotRow> {
    let of = stream.as_bytes().as_slice();
    let read = |row: &Found<'_>| {
        let frontier = frontier(cell(row, 0)?, bytes(row, 1)?)?;
        Ok(SnapshotRow { stream, frontier, state_root: hash(bytes(row, 2)?)?, sealed: cell(row, 3)? })
    };
    Ok(rows!(on, read, "SELECT seq, frontier, state_root, sealed FROM snapshots WHERE stream = ?1", of)?.pop())
}
