//! Reminders: the level above tells a unit what its renewal still lacks. They stand among the unit's own facts, the last one of
//! each sort of step, so that a unit isn't pressed twice in a week about the same.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::{Refusal, Shape};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::HolderId;
use crate::journal::{Change, State};
use crate::time::{DAY, Instant};

/// The set that they stand in, by what is lacking.
pub(super) const FIELD: &str = "reminded";
/// Since which day it is.
pub(super) const SINCE: Shape = Shape::Date;

pub(super) const REMINDED: &str = "unit_reminded";

/// How long a unit isn't reminded again of the same, in milliseconds.
pub const REMINDED_EVERY: u64 = 7 * DAY;

/// What the renewal of a unit may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lacking {
    /// Nobody was declared elected.
    Election,
    /// Somebody was, and not enough people answer for it.
    Countersignature,
    /// Somebody was, and nobody gave the minutes that say so.
    Minutes,
}

/// When a unit was last reminded of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// When it was, by the clock that counts (J4.1).
    pub at: Instant,
    /// Since which day it is lacking, as whoever reminds says: `2026-06-01`.
    pub since: String,
}

impl Lacking {
    /// All of it, in the order in which it is done.
    pub const ALL: [Self; 3] = [Self::Election, Self::Countersignature, Self::Minutes];

    /// The word of the journal.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Election => "election",
            Self::Countersignature => "countersignature",
            Self::Minutes => "minutes",
        }
    }

    /// The first version of the kind in which a unit is reminded of it: a program from before keeps it, and reads it once it can (J2.5).
    pub const fn version(self) -> u16 {
        match self {
            Self::Election | Self::Countersignature => 1,
            Self::Minutes => 2,
        }
    }
}

impl FromStr for Lacking {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|lacking| lacking.as_str() == word).ok_or(())
    }
}

/// What a unit was last reminded of, and when, as its facts say.
pub fn reminders(unit: &State) -> BTreeMap<Lacking, Reminder> {
    let reminder = |lacking: Lacking| {
        let (_, cell) =
            unit.cells.iter().find(|(field, _)| field.name() == FIELD && field.of() == Some(lacking.as_str()))?;
        let Value::Text(since) = &cell.value else { return None };
        Some((lacking, Reminder { at: cell.stamp.effective_at.instant(), since: since.clone() }))
    };
    Lacking::ALL.into_iter().filter_map(reminder).collect()
}

/// Something that a renewal can lack, of which this version speaks, and not twice within [`REMINDED_EVERY`].
pub(super) fn in_time(before: Option<&State>, change: &Change, after: &State, now: Instant) -> Result<(), Refusal> {
    let before = before.map(reminders).unwrap_or_default();
    for edit in &change.payload.edits {
        let field = || edit.field.as_str().to_owned();
        let lacking = edit.field.of().and_then(|word| word.parse::<Lacking>().ok());
        let spoken = |lacking: &Lacking| {
            lacking.version() <= change.payload.version && *after.get(edit.field.as_str()) != Value::Null
        };
        let Some(lacking) = lacking.filter(spoken) else {
            return Err(Refusal::ValueInvalid { field: field() });
        };
        if before.get(&lacking).is_some_and(|last| now < last.at.plus(REMINDED_EVERY)) {
            return Err(Refusal::TooSoon { field: field() });
        }
    }
    Ok(())
}

/// Who leads a unit reminds itself of nothing: it could keep the level above quiet for a week, each week.
pub(super) fn by_whom(kind: &str, author: Option<HolderId>, from_above: bool) -> Result<(), Refusal> {
    if kind == REMINDED && author.is_some() && !from_above {
        return Err(Refusal::NotGranted { kind: kind.to_owned(), verb: Verb::Write });
    }
    Ok(())
}
