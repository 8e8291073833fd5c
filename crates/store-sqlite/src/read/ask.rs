//! Several questions, and their answers row by row.

use coopol_domain::authority::{Head, Touch};
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_store::row::{ChainRow, DecidedRow, LineRow, LookRow, StreamRow, SubjectRow, TouchRow};
use coopol_store::{Answers, Questions, StoreError};
use rusqlite::{Connection, Row};

use super::Rows;
use super::pushes::chain_row;
use super::subjects::{each_once, subject_row};
use crate::columns::{count, frontier, hash, id, instant};
use crate::known::Known;
use crate::statement::{bytes, bytes_or_null, cell, rows};

pub fn ask(on: &Connection, known: &mut Known, questions: &Questions) -> Result<Answers, StoreError> {
    known.look(on)?;
    let found = answers(on, known, questions);
    match &found {
        Ok(answers) => known.note(answers),
        Err(_) => known.forget(),
    }
    found
}

fn answers(on: &Connection, known: &mut Known, questions: &Questions) -> Result<Answers, StoreError> {
    Ok(Answers {
        streams: streams(on, known, questions)?,
        devices: devices(on, known, questions)?,
        mandates: mandates(on, known, questions)?,
        above: above(on, known, questions)?,
        subjects: subjects(on, questions)?,
        looks: looks(on, questions)?,
        decided: decided(on, questions)?,
        chains: chains(on, known, questions)?,
        claims: claims(on, known, questions)?,
        touched: touched(on, questions)?,
    })
}

/// The answers to the same question about each of `wanted`.
fn of_each<T, A>(wanted: &[T], ask: impl Fn(&T) -> Rows<A>) -> Rows<A> {
    let mut all = Vec::with_capacity(wanted.len());
    for one in wanted {
        all.extend(ask(one)?);
    }
    Ok(all)
}

fn streams(on: &Connection, known: &mut Known, questions: &Questions) -> Rows<StreamRow> {
    known.streams.of_each(&questions.streams, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            stream_row,
            r#"SELECT s.id, s.unit, s.compartment, s.size, s.frontier, s.recorded_at, s.key, s.subjects, s.erased,
                   latest.seq AS "snapshot?", latest.state_root AS "state_root?"
               FROM streams AS s LEFT JOIN snapshots AS latest ON latest.stream = s.id
               WHERE s.id = ?1"#,
            of
        )
    })
}

fn devices(on: &Connection, known: &mut Known, questions: &Questions) -> Rows<SubjectRow> {
    known.devices.of_each(&questions.devices, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            subject_row,
            "SELECT s.stream, s.id, s.key, s.state, s.seq
               FROM devices AS d CROSS JOIN subjects AS s ON s.stream = d.stream AND s.id = d.id
               WHERE d.id = ?1",
            of
        )
    })
}

fn mandates(on: &Connection, known: &mut Known, questions: &Questions) -> Rows<SubjectRow> {
    let held = known.holders.of_each(&questions.holders, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            subject_row,
            "SELECT s.stream, s.id, s.key, s.state, s.seq
               FROM mandates AS m CROSS JOIN subjects AS s ON s.stream = m.stream AND s.id = m.id
               WHERE m.holder = ?1",
            of
        )
    });
    let there = known.units.of_each(&questions.units, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            subject_row,
            "SELECT s.stream, s.id, s.key, s.state, s.seq
               FROM mandates AS m CROSS JOIN subjects AS s ON s.stream = m.stream AND s.id = m.id
               WHERE m.unit = ?1",
            of
        )
    });
    Ok(each_once(held?.into_iter().chain(there?)))
}

/// `UNION` takes each unit once, so that a loop, which no tree should have, ends.
fn above(on: &Connection, known: &mut Known, questions: &Questions) -> Rows<SubjectRow> {
    let found = known.above.of_each(&questions.above, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            subject_row,
            "WITH RECURSIVE above (id, stream, parent) AS (
                   SELECT u.id, u.stream, u.parent FROM units AS u WHERE u.id = ?1
                   UNION
                   SELECT u.id, u.stream, u.parent FROM above CROSS JOIN units AS u ON u.id = above.parent
               )
               SELECT s.stream, s.id, s.key, s.state, s.seq
               FROM above
               CROSS JOIN subjects AS s ON s.stream = above.stream AND s.id = above.id",
            of
        )
    });
    Ok(each_once(found?))
}

fn subjects(on: &Connection, questions: &Questions) -> Rows<SubjectRow> {
    of_each(&questions.subjects, |(stream, id)| {
        let (stream, id) = (stream.as_bytes().as_slice(), id.as_bytes().as_slice());
        rows!(
            on,
            subject_row,
            "SELECT stream, id, key, state, seq FROM subjects WHERE stream = ?1 AND id = ?2",
            stream,
            id
        )
    })
}

