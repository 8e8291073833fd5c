//! À vérifier.

use serde::Serialize;
use specta::Type;

use super::base::{Day, Id, Subject, SubjectKind, WallTime};
use super::history::{FieldChange, FieldName, Named};
use super::late::LateCount;
use super::roster::ErasureGround;

/// What waits for a decision.
#[derive(Debug, Clone, Serialize, Type)]
pub struct PendingPage {
    /// Whom the level above put in charge of a unit, until that is read.
    pub appointed: Vec<super::caretaker::Appointed>,
    /// What the level above reminded of, and that is still lacking.
    pub reminders: Vec<super::season::UnitReminder>,
    /// Units that ask to stand above this one, or below it.
    pub ties: Vec<super::ties::Tie>,
    /// Sections that are to come out of this one: what waits for an answer, and what was agreed before anybody passed.
    pub splits: Vec<super::split::SplitRow>,
    /// Units that are to become parts of others, and wait for an answer.
    pub merges: Vec<super::merge::MergeRow>,
    pub arrivals: Vec<Arrival>,
    pub proposals: Vec<ProposalGroup>,
    /// What was done here and waits for somebody else.
    pub own: Vec<ProposalGroup>,
    pub refused: Vec<Refusal>,
    pub overlaps: Vec<Overlap>,
    /// What came after its author's mandate had ended; nothing when nothing did.
    pub late: Option<LateCount>,
}

/// Somebody whom another section sends here.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Arrival {
    pub id: Id,
    pub name: String,
    /// The section that they come from.
    pub from: String,
    pub born_on: Option<Day>,
    pub commune: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub number: Option<String>,
    /// The last year that they paid for.
    pub paid_until: Option<i32>,
    /// People here who may well be the same.
    pub known: Vec<Named>,
}

/// What somebody else did as one, and what waits for the office held here.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ProposalGroup {
    /// Of its first change.
    pub id: Id,
    pub author: String,
    /// In whose records.
    pub unit: Option<Id>,
    pub at: WallTime,
    /// Nothing but payments, and not something else.
    pub dues: bool,
    /// Leave to take this out as a file, and nothing else.
    pub export: Option<ExportContent>,
    /// Three new sealed codes, and nothing else.
    pub codes: bool,
    /// That people be erased, those whom the lines name, and nothing else: why.
    pub erasure: Option<ErasureGround>,
    /// That somebody without an office may say who comes to an event, and nothing else: whom the line names.
    pub delegation: bool,
    /// Every change, also those of which no line is shown.
    pub changes: Vec<Id>,
    /// The first ones.
    pub lines: Vec<ProposalLine>,
}

/// What would leave as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ExportContent {
    People,
    /// All that the laptop keeps.
    Everything,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct ProposalLine {
    pub id: Id,
    /// The person it is about, as they are called.
    pub name: String,
    pub fields: Vec<FieldChange>,
}

/// Why the authority said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum RefusalCode {
    MandateEnded,
    NotGranted,
    /// The unit became a part of another.
    UnitClosed,
    /// Whoever leads for a time names nobody for longer.
    BeyondOwnTerm,
    SubjectRemoved,
    /// For good.
    Erased,
    NeedsSecondOfficer,
    /// Something else has a value that only one may have.
    Taken,
    ValueInvalid,
    /// An earlier change that it builds on was refused.
    DependencyRefused,
    /// It was said already, a short time before.
    TooSoon,
    /// Somebody else decided first.
    AlreadyDecided,
    /// It was a proposal, and who decides said no.
    Declined,
    /// A fault of a program, here or there.
    Fault,
}

/// A change that wasn't accepted. What was typed stays readable until the person has seen it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Refusal {
    pub id: Id,
    pub at: WallTime,
    /// In whose records; nothing where those are no longer read here.
    pub unit: Option<Id>,
    /// Nothing for what no room shows.
    pub about: Option<SubjectKind>,
    /// How that is called.
    pub named: Option<String>,
    pub fields: Vec<FieldChange>,
    pub reason: RefusalCode,
}

/// People wrote the same field without seeing each other's value.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Overlap {
    /// With one value more it is another.
    pub id: Id,
    pub subject: Subject,
    /// In whose records; nothing on a sheet, which is of the unit that is worked in.
    pub unit: Option<Id>,
    pub field: FieldName,
    /// Of a mark at an event, whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub whose: Option<String>,
    /// Two or more. The first is in force until somebody settles it.
    pub sides: Vec<OverlapSide>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct OverlapSide {
    pub value: String,
    pub author: String,
    pub at: WallTime,
}
