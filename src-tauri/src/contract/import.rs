//! Import of a roster.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::Id;
use super::roster::PersonField;

/// Where a column of the file goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum ImportTarget {
    GivenName,
    FamilyName,
    BornOn,
    Email,
    Mobile,
    Landline,
    Address,
    Category,
    Note,
    FullName,
    Postcode,
    Commune,
    Number,
    Since,
}

/// A file that was read; nothing is written yet. It is forgotten when the program closes.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ImportFile {
    pub id: Id,
    pub name: String,
    /// Lines below the header.
    pub lines: u32,
    pub columns: Vec<ImportColumn>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct ImportColumn {
    pub header: String,
    /// The first values that are not empty, at most three.
    pub samples: Vec<String>,
    /// What was recognised; nothing: the column is left out.
    pub target: Option<ImportTarget>,
}

/// What would happen; computed again at each correction.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ImportPlan {
    pub created: Vec<PlannedPerson>,
    pub updated: Vec<PlannedUpdate>,
    pub unchanged: u32,
    pub duplicates: Vec<ImportDuplicate>,
    pub unreadable: Vec<UnreadableCell>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct PlannedPerson {
    pub line: u32,
    pub name: String,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct PlannedUpdate {
    pub line: u32,
    pub name: String,
    pub fields: Vec<PlannedField>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct PlannedField {
    pub field: PersonField,
    pub before: String,
    pub after: String,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct UnreadableCell {
    pub line: u32,
    pub header: String,
    pub value: String,
    pub reason: UnreadableReason,
}

/// What a cell isn't; `NoName`: its whole line is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum UnreadableReason {
    Email,
    Phone,
    Day,
    ImpossibleDay,
    PartialDay,
    Postcode,
    Amount,
    /// An amount of dues without its year.
    NoYear,
    /// An amount that the same file has otherwise for the same year.
    OtherAmount,
    TooLong,
    /// A membership number that is somebody else's.
    NotUnique,
    /// What a later version of the reader may find.
    Other,
    NoName,
}

/// A line that resembles somebody: the person in front of the screen decides.
#[derive(Debug, Clone, Serialize, Type)]
pub struct ImportDuplicate {
    pub line: u32,
    pub name: String,
    pub candidate: Candidate,
    pub why: Resemblance,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct Candidate {
    pub id: Id,
    pub name: String,
    pub commune: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Resemblance {
    SameEmail,
    SamePhone,
    CloseName,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DuplicateChoice {
    /// Complete the person already there.
    Same,
    /// Two people.
    Other,
    /// Leave the line out.
    Skip,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct ImportOrder {
    pub file: Id,
    /// One per column, in the file's order.
    pub targets: Vec<Option<ImportTarget>>,
    /// By line number; a duplicate without a choice is skipped.
    pub choices: BTreeMap<u32, DuplicateChoice>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct ImportDone {
    pub act: Id,
    pub created: u32,
    pub updated: u32,
    pub skipped: u32,
    /// Of the people created and updated, those who wait for a second person.
    pub held: u32,
}
