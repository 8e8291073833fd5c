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
        (SELECT person FROM dues WHERE id = touched.subject AND stream = touched.stream), touched.subject)),
    (SELECT title FROM events WHERE id = touched.subject AND stream = touched.stream),
    (SELECT title FROM documents WHERE id = touched.subject AND stream = touched.stream),
    (SELECT title FROM promises WHERE id = touched.subject AND stream = touched.stream),
    (SELECT title FROM practical_facts WHERE id = touched.subject AND stream = touched.stream),
    (SELECT name FROM saved_lists WHERE id = touched.subject AND stream = touched.stream),
    (SELECT subject FROM kept_messages WHERE id = touched.subject AND stream = touched.stream),
    (SELECT subject FROM mailings WHERE id = touched.subject AND stream = touched.stream),
    (SELECT name FROM delegations WHERE id = touched.subject AND stream = touched.stream),
    (SELECT name FROM feeds WHERE id = touched.subject AND stream = touched.stream)) AS name";

/// Every accepted entry about the subjects of the scope.
async fn sealed(reader: &mut SqliteConnection, unit: UnitId, scope: &Scope) -> Result<Pasts, Failure> {
    let mut sql = QueryBuilder::<Sqlite>::new("");
    asked(&mut sql, unit, scope);
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

fn asked(sql: &mut QueryBuilder<Sqlite>, unit: UnitId, scope: &Scope) {
    const DONE: &str = "lines.verdict = 'accepted' AND lines.kind NOT IN ('act_opened', 'act_closed', 'export_made',
        'export_allowed', 'proposal_declined', 'proposal_withdrawn')";
    const WHO: &str = "JOIN pushes ON pushes.hash = lines.push LEFT JOIN mandates ON mandates.id = pushes.mandate";
    sql.push("WITH touched AS (SELECT DISTINCT lines.stream, lines.subject FROM lines ");
    sql.push("JOIN streams ON streams.id = lines.stream ").push(WHO).push(" WHERE ").push(DONE);
    sql.push(" AND streams.compartment <> 'office' AND streams.unit = ")
        .push_bind(unit.as_bytes().to_vec())
        .push(" AND ");
    unwanted(sql, scope);
    sql.push("), named AS MATERIALIZED (SELECT touched.stream, touched.subject, ").push(NAME).push(" FROM touched)");
    sql.push(" SELECT lines.stream, lines.subject, lines.entry, lines.payload, pushes.device, named.name, ");
    unwanted(sql, scope);
    // Few of all lines are about these subjects: they are looked up one subject after another, whatever the planner expects.
    sql.push(
        " AS unwanted FROM named CROSS JOIN lines ON lines.subject = named.subject AND lines.stream = named.stream ",
    );
    sql.push(WHO).push(" WHERE ").push(DONE).push(" ORDER BY lines.stream, lines.seq");
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

#[cfg(test)]
mod tests {
    use coopol_domain::id::HolderId;

    use super::*;
    use crate::cache::Cache;
    use crate::vault::CacheKey;

    /// What goes back to a day takes as long as what was done since, and not as long as the section is old.
    #[tokio::test]
    async fn only_what_is_about_the_scope_is_read_of_a_journal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("cache.db");
        std::fs::write(&path, "").unwrap();
        let cache = Cache::open(&path, &CacheKey::from_bytes([7; 32])).await.unwrap();
        for by in [None, Some(HolderId::from_bytes([1; 16]))] {
            let mut sql = QueryBuilder::new("EXPLAIN QUERY PLAN ");
            asked(&mut sql, UnitId::from_bytes([2; 16]), &Scope { by, from: Instant(1), until: Instant(2) });
            let steps = sql.build().fetch_all(&mut *cache.reader().await.unwrap()).await.unwrap();
            let steps: Vec<String> = steps.iter().map(|step| step.get("detail")).collect();
            let of_lines: Vec<&str> = steps.iter().map(String::as_str).filter(|step| step.contains(" lines")).collect();
            let looked_up = [
                "SEARCH lines USING INDEX lines_time (made_at>? AND made_at<?)",
                "SEARCH lines USING INDEX lines_subject (subject=?)",
            ];
            assert_eq!(of_lines, looked_up, "{steps:?}");
        }
        cache.close().await.unwrap();
    }
}
