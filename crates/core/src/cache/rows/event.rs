//! The agenda.

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::State;
use coopol_domain::kinds::Attendance;

use super::Place;
use super::fields::{as_text, part, text, yes};
use crate::cache::statement::{Row, Values};
use crate::text::fold;

#[derive(PartialEq)]
pub(super) struct Event {
    at: Place,
    title: String,
    category: Option<String>,
    starts: String,
    ends: Option<String>,
    zone: String,
    all_day: bool,
    place: Option<String>,
    description: Option<String>,
    uid: Option<String>,
    cancelled: bool,
    removed: bool,
}

pub(super) fn read(at: Place, state: &State) -> Option<Event> {
    let when = state.get("when");
    Some(Event {
        at,
        title: text(state, "title")?,
        category: text(state, "category"),
        starts: as_text(part(when, "start"))?,
        ends: as_text(part(when, "end")),
        zone: as_text(part(when, "zone"))?,
        all_day: *part(when, "all_day") == Value::Bool(true),
        place: text(state, "place"),
        description: text(state, "description"),
        uid: text(state, "uid"),
        cancelled: yes(state, "cancelled"),
        removed: state.is_removed(),
    })
}

/// What is said of somebody at an event; nothing any more, where it was taken back.
pub(super) struct Mark {
    at: Place,
    person: SubjectId,
    said: Option<Attendance>,
}

/// The marks that aren't what they were.
pub(super) fn marks(at: Place, before: Option<&State>, now: &State) -> Vec<Mark> {
    let read = |state: &State| Attendance::of(state).collect::<BTreeMap<_, _>>();
    let (before, now) = (before.map(read).unwrap_or_default(), read(now));
    let gone = before.keys().filter(|person| !now.contains_key(person)).map(|person| (*person, None));
    let new = now.iter().filter(|(person, mark)| before.get(person) != Some(mark));
    let new = new.map(|(person, mark)| (*person, Some(*mark)));
    gone.chain(new).map(|(person, said)| Mark { at, person, said }).collect()
}

impl Row for Mark {
    const INSERT: &'static str = "INSERT OR REPLACE INTO attendance (event, stream, person, mark) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.person.as_bytes().as_slice().to_vec())
            .push_bind(self.said.map(Attendance::as_str));
    }
}

impl Row for Event {
    const INSERT: &'static str = "INSERT OR REPLACE INTO events (id, stream, title, category, starts, ends, zone, all_day, place, \
        description, uid, cancelled, folded, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.title.as_str())
            .push_bind(self.category.as_deref())
            .push_bind(self.starts.as_str())
            .push_bind(self.ends.as_deref())
            .push_bind(self.zone.as_str())
            .push_bind(self.all_day)
            .push_bind(self.place.as_deref())
            .push_bind(self.description.as_deref())
            .push_bind(self.uid.as_deref())
            .push_bind(self.cancelled)
            .push_bind(fold(&format!("{} {}", self.title, self.place.as_deref().unwrap_or_default())))
            .push_bind(self.removed);
    }
}
