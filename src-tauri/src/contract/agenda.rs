//! Agenda.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id, WallTime};
use super::history::HistoryEntry;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Meeting,
    GeneralAssembly,
    Bureau,
    Leafleting,
    Training,
    Ceremony,
    PublicMeeting,
    Other,
}

/// Start and end are valid only together. `all_day`: the times of day are ignored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct When {
    pub start: WallTime,
    pub end: WallTime,
    pub all_day: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Span {
    /// From today, soonest first.
    Coming,
    /// Until yesterday, latest first.
    Past,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct AgendaQuery {
    pub span: Span,
    pub text: String,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct AgendaRow {
    pub id: Id,
    pub kind: EventKind,
    pub title: String,
    pub when: When,
    pub place: String,
    pub cancelled: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct AgendaPage {
    pub rows: Vec<AgendaRow>,
    pub total: u32,
    /// Events of the other span that satisfy the same text.
    pub elsewhere: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Reminder {
    /// Minutes before the start: 1,440 is the evening before.
    #[specta(type = ReminderLead)]
    pub lead: u32,
    pub at: WallTime,
}

/// The two leads there are, as the page's type checker wants them.
pub struct ReminderLead;

impl Type for ReminderLead {
    fn definition(_: &mut specta::Types) -> specta::datatype::DataType {
        specta::datatype::DataType::Reference(specta_typescript::define("1440 | 60"))
    }
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Cancelled {
    pub on: Day,
    pub reason: String,
}

/// Another event of the same day.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Neighbour {
    pub id: Id,
    pub title: String,
    pub start: WallTime,
    pub all_day: bool,
}

/// A subject known by its title.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Titled {
    pub id: Id,
    pub title: String,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EventSheet {
    pub id: Id,
    pub kind: EventKind,
    pub title: String,
    pub when: When,
    pub place: String,
    pub note: String,
    pub cancelled: Option<Cancelled>,
    /// When this laptop will remind its user; past reminders are left out.
    pub reminders: Vec<Reminder>,
    pub same_day: Vec<Neighbour>,
    pub documents: Vec<Titled>,
    pub attendance: Tally,
    pub history: Vec<HistoryEntry>,
    pub writable: bool,
}

/// What was said of somebody at an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    Present,
    Excused,
}

/// How many came. `gone`: those of them whom the roster doesn't show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Tally {
    pub present: u32,
    pub excused: u32,
    pub gone: u32,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct AttendanceQuery {
    pub text: String,
    /// Only those of whom something was said.
    pub marked: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AttendanceRow {
    pub id: Id,
    pub given_name: String,
    pub family_name: String,
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct AttendancePage {
    /// By name.
    pub rows: Vec<AttendanceRow>,
    pub total: u32,
    /// People in the roster, whatever the query.
    pub all: u32,
    /// False when the mandate doesn't show the roster: there are no rows then.
    pub names: bool,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct EventDraft {
    pub kind: EventKind,
    pub title: String,
    pub when: When,
    pub place: String,
    pub note: String,
}

#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum EventChange {
    Title(String),
    Place(String),
    Note(String),
    Kind(EventKind),
    When(When),
}
