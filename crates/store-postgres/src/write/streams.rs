//! Streams, their snapshots and what belongs to each as a whole.

use coopol_domain::authority::Head;
use coopol_domain::id::StreamId;
use coopol_store::row::{CosignatureRow, MoveRow, SnapshotRow, StreamRow};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, last, number, numbers, subtrees};
use crate::statement::run;

pub async fn found(on: &mut PgConnection, rows: &[StreamRow]) -> Done {
    if rows.is_empty() {
        return Ok(());
    }
    let (ids, units) = (each(rows, |row| row.head.stream.as_bytes()), each(rows, |row| row.head.unit.as_bytes()));
    let compartments: Vec<String> = rows.iter().map(|row| row.head.compartment.to_string()).collect();
    let sizes = numbers(rows, |row| row.head.frontier.size());
    let frontiers: Vec<Vec<u8>> = rows.iter().map(|row| subtrees(&row.head.frontier)).collect();
    let recorded = numbers(rows, |row| row.head.recorded_at.0);
    let keys: Vec<&[u8]> = rows.iter().map(|row| row.key.as_slice()).collect();
    let (subjects, erased) = (numbers(rows, |row| row.subjects), numbers(rows, |row| row.erased));
    run!(
        on,
        "INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::bigint[], $5::bytea[], $6::bigint[],
             $7::bytea[], $8::bigint[], $9::bigint[])",
        &ids as _,
        &units as _,
        &compartments,
        &sizes,
        &frontiers,
        &recorded,
        &keys as _,
        &subjects,
        &erased
    )
}

pub async fn advance(on: &mut PgConnection, heads: &[(Head, u64)]) -> Done {
    if heads.is_empty() {
        return Ok(());
    }
    let (ids, sizes) =
        (each(heads, |(head, _)| head.stream.as_bytes()), numbers(heads, |(head, _)| head.frontier.size()));
    let frontiers: Vec<Vec<u8>> = heads.iter().map(|(head, _)| subtrees(&head.frontier)).collect();
    let recorded = numbers(heads, |(head, _)| head.recorded_at.0);
    let subjects: Vec<i64> = heads.iter().map(|(_, subjects)| number(*subjects)).collect();
    run!(
        on,
        "UPDATE streams SET size = now.size, frontier = now.frontier, recorded_at = now.recorded_at,
             subjects = now.subjects
         FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bigint[], $5::bigint[])
             AS now (id, size, frontier, recorded_at, subjects)
         WHERE streams.id = now.id",
        &ids as _,
        &sizes,
        &frontiers,
        &recorded,
        &subjects
    )
}

pub async fn rekeyed(on: &mut PgConnection, keys: &[(StreamId, Vec<u8>)]) -> Done {
    if keys.is_empty() {
        return Ok(());
    }
    let (ids, wrapped) =
        (each(keys, |(stream, _)| stream.as_bytes()), keys.iter().map(|(_, key)| key.as_slice()).collect::<Vec<_>>());
    run!(
        on,
        "UPDATE streams SET key = now.key FROM unnest($1::bytea[], $2::bytea[]) AS now (id, key) WHERE streams.id = now.id",
        &ids as _,
        &wrapped as _
    )
}

pub async fn snapshots(on: &mut PgConnection, snapshots: &[SnapshotRow]) -> Done {
    let rows = last(snapshots, |row| row.stream);
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, roots) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.state_root.as_bytes()));
    let seqs = numbers(&rows, |row| row.frontier.size());
    let frontiers: Vec<Vec<u8>> = rows.iter().map(|row| subtrees(&row.frontier)).collect();
    let sealed: Vec<&[u8]> = rows.iter().map(|row| row.sealed.as_slice()).collect();
    run!(
        on,
        "INSERT INTO snapshots (stream, seq, frontier, state_root, sealed)
         SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[])
         ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, frontier = excluded.frontier,
             state_root = excluded.state_root, sealed = excluded.sealed",
        &streams as _,
        &seqs,
        &frontiers,
        &roots as _,
        &sealed as _
    )
}

pub async fn moves(on: &mut PgConnection, moves: &[MoveRow]) -> Done {
    if moves.is_empty() {
        return Ok(());
    }
    let (streams, places) = (each(moves, |row| row.stream.as_bytes()), numbers(moves, |row| row.number));
    let notes: Vec<&str> = moves.iter().map(|row| row.note.as_str()).collect();
    run!(
        on,
        "INSERT INTO moves (stream, number, note) SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::text[])",
        &streams as _,
        &places,
        &notes as _
    )
}

pub async fn cosignatures(on: &mut PgConnection, cosignatures: &[CosignatureRow]) -> Done {
    let rows = last(cosignatures, |row| (row.stream, row.device));
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, devices) = (each(&rows, |row| row.stream.as_bytes()), each(&rows, |row| row.device.as_bytes()));
    let (places, sizes) = (numbers(&rows, |row| row.number), numbers(&rows, |row| row.size));
    let levels: Vec<&str> = rows.iter().map(|row| row.level.as_str()).collect();
    let notes: Vec<&str> = rows.iter().map(|row| row.note.as_str()).collect();
    run!(
        on,
        "INSERT INTO cosignatures (stream, device, level, number, size, note)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::text[], $4::bigint[], $5::bigint[], $6::text[])
         ON CONFLICT (stream, device) DO UPDATE SET level = excluded.level, number = excluded.number,
             size = excluded.size, note = excluded.note",
        &streams as _,
        &devices as _,
        &levels as _,
        &places,
        &sizes,
        &notes as _
    )
}
