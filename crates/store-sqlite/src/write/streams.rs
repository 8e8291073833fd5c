//! Streams, their snapshots and what belongs to each as a whole.

use coopol_domain::authority::Head;
use coopol_domain::id::StreamId;
use coopol_store::row::{CosignatureRow, MoveRow, SnapshotRow, StreamRow};
use rusqlite::Connection;

use super::Done;
use crate::columns::{number, subtrees};
use crate::statement::run;

pub fn found(on: &Connection, streams: &[StreamRow]) -> Done {
    for row in streams {
        let head = &row.head;
        let (id, unit) = (head.stream.as_bytes().as_slice(), head.unit.as_bytes().as_slice());
        let (compartment, size) = (head.compartment.to_string(), number(head.frontier.size()));
        let (frontier, recorded_at) = (subtrees(&head.frontier), number(head.recorded_at.0));
        let (key, subjects, erased) = (row.key.as_slice(), number(row.subjects), number(row.erased));
        run!(
            on,
            "INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            id,
            unit,
            compartment,
            size,
            frontier,
            recorded_at,
            key,
            subjects,
            erased
        )?;
    }
    Ok(())
}

pub fn advance(on: &Connection, heads: &[(Head, u64)]) -> Done {
    for (head, subjects) in heads {
        let (id, size) = (head.stream.as_bytes().as_slice(), number(head.frontier.size()));
        let (frontier, recorded_at) = (subtrees(&head.frontier), number(head.recorded_at.0));
        let subjects = number(*subjects);
        run!(
            on,
            "UPDATE streams SET size = ?2, frontier = ?3, recorded_at = ?4, subjects = ?5 WHERE id = ?1",
            id,
            size,
            frontier,
            recorded_at,
            subjects
        )?;
    }
    Ok(())
}

pub fn rekeyed(on: &Connection, keys: &[(StreamId, Vec<u8>)]) -> Done {
    for (stream, key) in keys {
        let (stream, key) = (stream.as_bytes().as_slice(), key.as_slice());
        run!(on, "UPDATE streams SET key = ?2 WHERE id = ?1", stream, key)?;
    }
    Ok(())
}

pub fn snapshots(on: &Connection, snapshots: &[SnapshotRow]) -> Done {
    for row in snapshots {
        let (stream, root) = (row.stream.as_bytes().as_slice(), row.state_root.as_bytes().as_slice());
        let (seq, frontier, sealed) = (number(row.frontier.size()), subtrees(&row.frontier), row.sealed.as_slice());
        run!(
            on,
            "INSERT INTO snapshots (stream, seq, frontier, state_root, sealed) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, frontier = excluded.frontier,
                 state_root = excluded.state_root, sealed = excluded.sealed",
            stream,
            seq,
            frontier,
            root,
            sealed
        )?;
    }
    Ok(())
}

pub fn moves(on: &Connection, moves: &[MoveRow]) -> Done {
    for row in moves {
        let (stream, number, note) = (row.stream.as_bytes().as_slice(), number(row.number), row.note.as_str());
        run!(on, "INSERT INTO moves (stream, number, note) VALUES (?1, ?2, ?3)", stream, number, note)?;
    }
    Ok(())
}

pub fn cosignatures(on: &Connection, cosignatures: &[CosignatureRow]) -> Done {
    for row in cosignatures {
        let (stream, device) = (row.stream.as_bytes().as_slice(), row.device.as_bytes().as_slice());
        let (number, size) = (number(row.number), number(row.size));
        let (level, note) = (row.level.as_str(), row.note.as_str());
        run!(
            on,
            "INSERT INTO cosignatures (stream, device, level, number, size, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (stream, device) DO UPDATE SET level = excluded.level, number = excluded.number,
                 size = excluded.size, note = excluded.note",
            stream,
            device,
            level,
            number,
            size,
            note
        )?;
    }
    Ok(())
}
