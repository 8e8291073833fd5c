//! What is promised, and what is good to know.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};

/// What a fact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum FactCategory {
    Room,
    Key,
    Account,
    Equipment,
    Supplier,
    Contact,
    Other,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OpenPromise {
    pub id: Id,
    pub title: String,
    /// To whom; empty when nobody said.
    pub promised_to: String,
    /// The day on which it was promised.
    pub made_on: Option<Day>,
    /// The day by which it is to be kept.
    pub due_on: Option<Day>,
    pub note: String,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PracticalFact {
    pub id: Id,
    pub title: String,
    pub category: FactCategory,
    /// Who has it in hand; empty when nobody said.
    pub held_by: String,
    pub note: String,
}

/// A promise as it is written. What is empty isn't said.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PromiseDraft {
    pub title: String,
    pub promised_to: String,
    pub made_on: Option<Day>,
    pub due_on: Option<Day>,
    pub note: String,
}

/// A fact as it is written. What is empty isn't said.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FactDraft {
    pub title: String,
    pub category: FactCategory,
    pub held_by: String,
    pub note: String,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PromiseOutcome {
    Kept,
    GivenUp,
}
