//! Shapes that every room uses.

use serde::{Deserialize, Serialize};
use specta::Type;

/// A UUID written as text: 64-bit integers do not survive JavaScript.
pub type Id = String;

/// A calendar day, `2026-11-22`.
pub type Day = String;

/// Wall time in the unit's own zone, to the minute: `2026-11-22T18:30`.
pub type WallTime = String;

/// `limit` rows from `offset`, both counted in rows.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
pub struct RowRange {
    pub offset: u32,
    pub limit: u32,
}

/// What every writing command answers, once the change is fsynced in the outbox.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Saved {
    /// The act that `undo` takes back.
    pub act: Id,
}

/// Answer of a command that made something new.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Created {
    pub act: Id,
    pub id: Id,
}

/// What a change is about, as the screens name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    Person,
    Event,
    Document,
}

/// A pointer to a subject, with the name it bears now, or bore last when it was removed.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Subject {
    pub kind: SubjectKind,
    pub id: Id,
    pub name: String,
}
