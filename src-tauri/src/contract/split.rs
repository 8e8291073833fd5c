//! Sections that come out of others: who decides, who agrees, who passes.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};
use super::devices::Handover;
use super::history::Named;
use super::unit::UnitDraft;

/// As far as they are read here.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitsPage {
    /// What waits for an answer first.
    pub rows: Vec<SplitRow>,
    /// The sections below that whoever uses this laptop may split; none: they may not.
    pub sections: Vec<Named>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitRow {
    /// Of the section that comes out of the other.
    pub id: Id,
    pub name: String,
    /// The section that is split.
    pub unit: Named,
    pub word: SplitWord,
    /// Since when it stands so.
    pub since: Day,
    /// Whose people are to pass; none when the section chooses.
    pub postcodes: Vec<String>,
    /// Whether an answer is awaited of whoever uses this laptop,
    pub asked: bool,
    /// whether they may take it back,
    pub withdraws: bool,
    /// and whether they may have people pass.
    pub passes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SplitWord {
    Decided,
    Agreed,
    Refused,
    Withdrawn,
}

/// What is to be decided.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct SplitDraft {
    pub unit: Id,
    pub facts: UnitDraft,
    /// The first secretary there.
    pub secretary: String,
    /// None when the section is to choose.
    pub postcodes: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitDecided {
    pub unit: Named,
    /// What brings the first secretary in; nothing once they are.
    pub handover: Option<Handover>,
}

#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SplitReply {
    Agree,
    Refuse,
    Withdraw,
}

/// Who passes, besides or in spite of the postcodes; none of these: those that were decided.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct SplitChoice {
    pub postcodes: Vec<String>,
    pub with: Vec<Id>,
    pub without: Vec<Id>,
}

/// What would become of each person of the roster, by name.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitPlan {
    pub split: SplitRow,
    pub passing: Vec<SplitPerson>,
    pub staying: Vec<SplitPerson>,
    /// They stay because nobody wrote down where they live.
    pub undecided: Vec<SplitPerson>,
    /// They were sent, and wait for somebody else's agreement.
    pub waiting: Vec<SplitPerson>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitPerson {
    pub id: Id,
    pub name: String,
    pub postcode: Option<String>,
}

/// Those of one section who were taken in at once.
#[derive(Debug, Clone, Serialize, Type)]
pub struct AllAccepted {
    /// What takes it back; nothing when nobody was taken in.
    pub act: Option<Id>,
    pub accepted: u32,
    /// How many may well be somebody known here: they are answered one by one.
    pub left: u32,
}
