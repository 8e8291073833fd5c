//! Checking a whole history, from the first entry on (J5.3): offline what is kept, online what a snapshot jumped over.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;

use super::verify::Ground;
use super::{Absorbed, Alarm, Device, Keys, Knows, Shelf, Stream, Write};
use crate::access::Verbs;
use crate::authority::{Head, Remains, device_of, origin};
use crate::id::{DeviceId, MandateId, StreamId, SubjectId, UnitId};
use crate::journal::{Compartment, State, SubjectKey, state_root};
use crate::kinds::find;
use crate::seal::Hash;
use crate::seal::checkpoint::{Checkpoint, StateRoot};
use crate::seal::key::Verifier;
use crate::seal::moved::Moved;
use crate::wire::Page;

/// A walk over the history of one stream, page by page.
#[derive(Debug)]
pub struct Audit {
    stream: StreamId,
    position: Stream,
    keys: Keys,
    authority: DeviceId,
    knows: Knows,
    subjects: BTreeMap<SubjectId, (State, SubjectKey)>,
}

impl Audit {
    /// Starts before the first entry of `stream`, with the keys that `device` knows; `None` when it doesn't hold it.
    pub fn new(device: &Device, stream: StreamId) -> Option<Self> {
        let held = device.streams.get(&stream)?;
        let mut position = Stream::new(held.unit, held.compartment, held.verbs, held.mandate);
        position.erased.clone_from(&held.erased);
        position.moves.clone_from(&held.moves);
        let (keys, authority, knows) = (device.all_keys(), device.authority, device.knows);
        Some(Self { stream, position, keys, authority, knows, subjects: BTreeMap::new() })
    }

    /// Starts before the first entry of a stream that another authority hands over (J10). Nothing is believed of it but
    /// that it is the authority with this key; `office` is the walk over the unit's own, which says whose devices they are.
    /// What it says of the subjects in `erased` may be missing: whether that was asked for, the stream itself tells
    /// ([`crate::authority::Account`]).
    pub fn handed_over(
        place: (StreamId, UnitId, Compartment),
        authority: VerifyingKey,
        office: Option<&Self>,
        erased: Vec<SubjectId>,
    ) -> Self {
        Self::kept(place, authority, Vec::new(), office, erased)
    }

    /// The same, of a stream that the authority keeps itself, which came to its key by these moves.
    pub fn kept(
        (stream, unit, compartment): (StreamId, UnitId, Compartment),
        authority: VerifyingKey,
        moves: Vec<Moved>,
        office: Option<&Self>,
        erased: Vec<SubjectId>,
    ) -> Self {
        let device = device_of(&authority);
        let mut keys = office.map(|office| office.keys.clone()).unwrap_or_default();
        keys.pin(device, authority);
        let mut position = Stream::new(unit, compartment, Verbs::NONE, MandateId::from_bytes([0; 16]));
        (position.erased, position.moves) = (erased, moves);
        Self { stream, position, keys, authority: device, knows: find, subjects: BTreeMap::new() }
    }

    /// From where an authority stands that lost what follows (J8), with the keys of whoever signs there.
    pub fn going_on(remains: &Remains) -> Self {
        let Head { stream, unit, compartment, frontier, recorded_at } = remains.head.clone();
        let mut position = Stream::new(unit, compartment, Verbs::NONE, MandateId::from_bytes([0; 16]));
        (position.frontier, position.recorded_at) = (frontier, recorded_at);
        position.erased.clone_from(&remains.erased);
        position.moves.clone_from(&remains.moves);
        let (authority, keys, subjects) = (remains.authority, remains.keys.clone(), remains.subjects.clone());
        Self { stream, position, keys, authority, knows: find, subjects }
    }

    /// Whether the authority signed exactly what was walked over: nothing is missing at the end.
    ///
    /// # Errors
    /// [`Alarm`].
    pub fn ends_at(&self, checkpoint: &str, authority: &Verifier) -> Result<(), Alarm> {
        let stream = self.stream;
        let checkpoint = Checkpoint::open(checkpoint, authority, &origin(stream))
            .map_err(|error| Alarm::Checkpoint { stream, why: error.to_string() })?;
        let (seen, size) = (self.seq(), checkpoint.size());
        if size < seen {
            return Err(Alarm::Shrunk { stream, seen, size });
        }
        if size > seen || checkpoint.root() != self.root() {
            return Err(Alarm::Rewritten { stream, size });
        }
        Ok(())
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
            knows: self.knows,
            subjects: std::mem::take(&mut self.subjects),
        };
        let walked = ground.walk(page)?;
        self.position.frontier = walked.frontier;
        self.position.recorded_at = walked.recorded_at;
        self.position.behind |= walked.behind;
        self.keys = walked.keys;
        self.subjects = walked.subjects;
        Ok(())
    }

    /// Of which stream.
    pub fn stream(&self) -> StreamId {
        self.stream
    }

    /// Whether some entries are of kinds that this version doesn't know: the states lack them (J2.5).
    pub fn behind(&self) -> bool {
        self.position.behind
    }

    /// The states up to here.
    pub fn states(&self) -> impl Iterator<Item = (SubjectId, &State)> {
        self.subjects.iter().map(|(subject, (state, _))| (*subject, state))
    }

    /// The subjects up to here.
    pub fn subjects(&self) -> impl Iterator<Item = SubjectId> {
        self.subjects.keys().copied()
    }

    /// After an upgrade: what an earlier version couldn't read, folded where `device` stands (J2.5), and the state root to
    /// compare if the checkpoint there names one. Nothing while kinds are missing still, or when the walk ended elsewhere.
    ///
    /// # Panics
    /// When the device doesn't hold the stream any more.
    pub fn fold_late(self, device: &mut Device, cache: &impl Shelf) -> (Absorbed, Option<StateRoot>) {
        let (stream, at) = (self.stream, &device.streams[&self.stream]);
        if !at.behind || self.behind() || (self.seq(), self.root()) != (at.seq(), at.frontier.root()) {
            return (Absorbed::default(), None);
        }
        let mut done = Absorbed::default();
        for (subject, (state, key)) in self.subjects {
            let kept = cache.subject(stream, subject);
            if kept.as_ref().is_some_and(|(kept, _)| *kept == state) {
                continue;
            }
            let before = device.shown(stream, subject, kept.map(|(state, _)| state)).map(Box::new);
            done.changed.push((stream, subject));
            done.writes.push(Write::Subject { stream, subject, state: Box::new(state), key, before });
        }
        device.keys = self.keys;
        let pinned = device.pinned.clone();
        let at = device.streams.get_mut(&stream).expect("it was there above");
        at.behind = false;
        done.writes.push(Write::Stream(stream, Box::new(at.clone())));
        let root = at.opened(stream, &pinned).ok().and_then(|checkpoint| checkpoint.state());
        (done, root.filter(|root| root.seq == at.seq()))
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
