//! What a laptop finds when it checks what it has.

use serde::Serialize;
use specta::Type;

use super::handover::Part;
use super::history::{AlarmCode, Cosigned, SealState};

/// What a check of one part of a unit's records found, without a network.
#[derive(Debug, Clone, Serialize, Type)]
pub struct CheckedPart {
    /// Whose it is, where it isn't the unit that is worked in.
    pub unit: Option<String>,
    /// Nothing for what was entrusted to a delegate.
    pub part: Option<Part>,
    /// How many entries were checked, from the first to the last.
    pub entries: u32,
    /// `checking`: the entries before a snapshot are still to be fetched.
    pub state: SealState,
    /// What was found, when it is broken.
    pub alarm: Option<AlarmCode>,
    /// What the levels above confirm of it.
    pub cosigned: Vec<Cosigned>,
}
