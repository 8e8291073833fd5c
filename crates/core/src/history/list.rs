//! The lines of a window, latest first: what the server sealed, and what is still on its way there.

use std::collections::BTreeMap;

use coopol_domain::id::{ActId, ChangeId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::Payload;
use coopol_domain::kinds;
use coopol_domain::time::Instant;
use serde::Serialize;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::standing::{Counts, Standing, act_counts, act_standing, standing};
use super::{Course, Entry, Trust, named};
use crate::cache::{CacheError, column, count, id};
use crate::device::{Failure, Session};
use crate::mandates::read_suspensions;

/// What is looked for. Conditions that are given all hold.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// About this subject. Changes of an act then stand one by one.
    pub subject: Option<SubjectId>,
    /// Parts of this act, one by one.
    pub act: Option<ActId>,
    /// By this person.
    pub author: Option<HolderId>,
    /// Kinds that begin with this: `person`, `contact_changed`.
    pub kind: Option<String>,
    /// About subjects of these sorts, `person` and `dues`, also where that was done as part of an act.
    pub sorts: Vec<&'static str>,
    /// Not before.
    pub from: Option<Instant>,
    /// Before.
    pub until: Option<Instant>,
    /// About people who are found by these words, also where that was done as part of an act.
    pub text: String,
}

/// A window of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// Latest first.
    pub rows: Vec<Entry>,
    /// Lines that satisfy the query.
    pub total: u64,
    /// Up to when everything is sealed: the last exchange with the server, by its clock.
    pub sealed_until: Option<Instant>,
    /// Whether some history is still to be checked.
    pub checking: bool,
}

/// What was sealed and what is on its way, with its names. Of a mandate at the level above, only the laptop is known here.
const ENTRIES: &str = "
    FROM (
        SELECT change AS id, stream, subject, act, kind, made_at, verdict, payload, push, 'sealed' AS trust, 0 AS pending, seq AS place
        FROM lines WHERE kind IS NOT NULL
        UNION ALL
        SELECT id, stream, subject, act, kind, made_at, 'accepted', payload, NULL, reached, 1, place
        FROM outbox_reached WHERE progress = 'saved'
    ) AS entry
    LEFT JOIN pushes ON pushes.hash = entry.push
    LEFT JOIN streams ON streams.id = entry.stream
    LEFT JOIN mandates ON mandates.id = coalesce(pushes.mandate, streams.mandate)
    LEFT JOIN devices AS writer ON writer.id = pushes.device AND writer.stream = entry.stream
    LEFT JOIN acts ON acts.id = entry.act AND acts.stream = entry.stream
    LEFT JOIN people ON people.id = entry.subject AND people.stream = entry.stream
    LEFT JOIN events ON events.id = entry.subject AND events.stream = entry.stream
    LEFT JOIN documents ON documents.id = entry.subject AND documents.stream = entry.stream
    LEFT JOIN promises ON promises.id = entry.subject AND promises.stream = entry.stream
    LEFT JOIN practical_facts ON practical_facts.id = entry.subject AND practical_facts.stream = entry.stream
    LEFT JOIN saved_lists ON saved_lists.id = entry.subject AND saved_lists.stream = entry.stream
    LEFT JOIN kept_messages ON kept_messages.id = entry.subject AND kept_messages.stream = entry.stream
    LEFT JOIN mailings ON mailings.id = entry.subject AND mailings.stream = entry.stream
    LEFT JOIN mandates AS held ON held.id = entry.subject AND held.stream = entry.stream
    LEFT JOIN claims ON claims.id = entry.subject AND claims.stream = entry.stream
    LEFT JOIN devices ON devices.id = entry.subject AND devices.stream = entry.stream
    LEFT JOIN ties ON ties.id = entry.subject AND ties.stream = entry.stream
    LEFT JOIN units ON units.id = entry.subject AND units.stream = entry.stream
    LEFT JOIN delegations ON delegations.id = entry.subject AND delegations.stream = entry.stream
    LEFT JOIN feeds ON feeds.id = entry.subject AND feeds.stream = entry.stream
    LEFT JOIN dues ON dues.id = entry.subject AND dues.stream = entry.stream
    WHERE ";

/// How the subject of a line is called: a mandate, a claim and a laptop by their holder, a payment by whoever paid.
const NAME: &str = "
    CASE WHEN people.id IS NULL
         THEN coalesce(events.title, documents.title, promises.title, practical_facts.title, saved_lists.name, kept_messages.subject, mailings.subject,
             held.holder_name, claims.holder_name, devices.holder_name, ties.name, units.name, delegations.name, feeds.name,
             (SELECT trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) FROM people WHERE id = dues.person LIMIT 1))
         ELSE trim(coalesce(people.first_name, '') || ' ' || coalesce(people.last_name, '')) END AS name";

