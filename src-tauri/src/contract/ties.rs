//! What one unit asks of another: that one of them stands above the other; and the sections that a federation opens.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::Id;
use super::devices::Handover;
use super::history::Named;

/// Something that waits for an answer.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Tie {
    pub id: Id,
    /// How the other unit is called.
    pub name: String,
    /// Whether that one would stand above; else it would stand below.
    pub above: bool,
}

/// What waits, here and at the other unit.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TiesPage {
    /// Asked here, and not answered yet.
    pub asked: Vec<Tie>,
    /// Asked by others, of whoever uses this laptop.
    pub proposed: Vec<Tie>,
    /// Whether whoever uses this laptop may ask another unit to stand above this one,
    pub asks_above: bool,
    /// or below it, and open a section there.
    pub asks_below: bool,
}

#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum TieReply {
    Accept,
    Decline,
    Withdraw,
}

/// A working group that the unit opened.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Group {
    pub unit: Named,
    /// Nothing when nobody leads it.
    pub leader: Option<String>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct GroupsPage {
    pub rows: Vec<Group>,
    /// Whether whoever uses this laptop may open one, put it right, and have it closed.
    pub opens: bool,
}

/// A section or a working group that was opened.
#[derive(Debug, Clone, Serialize, Type)]
pub struct Opening {
    pub unit: Named,
    /// What brings the laptop of its first secretary in.
    pub handover: Handover,
}
