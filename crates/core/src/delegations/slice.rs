//! What a delegate sees and does: one event, people by their names, and who of them came.

use std::collections::BTreeMap;

use coopol_domain::access::Verb;
use coopol_domain::device::Intent;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State};
use coopol_domain::kinds::{Attendance, Said, SliceDues, SlicePerson, SliceSubject, marked, said};
use coopol_domain::time::Instant;
use serde::Serialize;

use crate::agenda::attendance::{Mark, Tally};
use crate::cache::{CacheError, id};
use crate::device::{Failure, Saved, Session};
use crate::text::{index, query, sort_key};

/// The event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Which.
    pub id: SubjectId,
    /// How it is called.
    pub title: String,
    /// When it starts, on the wall clock there: `2026-11-26T20:00`.
    pub start: String,
    /// Where.
    pub place: Option<String>,
    /// Whether it doesn't take place.
    pub cancelled: bool,
    /// How the unit is called.
    pub unit: String,
}

/// Somebody of whom it is to be said whether they came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// Who.
    pub id: SubjectId,
    /// First name; empty when unknown.
    pub given_name: String,
    /// Last name; empty when unknown.
    pub family_name: String,
    /// What is said of them: by the delegate or by an officer, whoever said it last.
    pub mark: Option<Attendance>,
    /// Whether the delegate said so here, and the server doesn't have it yet.
    pub waiting: bool,
}

/// All that a delegate sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sheet {
    /// The event; nothing once it was taken out of the agenda, or where it is the dues of a year.
    pub event: Option<Event>,
    /// The year whose dues are entered: see [`payments`](super::payments).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// By name.
    pub people: Vec<Person>,
    /// How many came, of all of them.
    pub tally: Tally,
    /// Until when the delegation lasts, unless somebody ends it before.
    pub until: Option<Instant>,
}

/// The slice that is held here.
pub(super) struct Slice {
    pub(super) stream: StreamId,
    pub(super) delegation: SubjectId,
    /// Its subjects as they are shown, what the server doesn't have yet among it.
    pub(super) states: BTreeMap<SubjectId, State>,
    /// The same as the server has them.
    pub(super) sent: BTreeMap<SubjectId, State>,
}

impl Slice {
    pub(super) async fn of(session: &Session) -> Result<Self, Failure> {
        let held = session.held().await.into_iter().find_map(|held| match held.compartment {
            Compartment::Slice(delegation) if held.verbs.has(Verb::Propose) => Some((held.stream, delegation)),
            _ => None,
        });
        let (stream, delegation) = held.ok_or(Failure::NoStream { compartment: "slice/".to_owned() })?;
        let rows = sqlx::query_as::<_, (Vec<u8>, Vec<u8>)>("SELECT subject, state FROM subjects WHERE stream = ?");
        let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *session.reader().await?).await?;
        let (mut states, mut sent) = (BTreeMap::new(), BTreeMap::new());
        for (subject, state) in rows {
            let subject = id("subjects", &subject, SubjectId::from_bytes)?;
            let state = State::decode(&state).map_err(CacheError::damaged("subjects"))?;
            let Some(shown) = session.folded(stream, subject, Some(state.clone())).await else { continue };
            sent.insert(subject, state);
            states.insert(subject, shown);
        }
        Ok(Self { stream, delegation, states, sent })
    }

    /// The year whose dues are entered.
    pub(super) fn dues(&self) -> Option<SliceDues> {
        self.states.values().find_map(SliceDues::read)
    }

    fn subject(&self) -> Option<SliceSubject> {
        self.states.iter().find_map(|(id, state)| SliceSubject::read(*id, state))
    }
}

/// Whether somebody is found by these words.
pub(super) fn is_found(wanted: &[String], given_name: &str, family_name: &str) -> bool {
    let known = index([given_name, family_name], []);
    wanted.iter().all(|word| known.contains(word.as_str()))
}