/// The lines of a window. Those of the holder's other units are told there.
pub async fn list(session: &Session, query: &Query, offset: u32, limit: u32) -> Result<Page, Failure> {
    let elsewhere = session.elsewhere().await?;
    let mut reader = session.reader().await?;
    let people = session.cache().places(&mut reader, &query.text).await?;
    let about = about(&mut reader, query.subject).await?;
    let mut sql = QueryBuilder::<Sqlite>::new(
        "SELECT entry.*, coalesce(mandates.holder, writer.holder) AS holder, coalesce(mandates.holder_name, writer.holder_name) AS holder_name,
         mandates.office, mandates.until AS mandate_until, mandates.suspensions,
         acts.category AS act_category, acts.closed AS act_closed, EXISTS (SELECT 1 FROM waiting WHERE waiting.change = entry.id) AS waits,",
    );
    sql.push(NAME).push(ENTRIES);
    narrow(&mut sql, query, &about, &elsewhere, people.as_deref());
    sql.push(" ORDER BY entry.made_at DESC, entry.pending DESC, entry.place DESC LIMIT ")
        .push_bind(limit)
        .push(" OFFSET ")
        .push_bind(offset);
    let rows = sql.build().fetch_all(&mut *reader).await?;
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT count(*)");
    sql.push(ENTRIES);
    narrow(&mut sql, query, &about, &elsewhere, people.as_deref());
    let total: i64 = sql.build_query_scalar().fetch_one(&mut *reader).await?;
    // The last exchange brought every stream up to its signed checkpoint, and checked it.
    let sealed_until = sqlx::query_scalar::<_, Option<i64>>(
        "SELECT (SELECT last_contact FROM lease) WHERE EXISTS (SELECT 1 FROM streams WHERE size > 0)",
    );
    let sealed_until = sealed_until.fetch_optional(&mut *reader).await?.flatten();
    let checking = sqlx::query_scalar::<_, bool>("SELECT coalesce(max(unchecked), 0) FROM streams");
    let checking = checking.fetch_one(&mut *reader).await?;
    // What follows takes connections of its own: holding one meanwhile could leave none for anybody.
    drop(reader);
    let single = query.subject.is_some() || query.act.is_some();
    let units = session.held().await.into_iter().map(|held| (held.stream, held.unit)).collect();
    let mut entries = Vec::with_capacity(rows.len());
    for row in &rows {
        entries.push(entry(session, row, single, &units).await?);
    }
    let sealed_until = sealed_until.map(|until| Instant(count(until)));
    Ok(Page { rows: entries, total: count(total), sealed_until, checking })
}

/// A subject, and of a person what they paid.
async fn about(reader: &mut SqliteConnection, subject: Option<SubjectId>) -> Result<Vec<Vec<u8>>, Failure> {
    let Some(subject) = subject else { return Ok(Vec::new()) };
    let mut all = vec![subject.as_bytes().to_vec()];
    let payments = sqlx::query_scalar::<_, Vec<u8>>("SELECT id FROM dues WHERE person = ?").bind(all[0].clone());
    all.extend(payments.fetch_all(reader).await?);
    Ok(all)
}

/// `about`: what the lines are about, if that is asked; `people`: those whom the words of the query find, if it has any, as a list that SQLite reads.
fn narrow(
    sql: &mut QueryBuilder<Sqlite>,
    query: &Query,
    about: &[Vec<u8>],
    elsewhere: &[StreamId],
    people: Option<&str>,
) {
    match (query.subject, query.act) {
        (Some(_), _) => {
            let mut list = sql.push("entry.subject IN (").separated(", ");
            for subject in about {
                list.push_bind(subject.clone());
            }
            sql.push(")")
        }
        (None, Some(act)) => sql
            .push("entry.kind NOT IN ('act_opened', 'act_closed') AND entry.act = ")
            .push_bind(act.as_bytes().to_vec()),
        // An act is one line: the one that opened it.
        (None, None) => sql.push("(entry.act IS NULL OR entry.kind = 'act_opened')"),
    };
    if !elsewhere.is_empty() {
        let mut list = sql.push(" AND entry.stream NOT IN (").separated(", ");
        for stream in elsewhere {
            list.push_bind(stream.as_bytes().to_vec());
        }
        sql.push(")");
    }
    if let Some(author) = query.author {
        sql.push(" AND mandates.holder = ").push_bind(author.as_bytes().to_vec());
    }
    if let Some(kind) = &query.kind {
        sql.push(" AND substr(entry.kind, 1, ")
            .push_bind(column(kind.len() as u64))
            .push(") = ")
            .push_bind(kind.clone());
    }
    if let Some(from) = query.from {
        sql.push(" AND entry.made_at >= ").push_bind(column(from.0));
    }
    if let Some(until) = query.until {
        sql.push(" AND entry.made_at < ").push_bind(column(until.0));
    }
    if !query.sorts.is_empty() {
        let kinds: Vec<&str> =
            kinds::all().filter(|it| query.sorts.contains(&it.sort.name)).map(|it| it.name).collect();
        either(sql, "kind IN (", |sql| {
            let mut list = sql.separated(", ");
            for kind in &kinds {
                list.push_bind(*kind);
            }
        });
    }
    if let Some(people) = people {
        either(sql, "subject IN (SELECT id FROM people WHERE place IN (SELECT value FROM json_each(", |sql| {
            sql.push_bind(people).push("))");
        });
    }
}

