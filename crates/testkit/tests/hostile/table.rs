//! The table: what an outgoing officer tries, and what comes of it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::actions::NAMES;

/// The table as it stands in the repository.
pub const TABLE: &str = include_str!("../../scenarios/hostile-handover.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    pub action: Vec<Action>,
}

/// A row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// By which the drivers know it.
    pub name: String,
    /// What the officer does.
    pub does: String,
    pub online: Outcome,
    pub three_weeks_offline: Outcome,
    pub clock_set_back: Outcome,
    pub second_laptop: Outcome,
    /// Where an outcome wants an explanation.
    pub why: Option<String>,
}

/// What comes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The laptop or the server refuses it.
    Refused,
    /// It reaches those who stay, and counts for nothing until one of them accepts it.
    Waits,
    /// It is answered, and changes nothing: it was done before.
    NoEffect,
    /// The laptop still shows what it had before the end, and nothing newer.
    Keeps,
}

/// How the officer is placed when their mandate ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Situation {
    /// Connected: what only reads comes after the laptop has heard of it, what writes in the very second before.
    Online,
    /// Without a network from before the end until three weeks later.
    ThreeWeeksOffline,
    /// The same, with a clock that was set back by thirty days.
    ClockSetBack,
    /// With a second laptop, after the first has heard of it.
    SecondLaptop,
}

impl Action {
    pub fn outcome(&self, situation: Situation) -> Outcome {
        match situation {
            Situation::Online => self.online,
            Situation::ThreeWeeksOffline => self.three_weeks_offline,
            Situation::ClockSetBack => self.clock_set_back,
            Situation::SecondLaptop => self.second_laptop,
        }
    }
}

pub fn table() -> Table {
    toml::from_str(TABLE).unwrap()
}

/// A row that nobody plays, or a driver that no row names, would prove nothing.
#[test]
fn every_row_is_played_and_everything_played_has_a_row() {
    let rows: Vec<String> = table().action.into_iter().map(|action| action.name).collect();
    let distinct: BTreeSet<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(distinct.len(), rows.len(), "a name stands twice");
    assert_eq!(distinct, NAMES.into_iter().collect());
    assert!(rows.len() >= 40, "{}", rows.len());
}
