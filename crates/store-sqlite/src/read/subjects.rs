//! Subjects, and the values by which they are looked up.

use std::collections::BTreeSet;

use coopol_domain::id::StreamId;
use coopol_store::StoreError;
use coopol_store::row::{Secret, SubjectRow};
use rusqlite::{Connection, Row};

use super::Rows;
use crate::columns::{count, id};
use crate::statement::{bytes, cell, rows};

/// Of the columns stream, id, key, state, seq.
pub fn subject_row(row: &Row<'_>) -> Result<SubjectRow, StoreError> {
    let secret = match (cell(row, 2)?, cell(row, 3)?, cell::<Option<i64>>(row, 4)?) {
        (Some(key), Some(state), Some(seq)) => Some(Secret { key, state, seq: count(seq)? }),
        _ => None,
    };
    Ok(SubjectRow { stream: id(bytes(row, 0)?)?, id: id(bytes(row, 1)?)?, secret })
}

/// What several answers found, each once.
pub fn each_once(found: impl IntoIterator<Item = SubjectRow>) -> Vec<SubjectRow> {
    let mut seen = BTreeSet::new();
    found.into_iter().filter(|row| seen.insert((row.stream, row.id))).collect()
}

pub fn living(on: &Connection, stream: StreamId) -> Rows<SubjectRow> {
    let of = stream.as_bytes().as_slice();
    rows!(
        on,
        subject_row,
        "SELECT stream, id, key, state, seq FROM subjects WHERE stream = ?1 AND key IS NOT NULL ORDER BY id",
        of
    )
}
