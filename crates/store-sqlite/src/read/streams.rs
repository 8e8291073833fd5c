//! Streams and their snapshots.

use coopol_domain::authority::Head;
use coopol_domain::id::StreamId;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_store::StoreError;
use coopol_store::row::{MoveRow, SnapshotRow, StreamRow};
use sqlx::{SqliteConnection, query, query_as};

use super::{Row, Rows};
use crate::columns::{count, frontier, hash, id, instant};
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

struct Columns {
    id: Vec<u8>,
    unit: Vec<u8>,
    compartment: String,
    size: i64,
    frontier: Vec<u8>,
    recorded_at: i64,
    key: Vec<u8>,
    subjects: i64,
    erased: i64,
    snapshot: Option<i64>,
    state_root: Option<Vec<u8>>,
}

pub async fn streams(on: &mut SqliteConnection, ids: &[StreamId]) -> Rows<StreamRow> {
    let wanted = rows(ids.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as!(
        Columns,
        r#"SELECT s.id, s.unit, s.compartment, s.size, s.frontier, s.recorded_at, s.key, s.subjects, s.erased,
               latest.seq AS "snapshot?", latest.state_root AS "state_root?"
           FROM json_each(?1) AS wanted
           CROSS JOIN streams AS s ON s.id = unhex(wanted.value)
           LEFT JOIN snapshots AS latest ON latest.stream = s.id"#,
        wanted
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(StreamRow::try_from).collect()
}

impl TryFrom<Columns> for StreamRow {
    type Error = StoreError;

    fn try_from(columns: Columns) -> Result<Self, StoreError> {
        let compartment = columns.compartment.parse().map_err(|_| StoreError::Corrupt { what: "a compartment" })?;
        let head = Head {
            stream: id(&columns.id)?,
            unit: id(&columns.unit)?,
            compartment,
            frontier: frontier(columns.size, &columns.frontier)?,
            recorded_at: instant(columns.recorded_at)?,
        };
        let snapshot = columns.snapshot.zip(columns.state_root);
        let snapshot =
            snapshot.map(|(seq, root)| Ok::<_, StoreError>(StateRoot { seq: count(seq)?, root: hash(&root)? }));
        Ok(Self {
            head,
            key: columns.key,
            subjects: count(columns.subjects)?,
            erased: count(columns.erased)?,
            snapshot: snapshot.transpose()?,
        })
    }
}

pub async fn moves(on: &mut SqliteConnection, of: &[StreamId]) -> Rows<MoveRow> {
    let wanted = rows(of.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as::<_, (Vec<u8>, i64, String)>(
        "SELECT m.stream, m.number, m.note FROM json_each(?1) AS wanted
         CROSS JOIN moves AS m ON m.stream = unhex(wanted.value) ORDER BY m.stream, m.number",
    );
    let found = found.bind(wanted).fetch_all(on).await.orderly()?.into_iter();
    found.map(|(stream, number, note)| Ok(MoveRow { stream: id(&stream)?, number: count(number)?, note })).collect()
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
