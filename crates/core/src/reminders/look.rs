//! The plan over the cache.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::time::{DAY, Instant};
use jiff::civil::DateTime;
use serde::Serialize;
use sqlx::SqliteConnection;

use super::plan::{Due, Event, Key, Memory, Notice, Seen, due, times};
use super::{Lead, Rules};
use crate::agenda::When;
use crate::agenda::when::{text, wall_at};
use crate::cache::{CacheError, column, count, id};
use crate::device::{Failure, Session};

/// How long what was told is remembered after its event began.
const KEPT: u64 = 7 * DAY;

/// What a look found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What to show now. It is noted as told.
    pub notice: Option<Notice>,
    /// When to look again, unless the agenda changes before.
    pub next: Option<Instant>,
}

/// A reminder to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// Which.
    pub lead: Lead,
    /// When, in the zone of the unit.
    #[serde(serialize_with = "crate::agenda::minute")]
    pub at: DateTime,
}

/// Looks at the agendas of all the holder's own units, and says what is due by this machine's clock. Without one nothing is.
pub async fn look(session: &Session, rules: &Rules) -> Result<Looked, Failure> {
    let agendas = session.own_streams(Compartment::Agenda).await?;
    drop(session.reader().await?);
    let (now, zone, holder) = (session.now().await?, session.zone().await?, session.holder().await);
    let mut writer = session.cache().writer().await;
    // Held from the first read to the last write: two looks at once hand out one notice.
    let mut transaction = writer.begin().await?;
    let memory = memory(&mut transaction).await?;
    let mut events = Vec::new();
    for stream in agendas {
        events.extend(coming(&mut transaction, stream, now).await?);
    }
    for event in &mut events {
        let is = Seen { start: event.when.begins(), cancelled: event.cancelled };
        if memory.seen.get(&event.id).is_some_and(|was| *was != is) {
            event.by_other = by_other(&mut transaction, event.stream, event.id, holder).await?;
        }
    }
    let due = due(now, &zone, rules, &events, &memory);
    note(&mut transaction, &events, &due, now).await?;
    transaction.commit().await?;
    Ok(Looked { notice: due.notice, next: due.next })
}

/// The reminders of an event that are still to come.
pub async fn planned(session: &Session, rules: &Rules, when: &When) -> Result<Vec<Planned>, Failure> {
    let (now, zone) = (session.now().await?, session.zone().await?);
    let coming = times(when, rules, &zone).into_iter().filter(|(_, at)| *at > now);
    Ok(coming.map(|(lead, at)| Planned { lead, at: wall_at(at, &zone) }).collect())
}

