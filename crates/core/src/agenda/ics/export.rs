//! The agenda as a calendar file.

use std::collections::{BTreeSet, HashMap};

use coopol_domain::device::Shelf as _;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State};
use coopol_ics::{Written, calendar, uid};

use crate::agenda::{Row, Span, events};
use crate::cache::{count, id};
use crate::device::{Failure, Session};
use crate::export::{Content, Prepared};

/// The events of a span, as a file that Outlook, Thunderbird and the others read.
pub async fn export(session: &Session, span: Span) -> Result<String, Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let rows = events(session, span).await?;
    told(session, stream, rows).await
}

/// The same as a file that leaves: its bytes are given once the export is stated.
pub async fn prepare(session: &Session, span: Span) -> Result<Prepared, Failure> {
    let stream = session.stream(Compartment::Agenda).await?;
    let rows = events(session, span).await?;
    let count = rows.len();
    let calendar = told(session, stream, rows).await?;
    Ok(Prepared::new(Content::Agenda, "ics", count, calendar.into_bytes()))
}

async fn told(session: &Session, stream: StreamId, rows: Vec<Row>) -> Result<String, Failure> {
    let name = name(session, stream).await?;
    let waiting = waiting(session, stream).await?;
    let subjects: BTreeSet<_> = rows.iter().map(|row| (stream, row.id)).collect();
    let confirmed = session.cache().subjects(&subjects).await?;
    let mut written = Vec::with_capacity(rows.len());
    for row in rows {
        let state = confirmed.subject(stream, row.id).map(|(state, _)| state);
        // Each change that waits will get an entry of its own, after the last: the number only grows.
        let sequence = state.as_ref().map_or(0, State::last_seq) + waiting.get(&row.id).unwrap_or(&0);
        let shown = session.folded(stream, row.id, state).await;
        let stamp = shown.map(|state| state.last_effective_at().instant()).unwrap_or_default();
        let Row { id, category, title, when, place, cancelled, description, uid: known } = row;
        let uid = known.unwrap_or_else(|| uid(id));
        written.push(Written { uid, sequence, stamp, when, title, place, description, category, cancelled });
    }
    Ok(calendar(&name, &written))
}

/// How the unit is called.
async fn name(session: &Session, stream: StreamId) -> Result<String, Failure> {
    let mut reader = session.reader().await?;
    let id = stream.as_bytes().as_slice();
    let name = sqlx::query_scalar!(
        "SELECT units.name FROM streams JOIN units ON units.id = streams.unit WHERE streams.id = ?",
        id
    );
    Ok(name.fetch_optional(&mut *reader).await?.unwrap_or_default())
}

/// How many changes of each event wait to be confirmed.
async fn waiting(session: &Session, stream: StreamId) -> Result<HashMap<SubjectId, u64>, Failure> {
    let mut reader = session.reader().await?;
    let of = stream.as_bytes().as_slice();
    let rows = sqlx::query!(
        r#"SELECT subject, count(*) AS "changes!: i64" FROM outbox
           WHERE stream = ? AND progress = 'saved' GROUP BY subject"#,
        of
    );
    let rows = rows.fetch_all(&mut *reader).await?.into_iter();
    rows.map(|row| Ok((id("outbox", &row.subject, SubjectId::from_bytes)?, count(row.changes)))).collect()
}
