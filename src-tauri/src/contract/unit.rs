//! What a unit is called, where its clocks are set, by which code it is known.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::session::Unit;

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnitSheet {
    pub unit: Unit,
    /// The IANA name of its time zone.
    pub zone: String,
    /// By which the party knows it; empty when it has none.
    pub code: String,
    /// How the unit above is called, where that is known here.
    pub parent: Option<String>,
    /// Whether whoever uses this laptop may put it right.
    pub changeable: bool,
}

/// A unit's facts as they are written. What is empty isn't said.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct UnitDraft {
    pub name: String,
    pub zone: String,
    pub code: String,
}
