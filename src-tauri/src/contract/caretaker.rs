//! Somebody whom the level above puts in charge of a unit for a time.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};
use super::handover::Seat;
use super::history::Named;
use super::session::Office;

/// What a mandate says beyond others, when its holder is in charge for a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Caretaker {
    /// Who said so, where that is known here.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

/// What such a mandate prolongs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Prolonged {
    /// Who was in charge by that one.
    pub name: String,
    /// Since when somebody has been, by all that were prolonged.
    pub first: Day,
}

/// Who holds which office in a unit below.
#[derive(Debug, Clone, Serialize, Type)]
pub struct BureauPage {
    pub seats: Vec<Seat>,
    /// The offices in which whoever uses this laptop may put somebody in charge. None: they may not.
    pub appoints: Vec<Office>,
}

/// An appointment, as it is typed.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CaretakerDraft {
    pub unit: Id,
    pub office: Office,
    /// Nothing for somebody who never held a mandate here.
    pub holder: Option<Id>,
    pub holder_name: String,
    /// Nothing: from now on.
    pub since: Option<Day>,
    /// The last day.
    pub until: Day,
    pub reason: String,
    /// The mandate that it prolongs.
    pub prolongs: Option<Id>,
}

/// Somebody who was put in charge of a unit of whoever uses this laptop, until they say that they read so.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Appointed {
    /// Of the mandate.
    pub id: Id,
    pub unit: Named,
    pub office: Office,
    pub name: String,
    pub since: Day,
    /// The last day.
    pub until: Option<Day>,
    pub caretaker: Caretaker,
}
