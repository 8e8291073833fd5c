//! Streams and their snapshots.

use coopol_domain::authority::Head;
use coopol_store::row::{MoveRow, SnapshotRow, StreamRow};
use sqlx::{SqliteConnection, query};

use super::Done;
use crate::columns::subtrees;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn found(on: &mut SqliteConnection, streams: &[StreamRow]) -> Done {
    if streams.is_empty() {
        return Ok(());
    }
    let new = rows(streams.iter().map(|row| {
        let head = &row.head;
        (
            Hex(head.stream.as_bytes()),
            Hex(head.unit.as_bytes()),
            head.compartment.to_string(),
            head.frontier.size(),
            Hex(subtrees(&head.frontier)),
            head.recorded_at,
            Hex(&row.key),
            row.subjects,
            row.erased,
        )
    }));
    let statement = query!(
        "INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3, unhex(value ->> 4), value ->> 5,
             unhex(value ->> 6), value ->> 7, value ->> 8
         FROM json_each(?1)",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn advance(on: &mut SqliteConnection, heads: &[(Head, u64)]) -> Done {
    if heads.is_empty() {
        return Ok(());
    }
    let new = rows(heads.iter().map(|(head, subjects)| {
        let frontier = &head.frontier;
        (Hex(head.stream.as_bytes()), frontier.size(), Hex(subtrees(frontier)), head.recorded_at, *subjects)
    }));
    let statement = query!(
        "UPDATE streams
         SET size = new.size, frontier = new.frontier, recorded_at = new.recorded_at, subjects = new.subjects
         FROM (
             SELECT unhex(value ->> 0) AS id, value ->> 1 AS size, unhex(value ->> 2) AS frontier,
                 value ->> 3 AS recorded_at, value ->> 4 AS subjects
             FROM json_each(?1)
         ) AS new
         WHERE streams.id = new.id",
        new
    );
    statement.execute(on).await.orderly().map(drop)
}

pub async fn snapshots(on: &mut SqliteConnection, snapshots: &[SnapshotRow]) -> Done {
    for row in snapshots {
        let (stream, root) = (row.stream.as_bytes().as_slice(), row.state_root.as_bytes().as_slice());
        let (seq, frontier) = (crate::columns::number(row.frontier.size()), subtrees(&row.frontier));
        let statement = query!(
            "INSERT INTO snapshots (stream, seq, frontier, state_root, sealed) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, frontier = excluded.frontier,
                 state_root = excluded.state_root, sealed = excluded.sealed",
            stream,
            seq,
            frontier,
            root,
            row.sealed
        );
        statement.execute(&mut *on).await.orderly()?;
    }
    Ok(())
}

/// Once in years: one statement for each.
pub async fn moves(on: &mut SqliteConnection, moves: &[MoveRow]) -> Done {
    for row in moves {
        let statement = query("INSERT INTO moves (stream, number, note) VALUES (?1, ?2, ?3)");
        let statement = statement.bind(row.stream.as_bytes().to_vec()).bind(crate::columns::number(row.number));
        statement.bind(&row.note).execute(&mut *on).await.orderly()?;
    }
    Ok(())
}
