//! Erasures, confirmed and carried out.

use coopol_store::row::{ConfirmedRow, ErasureRow};

use crate::parameters::{Hex, rows};
use crate::script::{Script, step};

pub fn confirmed(script: &mut Script, confirmed: &[ConfirmedRow]) {
    if confirmed.is_empty() {
        return;
    }
    let new =
        rows(confirmed.iter().map(|row| (Hex(row.stream.as_bytes()), Hex(row.subject.as_bytes()), row.confirmed_at)));
    step!(
        script,
        "INSERT INTO confirmed (stream, subject, confirmed_at)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2 FROM json_each(?) WHERE true
         ON CONFLICT (stream, subject) DO NOTHING",
        new
    );
}

pub fn erasures(script: &mut Script, erasures: &[ErasureRow]) {
    if erasures.is_empty() {
        return;
    }
    let rows =
        rows(erasures.iter().map(|row| (Hex(row.stream.as_bytes()), Hex(row.subject.as_bytes()), row.number, row.at)));
    contents(script, &rows);
    places(script, &rows);
    ledger(script, &rows);
}

/// The key first: with it goes whatever else might be left.
fn contents(script: &mut Script, erased: &str) {
    step!(
        script,
        "INSERT INTO subjects (stream, id) SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?) WHERE true
         ON CONFLICT (stream, id) DO UPDATE SET key = NULL, state = NULL, seq = NULL",
        erased
    );
    step!(
        script,
        "DELETE FROM waiting WHERE (stream, seq) IN (
             SELECT p.stream, p.seq FROM json_each(?) AS erased
             CROSS JOIN payloads AS p ON p.stream = unhex(erased.value ->> 0) AND p.subject = unhex(erased.value ->> 1)
         )",
        erased
    );
    step!(
        script,
        "DELETE FROM payloads WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
    step!(script, "DELETE FROM snapshots WHERE stream IN (SELECT unhex(value ->> 0) FROM json_each(?))", erased);
}

/// Wherever else the subject stands, by its id.
fn places(script: &mut Script, erased: &str) {
    step!(
        script,
        "DELETE FROM looks WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
    step!(
        script,
        "DELETE FROM units WHERE (stream, id) IN (SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?))",
        erased
    );
    step!(
        script,
        "DELETE FROM mandates WHERE (stream, id) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
    step!(
        script,
        "DELETE FROM devices WHERE (stream, id) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
    step!(
        script,
        "DELETE FROM confirmed WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
    step!(
        script,
        "DELETE FROM open_claims WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
    step!(
        script,
        "DELETE FROM blob_uses WHERE (stream, subject) IN (
             SELECT unhex(value ->> 0), unhex(value ->> 1) FROM json_each(?)
         )",
        erased
    );
}

fn ledger(script: &mut Script, erased: &str) {
    step!(
        script,
        "INSERT INTO erasures (stream, subject, number, at)
         SELECT unhex(value ->> 0), unhex(value ->> 1), value ->> 2, value ->> 3 FROM json_each(?)",
        erased
    );
    step!(
        script,
        "UPDATE streams SET erased = (SELECT max(number) FROM erasures WHERE erasures.stream = streams.id)
         WHERE id IN (SELECT unhex(value ->> 0) FROM json_each(?))",
        erased
    );
}
