//! Erasures, confirmed and carried out.

use std::collections::BTreeSet;

use coopol_domain::id::StreamId;
use coopol_store::row::{ConfirmedRow, ErasureRow};
use rusqlite::Connection;

use super::Done;
use crate::columns::number;
use crate::statement::run;

pub fn confirmed(on: &Connection, confirmed: &[ConfirmedRow]) -> Done {
    for row in confirmed {
        let (stream, subject) = (row.stream.as_bytes().as_slice(), row.subject.as_bytes().as_slice());
        let at = number(row.confirmed_at.0);
        run!(
            on,
            "INSERT INTO confirmed (stream, subject, confirmed_at) VALUES (?1, ?2, ?3)
             ON CONFLICT (stream, subject) DO NOTHING",
            stream,
            subject,
            at
        )?;
    }
    Ok(())
}

pub fn erasures(on: &Connection, erasures: &[ErasureRow]) -> Done {
    for row in erasures {
        let (stream, subject) = (row.stream.as_bytes().as_slice(), row.subject.as_bytes().as_slice());
        key(on, stream, subject)?;
        places(on, stream, subject)?;
        ledger(on, row)?;
    }
    let streams: BTreeSet<StreamId> = erasures.iter().map(|row| row.stream).collect();
    streams.iter().try_for_each(|stream| contents(on, stream.as_bytes().as_slice()))
}

/// First of all: with it goes whatever else might be left.
fn key(on: &Connection, stream: &[u8], subject: &[u8]) -> Done {
    run!(
        on,
        "INSERT INTO subjects (stream, id) VALUES (?1, ?2)
         ON CONFLICT (stream, id) DO UPDATE SET key = NULL, state = NULL, seq = NULL",
        stream,
        subject
    )
}

/// What the entries of a stream say of subjects without a key. The stream is read once, however many were erased.
fn contents(on: &Connection, stream: &[u8]) -> Done {
    run!(
        on,
        "DELETE FROM waiting WHERE stream = ?1 AND seq IN (
             SELECT e.seq FROM waiting AS w
             CROSS JOIN entries AS e ON e.stream = w.stream AND e.seq = w.seq
             CROSS JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
             WHERE w.stream = ?1 AND s.key IS NULL
         )",
        stream
    )?;
    run!(
        on,
        "UPDATE entries SET sealed = NULL
         WHERE stream = ?1 AND sealed IS NOT NULL
             AND subject IN (SELECT id FROM subjects WHERE stream = ?1 AND key IS NULL)",
        stream
    )?;
    run!(on, "DELETE FROM snapshots WHERE stream = ?1", stream)
}

/// Wherever else the subject stands, by its id.
fn places(on: &Connection, stream: &[u8], subject: &[u8]) -> Done {
    run!(on, "DELETE FROM looks WHERE stream = ?1 AND subject = ?2", stream, subject)?;
    run!(on, "DELETE FROM units WHERE id = ?2 AND stream = ?1", stream, subject)?;
    run!(on, "DELETE FROM mandates WHERE id = ?2 AND stream = ?1", stream, subject)?;
    run!(on, "DELETE FROM devices WHERE id = ?2 AND stream = ?1", stream, subject)?;
    run!(on, "DELETE FROM confirmed WHERE stream = ?1 AND subject = ?2", stream, subject)?;
    run!(on, "DELETE FROM open_claims WHERE stream = ?1 AND subject = ?2", stream, subject)?;
    run!(on, "DELETE FROM touched WHERE stream = ?1 AND subject = ?2", stream, subject)?;
    run!(
        on,
        "UPDATE blobs SET key = NULL, seal = 3
         WHERE stream = ?1 AND name IN (SELECT name FROM blob_uses WHERE stream = ?1 AND subject = ?2)
             AND NOT EXISTS (
                 SELECT 1 FROM blob_uses AS other
                 WHERE other.stream = blobs.stream AND other.name = blobs.name AND other.subject <> ?2
             )",
        stream,
        subject
    )?;
    run!(on, "DELETE FROM blob_uses WHERE stream = ?1 AND subject = ?2", stream, subject)
}

fn ledger(on: &Connection, row: &ErasureRow) -> Done {
    let (stream, subject) = (row.stream.as_bytes().as_slice(), row.subject.as_bytes().as_slice());
    let (number, at) = (number(row.number), number(row.at.0));
    run!(
        on,
        "INSERT INTO erasures (stream, subject, number, at) VALUES (?1, ?2, ?3, ?4)",
        stream,
        subject,
        number,
        at
    )?;
    run!(
        on,
        "UPDATE streams SET erased = (SELECT max(number) FROM erasures WHERE erasures.stream = streams.id)
         WHERE id = ?1",
        stream
    )
}
