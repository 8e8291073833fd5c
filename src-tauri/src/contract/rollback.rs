//! Taking back much at once: everything that one person did, or everything since a day.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};
use super::history::FieldChange;

/// What is to be taken back.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RollbackScope {
    /// What one person did, from a day to a day, both included; without them, from the first to the last.
    Person { person: Id, from: Option<Day>, until: Option<Day> },
    /// Everything since the end of a day.
    Day { day: Day },
}

/// What would be done; nothing is written yet.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RollbackPlan {
    /// Given back to carry it out: what was shown is what is done.
    pub seen: String,
    /// All that changes; what is to be left alone is chosen among it.
    pub changes: Vec<RollbackItem>,
    /// What stays as it is.
    pub stays: Vec<RollbackStay>,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RollbackSort {
    Person,
    Event,
    Document,
    /// What somebody paid.
    Dues,
    Promise,
    /// Where something is, and who has it.
    Fact,
    /// A saved list of the roster.
    List,
    /// The text of a message.
    Message,
    /// That somebody does one thing without an office.
    Delegation,
    /// An address at which telephones read the agenda.
    Feed,
    /// Of a later version.
    Other,
}

/// Something that changes.
#[derive(Debug, Clone, Serialize, Type)]
pub struct RollbackItem {
    pub id: Id,
    pub sort: RollbackSort,
    /// Empty for what has no name.
    pub name: String,
    pub effect: RollbackEffect,
    pub fields: Vec<FieldChange>,
    /// Those that have to go back for it to: they have what only one may have, and it takes again.
    pub needs: Vec<Id>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RollbackEffect {
    /// It was added in the meantime, and goes.
    Removed,
    /// It was removed in the meantime, and comes back.
    Restored,
    Changed,
}

/// Something of which a part stays as it is.
#[derive(Debug, Clone, Serialize, Type)]
pub struct RollbackStay {
    pub sort: RollbackSort,
    pub name: String,
    pub why: StayReason,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum StayReason {
    /// It left the house, or was erased.
    Never,
    /// A later version of the program did it.
    Newer,
    /// Somebody else worked on it since.
    ChangedSince,
    /// The office doesn't allow it.
    NotGranted,
    /// What only one may have is another's by now.
    Taken,
}
