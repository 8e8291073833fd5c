//! Snapshots of streams, and the keys they went over to.

use coopol_domain::id::StreamId;
use coopol_store::row::{CosignatureRow, MoveRow, SnapshotRow};
use sqlx::{SqliteConnection, query, query_as};

use super::{Row, Rows};
use crate::columns::{count, frontier, hash, id};
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn moves(on: &mut SqliteConnection, of: &[StreamId]) -> Rows<MoveRow> {
    let wanted = rows(of.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as::<_, (Vec<u8>, i64, String)>(
        "SELECT m.stream, m.number, m.note FROM json_each(?1) AS wanted
         CROSS JOIN moves AS m ON m.stream = unhex(wanted.value) ORDER BY m.stream, m.number",
    );
    let found = found.bind(wanted).fetch_all(on).await.orderly()?.into_iter();
    found.map(|(stream, number, note)| Ok(MoveRow { stream: id(&stream)?, number: count(number)?, note })).collect()
}

/// Stream, device, level, number, size, note.
type Cosigned = (Vec<u8>, Vec<u8>, String, i64, i64, String);

pub async fn cosignatures(on: &mut SqliteConnection, of: &[StreamId]) -> Rows<CosignatureRow> {
    let wanted = rows(of.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as::<_, Cosigned>(
        "SELECT c.stream, c.device, c.level, c.number, c.size, c.note FROM json_each(?1) AS wanted
         CROSS JOIN cosignatures AS c ON c.stream = unhex(wanted.value) ORDER BY c.stream, c.number",
    );
    let found = found.bind(wanted).fetch_all(on).await.orderly()?.into_iter();
    let row = |(stream, device, level, number, size, note): Cosigned| {
        let (stream, device) = (id(&stream)?, id(&device)?);
        Ok(CosignatureRow { stream, device, level, number: count(number)?, size: count(size)?, note })
    };
    found.map(row).collect()
}

pub async fn snapshot(on: &mut SqliteConnection, stream: StreamId) -> Row<SnapshotRow> {
    let of = stream.as_bytes().as_slice();
    let found = query!("SELECT seq, frontier, state_root, sealed FROM snapshots WHERE stream = ?1", of);
    let Some(row) = found.fetch_optional(on).await.orderly()? else { return Ok(None) };
    Ok(Some(SnapshotRow {
        stream,
        frontier: frontier(row.seq, &row.frontier)?,
        state_root: hash(&row.state_root)?,
        sealed: row.sealed,
    }))
}
