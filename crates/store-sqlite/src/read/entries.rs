//! Entries, by number and by change.

use std::ops::Range;

use coopol_domain::id::StreamId;
use coopol_store::StoreError;
use coopol_store::row::LineRow;
use rusqlite::{Connection, Row};

use super::Rows;
use crate::columns::{count, id, number};
use crate::statement::{bytes, cell, rows};

fn line_row(row: &Row<'_>) -> Result<LineRow, StoreError> {
    Ok(LineRow {
        stream: id(bytes(row, 0)?)?,
        seq: count(cell(row, 1)?)?,
        subject: id(bytes(row, 2)?)?,
        bytes: cell(row, 3)?,
        payload: cell(row, 4)?,
        key: cell(row, 5)?,
    })
}

/// The lengths of values are read without the values.
pub fn sizes(on: &Connection, stream: StreamId, after: u64, most: u64) -> Rows<u64> {
    let (of, after, most) = (stream.as_bytes().as_slice(), number(after), number(most));
    rows!(
        on,
        |row| count(cell(row, 0)?),
        r#"SELECT length(bytes) + coalesce(length(sealed), 0) AS "size!: i64"
           FROM entries
           WHERE stream = ?1 AND seq > ?2
           ORDER BY seq
           LIMIT ?3"#,
        of,
        after,
        most
    )
}

pub fn lines(on: &Connection, stream: StreamId, seqs: Range<u64>) -> Rows<LineRow> {
    let (of, from, to) = (stream.as_bytes().as_slice(), number(seqs.start), number(seqs.end));
    rows!(
        on,
        line_row,
        r#"SELECT e.stream, e.seq, e.subject, e.bytes, e.sealed AS "payload?", s.key AS "key?"
           FROM entries AS e
           LEFT JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
           WHERE e.stream = ?1 AND e.seq >= ?2 AND e.seq < ?3
           ORDER BY e.seq"#,
        of,
        from,
        to
    )
}

pub fn waiting(on: &Connection, stream: StreamId) -> Rows<LineRow> {
    let of = stream.as_bytes().as_slice();
    rows!(
        on,
        line_row,
        r#"SELECT e.stream, e.seq, e.subject, e.bytes, e.sealed AS "payload?", s.key AS "key?"
           FROM waiting
           CROSS JOIN entries AS e ON e.stream = waiting.stream AND e.seq = waiting.seq
           LEFT JOIN subjects AS s ON s.stream = e.stream AND s.id = e.subject
           WHERE waiting.stream = ?1
           ORDER BY waiting.seq"#,
        of
    )
}