fn looks(on: &Connection, questions: &Questions) -> Rows<LookRow> {
    of_each(&questions.looks, |(stream, look)| {
        let (of, value) = (stream.as_bytes().as_slice(), look.as_bytes().as_slice());
        let read = |row: &Row<'_>| Ok(LookRow { stream: *stream, look: *look, subject: id(bytes(row, 0)?)? });
        rows!(on, read, "SELECT subject FROM looks WHERE stream = ?1 AND look = ?2", of, value)
    })
}

/// What a change that waits says is read with it; of the others only the entry is wanted.
fn decided(on: &Connection, questions: &Questions) -> Rows<DecidedRow> {
    of_each(&questions.decided, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            decided_row,
            r#"SELECT e.change, e.stream, e.seq AS "seq!", e.subject, e.bytes, push.holder,
                   waiting.seq IS NOT NULL AS "waiting!: bool",
                   CASE WHEN waiting.seq IS NOT NULL THEN e.sealed END AS "payload?: Vec<u8>", s.key AS "key?"
               FROM entries AS e
               CROSS JOIN pushes AS push
                   ON push.device = e.device AND push.stream = e.stream AND push.number = e.number
               LEFT JOIN waiting ON waiting.stream = e.stream AND waiting.seq = e.seq
               LEFT JOIN subjects AS s ON s.stream = waiting.stream AND s.id = e.subject
               WHERE e.change = ?1"#,
            of
        )
    })
}

fn chains(on: &Connection, known: &mut Known, questions: &Questions) -> Rows<ChainRow> {
    known.chains.of_each(&questions.chains, |(stream, device)| {
        let (of, by) = (stream.as_bytes().as_slice(), device.as_bytes().as_slice());
        rows!(
            on,
            chain_row,
            "SELECT stream, device, number, hash FROM pushes WHERE device = ?1 AND stream = ?2
               ORDER BY number DESC LIMIT 1",
            by,
            of
        )
    })
}

fn claims(on: &Connection, known: &mut Known, questions: &Questions) -> Rows<SubjectRow> {
    known.claims.of_each(&questions.claims, |of| {
        let of = of.as_bytes().as_slice();
        rows!(
            on,
            subject_row,
            "SELECT s.stream, s.id, s.key, s.state, s.seq
               FROM open_claims AS c CROSS JOIN subjects AS s ON s.stream = c.stream AND s.id = c.subject
               WHERE c.stream = ?1",
            of
        )
    })
}

fn touched(on: &Connection, questions: &Questions) -> Rows<TouchRow> {
    of_each(&questions.touched, |(stream, holder)| {
        let (of, by) = (stream.as_bytes().as_slice(), holder.as_bytes().as_slice());
        let read = |row: &Row<'_>| {
            let touch = Touch { at: instant(cell(row, 1)?)?, counted: !cell::<bool>(row, 2)? };
            Ok(TouchRow { stream: *stream, holder: *holder, subject: id(bytes(row, 0)?)?, touch })
        };
        rows!(on, read, "SELECT subject, at, held FROM touched WHERE stream = ?1 AND holder = ?2", of, by)
    })
}

fn stream_row(row: &Row<'_>) -> Result<StreamRow, StoreError> {
    let compartment = row.get_ref(2).ok().and_then(|word| word.as_str().ok()).and_then(|word| word.parse().ok());
    let head = Head {
        stream: id(bytes(row, 0)?)?,
        unit: id(bytes(row, 1)?)?,
        compartment: compartment.ok_or(StoreError::Corrupt { what: "a compartment" })?,
        frontier: frontier(cell(row, 3)?, bytes(row, 4)?)?,
        recorded_at: instant(cell(row, 5)?)?,
    };
    let snapshot = match (cell::<Option<i64>>(row, 9)?, bytes_or_null(row, 10)?) {
        (Some(seq), Some(root)) => Some(StateRoot { seq: count(seq)?, root: hash(root)? }),
        _ => None,
    };
    let (key, subjects, erased) = (cell(row, 6)?, count(cell(row, 7)?)?, count(cell(row, 8)?)?);
    Ok(StreamRow { head, key, subjects, erased, snapshot })
}

fn decided_row(row: &Row<'_>) -> Result<DecidedRow, StoreError> {
    let line = LineRow {
        stream: id(bytes(row, 1)?)?,
        seq: count(cell(row, 2)?)?,
        subject: id(bytes(row, 3)?)?,
        bytes: cell(row, 4)?,
        payload: cell(row, 7)?,
        key: cell(row, 8)?,
    };
    let holder = bytes_or_null(row, 5)?.map(id).transpose()?;
    Ok(DecidedRow { change: id(bytes(row, 0)?)?, line, holder, waiting: cell(row, 6)? })
}
