//! Streams, their snapshots, the keys they went over to, and who cosigned them.

use coopol_domain::authority::Head;
use coopol_domain::id::StreamId;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_store::StoreError;
use coopol_store::row::{CosignatureRow, MoveRow, SnapshotRow, StreamRow};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_scalar};

use super::{Row, Rows};
use crate::columns::{count, each, frontier, hash, id, instant};
use crate::failure::Orderly as _;

pub async fn streams(on: &mut PgConnection, ids: &[StreamId]) -> Rows<StreamRow> {
    let ids = each(ids, StreamId::as_bytes);
    let found = query!(
        r#"SELECT s.id AS "id!", s.unit AS "unit!", s.compartment AS "compartment!", s.size AS "size!",
               s.frontier AS "frontier!", s.recorded_at AS "recorded_at!", s.key AS "key!", s.subjects AS "subjects!",
               s.erased AS "erased!", latest.seq AS "snapshot?", latest.state_root AS "state_root?"
           FROM streams AS s LEFT JOIN snapshots AS latest ON latest.stream = s.id
           WHERE s.id = ANY($1::bytea[])"#,
        &ids as _
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let head = Head {
            stream: id(&row.id)?,
            unit: id(&row.unit)?,
            compartment: row.compartment.parse().map_err(|_| StoreError::Corrupt { what: "a compartment" })?,
            frontier: frontier(row.size, &row.frontier)?,
            recorded_at: instant(row.recorded_at)?,
        };
        let snapshot = match (row.snapshot, row.state_root) {
            (Some(seq), Some(root)) => Some(StateRoot { seq: count(seq)?, root: hash(&root)? }),
            _ => None,
        };
        Ok(StreamRow { head, key: row.key, subjects: count(row.subjects)?, erased: count(row.erased)?, snapshot })
    });
    rows.collect()
}

/// Whoever locks several does it in one order, so that no two wait for each other. What the rows hold is read afterwards: by
/// then whoever was waited for has written it.
pub async fn lock(on: &mut PgConnection, ids: &[StreamId]) -> Rows<StreamRow> {
    let wanted = each(ids, StreamId::as_bytes);
    let lock = query_scalar!("SELECT id FROM streams WHERE id = ANY($1::bytea[]) ORDER BY id FOR UPDATE", &wanted as _);
    if lock.fetch_all(&mut *on).await.orderly()?.is_empty() {
        return Ok(Vec::new());
    }
    streams(on, ids).await
}

pub async fn moves(on: &mut PgConnection, of: &[StreamId]) -> Rows<MoveRow> {
    let of = each(of, StreamId::as_bytes);
    let found = query!(
        "SELECT stream, number, note FROM moves WHERE stream = ANY($1::bytea[]) ORDER BY stream, number",
        &of as _
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter();
    rows.map(|row| Ok(MoveRow { stream: id(&row.stream)?, number: count(row.number)?, note: row.note })).collect()
}

pub async fn cosignatures(on: &mut PgConnection, of: &[StreamId]) -> Rows<CosignatureRow> {
    let of = each(of, StreamId::as_bytes);
    let found = query!(
        "SELECT stream, device, level, number, size, note FROM cosignatures
         WHERE stream = ANY($1::bytea[])
         ORDER BY stream, number",
        &of as _
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let (stream, device) = (id(&row.stream)?, id(&row.device)?);
        let (number, size) = (count(row.number)?, count(row.size)?);
        Ok(CosignatureRow { stream, device, level: row.level, number, size, note: row.note })
    });
    rows.collect()
}

pub async fn snapshot(on: &mut PgConnection, stream: StreamId) -> Row<SnapshotRow> {
    let of = stream.as_bytes().as_slice();
    let found = query!("SELECT seq, frontier, state_root, sealed FROM snapshots WHERE stream = $1", of);
    let Some(row) = found.fetch_optional(on).await.orderly()? else { return Ok(None) };
    let (frontier, state_root) = (frontier(row.seq, &row.frontier)?, hash(&row.state_root)?);
    Ok(Some(SnapshotRow { stream, frontier, state_root, sealed: row.sealed }))
}
