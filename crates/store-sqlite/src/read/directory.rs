//! Units, mandates and devices, as the subjects that they are.

use coopol_domain::id::{StreamId, UnitId};
use coopol_store::row::SubjectRow;
use rusqlite::Connection;

use super::Rows;
use super::subjects::{each_once, subject_row};
use crate::columns::id;
use crate::statement::{bytes, rows};

pub fn claimed(on: &Connection) -> Rows<StreamId> {
    rows!(on, |row| id(bytes(row, 0)?), "SELECT DISTINCT stream FROM open_claims ORDER BY stream")
}

pub fn every_stream(on: &Connection) -> Rows<StreamId> {
    rows!(on, |row| id(bytes(row, 0)?), "SELECT id FROM streams ORDER BY id")
}

pub fn units(on: &Connection) -> Rows<SubjectRow> {
    rows!(
        on,
        subject_row,
        "SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM units AS u CROSS JOIN subjects AS s ON s.stream = u.stream AND s.id = u.id"
    )
}

/// The units of these ids, and those below them at any depth.
pub fn units_below(on: &Connection, units: &[UnitId]) -> Rows<SubjectRow> {
    let mut all = Vec::new();
    for of in units {
        let of = of.as_bytes().as_slice();
        let found = rows!(
            on,
            subject_row,
            "WITH RECURSIVE below (id, stream) AS (
                   SELECT u.id, u.stream FROM units AS u WHERE u.id = ?1
                   UNION
                   SELECT u.id, u.stream FROM below CROSS JOIN units AS u ON u.parent = below.id
               )
               SELECT s.stream, s.id, s.key, s.state, s.seq
               FROM below
               CROSS JOIN subjects AS s ON s.stream = below.stream AND s.id = below.id",
            of
        );
        all.extend(found?);
    }
    Ok(each_once(all))
}
