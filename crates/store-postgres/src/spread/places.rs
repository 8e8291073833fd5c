//! Which database a stream is in. That never changes.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::authority::Head;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;

/// The first database: it holds whatever isn't in a stream, and the streams that rights are computed from.
pub const HOME: usize = 0;

/// Where streams are. Cloning it gives the same.
#[derive(Clone, Debug)]
pub struct Places {
    number: u64,
    /// Of streams that were seen.
    known: Arc<Mutex<HashMap<StreamId, usize>>>,
}

impl Places {
    pub fn new(number: usize) -> Self {
        Self { number: number as u64, known: Arc::default() }
    }

    /// Where a stream is unless home has it.
    pub fn due(&self, stream: StreamId) -> usize {
        let hash = Hash::of(stream.as_bytes());
        let first = hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        usize::try_from(first % self.number).unwrap_or(HOME)
    }

    /// Where a new stream goes.
    pub fn of_new(&self, head: &Head) -> usize {
        if tells_rights(head.compartment) { HOME } else { self.due(head.stream) }
    }

    /// Where a stream is, if that can be told without asking.
    pub fn known(&self, stream: StreamId) -> Option<usize> {
        if self.due(stream) == HOME { Some(HOME) } else { self.all().get(&stream).copied() }
    }

    /// Remembers where a stream was seen.
    pub fn note(&self, streams: impl IntoIterator<Item = (StreamId, usize)>) {
        self.all().extend(streams);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<StreamId, usize>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether units, mandates, devices or delegations stand in such a stream: rights are read in one statement, and so from one
/// database.
fn tells_rights(compartment: Compartment) -> bool {
    match compartment {
        Compartment::Office | Compartment::Dues | Compartment::Agenda => true,
        Compartment::Roster
        | Compartment::Archive
        | Compartment::Talk
        | Compartment::Desk(_)
        | Compartment::Slice(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use coopol_domain::id::SubjectId;
    use coopol_domain::kinds::Task;

    use super::*;

    fn stream(number: u8) -> StreamId {
        StreamId::from_bytes([number; 16])
    }

    /// Where a stream is follows from its id for as long as there is a database.
    #[test]
    fn a_stream_stays_where_it_is() {
        let places = Places::new(3);
        let due: Vec<usize> = (0..12).map(|number| places.due(stream(number))).collect();
        assert_eq!(due, [0, 1, 1, 2, 2, 1, 0, 2, 1, 0, 0, 2]);
    }

    #[test]
    fn what_rights_follow_from_is_at_home() {
        let tasks = [Task::Attendance { event: SubjectId::from_bytes([1; 16]) }, Task::Dues { year: 2027 }];
        assert!(tasks.into_iter().all(|task| tells_rights(task.compartment())));
        assert!(tells_rights(Compartment::Office) && !tells_rights(Compartment::Roster));
    }

    #[test]
    fn a_stream_that_was_seen_is_known() {
        let places = Places::new(2);
        let elsewhere = (0..9).map(stream).find(|id| places.due(*id) == 1).unwrap();
        assert_eq!(places.known(elsewhere), None, "it may be at home");
        places.clone().note([(elsewhere, HOME)]);
        assert_eq!(places.known(elsewhere), Some(HOME));
    }
}
