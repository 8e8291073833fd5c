//! Those whom another unit sends here (J1.5). Taking somebody in is one change; when they are known here already, it updates
//! whom one knows, as one act, and nobody is there twice.

use std::collections::BTreeSet;

use coopol_domain::access::Verb;
use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, Shelf as _};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, REMOVED, State};
use coopol_domain::kinds::{Passage, arrival};
use serde::Serialize;

use super::edit::{intent, known, unknown};
use crate::cache::{CacheError, id};
use crate::device::{ActDone, Category, Failure, Saved, Session};

/// Somebody who waits to be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    /// Who.
    pub person: SubjectId,
    /// How they are called.
    pub name: String,
    /// The unit that they come from.
    pub from: String,
    /// Day of birth.
    pub born_on: Option<String>,
    /// Where they live.
    pub city: Option<String>,
    /// The first e-mail.
    pub email: Option<String>,
    /// The first phone.
    pub phone: Option<String>,
    /// Membership number.
    pub number: Option<String>,
    /// The last year that they paid for.
    pub paid_until: Option<i64>,
    /// People here who may well be the same.
    pub known: Vec<Known>,
}

/// Somebody who is in the roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Known {
    /// Who.
    pub person: SubjectId,
    /// How they are called.
    pub name: String,
}

/// An answer that is *saved here*: what takes it back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answered {
    /// A change, or an act when somebody who was known is updated.
    pub undo: String,
}

type Row = (Vec<u8>, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>, Option<String>);

/// Those who wait for whoever keeps the roster here, by name.
pub async fn list(session: &Session) -> Result<Vec<Arrival>, Failure> {
    let held = session.held().await;
    let Ok(stream) = session.stream(Compartment::Roster).await else { return Ok(Vec::new()) };
    if !held.iter().any(|held| held.stream == stream && held.verbs.has(Verb::Write)) {
        return Ok(Vec::new());
    }
    let mut reader = session.reader().await?;
    // Whoever isn't taken in yet is removed: few are.
    let rows = sqlx::query_as::<_, Row>(
        "SELECT id, first_name, last_name, birth_date, city, email, phone FROM people WHERE stream = ? AND removed
         ORDER BY sort_key, id",
    );
    let rows = rows.bind(stream.as_bytes().to_vec()).fetch_all(&mut *reader).await?;
    drop(reader);
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        people.push((id("people", &row.0, SubjectId::from_bytes)?, row));
    }
    let wanted: BTreeSet<_> = people.iter().map(|(person, _)| (stream, *person)).collect();
    let loaded = session.cache().subjects(&wanted).await?;
    let mut arrivals = Vec::new();
    for (person, (_, given, family, born_on, city, email, phone)) in people {
        let confirmed = loaded.subject(stream, person).map(|(state, _)| state);
        let Some(state) = session.folded(stream, person, confirmed).await else { continue };
        let Some(from) = Passage::from(&state).filter(|_| arrival(&state) == Some("offered")) else { continue };
        let known = matches(session, stream, &state).await?;
        let number = text(&state, "number");
        let paid_until = match state.get("paid_until") {
            Value::Int(year) => Some(*year),
            _ => None,
        };
        let name = named(given, family);
        arrivals.push(Arrival {
            person,
            name,
            from: from.name,
            born_on,
            city,
            email,
            phone,
            number,
            paid_until,
            known,
        });
    }
    Ok(arrivals)
}

/// Takes somebody in, as somebody new or as `known`, who is then updated.
///
/// # Errors
/// [`Failure::NotFound`] when they don't wait here, any more or at all; what the rules refuse, a number that somebody else
/// here has among it.
pub async fn accept(session: &Session, person: SubjectId, known_as: Option<SubjectId>) -> Result<Answered, Failure> {
    let (stream, state) = waiting(session, person).await?;
    let Some(own) = known_as else {
        let saved = session.record(arriving(stream, person, &state)).await?;
        return Ok(Answered { undo: saved.change.to_string() });
    };
    let (_, here) = known(session, own).await?;
    if here.is_removed() {
        return Err(unknown(own));
    }
    let mut intents = updates(stream, own, &here, &state);
    let matched = [("arrival", Value::text("matched")), ("same_as", Value::bytes(own.as_bytes()))];
    let matched = matched.into_iter().filter_map(|(field, after)| changed(&state, field, after));
    intents.push(intent(stream, person, "arrival_matched", matched.collect()));
    let done = session.act(stream, Category::Merge, None, intents).await?;
    Ok(Answered { undo: done.act.to_string() })
}

/// Takes in, as one act, all those who come from a unit of this name and may not well be somebody who is known here; nothing when there
/// are none. Those who may are left to be answered one by one.
///
/// # Errors
/// As [`accept`].
pub async fn accept_all(session: &Session, from: &str) -> Result<(Option<ActDone>, Vec<Arrival>), Failure> {
    let stream = session.stream(Compartment::Roster).await?;
    let waits = list(session).await?.into_iter().filter(|arrival| arrival.from == from);
    let (doubtful, new): (Vec<_>, Vec<_>) = waits.partition(|arrival| !arrival.known.is_empty());
    let mut intents = Vec::with_capacity(new.len());
    for Arrival { person, .. } in new {
        let (_, state) = waiting(session, person).await?;
        intents.push(arriving(stream, person, &state));
    }
    if intents.is_empty() {
        return Ok((None, doubtful));
    }
    Ok((Some(session.act(stream, Category::Split, Some(from), intents).await?), doubtful))
}

