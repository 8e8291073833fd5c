//! What was read or written a moment ago and stays true for ever: it spares questions, and is as good as what the
//! backend would say. Where a stream belongs and the key it was given never change, nor does the root at a size it has
//! reached, nor an entry. An erasure takes payloads away: a tail is good only under the number of erasures it was noted
//! under.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use coopol_domain::id::{DeviceId, HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{SignedPush, SubjectKey};
use coopol_domain::seal::Hash;
use coopol_domain::wire::Line;

use crate::sealing::StreamSeal;

/// Above so many of a sort they are forgotten, and read again.
const MOST: usize = 10_000;
/// How many bytes of entries and payloads the tails of all streams hold.
const TAILS: usize = 3 << 20;

/// Cloning it gives another handle to the same memory.
#[derive(Clone, Default)]
pub(crate) struct Recent(Arc<Mutex<Memory>>);

#[derive(Default)]
struct Memory {
    places: HashMap<StreamId, Place>,
    holders: HashMap<DeviceId, HolderId>,
    roots: HashMap<(StreamId, u64), Hash>,
    tails: HashMap<StreamId, Tail>,
    /// What the tails hold, oldest first, and how many bytes.
    order: VecDeque<StreamId>,
    bytes: usize,
}

/// Where a stream belongs, and what seals it.
#[derive(Clone)]
pub(crate) struct Place {
    pub unit: UnitId,
    pub wrapped: Vec<u8>,
    pub seal: StreamSeal,
}

/// The last entries of a stream, without a gap.
#[derive(Default)]
struct Tail {
    erased: u64,
    lines: VecDeque<Told>,
    keys: BTreeMap<SubjectId, SubjectKey>,
}

/// An entry as it is told; its subject's key goes with the first that speaks of it.
#[derive(Clone)]
pub(crate) struct Told {
    pub line: Line,
    pub push: Arc<SignedPush>,
    /// Its bytes and those of its sealed payload.
    pub size: u64,
}

/// Entries that were written to a stream.
pub(crate) struct News {
    pub stream: StreamId,
    pub erased: u64,
    pub lines: Vec<Told>,
    /// The keys of the subjects they speak of, but for those that aren't known.
    pub keys: Vec<(SubjectId, SubjectKey)>,
}

impl Recent {
    pub fn place(&self, stream: StreamId) -> Option<Place> {
        self.lock().places.get(&stream).cloned()
    }

    pub fn note_place(&self, stream: StreamId, place: Place) {
        let mut memory = self.lock();
        keep(&mut memory.places, stream, place);
    }

    pub fn holder(&self, device: DeviceId) -> Option<HolderId> {
        self.lock().holders.get(&device).copied()
    }

    pub fn note_holder(&self, device: DeviceId, holder: HolderId) {
        keep(&mut self.lock().holders, device, holder);
    }

    pub fn root(&self, stream: StreamId, size: u64) -> Option<Hash> {
        self.lock().roots.get(&(stream, size)).copied()
    }

    pub fn note_root(&self, stream: StreamId, size: u64, root: Hash) {
        keep(&mut self.lock().roots, (stream, size), root);
    }

    /// Adds what was written, once it is durable.
    pub fn note_news(&self, news: News) {
        let News { stream, erased, lines, keys } = news;
        let mut memory = self.lock();
        let first = lines.first().map_or(0, |told| told.line.entry.seq);
        let tail = memory.tails.entry(stream).or_default();
        let follows = tail.lines.back().is_none_or(|last| last.line.entry.seq + 1 == first);
        if !follows || tail.erased != erased {
            memory.forget_tail(stream);
        }
        let tail = memory.tails.entry(stream).or_default();
        tail.erased = erased;
        tail.keys.extend(keys);
        let (mut bytes, count) = (0, lines.len());
        for told in lines {
            bytes += weight(&told);
            tail.lines.push_back(told);
        }
        memory.bytes += bytes;
        memory.order.extend(std::iter::repeat_n(stream, count));
        memory.shrink();
    }

    /// The entries after `after` up to `size`, when all of them are here, with the keys of their subjects.
    pub fn tail(
        &self,
        stream: StreamId,
        erased: u64,
        after: u64,
        size: u64,
    ) -> Option<(Vec<Told>, BTreeMap<SubjectId, SubjectKey>)> {
        let memory = self.lock();
        let tail = memory.tails.get(&stream).filter(|tail| tail.erased == erased)?;
        let first = tail.lines.front()?.line.entry.seq;
        let last = tail.lines.back()?.line.entry.seq;
        if first > after + 1 || last < size || after >= size {
            return None;
        }
        let from = usize::try_from(after + 1 - first).ok()?;
        let count = usize::try_from(size - after).ok()?;
        let lines: Vec<Told> = tail.lines.range(from..from + count).cloned().collect();
        let keys = lines.iter().filter_map(|told| {
            let subject = told.line.entry.header.subject;
            Some((subject, tail.keys.get(&subject)?.clone()))
        });
        let keys = keys.collect();
        Some((lines, keys))
    }

    /// Whether a tail of this stream from `after` on would be told.
    pub fn has_tail(&self, stream: StreamId, erased: u64, after: u64) -> bool {
        let memory = self.lock();
        let tail = memory.tails.get(&stream).filter(|tail| tail.erased == erased);
        tail.and_then(|tail| tail.lines.front()).is_some_and(|first| first.line.entry.seq <= after + 1)
    }

    /// Nothing of what was erased may be told again.
    pub fn forget_tail(&self, stream: StreamId) {
        self.lock().forget_tail(stream);
    }

    fn lock(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    fn forget_tail(&mut self, stream: StreamId) {
        if let Some(tail) = self.tails.remove(&stream) {
            self.bytes -= tail.lines.iter().map(weight).sum::<usize>();
            self.order.retain(|of| *of != stream);
        }
    }

    fn shrink(&mut self) {
        while self.bytes > TAILS
            && let Some(stream) = self.order.pop_front()
        {
            let Some(tail) = self.tails.get_mut(&stream) else { continue };
            if let Some(oldest) = tail.lines.pop_front() {
                self.bytes -= weight(&oldest);
            }
            if tail.lines.is_empty() {
                self.tails.remove(&stream);
            }
        }
    }
}

/// What a line takes, roughly: its bytes, and as much again for the rest.
fn weight(told: &Told) -> usize {
    usize::try_from(told.size).unwrap_or(usize::MAX / 4) * 2 + 512
}

fn keep<K: std::hash::Hash + Eq, V>(kept: &mut HashMap<K, V>, key: K, value: V) {
    if kept.len() >= MOST {
        kept.clear();
    }
    kept.insert(key, value);
}
