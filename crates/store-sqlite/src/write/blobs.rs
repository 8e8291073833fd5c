//! Blobs, and which subjects name them.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_store::row::{BlobRow, BlobUse};

use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

pub fn used(script: &mut Script, uses: &[BlobUse]) {
    if uses.is_empty() {
        return;
    }
    let new = rows(
        uses.iter().map(|row| (Hex(row.stream.as_bytes()), Hex(row.name.as_bytes()), Hex(row.subject.as_bytes()))),
    );
    step!(
        script,
        "INSERT INTO blob_uses (stream, name, subject)
         SELECT unhex(value ->> 0), unhex(value ->> 1), unhex(value ->> 2) FROM json_each(?) WHERE true
         ON CONFLICT (stream, name, subject) DO NOTHING",
        new
    );
}

pub fn blobs(script: &mut Script, blobs: &[BlobRow]) {
    if blobs.is_empty() {
        return;
    }
    let new = rows(
        blobs
            .iter()
            .map(|row| (Hex(row.stream.as_bytes()), Hex(row.name.as_bytes()), row.size, row.received, row.begun_at)),
    );
    step!(
        script,
        "INSERT INTO blobs (stream, name, size, received, begun_at)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3, value ->> 4
         FROM json_each(?) WHERE true
         ON CONFLICT (stream, name) DO UPDATE SET received = excluded.received",
        new
    );
}

pub fn dropped(script: &mut Script, blobs: &[(StreamId, Hash)]) {
    if blobs.is_empty() {
        return;
    }
    let dropped = rows(blobs.iter().map(|(stream, name)| (Hex(stream.as_bytes()), Hex(name.as_bytes()))));
    step!(
        script,
        "DELETE FROM blobs WHERE (stream, name) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        dropped
    );
}