fn arriving(stream: StreamId, person: SubjectId, state: &State) -> Intent {
    let after = [
        (REMOVED, Value::Null),
        ("arrival", Value::text("accepted")),
        ("destination", Value::Null),
        ("received", Value::Null),
    ];
    let edit = |(field, after): (&str, Value)| changed(state, field, after);
    let mut edits: Vec<Edit> = after.into_iter().filter_map(edit).collect();
    // Named so that it is looked up: it counts from now on.
    let number = state.get("number").clone();
    edits.extend((number != Value::Null).then(|| Edit::change("number", number.clone(), number)));
    intent(stream, person, "person_arrived", edits)
}

/// Declines: the person is back where they came from.
pub async fn decline(session: &Session, person: SubjectId) -> Result<Saved, Failure> {
    let (stream, state) = waiting(session, person).await?;
    let edits = changed(&state, "arrival", Value::text("declined")).into_iter().collect();
    session.record(intent(stream, person, "arrival_declined", edits)).await
}

async fn waiting(session: &Session, person: SubjectId) -> Result<(StreamId, State), Failure> {
    let (stream, state) = known(session, person).await?;
    if arrival(&state) == Some("offered") {
        return Ok((stream, state));
    }
    Err(Failure::NotFound { what: "arrival", given: person.to_string() })
}

/// What arrives completes and updates whom one knows; nothing of theirs is emptied, no contact is lost.
fn updates(stream: StreamId, own: SubjectId, here: &State, arriving: &State) -> Vec<Intent> {
    let values: Vec<&Value> = here.elements("contact").map(|(_, record)| record).collect();
    let fresh = |name: &str, element: &str| {
        let field = format!("{name}/{element}");
        changed(here, &field, arriving.get(&field).clone())
    };
    let new = arriving.elements("contact").filter(|(_, record)| !values.contains(record));
    let new: Vec<&str> = new.map(|(element, _)| element).filter(|it| is_free(here, it)).collect();
    let contacts = new.iter().flat_map(|element| [fresh("contact", element), fresh("verified", element)]);
    let plain = |fields: &[&str]| -> Vec<Edit> {
        let filled = fields.iter().filter(|field| *arriving.get(field) != Value::Null);
        filled.filter_map(|field| changed(here, field, arriving.get(field).clone())).collect()
    };
    let kinds = [
        ("person_changed", plain(&["last_name", "first_name", "civility", "birth_date", "address"])),
        ("contact_changed", contacts.flatten().filter(|edit| edit.after != Value::Null).collect()),
        ("membership_changed", plain(&["number", "joined_on", "left_on"])),
        ("category_changed", plain(&["category"])),
    ];
    let kinds = kinds.into_iter().filter(|(_, edits)| !edits.is_empty());
    kinds.map(|(kind, edits)| intent(stream, own, kind, edits)).collect()
}

fn is_free(here: &State, element: &str) -> bool {
    *here.get(&format!("contact/{element}")) == Value::Null
}

fn changed(state: &State, field: &str, after: Value) -> Option<Edit> {
    let before = state.get(field).clone();
    (before != after).then(|| Edit::change(field, before, after))
}

/// People of the roster with the same number, a contact in common, or the same name and no other day of birth.
pub(super) async fn matches(session: &Session, stream: StreamId, state: &State) -> Result<Vec<Known>, CacheError> {
    let contacts: Vec<String> = state.elements("contact").filter_map(|(_, record)| value_of(record)).collect();
    let (given, family) = (text(state, "first_name"), text(state, "last_name"));
    let mut reader = session.cache().reader().await?;
    let rows = sqlx::query_as::<_, (Vec<u8>, Option<String>, Option<String>)>(
        "SELECT id, first_name, last_name FROM people WHERE stream = ?1 AND NOT removed AND (number = ?2
             OR (folded_name = ?3 AND coalesce(birth_date, ?4, '') = coalesce(?4, birth_date, ''))
             OR id IN (SELECT person FROM contacts WHERE stream = ?1 AND value IN (SELECT value FROM json_each(?5))))
         ORDER BY sort_key, id LIMIT 5",
    );
    let rows = rows
        .bind(stream.as_bytes().to_vec())
        .bind(text(state, "number"))
        .bind(crate::text::folded_name(family.as_deref(), given.as_deref()))
        .bind(text(state, "birth_date"))
        .bind(serde_json::to_string(&contacts).expect("texts are written as JSON"))
        .fetch_all(&mut *reader)
        .await?;
    let known = |(person, given, family): (Vec<u8>, _, _)| {
        Ok(Known { person: id("people", &person, SubjectId::from_bytes)?, name: named(given, family) })
    };
    rows.into_iter().map(known).collect()
}

fn named(given: Option<String>, family: Option<String>) -> String {
    [given, family].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn value_of(record: &Value) -> Option<String> {
    let Value::Map(parts) = record else { return None };
    parts.iter().find(|(part, _)| part == "value").and_then(|(_, value)| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    })
}

fn text(state: &State, field: &str) -> Option<String> {
    match state.get(field) {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}
