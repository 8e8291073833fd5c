//! Carrying out erasures that were confirmed and have waited (J7.2).

use crate::id::SubjectId;
use crate::kinds::{DAILY_CAP, Erasure, WAIT};
use crate::time::{DAY, Instant};

/// A confirmed erasure and how far it is carried out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasing {
    /// What was asked.
    pub erasure: Erasure,
    /// When the second mandate confirmed it.
    pub confirmed_at: Instant,
}

/// The subjects to erase now, in the order in which their erasures were confirmed. `done` are the instants of the
/// stream's earlier erasures: of the last 24 hours' there are at most [`DAILY_CAP`].
pub fn erase(confirmed: &[Erasing], erased: &[SubjectId], done: &[Instant], now: Instant) -> Vec<SubjectId> {
    let today = done.iter().filter(|at| now.since(**at) < DAY).count();
    let ripe = confirmed.iter().filter(|erasing| !erasing.erasure.withdrawn && now.since(erasing.confirmed_at) >= WAIT);
    let mut subjects: Vec<SubjectId> = Vec::new();
    for &subject in ripe.flat_map(|erasing| &erasing.erasure.subjects) {
        if !erased.contains(&subject) && !subjects.contains(&subject) {
            subjects.push(subject);
        }
    }
    subjects.truncate(DAILY_CAP.saturating_sub(today));
    subjects
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(confirmed_at: u64, subjects: std::ops::Range<u8>, withdrawn: bool) -> Erasing {
        let subjects = subjects.map(|byte| SubjectId::from_bytes([byte; 16])).collect();
        Erasing { erasure: Erasure { subjects, withdrawn }, confirmed_at: Instant(confirmed_at) }
    }

    /// J7.2: seven days in which it can be withdrawn, then once, and never more than the cap in 24 hours.
    #[test]
    fn it_waits_can_be_withdrawn_and_is_capped() {
        let confirmed = [asked(0, 0..3, false), asked(0, 3..5, true)];
        assert_eq!(erase(&confirmed, &[], &[], Instant(WAIT - 1)), []);
        let ripe = erase(&confirmed, &[], &[], Instant(WAIT));
        assert_eq!(ripe, [0, 1, 2].map(|byte| SubjectId::from_bytes([byte; 16])));
        assert_eq!(erase(&confirmed, &ripe, &[], Instant(WAIT)), []);

        let many = [asked(0, 0..50, false)];
        let today = [Instant(WAIT - 1); 5];
        assert_eq!(erase(&many, &[], &today, Instant(WAIT)).len(), DAILY_CAP - 5);
        assert_eq!(erase(&many, &[], &today, Instant(WAIT + DAY)).len(), DAILY_CAP);
    }
}