async fn memory(connection: &mut SqliteConnection) -> Result<Memory, Failure> {
    let mut memory = Memory::default();
    for row in sqlx::query!("SELECT event, lead, start FROM told").fetch_all(&mut *connection).await? {
        let Some(lead) = Lead::read(&row.lead) else { continue };
        let event = id("told", &row.event, SubjectId::from_bytes)?;
        memory.told.insert(Key { event, lead, start: Instant(count(row.start)) });
    }
    let rows = sqlx::query!(r#"SELECT event, start, cancelled AS "cancelled: bool" FROM looked_at"#);
    for row in rows.fetch_all(connection).await? {
        let event = id("looked_at", &row.event, SubjectId::from_bytes)?;
        memory.seen.insert(event, Seen { start: Instant(count(row.start)), cancelled: row.cancelled });
    }
    Ok(memory)
}

/// The events that aren't surely over, those that were taken out included.
async fn coming(connection: &mut SqliteConnection, stream: StreamId, now: Instant) -> Result<Vec<Event>, Failure> {
    // No zone is further than a day from UTC.
    let from = text(wall_at(Instant(now.0.saturating_sub(2 * DAY)), &jiff::tz::TimeZone::UTC));
    let of = stream.as_bytes().as_slice();
    let rows = sqlx::query!(
        r#"SELECT id, category, title, starts, ends, zone, all_day AS "all_day: bool", place,
               (cancelled OR removed) AS "cancelled!: bool"
           FROM events WHERE stream = ? AND starts >= ? ORDER BY starts"#,
        of,
        from
    );
    let mut events = Vec::new();
    for row in rows.fetch_all(connection).await? {
        let Some(when) = When::stored(&row.starts, row.ends.as_deref(), row.all_day, row.zone) else { continue };
        events.push(Event {
            id: id("events", &row.id, SubjectId::from_bytes)?,
            stream,
            category: row.category.unwrap_or_default(),
            title: row.title,
            place: row.place.unwrap_or_default(),
            when,
            cancelled: row.cancelled,
            by_other: false,
        });
    }
    Ok(events)
}

/// Whether somebody else had the last word on when or whether an event takes place. What waits in the outbox is one's own.
async fn by_other(
    connection: &mut SqliteConnection,
    stream: StreamId,
    event: SubjectId,
    holder: HolderId,
) -> Result<bool, CacheError> {
    let (of, subject) = (stream.as_bytes().as_slice(), event.as_bytes().as_slice());
    let own = sqlx::query_scalar!(
        r#"SELECT count(*) AS "own!: i64" FROM outbox WHERE stream = ? AND subject = ?
           AND kind IN ('event_moved', 'event_cancelled', 'event_reinstated', 'event_removed', 'event_restored')"#,
        of,
        subject
    );
    if own.fetch_one(&mut *connection).await? > 0 {
        return Ok(false);
    }
    let author = sqlx::query_scalar!(
        r#"SELECT mandates.holder AS "holder?: Vec<u8>" FROM lines
           LEFT JOIN pushes ON pushes.hash = lines.push
           LEFT JOIN mandates ON mandates.id = pushes.mandate
           WHERE lines.stream = ? AND lines.subject = ? AND lines.verdict = 'accepted'
           AND lines.kind IN ('event_moved', 'event_cancelled', 'event_reinstated', 'event_removed', 'event_restored')
           ORDER BY lines.seq DESC LIMIT 1"#,
        of,
        subject
    );
    Ok(author.fetch_optional(connection).await?.flatten().as_deref() != Some(holder.as_bytes().as_slice()))
}

async fn note(connection: &mut SqliteConnection, events: &[Event], due: &Due, now: Instant) -> Result<(), CacheError> {
    let agendas: BTreeMap<SubjectId, StreamId> = events.iter().map(|event| (event.id, event.stream)).collect();
    let told: BTreeSet<&Key> = due.told.iter().collect();
    for Key { event, lead, start } in told {
        let of = agendas[event].as_bytes().as_slice();
        let (event, lead, start) = (event.as_bytes().as_slice(), lead.word(), column(start.0));
        sqlx::query!(
            "INSERT OR IGNORE INTO told (event, stream, lead, start) VALUES (?, ?, ?, ?)",
            event,
            of,
            lead,
            start
        )
        .execute(&mut *connection)
        .await?;
    }
    for (event, seen) in &due.seen {
        let of = agendas[event].as_bytes().as_slice();
        let (event, start) = (event.as_bytes().as_slice(), column(seen.start.0));
        sqlx::query!(
            "INSERT INTO looked_at (event, stream, start, cancelled) VALUES (?, ?, ?, ?)
             ON CONFLICT (event) DO UPDATE SET start = excluded.start, cancelled = excluded.cancelled",
            event,
            of,
            start,
            seen.cancelled
        )
        .execute(&mut *connection)
        .await?;
    }
    let past = column(now.0.saturating_sub(KEPT));
    sqlx::query!("DELETE FROM told WHERE start < ?", past).execute(&mut *connection).await?;
    sqlx::query!("DELETE FROM looked_at WHERE start < ?", past).execute(connection).await?;
    Ok(())
}
