//! Pushes, entries and what goes with them.

use coopol_domain::id::ChangeId;
use coopol_store::row::{EntryRow, PushRow, TileRow};

use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

pub fn pushes(script: &mut Script, pushes: &[PushRow]) {
    if pushes.is_empty() {
        return;
    }
    let new = rows(pushes.iter().map(|row| {
        (
            Hex(row.hash.as_bytes()),
            Hex(row.device.as_bytes()),
            Hex(row.stream.as_bytes()),
            row.number,
            row.holder.as_ref().map(|holder| Hex(holder.as_bytes())),
            Hex(&row.bytes),
        )
    }));
    step!(
        script,
        "INSERT INTO pushes (hash, device, stream, number, holder, bytes)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2), value ->> 3, unhex(value ->> 4),
             unhex(value ->> 5)
         FROM json_each(?)",
        new
    );
}

pub fn entries(script: &mut Script, entries: &[EntryRow]) {
    if entries.is_empty() {
        return;
    }
    let new = rows(entries.iter().map(|row| {
        (
            Hex(row.stream.as_bytes()),
            row.seq,
            Hex(row.change.as_bytes()),
            Hex(row.subject.as_bytes()),
            Hex(row.push.as_bytes()),
            Hex(row.leaf.as_bytes()),
            Hex(&row.bytes),
        )
    }));
    step!(
        script,
        "INSERT INTO entries (stream, seq, change, subject, push, leaf, bytes)
         SELECT unhex(value ->> 0), value ->> 1, unhex(value ->> 2), unhex(value ->> 3), unhex(value ->> 4),
             unhex(value ->> 5), unhex(value ->> 6)
         FROM json_each(?)",
        new
    );
}

pub fn payloads(script: &mut Script, entries: &[EntryRow]) {
    let kept: Vec<_> = entries.iter().filter_map(|row| Some((row, row.payload.as_ref()?))).collect();
    if kept.is_empty() {
        return;
    }
    let new = rows(
        kept.into_iter()
            .map(|(row, payload)| (Hex(row.stream.as_bytes()), row.seq, Hex(row.subject.as_bytes()), Hex(payload))),
    );
    step!(
        script,
        "INSERT INTO payloads (stream, seq, subject, sealed)
         SELECT unhex(value ->> 0), value ->> 1, unhex(value ->> 2), unhex(value ->> 3)
         FROM json_each(?)",
        new
    );
}

pub fn waiting(script: &mut Script, entries: &[EntryRow]) {
    let waiting: Vec<&EntryRow> = entries.iter().filter(|row| row.waiting).collect();
    if waiting.is_empty() {
        return;
    }
    let new = rows(waiting.into_iter().map(|row| (Hex(row.stream.as_bytes()), row.seq)));
    step!(script, "INSERT INTO waiting (stream, seq) SELECT unhex(value ->> 0), value ->> 1 FROM json_each(?)", new);
}

pub fn settled(script: &mut Script, changes: &[ChangeId]) {
    if changes.is_empty() {
        return;
    }
    let settled = rows(changes.iter().map(|id| Hex(id.as_bytes())));
    step!(
        script,
        "DELETE FROM waiting WHERE (stream, seq) IN (
             SELECT e.stream, e.seq FROM json_each(?) AS settled
             CROSS JOIN entries AS e ON e.change = unhex(settled.value)
         )",
        settled
    );
}

pub fn tiles(script: &mut Script, tiles: &[TileRow]) {
    if tiles.is_empty() {
        return;
    }
    let new = rows(tiles.iter().map(|row| (Hex(row.stream.as_bytes()), row.number, Hex(row.hash.as_bytes()))));
    step!(
        script,
        "INSERT INTO tiles (stream, number, hash)
         SELECT unhex(value ->> 0), value ->> 1, unhex(value ->> 2) FROM json_each(?)",
        new
    );
}
