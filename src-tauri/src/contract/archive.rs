//! Archives.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::agenda::Titled;
use super::base::{Day, Id};
use super::history::HistoryEntry;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    Minutes,
    Convocation,
    Attendance,
    Accounts,
    Letter,
    Leaflet,
    Press,
    Other,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct ArchiveQuery {
    /// Looked for in titles and contents.
    pub text: String,
    pub year: Option<i16>,
    pub kind: Option<DocumentKind>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DocumentRow {
    pub id: Id,
    pub title: String,
    pub kind: DocumentKind,
    /// The day the document is about.
    pub date: Day,
    pub file_name: String,
    /// In bytes.
    pub size: u32,
    pub added_by: String,
    pub added_on: Day,
    /// The meeting it comes from.
    pub event: Option<Titled>,
    /// The sentence found in the contents, cut around the match.
    pub found: Option<Vec<Fragment>>,
}

/// A piece of a sentence.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Fragment {
    pub text: String,
    /// It is what was looked for.
    #[serde(rename = "match")]
    pub matches: bool,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct YearCount {
    pub year: i16,
    pub count: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct ArchivePage {
    /// Latest first.
    pub rows: Vec<DocumentRow>,
    pub total: u32,
    /// Documents kept, whatever the query.
    pub all: u32,
    /// Latest first.
    pub years: Vec<YearCount>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DocumentSheet {
    pub id: Id,
    pub title: String,
    pub kind: DocumentKind,
    pub date: Day,
    pub file_name: String,
    /// In bytes.
    pub size: u32,
    pub added_by: String,
    pub added_on: Day,
    pub event: Option<Titled>,
    pub history: Vec<HistoryEntry>,
    pub writable: bool,
}

/// A file chosen in the system's dialog and not yet kept.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StagedDocument {
    pub file: Id,
    pub file_name: String,
    /// In bytes.
    pub size: u32,
    /// Guesses from the name of the file, to correct.
    pub title: String,
    pub kind: DocumentKind,
    pub date: Day,
}

#[derive(Debug, Clone, Deserialize, Type)]
pub struct DocumentDraft {
    pub file: Id,
    pub title: String,
    pub kind: DocumentKind,
    pub date: Day,
}

#[derive(Debug, Clone, Deserialize, Type)]
#[serde(tag = "field", content = "value", rename_all = "snake_case")]
pub enum DocumentChange {
    Title(String),
    Kind(DocumentKind),
    Date(Day),
}
