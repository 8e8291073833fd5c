//! Sections and working groups that become parts of others: who decides, who answers.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, WallTime};
use super::history::Named;
use super::split::SplitPerson;

/// As far as they are read here.
#[derive(Debug, Clone, Serialize, Type)]
pub struct MergesPage {
    /// What waits for an answer first.
    pub rows: Vec<MergeRow>,
    /// The units below that whoever uses this laptop may have become parts of others; fewer than two: they may not.
    pub sections: Vec<Named>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MergeRow {
    /// The one that ends.
    pub unit: Named,
    /// The one that takes it in.
    pub into: Named,
    pub ground: MergeGround,
    pub word: MergeWord,
    /// Who hasn't answered, of those who are read here.
    pub awaits: MergeAwaits,
    /// Since when it stands so.
    pub since: Day,
    /// Until when it can be refused, where nobody leads the one that ends.
    pub until: Option<WallTime>,
    /// Whether an answer is awaited of whoever uses this laptop,
    pub asked: bool,
    /// which may be that they agree,
    pub agrees: bool,
    /// and whether they may take it back.
    pub withdraws: bool,
    /// How many of the one that ended can be taken over into the roster here.
    pub left_there: u32,
}

/// Those whom a section has left that became a part of this one.
#[derive(Debug, Clone, Serialize, Type)]
pub struct TakingOver {
    /// Whose roster it was.
    pub unit: Named,
    /// Who comes over.
    pub new: Vec<SplitPerson>,
    /// Who may well be known here: they are looked at one by one.
    pub doubtful: Vec<SplitPerson>,
    /// How many were taken over before.
    pub taken: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MergeGround {
    Merger,
    UnderFive,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MergeWord {
    Decided,
    Agreed,
    Refused,
    Withdrawn,
    Done,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MergeAwaits {
    Both,
    Unit,
    Into,
    Nobody,
}

#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum MergeReply {
    Agree,
    Refuse,
    Withdraw,
}
