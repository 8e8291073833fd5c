//! What a delegate is shown, and what they said is carried where. Like transfers: by how both stand, never by what was done before, so that after a
//! crash the same look says what is left to state.

use std::collections::BTreeMap;

use crate::codec::Value;
use crate::id::{StreamId, SubjectId};
use crate::journal::{Edit, Payload, REMOVED, State};
use crate::kinds::{Attendance, Delegation, OPENED, PERSON_SHOWN, PERSON_TOLD, SUBJECT_TOLD, Task, delegated, said};

/// What a slice is made of.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// How the unit is called.
    pub unit_name: &'a str,
    /// The stream that the delegate's marks are for.
    pub agenda: StreamId,
    /// The event, while anything is known of it.
    pub event: Option<&'a State>,
    /// Everybody of the roster.
    pub people: &'a BTreeMap<SubjectId, State>,
}

/// Of whom a delegate says whether they came: those whom the unit knows for good. Who was met once isn't shown to others.
const SHOWN: [&str; 2] = ["member", "regular_contact"];

/// What the authority has to state in a slice, `slice` being how its subjects stand, so that it shows what it is to show. By names alone: not how people
/// are reached, nor why they are kept.
pub fn shows(
    delegation: &Delegation,
    source: Source<'_>,
    slice: &BTreeMap<SubjectId, State>,
) -> Vec<(SubjectId, Payload)> {
    let mut facts = Vec::new();
    let Task::Attendance { event: of } = delegation.task else { return facts };
    facts.extend(subject(delegation, source, slice.get(&of)).map(|payload| (of, payload)));
    let event = source.event.filter(|event| !event.is_removed());
    for (&id, known) in source.people.iter().filter(|(_, known)| event.is_some() && is_shown(known)) {
        let mark = event.map_or(&Value::Null, |event| event.get(&Attendance::field(id)));
        let after = [
            ("last_name", known.get("last_name").clone()),
            ("first_name", known.get("first_name").clone()),
            ("mark", mark.clone()),
            (REMOVED, Value::Null),
        ];
        facts.extend(told((PERSON_SHOWN, PERSON_TOLD), slice.get(&id), &after).map(|payload| (id, payload)));
    }
    let shown = slice.iter().filter(|(id, state)| **id != of && !state.is_removed());
    for (&id, state) in shown.filter(|(id, _)| event.is_none() || !source.people.get(id).is_some_and(is_shown)) {
        facts.extend(
            told((PERSON_SHOWN, PERSON_TOLD), Some(state), &[(REMOVED, Value::Bool(true))])
                .map(|payload| (id, payload)),
        );
    }
    facts
}

fn is_shown(person: &State) -> bool {
    let category = |word: &&str| *person.get("category") == Value::text(*word);
    !person.is_removed() && SHOWN.iter().any(category)
}

fn subject(delegation: &Delegation, source: Source<'_>, known: Option<&State>) -> Option<Payload> {
    let Some(event) = source.event.filter(|event| !event.is_removed()) else {
        return told((OPENED, SUBJECT_TOLD), Some(known?), &[(REMOVED, Value::Bool(true))]);
    };
    let cancelled = if *event.get("cancelled") == Value::Bool(true) { Value::Bool(true) } else { Value::Null };
    let mut after = vec![
        ("title", event.get("title").clone()),
        ("when", event.get("when").clone()),
        ("place", event.get("place").clone()),
        ("cancelled", cancelled),
        ("unit_name", Value::text(source.unit_name)),
        (REMOVED, Value::Null),
    ];
    if known.is_none() {
        after.push(("agenda", Value::bytes(source.agenda.as_bytes())));
        after.push(("until", Value::count(delegation.until.0)));
    }
    told((OPENED, SUBJECT_TOLD), known, &after)
}

/// The first of two kinds where nothing is known, else the second with what is different.
pub(super) fn told((first, then): (&str, &str), known: Option<&State>, after: &[(&str, Value)]) -> Option<Payload> {
    let before = |field: &str| known.map_or(Value::Null, |known| known.get(field).clone());
    let edits = after.iter().filter(|(field, after)| before(field) != *after);
    let edits: Vec<Edit> = edits.map(|(field, after)| Edit::change(field, before(field), after.clone())).collect();
    (!edits.is_empty()).then(|| Payload::new(if known.is_some() { then } else { first }, 1, edits))
}

/// What the authority has to state of `event` for the delegate to have said what they said of `person`, whom the slice shows as `shown`; `None` when
/// the event says it, or when somebody else said something there since.
pub fn carries(delegation: &Delegation, event: &State, person: SubjectId, shown: &State) -> Option<Payload> {
    let said = said(shown)?;
    let payload = delegated(delegation.id, person, &said, event);
    let at = shown.cells.get("said")?.stamp.effective_at;
    let stamp = |edit: Option<&Edit>| edit.and_then(|edit| event.cells.get(&edit.field)).map(|cell| cell.stamp);
    let (mark, signed) = (stamp(payload.edits.first()), stamp(payload.edits.last()));
    // What is there may be what the delegate said before, which was carried after they said this.
    let others = mark.filter(|mark| signed != Some(*mark));
    let overtaken = others.is_some_and(|mark| mark.effective_at > at);
    let carried = payload.edits.last().is_some_and(|edit| edit.before == edit.after);
    (!overtaken && !carried && !event.is_removed()).then_some(payload)
}
