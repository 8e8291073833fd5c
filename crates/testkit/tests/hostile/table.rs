//! The table: what an outgoing officer tries, and what comes of it.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::actions::NAMES;
use crate::in_office;

/// The table as it stands in the repository.
pub const TABLE: &str = include_str!("../../scenarios/hostile-handover.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Once the mandate is over.
    pub action: Vec<Row<Outcome>>,
    /// Before, once its end is announced.
    pub in_office: Vec<Row<Fate>>,
}

/// A row.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row<O> {
    /// By which the drivers know it.
    pub name: String,
    /// What the officer does.
    pub does: String,
    pub online: O,
    pub three_weeks_offline: O,
    pub clock_set_back: O,
    pub second_laptop: O,
    /// Where an outcome wants an explanation.
    pub why: Option<String>,
}

/// What comes of it once the mandate is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The laptop or the server refuses it.
    Refused,
    /// It reaches those who stay, and counts for nothing until one of them takes it over; what nobody else could say is put away.
    Waits,
    /// It is answered, and changes nothing: it was done before.
    NoEffect,
}

/// What comes of it while the mandate lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It is allowed: it counts at once, under their name, and the successor takes it back a month after the end.
    Undone,
    /// Twenty people of it count at once, and are taken back as well; the others wait.
    InPart,
    /// It counts for nothing until another person accepts it.
    Waits,
    /// It is allowed, and nobody can take it back: who did it, when and how many stand in the history.
    Stated,
    /// It is allowed, and gives nothing any more once the mandate is over.
    Ends,
    /// It is allowed, and counts until somebody else puts it right.
    PutRight,
    /// The laptop or the server refuses it.
    Refused,
}

/// How the officer is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Situation {
    /// Connected: what only reads comes after the laptop has heard of the end, what writes in the very second before.
    Online,
    /// Without a network from before the end until three weeks later; or for three weeks before it.
    ThreeWeeksOffline,
    /// The same, with a clock that was set back by thirty days; where the laptop refuses that, by 23 hours.
    ClockSetBack,
    /// With a second laptop, after the first has heard of it; or with both at once.
    SecondLaptop,
}

impl<O: Copy> Row<O> {
    pub fn outcome(&self, situation: Situation) -> O {
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
    fn names<O>(rows: &[Row<O>]) -> BTreeSet<&str> {
        let distinct: BTreeSet<&str> = rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(distinct.len(), rows.len(), "a name stands twice");
        distinct
    }
    let table = table();
    assert_eq!(names(&table.action), NAMES.into_iter().collect());
    assert_eq!(names(&table.in_office), in_office::NAMES.into_iter().collect());
    assert!(table.action.len() >= 40, "{}", table.action.len());
}
