//! Units, mandates and devices, as the subjects that they are.

use coopol_domain::id::{DeviceId, HolderId, StreamId, UnitId};
use coopol_store::row::SubjectRow;
use sqlx::{SqliteConnection, query_as, query_scalar};

use super::Rows;
use super::subjects::Columns;
use crate::columns::id;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

pub async fn devices(on: &mut SqliteConnection, ids: &[DeviceId]) -> Rows<SubjectRow> {
    let wanted = rows(ids.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as!(
        Columns,
        r#"SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM json_each(?1) AS wanted
           CROSS JOIN devices AS d ON d.id = unhex(wanted.value)
           CROSS JOIN subjects AS s ON s.stream = d.stream AND s.id = d.id"#,
        wanted
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}

pub async fn mandates(on: &mut SqliteConnection, holders: &[HolderId], units: &[UnitId]) -> Rows<SubjectRow> {
    let holders = rows(holders.iter().map(|id| Hex(id.as_bytes())));
    let units = rows(units.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as!(
        Columns,
        r#"WITH wanted (stream, id) AS (
               SELECT m.stream, m.id FROM json_each(?1) AS of CROSS JOIN mandates AS m ON m.holder = unhex(of.value)
               UNION
               SELECT m.stream, m.id FROM json_each(?2) AS of CROSS JOIN mandates AS m ON m.unit = unhex(of.value)
           )
           SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM wanted
           CROSS JOIN subjects AS s ON s.stream = wanted.stream AND s.id = wanted.id"#,
        holders,
        units
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}

pub async fn claimed(on: &mut SqliteConnection) -> Rows<StreamId> {
    let found = query_scalar::<_, Vec<u8>>("SELECT DISTINCT stream FROM open_claims ORDER BY stream");
    found.fetch_all(on).await.orderly()?.iter().map(|stream| id(stream)).collect()
}

pub async fn units(on: &mut SqliteConnection) -> Rows<SubjectRow> {
    let found = query_as!(
        Columns,
        r#"SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM units AS u CROSS JOIN subjects AS s ON s.stream = u.stream AND s.id = u.id"#
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}

/// `UNION` takes each unit once, so that a loop, which no tree should have, ends.
pub async fn units_above(on: &mut SqliteConnection, units: &[UnitId]) -> Rows<SubjectRow> {
    let wanted = rows(units.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as!(
        Columns,
        r#"WITH RECURSIVE above (id, stream, parent) AS (
               SELECT u.id, u.stream, u.parent
               FROM json_each(?1) AS wanted CROSS JOIN units AS u ON u.id = unhex(wanted.value)
               UNION
               SELECT u.id, u.stream, u.parent FROM above CROSS JOIN units AS u ON u.id = above.parent
           )
           SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM above
           CROSS JOIN subjects AS s ON s.stream = above.stream AND s.id = above.id"#,
        wanted
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}

/// See [`units_above`].
pub async fn units_below(on: &mut SqliteConnection, units: &[UnitId]) -> Rows<SubjectRow> {
    let wanted = rows(units.iter().map(|id| Hex(id.as_bytes())));
    let found = query_as!(
        Columns,
        r#"WITH RECURSIVE below (id, stream) AS (
               SELECT u.id, u.stream FROM json_each(?1) AS wanted CROSS JOIN units AS u ON u.id = unhex(wanted.value)
               UNION
               SELECT u.id, u.stream FROM below CROSS JOIN units AS u ON u.parent = below.id
           )
           SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM below
           CROSS JOIN subjects AS s ON s.stream = below.stream AND s.id = below.id"#,
        wanted
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}
