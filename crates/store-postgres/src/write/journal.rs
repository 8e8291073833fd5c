//! Pushes, entries and what goes with them.

use coopol_domain::id::ChangeId;
use coopol_store::row::{EntryRow, PushRow, TileRow};
use sqlx::postgres::PgConnection;

use super::Done;
use crate::columns::{each, numbers};
use crate::statement::run;

pub async fn pushes(on: &mut PgConnection, pushes: &[PushRow]) -> Done {
    if pushes.is_empty() {
        return Ok(());
    }
    let (hashes, devices) = (each(pushes, |row| row.hash.as_bytes()), each(pushes, |row| row.device.as_bytes()));
    let (streams, places) = (each(pushes, |row| row.stream.as_bytes()), numbers(pushes, |row| row.number));
    let holders: Vec<Option<&[u8]>> =
        pushes.iter().map(|row| row.holder.as_ref().map(|holder| holder.as_bytes().as_slice())).collect();
    let bytes: Vec<&[u8]> = pushes.iter().map(|row| row.bytes.as_slice()).collect();
    run!(
        on,
        "INSERT INTO pushes (hash, device, stream, number, holder, bytes)
         SELECT * FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::bigint[], $5::bytea[], $6::bytea[])",
        &hashes as _,
        &devices as _,
        &streams as _,
        &places,
        &holders as _,
        &bytes as _
    )
}

pub async fn entries(on: &mut PgConnection, entries: &[EntryRow]) -> Done {
    if entries.is_empty() {
        return Ok(());
    }
    let (streams, seqs) = (each(entries, |row| row.stream.as_bytes()), numbers(entries, |row| row.seq));
    let (changes, subjects) = (each(entries, |row| row.change.as_bytes()), each(entries, |row| row.subject.as_bytes()));
    let (devices, places) = (each(entries, |row| row.device.as_bytes()), numbers(entries, |row| row.number));
    let leaves = each(entries, |row| row.leaf.as_bytes());
    let bytes: Vec<&[u8]> = entries.iter().map(|row| row.bytes.as_slice()).collect();
    let sealed: Vec<Option<&[u8]>> = entries.iter().map(|row| row.payload.as_deref()).collect();
    run!(
        on,
        "INSERT INTO entries (stream, seq, change, subject, device, number, leaf, bytes, sealed)
         SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[], $4::bytea[], $5::bytea[], $6::bigint[],
             $7::bytea[], $8::bytea[], $9::bytea[])",
        &streams as _,
        &seqs,
        &changes as _,
        &subjects as _,
        &devices as _,
        &places,
        &leaves as _,
        &bytes as _,
        &sealed as _
    )
}

pub async fn waiting(on: &mut PgConnection, entries: &[EntryRow]) -> Done {
    let rows: Vec<&EntryRow> = entries.iter().filter(|row| row.waiting).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let (streams, seqs) = (each(&rows, |row| row.stream.as_bytes()), numbers(&rows, |row| row.seq));
    run!(on, "INSERT INTO waiting (stream, seq) SELECT * FROM unnest($1::bytea[], $2::bigint[])", &streams as _, &seqs)
}

pub async fn settled(on: &mut PgConnection, changes: &[ChangeId]) -> Done {
    if changes.is_empty() {
        return Ok(());
    }
    let changes = each(changes, ChangeId::as_bytes);
    run!(
        on,
        "DELETE FROM waiting AS w USING entries AS e
         WHERE e.change = ANY($1::bytea[]) AND w.stream = e.stream AND w.seq = e.seq",
        &changes as _
    )
}

pub async fn tiles(on: &mut PgConnection, tiles: &[TileRow]) -> Done {
    if tiles.is_empty() {
        return Ok(());
    }
    let (streams, places) = (each(tiles, |row| row.stream.as_bytes()), numbers(tiles, |row| row.number));
    let hashes = each(tiles, |row| row.hash.as_bytes());
    run!(
        on,
        "INSERT INTO tiles (stream, number, hash) SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bytea[])",
        &streams as _,
        &places,
        &hashes as _
    )
}
