//! Erasures, confirmed and carried out.

use coopol_domain::id::StreamId;
use coopol_store::row::{ConfirmedRow, ErasureRow, SubjectRow};
use rusqlite::{Connection, Row};

use super::Rows;
use super::subjects::subject_row;
use crate::columns::{count, id, instant, number};
use crate::statement::{bytes, cell, rows};

pub fn erasures(on: &Connection, stream: StreamId, after: u64) -> Rows<ErasureRow> {
    let (of, after) = (stream.as_bytes().as_slice(), number(after));
    let read = |row: &Row<'_>| {
        let (number, subject, at) = (count(cell(row, 0)?)?, id(bytes(row, 1)?)?, instant(cell(row, 2)?)?);
        Ok(ErasureRow { stream, number, subject, at })
    };
    rows!(
        on,
        read,
        "SELECT number, subject, at FROM erasures WHERE stream = ?1 AND number > ?2 ORDER BY number",
        of,
        after
    )
}

pub fn confirmed(on: &Connection) -> Rows<(ConfirmedRow, SubjectRow)> {
    let read = |row: &Row<'_>| {
        let (subject, confirmed_at) = (subject_row(row)?, instant(cell(row, 5)?)?);
        Ok((ConfirmedRow { stream: subject.stream, subject: subject.id, confirmed_at }, subject))
    };
    rows!(
        on,
        read,
        "SELECT s.stream, s.id, s.key, s.state, s.seq, c.confirmed_at
           FROM confirmed AS c
           CROSS JOIN subjects AS s ON s.stream = c.stream AND s.id = c.subject
           WHERE s.key IS NOT NULL
           ORDER BY c.stream, c.confirmed_at, c.subject"
    )
}
