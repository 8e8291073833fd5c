//! Units, mandates and devices, as the subjects that they are.

use coopol_domain::id::{StreamId, UnitId};
use coopol_store::row::SubjectRow;
use sqlx::{SqliteConnection, query_as, query_scalar};

use super::Rows;
use super::subjects::Columns;
use crate::columns::id;
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

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

/// The units of these ids, and those below them at any depth.
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
