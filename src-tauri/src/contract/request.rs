//! What somebody who was elected, and holds no office yet, asks for.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id};
use super::session::Office;

/// What somebody who was elected, and holds no office yet, asks for: a file that they hand to those who answer for them.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct RequestDraft {
    /// How the unit is called, as they write it.
    pub unit: String,
    pub office: Office,
    /// Of an office that is held for a theme.
    pub theme: Option<String>,
    pub person: String,
    pub elected_on: Day,
    /// The last day.
    pub until: Option<Day>,
    pub proof: String,
    /// The minutes, as `choose_minutes` staged them.
    pub minutes: Option<Id>,
}

/// A request, as it was received.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ClaimRequest {
    /// The one of the places for a claim that it means. Nothing: none, or several.
    pub place: Option<Id>,
    /// The open claim that says the same already.
    pub declared: Option<Id>,
    /// How it calls the unit.
    pub unit: String,
    pub office: Office,
    pub theme: Option<String>,
    pub person: String,
    /// Who that is, where somebody of that name holds or held a mandate there.
    pub holder: Option<Id>,
    pub elected_on: Day,
    pub since: Day,
    /// The last day.
    pub until: Option<Day>,
    pub proof: String,
    pub requested_on: Day,
    pub minutes: Option<StagedMinutes>,
}

/// Minutes that were chosen, or came with a request, and aren't kept yet.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StagedMinutes {
    pub file: Id,
    pub file_name: String,
    /// Whether a claim at this request keeps them in the archives.
    pub kept: bool,
}
