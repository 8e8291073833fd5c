//! Promises and practical facts.

use coopol_domain::journal::State;

use super::Place;
use super::fields::{as_text, part, text};
use crate::cache::statement::{Row, Values};

#[derive(PartialEq)]
pub(super) struct Promise {
    at: Place,
    title: String,
    promised_to: Option<String>,
    made_on: Option<String>,
    due_on: Option<String>,
    note: Option<String>,
    outcome: Option<String>,
    settled_on: Option<String>,
    removed: bool,
}

pub(super) fn promise(at: Place, state: &State) -> Option<Promise> {
    let settled = state.get("settled");
    Some(Promise {
        at,
        title: text(state, "title")?,
        promised_to: text(state, "promised_to"),
        made_on: text(state, "made_on"),
        due_on: text(state, "due_on"),
        note: text(state, "note"),
        outcome: as_text(part(settled, "outcome")),
        settled_on: as_text(part(settled, "on")),
        removed: state.is_removed(),
    })
}

impl Row for Promise {
    const INSERT: &'static str = "INSERT OR REPLACE INTO promises (id, stream, title, promised_to, made_on, due_on, \
        note, outcome, settled_on, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.title.as_str())
            .push_bind(self.promised_to.as_deref())
            .push_bind(self.made_on.as_deref())
            .push_bind(self.due_on.as_deref())
            .push_bind(self.note.as_deref())
            .push_bind(self.outcome.as_deref())
            .push_bind(self.settled_on.as_deref())
            .push_bind(self.removed);
    }
}

#[derive(PartialEq)]
pub(super) struct Fact {
    at: Place,
    title: String,
    category: Option<String>,
    held_by: Option<String>,
    note: Option<String>,
    removed: bool,
}

pub(super) fn fact(at: Place, state: &State) -> Option<Fact> {
    Some(Fact {
        at,
        title: text(state, "title")?,
        category: text(state, "category"),
        held_by: text(state, "held_by"),
        note: text(state, "note"),
        removed: state.is_removed(),
    })
}

impl Row for Fact {
    const INSERT: &'static str =
        "INSERT OR REPLACE INTO practical_facts (id, stream, title, category, held_by, note, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.title.as_str())
            .push_bind(self.category.as_deref())
            .push_bind(self.held_by.as_deref())
            .push_bind(self.note.as_deref())
            .push_bind(self.removed);
    }
}
