//! Sealed codes: their state in Réglages, and coming back by two of them before the rooms.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, WallTime};

/// Where the unit's codes stand. What the history here doesn't tell is nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SealedCodes {
    /// Three codes serve.
    pub serve: bool,
    /// Of the last ones that somebody agreed to.
    pub made_on: Option<Day>,
    pub made_by: Option<String>,
    pub agreed_by: Option<String>,
    /// Others wait for somebody to agree.
    pub proposed_on: Option<Day>,
    pub proposed_by: Option<String>,
    /// Two of them were used last,
    pub used_on: Option<Day>,
    /// for whom.
    pub used_for: Option<String>,
    /// One was last used alone, which gave nothing.
    pub tried_on: Option<Day>,
    /// The reader may make new ones.
    pub may_make: bool,
}

/// What is typed from two sheets.
#[derive(Debug, Clone, Deserialize, Type)]
pub struct Comeback {
    pub server: String,
    /// Who comes back.
    pub name: String,
    pub first: String,
    pub second: String,
}

/// The invitation that two codes gave; code and link say the same.
#[derive(Debug, Clone, Serialize, Type)]
pub struct CameBack {
    /// The unit, as people call it.
    pub unit: String,
    pub code: String,
    pub link: String,
    /// From when it serves, where this computer is.
    pub opens: WallTime,
    /// Nobody holds an office: one is lent, for an election.
    pub provisional: bool,
}
