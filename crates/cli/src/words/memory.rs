//! Promises and what is good to know, a line each.

use coopol_core::memory::{Fact, Outcome, Promise};

use super::dossier::{Say, plain};
use super::word;
use crate::arguments::handover::Language;

/// What is good to know, on one line.
pub fn fact(fact: &Fact) -> String {
    Say(Language::Fr).fact(fact)
}

/// A promise, and what became of it, on one line.
pub fn promise(promise: &Promise) -> String {
    Say(Language::Fr).promise(promise)
}

impl Say {
    pub(super) fn promise(self, promise: &Promise) -> String {
        let to = Some(promise.promised_to.as_str()).filter(|to| !to.is_empty());
        let to = to.map(|to| format!(", {} {}", self.of("à", "to"), plain(to)));
        let made = promise.made_on.as_deref().map(|day| format!(", {} {}", self.of("le", "on"), self.day(day)));
        let due = promise.due_on.as_deref();
        let due = due.map(|day| format!(", {} {}", self.of("à tenir avant le", "due by"), self.day(day)));
        let outcome = match promise.outcome {
            Some(Outcome::Kept) => Some(self.of("tenu", "kept")),
            Some(Outcome::GivenUp) => Some(self.of("abandonné", "given up")),
            None => None,
        };
        let outcome = outcome.map(|outcome| {
            let on = promise.settled_on.as_deref().map(|day| format!(" {} {}", self.of("le", "on"), self.day(day)));
            format!(" ({outcome}{})", on.unwrap_or_default())
        });
        let said: String = [to, made, due, outcome].into_iter().flatten().collect();
        self.noted(plain(&promise.title) + &said, &promise.note)
    }

    pub(super) fn fact(self, fact: &Fact) -> String {
        let held = Some(fact.held_by.as_str()).filter(|held| !held.is_empty());
        let held = held.map(|held| format!(", {} {}", self.of("chez", "with"), plain(held))).unwrap_or_default();
        let category = match self.0 {
            Language::Fr => word(&fact.category),
            Language::En => &fact.category,
        };
        self.noted(format!("{} ({category}){held}", plain(&fact.title)), &fact.note)
    }

    /// A line, and what was noted beside it.
    fn noted(self, line: String, note: &str) -> String {
        if note.is_empty() { line } else { self.that(line, plain(note)) }
    }
}
