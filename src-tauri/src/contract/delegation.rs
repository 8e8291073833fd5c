//! Letting somebody without an office do one thing: say who comes to one event, or enter the dues of one year; and what they see.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::agenda::Mark;
use super::base::{Day, Id, WallTime};
use super::devices::Handover;
use super::roster::PaidBy;

/// What is entrusted.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "task", rename_all = "snake_case")]
pub enum Entrusted {
    /// Who comes to one event.
    Attendance { event: Id },
    /// The dues of one year.
    Dues { year: u16 },
}

/// Those of one event, or of the accounts.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DelegationsPage {
    /// The open ones first, whichever ends soonest first.
    pub rows: Vec<DelegationRow>,
    /// Whether whoever uses this laptop may grant and end them.
    pub grants: bool,
    /// Around a handover, who can agree to a new one, by name; nothing where nobody has to.
    pub agreement: Option<Vec<String>>,
    /// The last day that is offered for a new one, and the last that is possible.
    pub offered: Day,
    pub latest: Day,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DelegationRow {
    pub id: Id,
    /// How they are called.
    pub name: String,
    /// The year whose dues they enter.
    pub year: Option<u16>,
    /// The last day.
    pub until: Day,
    /// The last day on which its code can be used.
    pub code_until: Day,
    pub stage: DelegationStage,
}

/// Where one stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DelegationStage {
    /// Its code wasn't used yet.
    Waiting,
    TakenUp,
    /// Somebody put an end to it.
    Ended,
    /// Its day has come, or that of its code.
    Over,
}

/// One that was granted.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DelegationGranted {
    /// What is handed over.
    pub handover: Handover,
    /// Whether somebody else has to agree before it serves.
    pub waits: bool,
}

/// All that a delegate sees of an event.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DelegateSheet {
    /// Nothing once it was taken out of the agenda, or where it is the dues of a year.
    pub event: Option<DelegateEvent>,
    /// The year whose dues are entered instead: see [`DelegateDues`].
    pub year: Option<u16>,
    /// Until when the delegation lasts: its last day.
    pub until: Option<Day>,
    /// That day has come: nobody is shown any more, and nothing more can be marked.
    pub over: bool,
    /// By name.
    pub rows: Vec<DelegateRow>,
    /// People who satisfy the query.
    pub total: u32,
    /// People, whatever the query.
    pub all: u32,
    pub present: u32,
    pub excused: u32,
    /// Of how many the delegate said something that the server doesn't have yet.
    pub waiting: u32,
}

/// The event, as the delegate sees it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DelegateEvent {
    pub title: String,
    pub start: WallTime,
    pub place: String,
    pub cancelled: bool,
    /// Whose it is.
    pub unit: String,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DelegateRow {
    pub id: Id,
    pub given_name: String,
    pub family_name: String,
    pub mark: Option<Mark>,
    /// Whether the server doesn't have it yet.
    pub waiting: bool,
}

/// All that a delegate sees of a year's dues.
#[derive(Debug, Clone, Serialize, Type)]
pub struct DelegateDues {
    pub year: u16,
    /// Whose they are.
    pub unit: String,
    /// In the unit's time zone.
    pub today: Day,
    /// The last day of the delegation.
    pub until: Day,
    /// That day has come: nobody is shown any more, and nothing more can be entered.
    pub over: bool,
    /// By name.
    pub rows: Vec<Payer>,
    /// People who satisfy the query.
    pub total: u32,
    /// People, whatever the query.
    pub all: u32,
    /// How many payments the delegate entered; those that they took back not counted.
    pub entered: u32,
    /// What they come to, in euro cents.
    pub received: u32,
    /// How many payments the server doesn't have yet as they are here.
    pub waiting: u32,
}

/// Somebody who may pay.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Payer {
    pub id: Id,
    pub given_name: String,
    pub family_name: String,
    /// In which year they were born, where somebody else is called the same.
    pub birth_year: Option<u16>,
    /// Where they live, where that isn't enough.
    pub city: Option<String>,
    /// The last first.
    pub entered: Vec<EnteredPayment>,
}

/// A payment that the delegate entered.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EnteredPayment {
    pub id: Id,
    /// Euro cents.
    pub amount: u32,
    pub paid_on: Option<Day>,
    pub method: Option<PaidBy>,
    /// Whether the delegate took it back.
    pub cancelled: bool,
    /// Whether whoever keeps the accounts changed it since: it is for them to correct it.
    pub taken_over: bool,
    /// Whether the server doesn't have it yet.
    pub waiting: bool,
}
