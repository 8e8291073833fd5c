//! Time as an argument (J13): instants in UTC and the hybrid clock that stamps changes (J4.1).

use std::fmt;

/// Milliseconds since 1970-01-01T00:00:00Z, leap seconds apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Instant(pub u64);

impl Instant {
    /// The instant `ms` milliseconds later; stays at the end of time rather than wrapping.
    #[must_use]
    pub const fn plus(self, ms: u64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// The last instant before this one; `None` at the beginning of time.
    #[must_use]
    pub const fn just_before(self) -> Option<Self> {
        match self.0.checked_sub(1) {
            Some(ms) => Some(Self(ms)),
            None => None,
        }
    }

    /// Milliseconds from `earlier` to here, 0 when it is later.
    pub const fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// One day, in milliseconds.
pub const DAY: u64 = 86_400_000;

/// A hybrid logical time (Kulkarni et al., 2014): 48 bits of milliseconds, then 16 bits that count within one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The last hybrid time of a millisecond: what happened in it is never after this.
    pub const fn end_of(at: Instant) -> Self {
        Self(at.0 << 16 | 0xffff)
    }

    /// The millisecond it stands in.
    pub const fn instant(self) -> Instant {
        Instant(self.0 >> 16)
    }

    /// The next time a device writes: the wall clock, or just after all it has seen if the clock is behind (J4.1).
    #[must_use]
    pub fn tick(self, wall: Instant) -> Self {
        Self((wall.0 << 16).max(self.0 + 1))
    }

    /// The clock after having seen `other`.
    #[must_use]
    pub fn seen(self, other: Self) -> Self {
        self.max(other)
    }

    /// When a change takes effect: when it was made, but never after it was recorded (J4.1), so that a clock set
    /// ahead gains nothing.
    #[must_use]
    pub fn effective(self, recorded_at: Instant) -> Self {
        self.min(Self::end_of(recorded_at))
    }
}

impl fmt::Debug for Hlc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}+{}", self.0 >> 16, self.0 & 0xffff)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J4.1: an edit made in view of a value beats it, even under a clock three years late.
    #[test]
    fn a_late_clock_still_writes_after_what_it_saw() {
        let seen = Hlc::end_of(Instant(1_800_000_000_000));
        let written = Hlc::default().seen(seen).tick(Instant(1_700_000_000_000));
        assert!(written > seen);
    }

    /// J4.1: a clock set ahead gains nothing.
    #[test]
    fn a_clock_ahead_is_brought_back_to_the_record() {
        let recorded = Instant(1_800_000_000_000);
        let ahead = Hlc::default().tick(recorded.plus(1000 * DAY));
        assert_eq!(ahead.effective(recorded), Hlc::end_of(recorded));
        let honest = Hlc::default().tick(Instant(1_799_999_999_999));
        assert_eq!(honest.effective(recorded), honest);
    }
}
