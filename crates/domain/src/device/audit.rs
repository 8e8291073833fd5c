//! Checking a whole history, from the first entry on (J5.3): offline what is kept, online what a snapshot jumped over.

use std::collections::BTreeMap;

use super::verify::Ground;
use super::{Alarm, Device, Keys, Stream};
use crate::id::{DeviceId, StreamId, SubjectId};
use crate::journal::{State, SubjectKey, state_root};
use crate::seal::Hash;
use crate::wire::Page;

/// A walk over the history of one stream, page by page.
#[derive(Debug)]
pub struct Audit {
    stream: StreamId,
    position: Stream,
    keys: Keys,
    authority: DeviceId,
    subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
}

impl Audit {
    /// Starts before the first entry of `stream`, with the keys that `device` knows; `None` when it doesn't hold it.
    pub fn new(device: &Device, stream: StreamId) -> Option<Self> {
        let held = device.streams.get(&stream)?;
        let mut position = Stream::new(held.unit, held.compartment, held.verbs, held.mandate);
        position.erased.clone_from(&held.erased);
        position.moves.clone_from(&held.moves);
        let (keys, authority) = (device.keys.clone(), device.authority);
        Some(Self { stream, position, keys, authority, subjects: BTreeMap::new() })
    }

    /// The entry that the next page must follow.
    pub fn seq(&self) -> u64 {
        self.position.seq()
    }

    /// Checks the next page and folds it.
    ///
    /// # Errors
    /// [`Alarm`], for the first line that doesn't hold.
    pub fn feed(&mut self, page: Page) -> Result<(), Alarm> {
        let ground = Ground {
            stream: self.stream,
            position: &self.position,
            keys: std::mem::take(&mut self.keys),
            authority: self.authority,
            subjects: std::mem::take(&mut self.subjects),
        };
        let walked = ground.walk(page)?;
        self.position.frontier = walked.frontier;
        self.position.recorded_at = walked.recorded_at;
        self.keys = walked.keys;
        self.subjects = walked.subjects;
        Ok(())
    }

    /// The root of the tree up to here.
    pub fn root(&self) -> Hash {
        self.position.frontier.root()
    }

    /// The root of all states up to here (J5.1).
    pub fn state_root(&self) -> Hash {
        state_root(self.subjects.iter().map(|(subject, (state, key))| key.state_leaf(*subject, &state.encode())))
    }
}
