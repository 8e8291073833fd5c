//! The outbox: what was done here and isn't settled yet.

use std::collections::{BTreeMap, BTreeSet};

use super::Write;
use crate::access::Need;
use crate::authority::Chain;
use crate::id::{ChangeId, StreamId, SubjectId};
use crate::journal::{Change, SignedPush, SubjectKey};
use crate::wire::{Sent, Submission};

/// Changes without an entry yet, and those that somebody has to look at, in the order in which they were made. An import
/// is many thousands of them: each is found by its id and by its subject without a look at the others.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Outbox {
    kept: BTreeMap<u64, Pending>,
    ids: BTreeMap<ChangeId, u64>,
    subjects: BTreeMap<(StreamId, SubjectId), BTreeSet<u64>>,
}

/// A change made on this device.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pending {
    /// The change.
    pub change: Change,
    /// The subject's key, when this is the first change about it.
    pub key: Option<SubjectKey>,
    /// How far it got.
    pub progress: Progress,
}

/// How far a change got. The words are those of the screens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Progress {
    /// *Saved here*: durable on this device.
    Saved,
    /// In a signed push, of this number, that may have been sent.
    Signed(u64),
    /// *Received*: durable at the authority; its entry is still to be read.
    Received(u64),
    /// Refused, for this reason: it stays until somebody has seen it.
    Refused(String),
    /// Waits for somebody.
    Held(Need),
    /// Came after the mandate's end; the successor decides (J9).
    Quarantined,
}

/// A signed push of which some is still to be settled. Its bytes never change (J3.1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Parcel {
    /// Where it goes.
    pub stream: StreamId,
    /// Its number.
    pub number: u64,
    /// What was signed.
    pub signed: SignedPush,
    /// The last of its changes.
    pub last: ChangeId,
    /// A [`crate::wire::Submission`], encoded: the signed push with its changes.
    pub bytes: Vec<u8>,
}

impl Parcel {
    /// A signed push with what it holds, which is something.
    pub fn new(signed: SignedPush, changes: Vec<Sent>) -> Option<Self> {
        let (stream, number, last) = (signed.push.stream, signed.push.number, changes.last()?.header.id);
        let bytes = Submission { signed: signed.clone(), changes }.encode();
        Some(Self { stream, number, signed, last, bytes })
    }

    /// The last of a stream, as what comes next names it.
    pub(super) fn last(parcels: &[Self], stream: StreamId) -> Option<Chain> {
        let last = parcels.iter().filter(|parcel| parcel.stream == stream).max_by_key(|parcel| parcel.number)?;
        Some(Chain { number: last.number, hash: last.signed.push.hash() })
    }

    /// Which it is.
    pub(super) fn name(&self) -> (StreamId, u64) {
        (self.stream, self.number)
    }
}

impl Progress {
    /// Whether the change is folded into what is shown (J4.5). What is refused, held or quarantined isn't.
    pub fn counts(&self) -> bool {
        matches!(self, Self::Saved | Self::Signed(_) | Self::Received(_))
    }
}

impl Pending {
    /// Its id.
    pub fn id(&self) -> ChangeId {
        self.change.header.id
    }

    /// Its stream.
    pub fn stream(&self) -> StreamId {
        self.change.header.stream
    }

    /// As it goes out in a push.
    pub fn sent(&self) -> Sent {
        let Self { change, key, .. } = self;
        Sent { header: change.header.clone(), payload: Some(change.payload.encode()), key: key.clone() }
    }
}

impl Outbox {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// In the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Pending> {
        self.kept.values()
    }

    /// With their places, which stay when others leave.
    pub(super) fn places(&self) -> impl Iterator<Item = (u64, &Pending)> {
        self.kept.iter().map(|(place, pending)| (*place, pending))
    }

    /// The one of this id.
    pub(super) fn get(&self, id: ChangeId) -> Option<&Pending> {
        self.kept.get(self.ids.get(&id)?)
    }

    /// The one at this place.
    pub(super) fn at(&self, place: u64) -> Option<&Pending> {
        self.kept.get(&place)
    }

    /// Those about this subject, with their places.
    pub(super) fn about(&self, stream: StreamId, subject: SubjectId) -> impl Iterator<Item = (u64, &Pending)> {
        let places = self.subjects.get(&(stream, subject)).into_iter().flatten();
        places.filter_map(|place| Some((*place, self.kept.get(place)?)))
    }

    /// A new one, after all others.
    pub(super) fn push(&mut self, pending: Pending) {
        let place = self.kept.last_key_value().map_or(0, |(last, _)| last + 1);
        self.ids.insert(pending.id(), place);
        self.subjects.entry((pending.stream(), pending.change.header.subject)).or_default().insert(place);
        self.kept.insert(place, pending);
    }

    /// Notes how far one got; as it is then.
    pub(super) fn note(&mut self, place: u64, progress: Progress) -> Option<&Pending> {
        let pending = self.kept.get_mut(&place)?;
        pending.progress = progress;
        Some(pending)
    }

    /// The same, by its id.
    pub(super) fn note_of(&mut self, id: ChangeId, progress: Progress) -> Option<&Pending> {
        self.note(*self.ids.get(&id)?, progress)
    }

    /// Notes how far these got, and says what to write of it.
    pub(super) fn note_all(&mut self, places: &[u64], progress: &Progress) -> Vec<Write> {
        if progress.counts() {
            let noted = places.iter().filter_map(|&place| self.note(place, progress.clone()).map(Pending::id));
            let noted: Vec<ChangeId> = noted.collect();
            return if noted.is_empty() { Vec::new() } else { vec![Write::Progress(noted, progress.clone())] };
        }
        let noted = places.iter().filter_map(|&place| self.note(place, progress.clone()).cloned());
        noted.map(|pending| Write::Pending(Box::new(pending))).collect()
    }

    /// The first push of a stream of which something is still to be settled.
    pub fn first_sent(&self, stream: StreamId) -> Option<u64> {
        let of_it = self.kept.values().filter(|pending| pending.stream() == stream);
        let numbers = of_it.filter_map(|pending| match pending.progress {
            Progress::Signed(number) | Progress::Received(number) => Some(number),
            _ => None,
        });
        numbers.min()
    }

    /// Takes one out.
    pub(super) fn remove(&mut self, id: ChangeId) -> Option<Pending> {
        let place = self.ids.remove(&id)?;
        let pending = self.kept.remove(&place)?;
        let about = (pending.stream(), pending.change.header.subject);
        if let Some(places) = self.subjects.get_mut(&about) {
            places.remove(&place);
            if places.is_empty() {
                self.subjects.remove(&about);
            }
        }
        Some(pending)
    }
}

impl FromIterator<Pending> for Outbox {
    /// In this order.
    fn from_iter<I: IntoIterator<Item = Pending>>(pending: I) -> Self {
        let mut outbox = Self::default();
        pending.into_iter().for_each(|pending| outbox.push(pending));
        outbox
    }
}
