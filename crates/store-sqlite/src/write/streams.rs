//! Streams and their snapshots.

use coopol_domain::authority::Head;
use coopol_store::row::{CosignatureRow, MoveRow, SnapshotRow, StreamRow};

use crate::columns::subtrees;
use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

pub fn found(script: &mut Script, streams: &[StreamRow]) {
    if streams.is_empty() {
        return;
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
    step!(
        script,
        "INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3, unhex(value ->> 4), value ->> 5,
             unhex(value ->> 6), value ->> 7, value ->> 8
         FROM json_each(?)",
        new
    );
}

pub fn advance(script: &mut Script, heads: &[(Head, u64)]) {
    if heads.is_empty() {
        return;
    }
    let new = rows(heads.iter().map(|(head, subjects)| {
        let frontier = &head.frontier;
        (Hex(head.stream.as_bytes()), frontier.size(), Hex(subtrees(frontier)), head.recorded_at, *subjects)
    }));
    step!(
        script,
        "UPDATE streams
         SET size = new.size, frontier = new.frontier, recorded_at = new.recorded_at, subjects = new.subjects
         FROM (
             SELECT unhex(value ->> 0) AS id, value ->> 1 AS size, unhex(value ->> 2) AS frontier,
                 value ->> 3 AS recorded_at, value ->> 4 AS subjects
             FROM json_each(?)
         ) AS new
         WHERE streams.id = new.id",
        new
    );
}

pub fn snapshots(script: &mut Script, snapshots: &[SnapshotRow]) {
    for row in snapshots {
        let (stream, root) = (row.stream.as_bytes().as_slice(), row.state_root.as_bytes().as_slice());
        let (seq, frontier) = (crate::columns::number(row.frontier.size()), subtrees(&row.frontier));
        step!(
            script,
            "INSERT INTO snapshots (stream, seq, frontier, state_root, sealed) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (stream) DO UPDATE SET seq = excluded.seq, frontier = excluded.frontier,
                 state_root = excluded.state_root, sealed = excluded.sealed",
            stream,
            seq,
            frontier,
            root,
            row.sealed.as_slice()
        );
    }
}

/// Once in years: one statement for each.
pub fn moves(script: &mut Script, moves: &[MoveRow]) {
    for row in moves {
        let (stream, number) = (row.stream.as_bytes().as_slice(), crate::columns::number(row.number));
        let note = row.note.as_str();
        step!(script, "INSERT INTO moves (stream, number, note) VALUES (?, ?, ?)", stream, number, note);
    }
}

/// A witness gives some hundreds of them once in a while: one statement for each.
pub fn cosignatures(script: &mut Script, cosignatures: &[CosignatureRow]) {
    for row in cosignatures {
        let (stream, device) = (row.stream.as_bytes().as_slice(), row.device.as_bytes().as_slice());
        let (number, size) = (crate::columns::number(row.number), crate::columns::number(row.size));
        script.add(
            "INSERT INTO cosignatures (stream, device, level, number, size, note) VALUES (?, ?, ?, ?, ?, ?)
             ON CONFLICT (stream, device) DO UPDATE SET level = excluded.level, number = excluded.number,
                 size = excluded.size, note = excluded.note",
            [
                stream.into(),
                device.into(),
                row.level.as_str().into(),
                number.into(),
                size.into(),
                row.note.as_str().into(),
            ],
        );
    }
}
