//! Who said something last, and who had asked for it.

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::time::Instant;
use sqlx::SqliteConnection;

use crate::cache::{CacheError, count};

/// A line of the history about one subject.
pub(crate) struct Said {
    /// When the authority recorded it.
    pub at: Instant,
    /// Who stated it, by name; nobody's while their mandate isn't known here.
    pub author: Option<String>,
    /// Who had asked for it, where it says again what somebody asked (J3.3),
    pub quoted: Option<String>,
    /// and when.
    pub quoted_at: Option<Instant>,
}

type Row = (i64, Option<String>, Option<String>, Option<i64>);

/// The last line of a kind about a subject that was taken; nothing while the history isn't here.
pub(crate) async fn last_said(
    reader: &mut SqliteConnection,
    (stream, subject): (StreamId, SubjectId),
    kind: &str,
) -> Result<Option<Said>, CacheError> {
    let row = sqlx::query_as::<_, Row>(
        "SELECT lines.recorded_at, author.holder_name, first_author.holder_name, first.recorded_at
         FROM lines LEFT JOIN pushes ON pushes.hash = lines.push
         LEFT JOIN mandates AS author ON author.id = pushes.mandate
         LEFT JOIN lines AS first ON first.change = lines.quotes AND first.stream = lines.stream
         LEFT JOIN pushes AS first_push ON first_push.hash = first.push
         LEFT JOIN mandates AS first_author ON first_author.id = first_push.mandate
         WHERE lines.stream = ? AND lines.subject = ? AND lines.kind = ? AND lines.verdict = 'accepted'
         ORDER BY lines.seq DESC LIMIT 1",
    );
    let row = row.bind(stream.as_bytes().to_vec()).bind(subject.as_bytes().to_vec()).bind(kind);
    let row = row.fetch_optional(reader).await?;
    let instant = |ms| Instant(count(ms));
    Ok(row.map(|(at, author, quoted, first)| Said { at: instant(at), author, quoted, quoted_at: first.map(instant) }))
}