/// The line itself satisfies a condition, or something that was done in its act does. The condition ends in a list, which
/// `rest` fills and this closes.
fn either(sql: &mut QueryBuilder<Sqlite>, condition: &str, mut rest: impl FnMut(&mut QueryBuilder<Sqlite>)) {
    sql.push(" AND (entry.").push(condition);
    rest(sql);
    for table in ["lines", "outbox"] {
        sql.push(") OR (entry.kind = 'act_opened' AND entry.act IN (SELECT act FROM ").push(table);
        sql.push(" WHERE act IS NOT NULL AND ").push(condition);
        rest(sql);
        sql.push("))");
    }
    sql.push("))");
}

async fn entry(
    session: &Session,
    row: &SqliteRow,
    single: bool,
    units: &BTreeMap<StreamId, UnitId>,
) -> Result<Entry, Failure> {
    let payload: Option<&[u8]> = row.try_get("payload")?;
    let payload = payload.map(Payload::decode).transpose().map_err(CacheError::damaged("lines"))?;
    let act: Option<&[u8]> = row.try_get("act")?;
    let act = act.map(|act| id("lines", act, ActId::from_bytes)).transpose()?;
    let holder: Option<&[u8]> = row.try_get("holder")?;
    let category: Option<String> = row.try_get("act_category")?;
    let kind: String = row.try_get("kind")?;
    let (stream, subject) = (
        id("lines", row.try_get("stream")?, StreamId::from_bytes)?,
        id("lines", row.try_get("subject")?, SubjectId::from_bytes)?,
    );
    let verdict: String = row.try_get("verdict")?;
    let knows = session.knows().await;
    let whole = act.filter(|_| !single && kind == "act_opened");
    let counts = match whole {
        Some(act) => act_counts(session, act).await?,
        None => Counts { accepted: verdict == "accepted", waits: row.try_get("waits")? },
    };
    let (changes, undo, only) = match (whole, &payload) {
        (Some(act), _) => act_standing(session, act).await?,
        (None, Some(payload)) if verdict == "accepted" => {
            let state = session.shown(stream, subject).await?;
            (1, state.map_or(Standing::Fixed, |state| standing(&state, payload)), None)
        }
        _ => (1, Standing::Fixed, None),
    };
    let (subject, subject_name) = match &only {
        Some(done) => (done.subject, name(session, done.stream, done.subject).await?),
        None => (subject, row.try_get("name")?),
    };
    let told = only.as_ref().map(|done| &done.payload).or(payload.as_ref().filter(|_| whole.is_none()));
    let (closed, until): (Option<bool>, Option<i64>) = (row.try_get("act_closed")?, row.try_get("mandate_until")?);
    let (now, spans) = (session.now().await?, read_suspensions(row.try_get("suspensions")?)?);
    let ended = until.is_some_and(|until| count(until) <= now.0) || spans.iter().any(|span| span.covers(now));
    let course = match (whole, closed) {
        (Some(_), Some(false)) if ended => Course::Cut,
        (Some(_), Some(false)) => Course::Open,
        _ if counts.accepted => Course::Whole,
        _ if counts.waits => Course::Waits,
        _ => Course::Answered,
    };
    let trust = match row.try_get::<&str, _>("trust")? {
        "sealed" => Trust::Sealed,
        "received" => Trust::Received,
        _ => Trust::Saved,
    };
    Ok(Entry {
        id: id("lines", row.try_get("id")?, ChangeId::from_bytes)?,
        act,
        at: Instant(count(row.try_get("made_at")?)),
        author: holder.map(|holder| id("mandates", holder, HolderId::from_bytes)).transpose()?,
        author_name: row.try_get("holder_name")?,
        office: row.try_get("office")?,
        kind: whole.and(category).unwrap_or(kind),
        subject,
        subject_name,
        unit: units.get(&only.as_ref().map_or(stream, |done| done.stream)).copied(),
        course,
        count: changes,
        fields: named(session, told).await?,
        quotes: told.and_then(|payload| payload.quotes),
        only: only.map(|done| done.payload.kind),
        verdict,
        undone: undo == Standing::Undone,
        undoable: undo == Standing::Undoable,
        newer: payload.as_ref().is_some_and(|payload| knows(&payload.kind, payload.version).is_none()),
        trust,
    })
}

/// How a subject is called.
pub(super) async fn name(session: &Session, stream: StreamId, subject: SubjectId) -> Result<Option<String>, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new("SELECT ");
    sql.push(NAME).push(ENTRIES);
    sql.push("entry.stream = ").push_bind(stream.as_bytes().to_vec());
    sql.push(" AND entry.subject = ").push_bind(subject.as_bytes().to_vec()).push(" LIMIT 1");
    let mut reader = session.reader().await?;
    Ok(sql.build_query_scalar().fetch_optional(&mut *reader).await?.flatten())
}
