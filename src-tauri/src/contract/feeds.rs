//! Addresses at which telephones and calendar programs read the agenda.

use serde::Serialize;
use specta::Type;

use super::base::{Day, Id};

/// Those of the unit.
#[derive(Debug, Clone, Serialize, Type)]
pub struct FeedsPage {
    /// By name.
    pub rows: Vec<FeedRow>,
    /// Whether whoever uses this laptop may open, take up and close them.
    pub writable: bool,
    /// Whether there is no server yet that could tell one.
    pub alone: bool,
}

/// One that is open.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FeedRow {
    pub id: Id,
    /// How it is called.
    pub name: String,
    /// Who opened it; nothing while they aren't known here.
    pub opened_by: Option<String>,
    pub opened: Day,
    /// Who answers for it; nothing while they aren't known here.
    pub answered_by: Option<String>,
    /// Whether that is whoever uses this laptop.
    pub own: bool,
    /// Whether its address tells the agenda: they hold an office that reads it.
    pub answers: bool,
}

/// One that was just opened.
#[derive(Debug, Clone, Serialize, Type)]
pub struct FeedOpened {
    /// Shown once, and kept nowhere.
    pub address: String,
}
