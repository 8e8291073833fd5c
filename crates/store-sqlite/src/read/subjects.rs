//! Subjects, and the values by which they are looked up.

use coopol_domain::id::StreamId;
use coopol_store::StoreError;
use coopol_store::row::{Secret, SubjectRow};
use sqlx::{SqliteConnection, query_as};

use super::Rows;
use crate::columns::{count, id};
use crate::failure::Orderly;

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

pub async fn living(on: &mut SqliteConnection, stream: StreamId) -> Rows<SubjectRow> {
    let of = stream.as_bytes().as_slice();
    let found = query_as!(
        Columns,
        "SELECT stream, id, key, state, seq FROM subjects WHERE stream = ?1 AND key IS NOT NULL ORDER BY id",
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectRow::try_from).collect()
}
