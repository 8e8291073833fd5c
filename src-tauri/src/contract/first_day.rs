//! What somebody finds on their first day in office.

use serde::Serialize;
use specta::Type;

use super::agenda::AgendaRow;
use super::base::{Day, Id};
use super::feeds::FeedRow;
use super::memory::{OpenPromise, PracticalFact};
use super::session::Office;

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FirstDay {
    /// How many. Nothing for an office that doesn't see it, here and below.
    pub people: Option<u32>,
    pub dues: Option<DuesReceived>,
    /// What is planned, the soonest first.
    pub coming: Option<Vec<AgendaRow>>,
    /// What took place in the last twelve months, the latest first.
    pub past: Option<Vec<AgendaRow>>,
    pub documents: Option<DocumentsReceived>,
    /// What was promised and is still open, the soonest due first.
    pub promises: Option<Vec<OpenPromise>>,
    /// Where things are, and who has them.
    pub facts: Option<Vec<PracticalFact>>,
    /// Whether the office may write both.
    pub writable: bool,
    /// What falls due in the next twelve months, the soonest first.
    pub deadlines: Option<Vec<Deadline>>,
    /// What the departure shield holds of what others did, in each part of the records that the office reads.
    pub held_back: Vec<HeldBack>,
    /// Who says who comes to an event, without an office, until a day: it belongs to the office.
    pub delegations: Vec<DelegationInForce>,
    /// At which addresses telephones read the agenda: they belong to the office too.
    pub feeds: Vec<FeedRow>,
    /// The sections that are coming out of this one.
    pub splits: Vec<SectionParting>,
    /// What waits in À vérifier.
    pub to_verify: u32,
    pub refused: u32,
    /// From this day on,
    pub changed_since: Option<Day>,
    /// who changed the roster; whoever touched most people first. Nothing without a roster.
    pub changed: Option<Vec<RosterAuthor>>,
    /// Older changes are still on their way here: those aren't all.
    pub history_comes: bool,
    /// What the office doesn't see.
    pub missing: Vec<PartOfDossier>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DuesReceived {
    pub year: i16,
    pub up_to_date: u32,
    pub late: u32,
    /// In euro cents.
    pub received: i32,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct DocumentsReceived {
    pub total: u32,
    /// The minutes of the last twelve months, the latest first.
    pub minutes: Vec<Minutes>,
}

/// A day by which something is to be done.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Deadline {
    pub on: Day,
    pub due: Due,
    /// Who, or the title of the assembly, or what was promised.
    pub about: String,
    /// As what.
    pub office: Option<Office>,
}

/// On the last day to contest an election, on the day of a general assembly, on the last day of a mandate, on the day
/// by which a promise is to be kept.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    Contest,
    Assembly,
    Mandate,
    Promise,
}

#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum PartOfDossier {
    Bureau,
    People,
    Dues,
    Past,
    Coming,
    Archive,
    Promises,
    Practical,
    Handovers,
    Deadlines,
    Changes,
    HeldBack,
}

/// A part of the records that the departure shield stands over.
#[derive(Debug, Clone, Copy, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum KeptPart {
    Roster,
    Dues,
    Agenda,
    Archive,
}

/// What one person did in one part of the records, and the departure shield holds.
#[derive(Debug, Clone, Serialize, Type)]
pub struct HeldBack {
    /// Nothing while that isn't known here.
    pub name: Option<String>,
    /// In which part.
    pub kept: KeptPart,
    /// How many people, payments, events or documents it is about.
    pub records: u32,
    /// How many of these would be taken out.
    pub removed: u32,
    pub since: Day,
    /// Whether whoever reads may agree to it.
    pub yours: bool,
}

/// A delegation that isn't over.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DelegationInForce {
    /// How they are called.
    pub name: String,
    /// At which event they say who came; nothing where it is the dues of a year.
    pub event: Option<Id>,
    /// How that is called; nothing for one that isn't known here.
    pub title: Option<String>,
    /// The year whose dues they enter.
    pub year: Option<u16>,
    /// The last day.
    pub until: Day,
    /// Whether its code was used.
    pub taken_up: bool,
}

/// A section that is coming out of the unit.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SectionParting {
    pub name: String,
    /// Whether the unit agreed; else it hasn't answered yet.
    pub agreed: bool,
    pub since: Day,
}

/// Minutes of a meeting.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Minutes {
    pub id: Id,
    pub title: String,
    pub date: Day,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct RosterAuthor {
    pub name: String,
    pub office: Office,
    /// People whose sheets they touched.
    pub people: u32,
}
