//! Subjects, and the values by which they are looked up.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::{LookRow, Secret, SubjectRow};
use sqlx::{SqliteConnection, query, query_as};

use super::Rows;
use crate::columns::{count, hash, id};
use crate::failure::Orderly;
use crate::parameters::{Hex, rows};

/// What a row of `subjects` holds.
pub struct Columns {
    pub stream: Vec<u8>,
    pub id: Vec<u8>,
    pub key: Option<Vec<u8>>,
    pub state: Option<Vec<u8>>,
    pub seq: Option<i64>,
}

impl TryFrom<Columns> for SubjectRow {
    type Error = StoreError;

    fn try_from(columns: Columns) -> Result<Self, StoreError> {
        let secret = match (columns.key, columns.state, columns.seq) {
            (Some(key), Some(state), Some(seq)) => Some(Secret { key, state, seq: count(seq)? }),
            _ => None,
        };
        Ok(Self { stream: id(&columns.stream)?, id: id(&columns.id)?, secret })
    }
}

pub async fn subjects(on: &mut SqliteConnection, ids: &[(StreamId, SubjectId)]) -> Rows<SubjectRow> {
    let wanted = rows(ids.iter().map(|(stream, id)| (Hex(stream.as_bytes()), Hex(id.as_bytes()))));
    let found = query_as!(
        Columns,
        r#"SELECT s.stream, s.id, s.key, s.state, s.seq
           FROM json_each(?1) AS wanted
           CROSS JOIN subjects AS s ON s.stream = unhex(wanted.value ->> 0) AND s.id = unhex(wanted.value ->> 1)"#,
        wanted
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}

pub async fn living(on: &mut SqliteConnection, stream: StreamId) -> Rows<SubjectRow> {
    let of = stream.as_bytes().as_slice();
    let found = query_as!(
        Columns,
        "SELECT stream, id, key, state, seq FROM subjects WHERE stream = ?1 AND key IS NOT NULL ORDER BY id",
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}

pub async fn looks(on: &mut SqliteConnection, looks: &[(StreamId, Hash)]) -> Rows<LookRow> {
    let wanted = rows(looks.iter().map(|(stream, look)| (Hex(stream.as_bytes()), Hex(look.as_bytes()))));
    let found = query!(
        r#"SELECT l.stream, l.look, l.subject
           FROM json_each(?1) AS wanted
           CROSS JOIN looks AS l ON l.stream = unhex(wanted.value ->> 0) AND l.look = unhex(wanted.value ->> 1)"#,
        wanted
    );
    let found = found.fetch_all(on).await.orderly()?;
    let row = |stream: &[u8], look: &[u8], subject: &[u8]| {
        Ok(LookRow { stream: id(stream)?, look: hash(look)?, subject: id(subject)? })
    };
    found.iter().map(|found| row(&found.stream, &found.look, &found.subject)).collect()
}
