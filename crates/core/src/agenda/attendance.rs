//! Who came to an event: the people of the roster with what was said of each, and saying it.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, State};
use coopol_domain::kinds::Attendance;
use jiff::ToSpan as _;
use serde::Serialize;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use super::edit::{intent, known, unknown};
use crate::cache::{count, id};
use crate::device::{Failure, Saved, Session};
use crate::history::called;
use crate::roster::Window;

/// How many came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Who were there.
    pub present: u64,
    /// Who asked to be excused.
    pub excused: u64,
    /// Those of them who aren't in the roster any more, or aren't shown here. They count, and nobody says who they were (J7.2).
    pub gone: u64,
}

/// What is looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Any part of name, e-mail, phone, commune or number.
    pub text: String,
    /// Only those of whom something was said.
    pub marked: bool,
}

/// Somebody of the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// Who.
    pub id: SubjectId,
    /// First name; empty when unknown.
    pub given_name: String,
    /// Last name; empty when unknown.
    pub family_name: String,
    /// `member`, `former_member`, `regular_contact`, `occasional_contact`.
    pub category: String,
    /// What was said of them.
    pub mark: Option<Attendance>,
}

/// A window of the roster, at an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    /// By name.
    pub rows: Vec<Row>,
    /// People who satisfy the query.
    pub total: u64,
    /// People in the roster, whatever the query.
    pub all: u64,
    /// Whatever the query.
    pub tally: Tally,
    /// Whether the mandate shows the roster. Without, there are no rows, and the numbers alone.
    pub names: bool,
    /// Whether the mandate lets anything be said.
    pub writable: bool,
}

/// How often somebody came in the last twelve months.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lately {
    /// Times that they were there,
    pub present: u64,
    /// and that they asked to be excused,
    pub excused: u64,
    /// of events that took place and at which somebody was marked.
    pub of: u64,
    /// The latest at which they were there, at most three.
    pub last: Vec<Came>,
}

/// An event at which somebody was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Came {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub title: String,
    /// Its first day.
    pub on: String,
}

/// How many of the latest are told.
const LAST: usize = 3;

/// What shall be said of somebody; nothing takes back what was.
pub type Mark = (SubjectId, Option<Attendance>);

/// What would be said, and wasn't yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// Of whom, in the order of their ids; who has that mark already isn't among them.
    pub changes: Vec<Marking>,
    /// How many would have come then.
    pub tally: Tally,
    #[serde(skip)]
    place: (StreamId, SubjectId),
}

/// What would be said of somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Marking {
    /// Of whom.
    pub id: SubjectId,
    /// How they are called; nothing for somebody who isn't in the roster any more.
    pub name: Option<String>,
    /// What was said,
    pub before: Option<Attendance>,
    /// and what would be.
    pub after: Option<Attendance>,
}

/// The people of the roster with their marks, by name.
///
/// # Errors
/// [`Failure::NotFound`] for an event that isn't known here.
pub async fn list(session: &Session, event: SubjectId, query: &Query, window: Window) -> Result<Page, Failure> {
    let (agenda, state) = known(session, event).await?;
    let held = session.held().await;
    let writable = held.iter().any(|held| held.stream == agenda && held.verbs.has(Verb::Write));
    let tally = tally_of(session, &state).await?;
    let nobody = Page { rows: Vec::new(), total: 0, all: 0, tally, names: false, writable };
    let Some(roster) = readable(session, Compartment::Roster).await? else { return Ok(nobody) };
    let mut reader = session.reader().await?;
    let places = session.cache().places(&mut reader, &query.text).await?;
    let narrow = |sql: &mut QueryBuilder<Sqlite>| {
        sql.push(" FROM people LEFT JOIN attendance ON attendance.person = people.id AND attendance.event = ")
            .push_bind(event.as_bytes().to_vec())
            .push(" AND attendance.stream = ")
            .push_bind(agenda.as_bytes().to_vec())
            .push(" WHERE people.stream = ")
            .push_bind(roster.as_bytes().to_vec())
            .push(" AND people.removed = 0");
        if query.marked {
            sql.push(" AND attendance.mark IS NOT NULL");
        }
        if let Some(places) = &places {
            sql.push(" AND +people.place IN (SELECT value FROM json_each(").push_bind(places.clone()).push("))");
        }
    };
    let mut sql = QueryBuilder::new("SELECT people.id, first_name, last_name, category, attendance.mark");
    narrow(&mut sql);
    sql.push(" ORDER BY sort_key LIMIT ").push_bind(window.limit).push(" OFFSET ").push_bind(window.offset);
    let rows = sql.build().fetch_all(&mut *reader).await?.iter().map(row).collect::<Result<_, Failure>>()?;
    let mut sql = QueryBuilder::new("SELECT count(*)");
    narrow(&mut sql);
    let total = count(sql.build_query_scalar().fetch_one(&mut *reader).await?);
    let all = sqlx::query_scalar("SELECT count(*) FROM people WHERE stream = ? AND removed = 0");
    let all = count(all.bind(roster.as_bytes().to_vec()).fetch_one(&mut *reader).await?);
    Ok(Page { rows, total, all, names: true, ..nobody })
}

