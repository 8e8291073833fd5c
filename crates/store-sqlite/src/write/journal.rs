//! Pushes, entries and what goes with them.

use coopol_domain::id::ChangeId;
use coopol_store::row::{EntryRow, PushRow, TileRow};
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
use crate::statement::run;

pub fn pushes(on: &Connection, pushes: &[PushRow]) -> Done {
    for row in pushes {
        let (hash, device) = (row.hash.as_bytes().as_slice(), row.device.as_bytes().as_slice());
        let (stream, number, bytes) = (row.stream.as_bytes().as_slice(), number(row.number), row.bytes.as_slice());
        let holder = row.holder.as_ref().map(|holder| holder.as_bytes().as_slice());
        run!(
            on,
            "INSERT INTO pushes (hash, device, stream, number, holder, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            hash,
            device,
            stream,
            number,
            holder,
            bytes
        )?;
    }
    Ok(())
}

pub fn entries(on: &Connection, entries: &[EntryRow]) -> Done {
    for row in entries {
        let (stream, seq) = (row.stream.as_bytes().as_slice(), number(row.seq));
        let (change, subject) = (row.change.as_bytes().as_slice(), row.subject.as_bytes().as_slice());
        let (device, number) = (row.device.as_bytes().as_slice(), number(row.number));
        let (leaf, bytes, sealed) = (row.leaf.as_bytes().as_slice(), row.bytes.as_slice(), row.payload.as_deref());
        run!(
            on,
            "INSERT INTO entries (stream, seq, change, subject, device, number, leaf, bytes, sealed)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            stream,
            seq,
            change,
            subject,
            device,
            number,
            leaf,
            bytes,
            sealed
        )?;
    }
    Ok(())
}

pub fn waiting(on: &Connection, entries: &[EntryRow]) -> Done {
    for row in entries.iter().filter(|row| row.waiting) {
        let (stream, seq) = (row.stream.as_bytes().as_slice(), number(row.seq));
        run!(on, "INSERT INTO waiting (stream, seq) VALUES (?1, ?2)", stream, seq)?;
    }
    Ok(())
}

pub fn settled(on: &Connection, changes: &[ChangeId]) -> Done {
    for change in changes {
        let change = change.as_bytes().as_slice();
        run!(
            on,
            "DELETE FROM waiting WHERE (stream, seq) IN (SELECT stream, seq FROM entries WHERE change = ?1)",
            change
        )?;
    }
    Ok(())
}

pub fn tiles(on: &Connection, tiles: &[TileRow]) -> Done {
    for row in tiles {
        let (stream, number, hash) =
            (row.stream.as_bytes().as_slice(), number(row.number), row.hash.as_bytes().as_slice());
        run!(on, "INSERT INTO tiles (stream, number, hash) VALUES (?1, ?2, ?3)", stream, number, hash)?;
    }
    Ok(())
}
