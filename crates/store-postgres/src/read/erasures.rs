//! Erasures, confirmed and carried out.

use coopol_domain::id::StreamId;
use coopol_store::row::{ConfirmedRow, ErasureRow, SubjectRow};
use sqlx::postgres::PgConnection;
use sqlx::query;

use super::Rows;
use super::subjects::SubjectColumns;
use crate::columns::{count, id, instant, number};
use crate::failure::Orderly as _;

pub async fn erasures(on: &mut PgConnection, stream: StreamId, after: u64) -> Rows<ErasureRow> {
    let (of, after) = (stream.as_bytes().as_slice(), number(after));
    let found =
        query!("SELECT number, subject, at FROM erasures WHERE stream = $1 AND number > $2 ORDER BY number", of, after);
    let rows = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let (number, subject, at) = (count(row.number)?, id(&row.subject)?, instant(row.at)?);
        Ok(ErasureRow { stream, number, subject, at })
    });
    rows.collect()
}

pub async fn confirmed(on: &mut PgConnection) -> Rows<(ConfirmedRow, SubjectRow)> {
    let found = query!(
        "SELECT s.stream, s.id, s.key, s.state, s.seq, c.confirmed_at
         FROM confirmed AS c
         JOIN subjects AS s ON s.stream = c.stream AND s.id = c.subject
         WHERE s.key IS NOT NULL
         ORDER BY c.stream, c.confirmed_at, c.subject"
    );
    let rows = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let columns = SubjectColumns { stream: row.stream, id: row.id, key: row.key, state: row.state, seq: row.seq };
        let (subject, confirmed_at) = (columns.row()?, instant(row.confirmed_at)?);
        Ok((ConfirmedRow { stream: subject.stream, subject: subject.id, confirmed_at }, subject))
    });
    rows.collect()
}