/// What these marks would change.
///
/// # Errors
/// [`Failure::NotFound`] for an event that isn't known here or was removed, and for somebody who would be marked and isn't in the roster;
/// [`Failure::NoStream`] where the mandate doesn't show it: nobody is marked blindly.
pub async fn plan(session: &Session, event: SubjectId, marks: &[Mark]) -> Result<Plan, Failure> {
    let (agenda, state) = known(session, event).await?;
    if state.is_removed() {
        return Err(unknown(event));
    }
    let roster = session.stream(Compartment::Roster).await?;
    let before: BTreeMap<SubjectId, Attendance> = Attendance::of(&state).collect();
    let wanted: BTreeMap<SubjectId, Option<Attendance>> = marks.iter().copied().collect();
    let people: Vec<SubjectId> = wanted.keys().copied().collect();
    let mut reader = session.reader().await?;
    let here = in_roster(&mut reader, roster, &people).await?;
    let names = called(&mut reader, &people).await?;
    drop(reader);
    let nobody = wanted.iter().find(|(person, mark)| mark.is_some() && !here.contains(person));
    if let Some((person, _)) = nobody {
        return Err(Failure::NotFound { what: "person", given: person.to_string() });
    }
    let mut after = before.clone();
    for (person, mark) in &wanted {
        match mark {
            Some(mark) => after.insert(*person, *mark),
            None => after.remove(person),
        };
    }
    let changes = wanted.into_iter().filter(|(person, mark)| before.get(person) != mark.as_ref());
    let changes = changes.map(|(person, after)| Marking {
        id: person,
        name: names.get(&person).cloned(),
        before: before.get(&person).copied(),
        after,
    });
    let changes = changes.collect();
    let tally = counted(session, &after).await?;
    Ok(Plan { changes, tally, place: (agenda, event) })
}

/// Says it, as one change.
///
/// # Errors
/// As for any change: `NothingChanged` where all of it was said already.
pub async fn apply(session: &Session, plan: &Plan) -> Result<Saved, Failure> {
    let value = |mark: Option<Attendance>| mark.map_or(Value::Null, |mark| Value::text(mark.as_str()));
    let edit = |it: &Marking| Edit::change(&Attendance::field(it.id), value(it.before), value(it.after));
    let edits = plan.changes.iter().map(edit).collect();
    session.record(intent(plan.place.0, plan.place.1, "attendance_marked", edits)).await
}

/// How many came to an event.
pub(super) async fn tally(session: &Session, stream: StreamId, event: SubjectId) -> Result<Tally, Failure> {
    let rows = sqlx::query_as::<_, (Vec<u8>, String)>(
        "SELECT person, mark FROM attendance WHERE event = ? AND stream = ? AND mark IS NOT NULL",
    );
    let rows = rows.bind(event.as_bytes().to_vec()).bind(stream.as_bytes().to_vec());
    let rows = rows.fetch_all(&mut *session.reader().await?).await?;
    let mark = |(person, mark): (Vec<u8>, String)| {
        let person = id("attendance", &person, SubjectId::from_bytes)?;
        Ok(mark.parse().ok().map(|mark: Attendance| (person, mark)))
    };
    let marks = rows.into_iter().filter_map(|row| mark(row).transpose()).collect::<Result<_, Failure>>()?;
    counted(session, &marks).await
}

