//! What lies on the desk of an office: saved lists, texts of messages, and messages that are sent at their time.

use coopol_domain::codec::Value;
use coopol_domain::journal::State;

use super::Place;
use super::fields::{as_text, part, text};
use crate::cache::statement::{Row, Values};

/// What is asked of the roster.
#[derive(PartialEq)]
struct Question {
    words: String,
    filters: String,
    sorted_by: String,
    descending: bool,
}

fn question(value: &Value) -> Question {
    let text = |name| as_text(part(value, name)).unwrap_or_default();
    Question {
        words: text("words"),
        filters: text("filters"),
        sorted_by: text("column"),
        descending: *part(value, "descending") == Value::Bool(true),
    }
}

#[derive(PartialEq)]
pub(super) struct SavedList {
    at: Place,
    name: String,
    question: Question,
    removed: bool,
}

pub(super) fn saved_list(at: Place, state: &State) -> Option<SavedList> {
    let name = text(state, "name")?;
    Some(SavedList { at, name, question: question(state.get("question")), removed: state.is_removed() })
}

impl Row for SavedList {
    const INSERT: &'static str =
        "INSERT OR REPLACE INTO saved_lists (id, stream, name, words, filters, sorted_by, descending, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.name.as_str())
            .push_bind(self.question.words.as_str())
            .push_bind(self.question.filters.as_str())
            .push_bind(self.question.sorted_by.as_str())
            .push_bind(self.question.descending)
            .push_bind(self.removed);
    }
}

#[derive(PartialEq)]
pub(super) struct KeptMessage {
    at: Place,
    purpose: String,
    subject: String,
    body: String,
    asks: bool,
    question: Question,
    removed: bool,
}

pub(super) fn kept_message(at: Place, state: &State) -> Option<KeptMessage> {
    let asked = state.get("question");
    Some(KeptMessage {
        at,
        purpose: text(state, "purpose")?,
        subject: text(state, "subject")?,
        body: text(state, "body").unwrap_or_default(),
        asks: *asked != Value::Null,
        question: question(asked),
        removed: state.is_removed(),
    })
}

impl Row for KeptMessage {
    const INSERT: &'static str = "INSERT OR REPLACE INTO kept_messages (id, stream, purpose, subject, body, asks, \
        words, filters, sorted_by, descending, removed) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.purpose.as_str())
            .push_bind(self.subject.as_str())
            .push_bind(self.body.as_str())
            .push_bind(self.asks)
            .push_bind(self.question.words.as_str())
            .push_bind(self.question.filters.as_str())
            .push_bind(self.question.sorted_by.as_str())
            .push_bind(self.question.descending)
            .push_bind(self.removed);
    }
}

#[derive(PartialEq)]
pub(super) struct Mailing {
    at: Place,
    subject: String,
}

pub(super) fn mailing(at: Place, state: &State) -> Option<Mailing> {
    Some(Mailing { at, subject: text(state, "subject")? })
}

impl Row for Mailing {
    const INSERT: &'static str = "INSERT OR REPLACE INTO mailings (id, stream, subject) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.subject.as_str());
    }
}