/// What somebody said last: a delegate whose word isn't in the agenda yet, or the agenda.
fn last_mark(person: &SlicePerson, state: &State) -> Option<Attendance> {
    let since = |field: &str| state.cells.get(field).map(|cell| (cell.stamp.effective_at, cell.stamp.seq));
    match &person.said {
        Some(said) if since("said") > since("mark") => said.mark,
        _ => person.mark,
    }
}

/// Whether whoever uses this device holds a delegation, and nothing else: what a delegate has is a slice, and no officer has one.
pub async fn is_delegate(session: &Session) -> bool {
    let held = session.held().await;
    !held.is_empty() && held.iter().all(|held| matches!(held.compartment, Compartment::Slice(_)))
}

/// Whether what is delegated to whoever uses this device is a year's dues.
///
/// # Errors
/// [`Failure::NoStream`] for whoever holds no delegation.
pub async fn enters_dues(session: &Session) -> Result<bool, Failure> {
    Ok(Slice::of(session).await?.dues().is_some())
}

/// The event and the people, those who are found by these words.
///
/// # Errors
/// [`Failure::NoStream`] for whoever holds no delegation.
pub async fn show(session: &Session, words: &str) -> Result<Sheet, Failure> {
    let slice = Slice::of(session).await?;
    let subject = slice.subject();
    let dues = slice.dues();
    let until = subject.as_ref().map(|subject| subject.until).or(dues.as_ref().map(|dues| dues.until));
    let event = subject.map(|SliceSubject { event, title, start, place, cancelled, unit_name, .. }| Event {
        id: event,
        title,
        start,
        place,
        cancelled,
        unit: unit_name,
    });
    let people = slice.states.iter().filter_map(|(id, state)| {
        let person = SlicePerson::read(*id, state)?;
        let mark = last_mark(&person, state);
        let waiting = said(state) != slice.sent.get(id).and_then(said);
        Some(Person { id: *id, given_name: person.first_name, family_name: person.last_name, mark, waiting })
    });
    let mut people: Vec<Person> = people.collect();
    let of = |wanted: Attendance| people.iter().filter(|person| person.mark == Some(wanted)).count() as u64;
    let tally = Tally { present: of(Attendance::Present), excused: of(Attendance::Excused), gone: 0 };
    let wanted = query(words, false);
    people.retain(|person| is_found(&wanted, &person.given_name, &person.family_name));
    people.sort_by_cached_key(|person| (sort_key(Some(&person.family_name), Some(&person.given_name)), person.id));
    Ok(Sheet { event, year: dues.map(|dues| dues.year), people, tally, until })
}

/// Says of people whether they came, *saved here*. Each is signed by this laptop, for that event and no other.
///
/// # Errors
/// [`Failure::NoStream`] for whoever holds no delegation, [`Failure::NotFound`] for somebody who isn't shown, and for an event that was taken out of the
/// agenda.
pub async fn mark(session: &Session, marks: &[Mark]) -> Result<Vec<Saved>, Failure> {
    let slice = Slice::of(session).await?;
    let nothing = Failure::NotFound { what: "event", given: slice.delegation.to_string() };
    let subject = slice.subject().ok_or(nothing)?;
    let (of, now) = ((slice.delegation, subject.agenda, subject.event), session.see().await?);
    let key = session.machine().await.key.clone();
    let mut intents = Vec::new();
    for (person, mark) in marks {
        let state = slice.states.get(person).filter(|state| SlicePerson::read(*person, state).is_some());
        let state = state.ok_or_else(|| Failure::NotFound { what: "person", given: person.to_string() })?;
        // Later than what was said before, whatever the clock says.
        let at = said(state).map_or(now, |before| now.max(before.at.plus(1)));
        let payload = marked(state, &Said::sign(&key, of, *person, *mark, at));
        intents.push(Intent { stream: slice.stream, subject: *person, payload, act: None, depends_on: Vec::new() });
    }
    session.record_all(intents).await
}