/// How often somebody came in the last twelve months; nothing where the agenda isn't shown.
pub(crate) async fn lately(session: &Session, person: SubjectId) -> Result<Option<Lately>, Failure> {
    let Some(agenda) = readable(session, Compartment::Agenda).await? else { return Ok(None) };
    let today = session.today().await?;
    let since = today.saturating_sub(1.year());
    let rows = sqlx::query_as::<_, (Vec<u8>, String, String, Option<String>)>(
        "SELECT events.id, events.title, substr(events.starts, 1, 10), own.mark
         FROM events LEFT JOIN attendance AS own
             ON own.event = events.id AND own.stream = events.stream AND own.person = ?1
         WHERE events.stream = ?2 AND events.removed = 0 AND NOT events.cancelled
             AND substr(events.starts, 1, 10) > ?3 AND substr(events.starts, 1, 10) <= ?4
             AND EXISTS (SELECT 1 FROM attendance WHERE attendance.event = events.id AND attendance.stream = events.stream
                 AND attendance.mark IS NOT NULL)
         ORDER BY events.starts DESC, events.id",
    );
    let rows = rows.bind(person.as_bytes().to_vec()).bind(agenda.as_bytes().to_vec());
    let rows = rows.bind(since.to_string()).bind(today.to_string());
    let rows = rows.fetch_all(&mut *session.reader().await?).await?;
    let times = |word: Attendance| rows.iter().filter(move |row| row.3.as_deref() == Some(word.as_str()));
    let came = |(event, title, on, _): &(Vec<u8>, String, String, Option<String>)| {
        Ok(Came { id: id("events", event, SubjectId::from_bytes)?, title: title.clone(), on: on.clone() })
    };
    Ok(Some(Lately {
        present: times(Attendance::Present).count() as u64,
        excused: times(Attendance::Excused).count() as u64,
        of: rows.len() as u64,
        last: times(Attendance::Present).take(LAST).map(came).collect::<Result<_, Failure>>()?,
    }))
}

async fn tally_of(session: &Session, state: &State) -> Result<Tally, Failure> {
    counted(session, &Attendance::of(state).collect()).await
}

async fn counted(session: &Session, marks: &BTreeMap<SubjectId, Attendance>) -> Result<Tally, Failure> {
    let of = |wanted: Attendance| marks.values().filter(|mark| **mark == wanted).count() as u64;
    let people: Vec<SubjectId> = marks.keys().copied().collect();
    let here = match readable(session, Compartment::Roster).await? {
        Some(roster) => in_roster(&mut *session.reader().await?, roster, &people).await?.len(),
        None => 0,
    };
    Ok(Tally { present: of(Attendance::Present), excused: of(Attendance::Excused), gone: (people.len() - here) as u64 })
}

/// Those of them who are in the roster.
async fn in_roster(
    reader: &mut SqliteConnection,
    roster: StreamId,
    people: &[SubjectId],
) -> Result<BTreeSet<SubjectId>, Failure> {
    let mut here = BTreeSet::new();
    for batch in people.chunks(500) {
        let mut sql = QueryBuilder::<Sqlite>::new("SELECT id FROM people WHERE stream = ");
        sql.push_bind(roster.as_bytes().to_vec()).push(" AND removed = 0 AND id IN (");
        let mut list = sql.separated(", ");
        for person in batch {
            list.push_bind(person.as_bytes().to_vec());
        }
        sql.push(")");
        for row in sql.build_query_scalar::<Vec<u8>>().fetch_all(&mut *reader).await? {
            here.insert(id("people", &row, SubjectId::from_bytes)?);
        }
    }
    Ok(here)
}

/// A compartment of the unit that is worked in, where the mandate shows it.
async fn readable(session: &Session, compartment: Compartment) -> Result<Option<StreamId>, Failure> {
    match session.stream(compartment).await {
        Ok(stream) => Ok(Some(stream)),
        Err(Failure::NoStream { .. }) => Ok(None),
        Err(other) => Err(other),
    }
}

fn row(row: &sqlx::sqlite::SqliteRow) -> Result<Row, Failure> {
    let text = |name: &str| row.try_get::<Option<String>, _>(name).map(Option::unwrap_or_default);
    Ok(Row {
        id: id("people", row.try_get("id")?, SubjectId::from_bytes)?,
        given_name: text("first_name")?,
        family_name: text("last_name")?,
        category: text("category")?,
        mark: text("mark")?.parse().ok(),
    })
}
