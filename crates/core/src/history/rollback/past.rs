//! What was done to the subjects that a rollback touches: everything accepted, from the cache.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::device::Shelf as _;
use coopol_domain::id::{DeviceId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::without::Past;
use coopol_domain::journal::{Entry as Line, Payload, Stamp, State};
use coopol_domain::time::Instant;
use sqlx::sqlite::SqliteRow;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::Scope;
use crate::cache::{CacheError, Loaded, column, id};
use crate::device::{Failure, Session};
use crate::history::list::name;

/// A subject that something unwanted was done to.
pub(super) struct Touched {
    pub(super) stream: StreamId,
    pub(super) subject: SubjectId,
    pub(super) name: Option<String>,
    /// As its holder sees it.
    pub(super) now: State,
    pub(super) past: Vec<Past>,
}

type Place = (StreamId, SubjectId);

/// The subjects of a scope, in the unit that is worked in. What was erased is no subject any more; mandates and laptops have their own ways.
pub(super) async fn of(session: &Session, scope: &Scope) -> Result<Vec<Touched>, Failure> {
    if !session.has_whole_history().await {
        return Err(Failure::HistoryComing);
    }
    let Some(unit) = session.unit().await? else { return Ok(Vec::new()) };
    let here: Vec<StreamId> =
        session.held().await.into_iter().filter(|held| held.unit == unit).map(|held| held.stream).collect();
    let mut reader = session.reader().await?;
    let mut pasts = sealed(&mut reader, unit, scope).await?;
    drop(reader);
    let own = session.holder().await;
    let unwanted =
        |made_at: Instant| scope.by.is_none_or(|by| by == own) && (scope.from..scope.until).contains(&made_at);
    for place in session.underway_when(unwanted).await.into_iter().filter(|(stream, _)| here.contains(stream)) {
        if let Entry::Vacant(unsealed) = pasts.entry(place) {
            unsealed.insert((name(session, place.0, place.1).await?, Vec::new()));
        }
    }
    let places: BTreeSet<Place> = pasts.keys().copied().collect();
    let loaded = session.cache().subjects(&places).await?;
    let mut touched = Vec::with_capacity(pasts.len());
    for ((stream, subject), (name, mut past)) in pasts {
        let Some(now) = now(session, &loaded, (stream, subject)).await else { continue };
        past.extend(session.underway(stream, subject).await.into_iter().map(|(change, stamp)| Past {
            unwanted: unwanted(change.header.made_at.instant()),
            base: change.header.base,
            payload: change.payload,
            stamp,
        }));
        touched.push(Touched { stream, subject, name, now, past });
    }
    Ok(touched)
}

async fn now(session: &Session, loaded: &Loaded, (stream, subject): Place) -> Option<State> {
    let confirmed = loaded.subject(stream, subject).map(|(state, _)| state);
    session.folded(stream, subject, confirmed).await
}

/// How subjects are called, and what was done to each, in order.
type Pasts = BTreeMap<Place, (Option<String>, Vec<Past>)>;

/// Dues are called by whose they are.
const NAME: &str = "coalesce(
    (SELECT trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')) FROM people WHERE id = coalesce(
        (SELECT person FROM dues WHERE id = lines.subject AND stream = lines.stream), lines.subject)),
    (SELECT title FROM events WHERE id = lines.subject AND stream = lines.stream),
    (SELECT title FROM documents WHERE id = lines.subject AND stream = lines.stream),
    (SELECT title FROM promises WHERE id = lines.subject AND stream = lines.stream),
    (SELECT title FROM practical_facts WHERE id = lines.subject AND stream = lines.stream),
    (SELECT name FROM saved_lists WHERE id = lines.subject AND stream = lines.stream),
    (SELECT subject FROM kept_messages WHERE id = lines.subject AND stream = lines.stream),
    (SELECT subject FROM mailings WHERE id = lines.subject AND stream = lines.stream),
    (SELECT name FROM delegations WHERE id = lines.subject AND stream = lines.stream),
    (SELECT name FROM feeds WHERE id = lines.subject AND stream = lines.stream)) AS name";

/// Every accepted entry about the subjects of the scope.
async fn sealed(reader: &mut SqliteConnection, unit: UnitId, scope: &Scope) -> Result<Pasts, Failure> {
    const DONE: &str = "lines.verdict = 'accepted' AND lines.kind NOT IN ('act_opened', 'act_closed', 'export_made',
        'export_allowed', 'proposal_declined', 'proposal_withdrawn')
        AND streams.compartment <> 'office'";
    const WITH: &str = " FROM lines JOIN streams ON streams.id = lines.stream JOIN pushes ON pushes.hash = lines.push
        LEFT JOIN mandates ON mandates.id = pushes.mandate";
    let mut sql = QueryBuilder::<Sqlite>::new("WITH touched AS (SELECT DISTINCT lines.stream, lines.subject");
    sql.push(WITH).push(" WHERE ").push(DONE).push(" AND streams.unit = ").push_bind(unit.as_bytes().to_vec());
    sql.push(" AND ");
    unwanted(&mut sql, scope);
    sql.push(") SELECT lines.stream, lines.subject, lines.entry, lines.payload, pushes.device, ");
    unwanted(&mut sql, scope);
    sql.push(" AS unwanted, ").push(NAME).push(WITH);
    sql.push(" JOIN touched ON touched.stream = lines.stream AND touched.subject = lines.subject WHERE ").push(DONE);
    sql.push(" ORDER BY lines.stream, lines.seq");
    let mut pasts = Pasts::new();
    for row in sql.build().fetch_all(reader).await? {
        let (place, past) = read(&row)?;
        match pasts.entry(place) {
            Entry::Vacant(new) => drop(new.insert((row.try_get("name")?, vec![past]))),
            Entry::Occupied(mut known) => known.get_mut().1.push(past),
        }
    }
    Ok(pasts)
}

fn unwanted(sql: &mut QueryBuilder<Sqlite>, scope: &Scope) {
    sql.push("(lines.made_at >= ").push_bind(column(scope.from.0));
    sql.push(" AND lines.made_at < ").push_bind(column(scope.until.0));
    if let Some(by) = scope.by {
        sql.push(" AND mandates.holder IS ").push_bind(by.as_bytes().to_vec());
    }
    sql.push(")");
}

fn read(row: &SqliteRow) -> Result<(Place, Past), Failure> {
    let damaged = CacheError::damaged("lines");
    let place = (
        id("lines", row.try_get("stream")?, StreamId::from_bytes)?,
        id("lines", row.try_get("subject")?, SubjectId::from_bytes)?,
    );
    let entry = Line::decode(row.try_get("entry")?).map_err(&damaged)?;
    let by = id("pushes", row.try_get("device")?, DeviceId::from_bytes)?;
    let past = Past {
        payload: Payload::decode(row.try_get("payload")?).map_err(&damaged)?,
        base: entry.header.base,
        stamp: Stamp { effective_at: entry.effective_at, seq: entry.seq, by },
        unwanted: row.try_get("unwanted")?,
    };
    Ok((place, past))
}
