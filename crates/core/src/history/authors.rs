//! Who changed what lately, counted.

use coopol_domain::id::HolderId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds;
use coopol_domain::time::Instant;
use serde::Serialize;
use sqlx::{QueryBuilder, Sqlite};

use crate::cache::{column, count, id};
use crate::device::{Failure, Session};

/// What somebody did, in one office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Author {
    /// Who; nobody for what the server stated.
    pub holder: Option<HolderId>,
    /// How they are called.
    pub name: Option<String>,
    /// As what.
    pub office: Option<String>,
    /// How many changes they made,
    pub changes: u64,
    /// and about how many subjects.
    pub subjects: u64,
}

/// Who changed subjects of this sort in a compartment of the unit, not before `from`: whoever touched most first. What was
/// done as one act counts change by change.
///
/// # Errors
/// [`Failure::NoStream`] for a compartment that isn't read here.
pub async fn authors(
    session: &Session,
    compartment: Compartment,
    sort: &str,
    from: Instant,
) -> Result<Vec<Author>, Failure> {
    let stream = session.stream(compartment).await?;
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT mandates.holder, mandates.holder_name, mandates.office, count(*), count(DISTINCT entry.subject)
         FROM (
             SELECT stream, subject, kind, made_at, push FROM lines WHERE verdict = 'accepted'
             UNION ALL
             SELECT stream, subject, kind, made_at, NULL FROM outbox WHERE progress = 'saved'
         ) AS entry
         LEFT JOIN pushes ON pushes.hash = entry.push
         LEFT JOIN streams ON streams.id = entry.stream
         LEFT JOIN mandates ON mandates.id = coalesce(pushes.mandate, streams.mandate)
         WHERE entry.made_at >= ",
    );
    sql.push_bind(column(from.0)).push(" AND entry.stream = ").push_bind(stream.as_bytes().to_vec());
    sql.push(" AND entry.kind IN (");
    let mut list = sql.separated(", ");
    for kind in kinds::all().filter(|kind| kind.sort.name == sort) {
        list.push_bind(kind.name);
    }
    sql.push(") GROUP BY mandates.holder, mandates.office ORDER BY 5 DESC, 4 DESC, 2");
    let mut reader = session.reader().await?;
    let rows = sql.build_query_as::<(Option<Vec<u8>>, Option<String>, Option<String>, i64, i64)>();
    let rows = rows.fetch_all(&mut *reader).await?;
    let author = |(holder, name, office, changes, subjects): (Option<Vec<u8>>, _, _, i64, i64)| {
        let holder = holder.map(|holder| id("mandates", &holder, HolderId::from_bytes)).transpose()?;
        Ok(Author { holder, name, office, changes: count(changes), subjects: count(subjects) })
    };
    rows.into_iter().map(author).collect()
}
