//! What is promised and what is good to know, there and back.

use coopol_core::memory::{self, Fact, Outcome, Promise};
use jiff::civil::Date;

use crate::contract::base::Day;
use crate::contract::failure::{ErrorCode, Failure};
use crate::contract::memory::{FactCategory, FactDraft, OpenPromise, PracticalFact, PromiseDraft, PromiseOutcome};

pub fn promise(promise: Promise) -> OpenPromise {
    let Promise { id, title, promised_to, made_on, due_on, note, .. } = promise;
    OpenPromise { id: id.to_string(), title, promised_to, made_on, due_on, note }
}

pub fn fact(fact: Fact) -> PracticalFact {
    let Fact { id, title, category, held_by, note } = fact;
    PracticalFact { id: id.to_string(), title, category: about(&category), held_by, note }
}

/// What the page wrote.
///
/// # Errors
/// `invalid`: a day can't be read.
pub fn promise_draft(draft: PromiseDraft) -> Result<memory::PromiseDraft, Failure> {
    let PromiseDraft { title, promised_to, made_on, due_on, note } = draft;
    let (made_on, due_on) = (day("made_on", made_on)?, day("due_on", due_on)?);
    Ok(memory::PromiseDraft { title, promised_to, made_on, due_on, note })
}

/// What the page wrote.
pub fn fact_draft(draft: FactDraft) -> memory::FactDraft {
    let FactDraft { title, category, held_by, note } = draft;
    memory::FactDraft { title, category: word(category).to_owned(), held_by, note }
}

/// What became of a promise, to the core.
pub const fn outcome(outcome: PromiseOutcome) -> Outcome {
    match outcome {
        PromiseOutcome::Kept => Outcome::Kept,
        PromiseOutcome::GivenUp => Outcome::GivenUp,
    }
}

fn day(field: &str, day: Option<Day>) -> Result<Option<Date>, Failure> {
    let unreadable = |_| Failure::new(ErrorCode::Invalid, "not a day").with("field", field).with("rule", "day");
    day.map(|day| day.parse().map_err(unreadable)).transpose()
}

const WORDS: [(FactCategory, &str); 7] = [
    (FactCategory::Room, "room"),
    (FactCategory::Key, "key"),
    (FactCategory::Account, "account"),
    (FactCategory::Equipment, "equipment"),
    (FactCategory::Supplier, "supplier"),
    (FactCategory::Contact, "contact"),
    (FactCategory::Other, "other"),
];

fn about(category: &str) -> FactCategory {
    WORDS.iter().find(|(_, word)| *word == category).map_or(FactCategory::Other, |(about, _)| *about)
}

fn word(category: FactCategory) -> &'static str {
    WORDS.iter().find(|(about, _)| *about == category).map_or("other", |(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In the order in which the core lists them.
    #[test]
    fn each_category_of_the_journal_is_one_of_the_page() {
        assert_eq!(WORDS.map(|(_, word)| word), memory::CATEGORIES);
        for word in memory::CATEGORIES {
            assert_eq!(super::word(about(word)), word);
            assert_eq!(serde_json::to_value(about(word)).unwrap(), word);
        }
        assert_eq!(about("a word of later"), FactCategory::Other);
    }

    #[test]
    fn a_day_that_cannot_be_read_is_told_by_its_field() {
        let draft = PromiseDraft {
            title: "Une salle".to_owned(),
            promised_to: String::new(),
            made_on: None,
            due_on: Some("demain".to_owned()),
            note: String::new(),
        };
        let refused = promise_draft(draft).unwrap_err();
        assert_eq!((refused.code, refused.details["field"].clone()), (ErrorCode::Invalid, "due_on".into()));
    }
}
