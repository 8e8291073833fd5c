//! What a person wants to be reminded of.

use jiff::civil::Time;
use serde::Serialize;

/// How long before an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lead {
    /// The evening before.
    Evening,
    /// An hour before: this one rings in quiet hours too.
    Hour,
}

/// What rings, and when nothing does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// At what time of the evening before; `None`: not at all.
    pub evening: Option<Time>,
    /// How many minutes before the start; `None`: not at all.
    pub before: Option<u32>,
    /// When nothing rings but the hour before.
    pub quiet: Option<Quiet>,
}

/// Hours between two times of day, which may span midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    from: Time,
    until: Time,
}

impl Default for Rules {
    fn default() -> Self {
        let at = |hour| Time::constant(hour, 0, 0, 0);
        Self { evening: Some(at(18)), before: Some(60), quiet: Quiet::new(at(21), at(8)) }
    }
}

impl Lead {
    /// As it is kept.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Evening => "evening",
            Self::Hour => "hour",
        }
    }

    pub(super) fn read(word: &str) -> Option<Self> {
        [Self::Evening, Self::Hour].into_iter().find(|lead| lead.word() == word)
    }
}

impl Quiet {
    /// The hours from one time to another; two equal ones are none.
    pub fn new(from: Time, until: Time) -> Option<Self> {
        (from != until).then_some(Self { from, until })
    }

    /// When they end.
    pub fn until(self) -> Time {
        self.until
    }

    /// Whether a time of day is among them.
    pub fn covers(self, time: Time) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quiet_hours_may_span_midnight() {
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        let night = Quiet::new(at(21, 0), at(8, 0)).unwrap();
        let covered = [at(20, 59), at(21, 0), at(0, 0), at(7, 59), at(8, 0)].map(|time| night.covers(time));
        assert_eq!(covered, [false, true, true, true, false]);
        let nap = Quiet::new(at(13, 0), at(14, 30)).unwrap();
        assert!(nap.covers(at(14, 29)) && !nap.covers(at(14, 30)) && !nap.covers(at(23, 0)));
        assert_eq!(Quiet::new(at(8, 0), at(8, 0)), None);
    }
}
