//! What came after its author's mandate had ended (J9).

use serde::Serialize;
use specta::Type;

use super::base::{Day, Id, SubjectKind, WallTime};
use super::history::{ChangeKind, FieldName, Named};
use super::session::Office;

/// What waits, by whom it came from: as it came.
#[derive(Debug, Clone, Serialize, Type)]
pub struct LatePage {
    pub senders: Vec<LateSender>,
}

/// What one laptop delivered under one mandate.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LateSender {
    /// Of its first change.
    pub id: Id,
    pub author: Named,
    /// The office that had ended,
    pub office: Office,
    /// and when it had. Nothing while that isn't known here.
    pub ended: Option<WallTime>,
    /// Since when it was suspended, if that is why this waits.
    pub suspended: Option<WallTime>,
    /// How the laptop is called.
    pub laptop: Option<String>,
    /// In whose records.
    pub unit: Option<Id>,
    /// The last day on which more may come; nothing once that is over.
    pub more_until: Option<Day>,
    pub changes: Vec<LateChange>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct LateChange {
    pub id: Id,
    /// When it was made, as its author's laptop says,
    pub said: WallTime,
    /// and when it came.
    pub arrived: WallTime,
    /// By its own word, it was made after the mandate had ended.
    pub after_the_end: bool,
    pub kind: ChangeKind,
    /// Nothing for what no sheet shows.
    pub about: Option<SubjectKind>,
    /// How that is called.
    pub named: Option<String>,
    /// Of an export, how much left; else one.
    pub count: u32,
    pub fields: Vec<LateField>,
    /// Others of these that it makes no sense without.
    pub needs: Vec<Id>,
    /// Why it can't be taken over here.
    pub bar: Option<LateBar>,
}

/// Raw values, as in `FieldChange`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LateField {
    pub field: FieldName,
    /// Of a mark at an event, whose it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[specta(optional)]
    pub whose: Option<String>,
    /// What its author saw,
    pub before: Option<String>,
    /// what they wrote,
    pub after: Option<String>,
    /// and what stands there now.
    pub now: Option<String>,
}

/// Why a late change can't be taken over here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum LateBar {
    /// The office held here doesn't write there.
    NotGranted,
    /// What it is about was taken out since.
    Removed,
    /// What it is about was never recorded.
    Unknown,
    /// Nobody else can state it: that something was exported, say.
    Fixed,
}

/// How much came so, in À vérifier.
#[derive(Debug, Clone, Serialize, Type)]
pub struct LateCount {
    pub changes: u32,
    /// Of these, what the office held here may take over.
    pub takeable: u32,
    /// From whom.
    pub authors: Vec<String>,
}
