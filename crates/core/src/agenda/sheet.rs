//! Everything about one event, in one call.

use coopol_domain::access::Verb;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use serde::Serialize;

use super::attendance::{self, Tally};
use super::edit::unknown;
use super::list::OTHER;
use super::{Row, Span, When, events};
use crate::cache::id;
use crate::device::{Failure, Session};
use crate::history::{self, Entry};
use crate::overlaps;
use crate::roster::OverlapView;

/// An event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// Which.
    pub id: SubjectId,
    /// The journal's word for what it is.
    pub category: String,
    /// How it is called.
    pub title: String,
    /// In its own zone.
    #[serde(flatten)]
    pub when: When,
    /// Where.
    pub place: Option<String>,
    /// What is to be known.
    pub description: Option<String>,
    /// The name under which another program knows it.
    pub uid: Option<String>,
    /// Whether it won't take place.
    pub cancelled: bool,
    /// When that was said, as far as the history here goes back.
    pub cancelled_at: Option<Instant>,
    /// Other events of its first day.
    pub same_day: Vec<Row>,
    /// Documents that come from it, by title.
    pub documents: Vec<Titled>,
    /// How many came.
    pub attendance: Tally,
    /// What waits to be settled.
    pub overlaps: Vec<OverlapView>,
    /// The latest changes, at most five.
    pub history: Vec<Entry>,
    /// Whether it was taken out of the agenda.
    pub removed: bool,
    /// Whether the mandate lets it be changed.
    pub writable: bool,
}

/// Something known by its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Titled {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub title: String,
}

/// How many entries of the history the sheet shows.
const HISTORY: u32 = 5;

/// The sheet of an event.
pub async fn sheet(session: &Session, event: SubjectId) -> Result<Sheet, Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let (subject, at) = (event.as_bytes().as_slice(), stream.as_bytes().as_slice());
    let mut reader = session.reader().await?;
    let row = sqlx::query!(
        r#"SELECT category, title, starts, ends, zone, all_day AS "all_day: bool", place, description, uid,
               cancelled AS "cancelled: bool", removed AS "removed: bool"
           FROM events WHERE id = ? AND stream = ?"#,
        subject,
        at
    );
    let row = row.fetch_optional(&mut *reader).await?.ok_or_else(|| unknown(event))?;
    let documents =
        sqlx::query!("SELECT id, title FROM documents WHERE event = ? AND NOT removed ORDER BY title", subject);
    let documents = documents.fetch_all(&mut *reader).await?.into_iter();
    let documents =
        documents.map(|row| Ok(Titled { id: id("documents", &row.id, SubjectId::from_bytes)?, title: row.title }));
    let documents: Vec<Titled> = documents.collect::<Result<_, Failure>>()?;
    let overlaps = overlaps::of(&mut reader, event).await?;
    drop(reader);
    let when = When::stored(&row.starts, row.ends.as_deref(), row.all_day, row.zone).ok_or_else(|| unknown(event))?;
    let day = when.start.date();
    let mut same_day = events(session, Span::Days(day, day.tomorrow().unwrap_or(day))).await?;
    same_day.retain(|other| other.id != event);
    let about = history::Query { subject: Some(event), ..history::Query::default() };
    let history = history::list(session, &about, 0, HISTORY).await?.rows;
    let held = session.held().await;
    Ok(Sheet {
        id: event,
        category: row.category.unwrap_or_else(|| OTHER.to_owned()),
        title: row.title,
        when,
        place: row.place,
        description: row.description,
        uid: row.uid,
        cancelled: row.cancelled,
        cancelled_at: if row.cancelled { cancelled_at(session, event).await? } else { None },
        same_day,
        documents,
        attendance: attendance::tally(session, stream, event).await?,
        overlaps,
        history,
        removed: row.removed,
        writable: held.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write)),
    })
}

async fn cancelled_at(session: &Session, event: SubjectId) -> Result<Option<Instant>, Failure> {
    let said =
        history::Query { subject: Some(event), kind: Some("event_cancelled".to_owned()), ..history::Query::default() };
    Ok(history::list(session, &said, 0, 1).await?.rows.first().map(|entry| entry.at))
}
