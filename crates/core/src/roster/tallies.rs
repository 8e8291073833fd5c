//! How many people each filter would show, kept as long as nothing is written: whoever types in the field of the search asks
//! for them at every key.

use std::sync::{Mutex, PoisonError};

use super::Counts;

/// What was counted last: when, where, for which year, how many people in all, how many by filter.
#[derive(Debug, Default)]
pub(crate) struct Tallies(Mutex<Option<Tally>>);

#[derive(Debug)]
struct Tally {
    generation: u64,
    stream: Vec<u8>,
    year: i16,
    counted: (u64, Counts),
}

impl Tallies {
    pub(super) fn known(&self, generation: u64, stream: &[u8], year: i16) -> Option<(u64, Counts)> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |tally: &&Tally| (tally.generation, tally.year) == (generation, year) && tally.stream == stream;
        kept.as_ref().filter(same).map(|tally| tally.counted)
    }

    pub(super) fn keep(&self, generation: u64, stream: &[u8], year: i16, counted: (u64, Counts)) -> (u64, Counts) {
        let tally = Tally { generation, stream: stream.to_owned(), year, counted };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(tally);
        counted
    }
}
