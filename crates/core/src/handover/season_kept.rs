//! The season as it was read last: pages of it are turned, and searched, many times while nothing is written.

use std::sync::{Mutex, PoisonError};

use coopol_domain::id::UnitId;
use coopol_domain::time::Instant;
use jiff::civil::Date;

use super::season::Renewal;

/// How long it may be told again where nothing is written, in milliseconds: an end that comes by itself is seen by then.
const AGAIN: u64 = 60_000;

/// By what it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The generation of the cache, asked before anything is read.
    pub generation: u64,
    /// In which unit.
    pub unit: UnitId,
    /// Since which day.
    pub since: Date,
}

/// The last one.
#[derive(Debug, Default)]
pub struct SeasonKept(Mutex<Option<(Asked, Instant, Vec<Renewal>)>>);

impl SeasonKept {
    /// The same once more, as long as it can't be another.
    pub fn get(&self, asked: Asked, now: Instant) -> Option<Vec<Renewal>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, at, renewals) = kept.as_ref()?;
        // A clock that was set back says nothing of how long ago it was.
        (*of == asked && *at <= now && now.since(*at) < AGAIN).then(|| renewals.clone())
    }

    /// Keeps it instead of the one before.
    pub fn put(&self, asked: Asked, now: Instant, renewals: &[Renewal]) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((asked, now, renewals.to_vec()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_again_until_something_is_written_another_day_is_asked_or_a_minute_is_over() {
        let kept = SeasonKept::default();
        let since = jiff::civil::date(2026, 9, 1);
        let asked = Asked { generation: 7, unit: UnitId::from_bytes([1; 16]), since };
        let now = Instant(1_000_000);
        assert_eq!(kept.get(asked, now), None);
        kept.put(asked, now, &[]);
        assert_eq!(kept.get(asked, now), Some(Vec::new()));
        assert_eq!(kept.get(asked, now.plus(AGAIN - 1)), Some(Vec::new()));
        for (other, at) in [
            (Asked { generation: 8, ..asked }, now),
            (Asked { unit: UnitId::from_bytes([2; 16]), ..asked }, now),
            (Asked { since: jiff::civil::date(2026, 9, 2), ..asked }, now),
            (asked, now.plus(AGAIN)),
            (asked, Instant(now.0 - 1)),
        ] {
            assert_eq!(kept.get(other, at), None, "{other:?} {at:?}");
        }
    }
}
