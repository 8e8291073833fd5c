//! Subjects, and the values by which they are looked up.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::seal::Hash;
use coopol_store::StoreError;
use coopol_store::row::{LookRow, Secret, SubjectRow};
use sqlx::postgres::PgConnection;
use sqlx::{query, query_as};

use super::Rows;
use crate::columns::{count, each, hash, id};
use crate::failure::Orderly as _;

/// The columns of a subject.
pub struct SubjectColumns {
    pub stream: Vec<u8>,
    pub id: Vec<u8>,
    pub key: Option<Vec<u8>>,
    pub state: Option<Vec<u8>>,
    pub seq: Option<i64>,
}

impl SubjectColumns {
    pub fn row(self) -> Result<SubjectRow, StoreError> {
        let secret = match (self.key, self.state, self.seq) {
            (Some(key), Some(state), Some(seq)) => Some(Secret { key, state, seq: count(seq)? }),
            _ => None,
        };
        Ok(SubjectRow { stream: id(&self.stream)?, id: id(&self.id)?, secret })
    }
}

pub async fn subjects(on: &mut PgConnection, ids: &[(StreamId, SubjectId)]) -> Rows<SubjectRow> {
    let (streams, ids) = (each(ids, |(stream, _)| stream.as_bytes()), each(ids, |(_, id)| id.as_bytes()));
    let found = query_as!(
        SubjectColumns,
        "SELECT s.stream, s.id, s.key, s.state, s.seq
         FROM unnest($1::bytea[], $2::bytea[]) AS wanted (stream, id)
         JOIN subjects AS s ON s.stream = wanted.stream AND s.id = wanted.id",
        &streams as _,
        &ids as _
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectColumns::row).collect()
}

pub async fn living(on: &mut PgConnection, stream: StreamId) -> Rows<SubjectRow> {
    let of = stream.as_bytes().as_slice();
    let found = query_as!(
        SubjectColumns,
        "SELECT stream, id, key, state, seq FROM subjects WHERE stream = $1 AND key IS NOT NULL ORDER BY id",
        of
    );
    found.fetch_all(on).await.orderly()?.into_iter().map(SubjectColumns::row).collect()
}

pub async fn looks(on: &mut PgConnection, looks: &[(StreamId, Hash)]) -> Rows<LookRow> {
    let (streams, looks) = (each(looks, |(stream, _)| stream.as_bytes()), each(looks, |(_, look)| look.as_bytes()));
    let found = query!(
        "SELECT l.stream, l.look, l.subject
         FROM unnest($1::bytea[], $2::bytea[]) AS wanted (stream, look)
         JOIN looks AS l ON l.stream = wanted.stream AND l.look = wanted.look",
        &streams as _,
        &looks as _
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter();
    rows.map(|row| Ok(LookRow { stream: id(&row.stream)?, look: hash(&row.look)?, subject: id(&row.subject)? }))
        .collect()
}
