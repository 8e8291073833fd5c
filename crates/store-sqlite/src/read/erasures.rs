//! Erasures, confirmed and carried out.

use coopol_domain::id::StreamId;
use coopol_store::row::{ConfirmedRow, ErasureRow};
use sqlx::{SqliteConnection, query};

use super::Rows;
use super::subjects::Columns;
use crate::columns::{count, id, instant, number};
use crate::failure::Orderly;
use coopol_store::row::SubjectRow;

pub async fn erasures(on: &mut SqliteConnection, stream: StreamId, after: u64) -> Rows<ErasureRow> {
    let (of, after) = (stream.as_bytes().as_slice(), number(after));
    let found =
        query!("SELECT number, subject, at FROM erasures WHERE stream = ?1 AND number > ?2 ORDER BY number", of, after);
    let found = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        Ok(ErasureRow { stream, number: count(row.number)?, subject: id(&row.subject)?, at: instant(row.at)? })
    });
    found.collect()
}

pub async fn confirmed(on: &mut SqliteConnection) -> Rows<(ConfirmedRow, SubjectRow)> {
    let found = query!(
        r#"SELECT c.confirmed_at, s.stream, s.id, s.key, s.state, s.seq
           FROM confirmed AS c
           CROSS JOIN subjects AS s ON s.stream = c.stream AND s.id = c.subject
           WHERE s.key IS NOT NULL
           ORDER BY c.stream, c.confirmed_at, c.subject"#
    );
    let found = found.fetch_all(on).await.orderly()?.into_iter().map(|row| {
        let confirmed_at = instant(row.confirmed_at)?;
        let columns = Columns { stream: row.stream, id: row.id, key: row.key, state: row.state, seq: row.seq };
        let subject = SubjectRow::try_from(columns)?;
        Ok((ConfirmedRow { stream: subject.stream, subject: subject.id, confirmed_at }, subject))
    });
    found.collect()
}
