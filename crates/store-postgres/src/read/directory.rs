//! Units, mandates and devices, as the subjects that they are; open claims, and who touched what.

use coopol_domain::authority::Touch;
use coopol_domain::id::{DeviceId, HolderId, StreamId, UnitId};
use coopol_store::row::{SubjectRow, TouchRow};
use coopol_store::{Questions, StoreError};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_as, query_scalar};

use super::Rows;
use super::subjects::SubjectColumns;
use crate::columns::{each, id, instant};
use crate::failure::Orderly as _;

/// What rights follow from.
#[derive(Default)]
pub struct Rights {
    pub devices: Vec<SubjectRow>,
    pub mandates: Vec<SubjectRow>,
    pub above: Vec<SubjectRow>,
}

/// In one statement: it sees one moment, also where the transaction around it doesn't. `UNION` takes each unit once, so that a
/// loop, which no tree should have, ends. How many units a tree has, the planner can only guess, and guesses thousands: `LATERAL` with
/// `OFFSET 0` has it look each of them up, where it would read the whole of `subjects` for a few.
pub async fn rights(on: &mut PgConnection, questions: &Questions) -> Result<Rights, StoreError> {
    let devices = each(&questions.devices, DeviceId::as_bytes);
    let holders = each(&questions.holders, HolderId::as_bytes);
    let (units, over) = (each(&questions.units, UnitId::as_bytes), each(&questions.above, UnitId::as_bytes));
    let found = query!(
        r#"WITH RECURSIVE above (id, stream, parent) AS (
               SELECT u.id, u.stream, u.parent FROM units AS u WHERE u.id = ANY($4::bytea[])
               UNION
               SELECT u.id, u.stream, u.parent FROM above CROSS JOIN LATERAL (
                   SELECT units.id, units.stream, units.parent FROM units WHERE units.id = above.parent OFFSET 0
               ) AS u
           ), wanted (sort, stream, id) AS (
               SELECT 1, d.stream, d.id FROM devices AS d WHERE d.id = ANY($1::bytea[])
               UNION ALL
               SELECT 2, m.stream, m.id FROM mandates AS m
               WHERE m.holder = ANY($2::bytea[]) OR m.unit = ANY($3::bytea[])
               UNION ALL
               SELECT 3, above.stream, above.id FROM above
           )
           SELECT wanted.sort AS "sort!", s.stream AS "stream!", s.id AS "id!", s.key AS "key?", s.state AS "state?",
               s.seq AS "seq?"
           FROM wanted CROSS JOIN LATERAL (
               SELECT * FROM subjects WHERE subjects.stream = wanted.stream AND subjects.id = wanted.id OFFSET 0
           ) AS s"#,
        &devices as _,
        &holders as _,
        &units as _,
        &over as _
    );
    let mut rights = Rights::default();
    for row in found.fetch_all(on).await.orderly()? {
        let columns = SubjectColumns { stream: row.stream, id: row.id, key: row.key, state: row.state, seq: row.seq };
        let of = match row.sort {
            1 => &mut rights.devices,
            2 => &mut rights.mandates,
            _ => &mut rights.above,
        };
        of.push(columns.row()?);
    }
    Ok(rights)
}

pub async fn every_stream(on: &mut PgConnection) -> Rows<StreamId> {
    let found = query_scalar!("SELECT id FROM streams ORDER BY id").fetch_all(on).await.orderly()?;
    found.iter().map(|bytes| id(bytes)).collect()
}

pub async fn units(on: &mut PgConnection) -> Rows<SubjectRow> {
    let found = query_as!(
        SubjectColumns,
        "SELECT s.stream, s.id, s.key, s.state, s.seq
         FROM units AS u JOIN subjects AS s ON s.stream = u.stream AND s.id = u.id"
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectColumns::row).collect()
}

/// The units of these ids, and those below them at any depth.
pub async fn units_below(on: &mut PgConnection, units: &[UnitId]) -> Rows<SubjectRow> {
    let units = each(units, UnitId::as_bytes);
    let found = query_as!(
        SubjectColumns,
        r#"WITH RECURSIVE below (id, stream) AS (
               SELECT u.id, u.stream FROM units AS u WHERE u.id = ANY($1::bytea[])
               UNION
               SELECT u.id, u.stream FROM below CROSS JOIN LATERAL (
                   SELECT units.id, units.stream FROM units WHERE units.parent = below.id OFFSET 0
               ) AS u
           )
           SELECT s.stream AS "stream!", s.id AS "id!", s.key AS "key?", s.state AS "state?", s.seq AS "seq?"
           FROM below CROSS JOIN LATERAL (
               SELECT * FROM subjects WHERE subjects.stream = below.stream AND subjects.id = below.id OFFSET 0
           ) AS s"#,
        &units as _
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectColumns::row).collect()
}

pub async fn claimed(on: &mut PgConnection) -> Rows<StreamId> {
    let found = query_scalar!("SELECT DISTINCT stream FROM open_claims ORDER BY stream");
    found.fetch_all(on).await.orderly()?.iter().map(|bytes| id(bytes)).collect()
}

pub async fn open_claims(on: &mut PgConnection, streams: &[StreamId]) -> Rows<SubjectRow> {
    let streams = each(streams, StreamId::as_bytes);
    let found = query_as!(
        SubjectColumns,
        "SELECT s.stream, s.id, s.key, s.state, s.seq
         FROM open_claims AS c JOIN subjects AS s ON s.stream = c.stream AND s.id = c.subject
         WHERE c.stream = ANY($1::bytea[])",
        &streams as _
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectColumns::row).collect()
}

pub async fn touched(on: &mut PgConnection, of: &[(StreamId, HolderId)]) -> Rows<TouchRow> {
    let (streams, holders) = (each(of, |(stream, _)| stream.as_bytes()), each(of, |(_, holder)| holder.as_bytes()));
    let found = query!(
        "SELECT t.stream, t.holder, t.subject, t.at, t.held
         FROM unnest($1::bytea[], $2::bytea[]) AS wanted (stream, holder)
         JOIN touched AS t ON t.stream = wanted.stream AND t.holder = wanted.holder",
        &streams as _,
        &holders as _
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let touch = Touch { at: instant(row.at)?, counted: !row.held };
        Ok(TouchRow { stream: id(&row.stream)?, holder: id(&row.holder)?, subject: id(&row.subject)?, touch })
    });
    rows.collect()
}
