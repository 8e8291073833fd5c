//! One line of the history.

use coopol_domain::id::{ActId, ChangeId, HolderId, SubjectId, UnitId};
use coopol_domain::time::Instant;
use serde::Serialize;

/// How safe a change is. The words are those of the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trust {
    /// *Saved here*: durable on this device.
    Saved,
    /// *Received*: durable at the server.
    Received,
    /// *Sealed*: under a checkpoint that this device verified.
    Sealed,
}

/// Whether what is told was done, and to the end where it was done as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Course {
    /// It was; so is whatever is one change.
    Whole,
    /// It goes on.
    Open,
    /// It can't go on: its author's mandate ended before (J3.4).
    Cut,
    /// It wasn't done: it is held, or came late, and somebody has to answer it (J3.3, J9).
    Waits,
    /// The same, and somebody did: another line tells what came of it.
    Answered,
}

/// Something that was done. An act of many changes is one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The change; for an act its first one.
    pub id: ChangeId,
    /// The act it is part of.
    pub act: Option<ActId>,
    /// By the clock that counts (J4.1).
    pub at: Instant,
    /// Whose device signed it; nobody's when it was the server's, or isn't known here yet.
    pub author: Option<HolderId>,
    /// How the author is called.
    pub author_name: Option<String>,
    /// The office it was done in.
    pub office: Option<String>,
    /// The kind of change of the journal, `person_changed`; for an act `import`, `merge` or `undo`.
    pub kind: String,
    /// The kind of the one change of an act that has no other: such an act is about that change's subject.
    pub only: Option<String>,
    /// What somebody else had asked for and it says again (J3.3, J9); of an act, what its only change does.
    #[serde(skip)]
    pub quotes: Option<ChangeId>,
    /// What it is about.
    pub subject: SubjectId,
    /// How that is called now, or was last.
    pub subject_name: Option<String>,
    /// In whose records it stands; nobody's where they are no longer held here.
    #[serde(skip)]
    pub unit: Option<UnitId>,
    /// Whether it was done to the end.
    pub course: Course,
    /// How many changes the line stands for.
    pub count: u64,
    /// What was changed; empty for an act of several changes.
    pub fields: Vec<FieldChange>,
    /// `accepted`, `held` or `quarantined`.
    pub verdict: String,
    /// Whether nothing of it is left.
    pub undone: bool,
    /// Whether it can be taken back now.
    pub undoable: bool,
    /// Whether it was done with a newer version of the program: it is kept, and read after the upgrade (J2.5).
    pub newer: bool,
    /// How safe it is.
    pub trust: Trust,
}

/// A field, before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// The field of the journal: `last_name`, `contact/…`.
    pub field: String,
    /// Of somebody's mark at an event, how they are called, where the roster says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub whose: Option<String>,
    /// As a text; nothing when it was empty.
    pub before: Option<String>,
    /// As a text; nothing when it became empty.
    pub after: Option<String>,
}
