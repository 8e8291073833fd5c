//! Renouvellement: where each unit below stands in a season of elections.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::base::{Day, Id, WallTime};
use super::caretaker::Caretaker;
use super::history::Named;

#[derive(Debug, Clone, Deserialize, Type)]
pub struct SeasonQuery {
    /// The day on which the season begins.
    pub since: Day,
    /// Any part of the unit's name, or of a person's.
    pub text: String,
    /// Only the units that are there. Nothing: all of them.
    pub step: Option<SeasonStep>,
    pub sort: SeasonSort,
}

#[derive(Debug, Clone, Copy, Deserialize, Type)]
pub struct SeasonSort {
    pub column: SeasonColumn,
    pub descending: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SeasonColumn {
    Unit,
    /// What waits for the level above first.
    Step,
    Secretary,
    Until,
    Elected,
    Minutes,
    Reminded,
}

/// How far the renewal of a unit is, in the order of what waits for the level above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum SeasonStep {
    Contested,
    Rivalled,
    Gathering,
    Announced,
    Vacant,
    Silent,
    Done,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SeasonPage {
    pub rows: Vec<RenewalRow>,
    /// Rows that satisfy the query.
    pub total: u32,
    /// Units, whatever the query.
    pub all: u32,
    pub counts: StepCounts,
    /// Units that lack something, and that whoever uses this laptop may remind of it.
    pub behind: u32,
}

/// How many units are at each step.
#[derive(Debug, Clone, Copy, Default, Serialize, Type)]
pub struct StepCounts {
    pub contested: u32,
    pub rivalled: u32,
    pub gathering: u32,
    pub announced: u32,
    pub vacant: u32,
    pub silent: u32,
    pub done: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct RenewalRow {
    pub unit: Named,
    pub step: SeasonStep,
    /// Who holds the office, or will from a known day on.
    pub secretary: Option<SecretaryRow>,
    /// What was declared this season.
    pub election: Option<ElectionRow>,
    /// When the unit was last reminded of something.
    pub reminded: Option<Day>,
    /// The sections that are coming out of it.
    pub splits: Vec<SplitOfUnit>,
    /// What it can be reminded of.
    pub behind: Option<BehindRow>,
}

/// A section that is coming out of a unit; `agreed`: that said yes.
#[derive(Debug, Clone, Serialize, Type)]
pub struct SplitOfUnit {
    pub name: String,
    pub agreed: bool,
}

/// What a unit lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    Election,
    Countersignature,
    Minutes,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct BehindRow {
    pub lacking: Lacking,
    /// Since which day.
    pub since: Day,
    /// From which day on it can be reminded of that again, if it was within the week.
    pub not_before: Option<Day>,
}

/// Whom a reminder would reach.
#[derive(Debug, Clone, Serialize, Type)]
pub struct RemindPlan {
    /// The first of those.
    pub rows: Vec<RemindRow>,
    /// How many there are.
    pub due: u32,
    /// How many were reminded within the week, and are left out.
    pub lately: u32,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct RemindRow {
    pub unit: Named,
    pub lacking: Lacking,
    /// Since which day.
    pub since: Day,
}

/// What the level above reminded this unit of.
#[derive(Debug, Clone, Serialize, Type)]
pub struct UnitReminder {
    pub id: Id,
    /// Of which unit.
    pub unit: Named,
    pub lacking: Lacking,
    /// Since which day.
    pub since: Day,
    /// When it was reminded.
    pub at: Day,
    /// The claim that waits for somebody else, or for its minutes, where it is that.
    pub claim: Option<Id>,
}

#[derive(Debug, Clone, Serialize, Type)]
pub struct SecretaryRow {
    pub name: String,
    pub since: Day,
    /// The last day.
    pub until: Option<Day>,
    /// Since when their mandate is suspended, if it is.
    pub suspended: Option<Day>,
    /// That they are in charge for a time.
    pub caretaker: Option<Caretaker>,
}

#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ElectionRow {
    /// The claim.
    pub id: Id,
    pub name: String,
    pub elected_on: Day,
    /// The minutes are in the unit's archives.
    pub minutes: bool,
    pub contestable_until: Option<WallTime>,
}
