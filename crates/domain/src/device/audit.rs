//! Checking a whole history, from the first entry on (J5.3): offline what is kept, online what a snapshot jumped over.

use std::collections::BTreeMap;

use super::verify::Ground;
use super::{Alarm, Device, Keys, Stream};
use crate::id::{DeviceId, StreamId, SubjectId};
use crate::journal::{Stamp, State, SubjectKey, Verdict, state_root};
use crate::kinds::find;
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
        let subjects = self.subjects.iter().map(|(subject, (_, key))| (*subject, key.clone())).collect();
        let ground = Ground {
            stream: self.stream,
            position: &self.position,
            keys: std::mem::take(&mut self.keys),
            authority: self.authority,
            subjects,
        };
        let walked = ground.walk(page)?;
        for (line, payload) in &walked.lines {
            let subject = line.entry.header.subject;
            let Some(payload) = payload else { continue };
            let Some(kind) = find(&payload.kind, payload.version) else { continue };
            let new = || line.key.clone().map(|key| (State::new(kind.sort.name), key));
            let Some((state, key)) = self.subjects.remove(&subject).or_else(new) else { continue };
            let stamp = Stamp { effective_at: line.entry.effective_at, seq: line.entry.seq };
            let accepted = line.entry.verdict == Verdict::Accepted;
            let state = if accepted { state.apply(payload, line.entry.header.base, stamp) } else { state };
            self.subjects.insert(subject, (state, key));
        }
        self.position.frontier = walked.frontier;
        self.position.recorded_at = walked.recorded_at;
        self.keys = walked.keys;
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
