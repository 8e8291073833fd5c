//! What a device makes durable. A simulated device that crashes starts again from its disk; the rules for reading it
//! back are those of any cache, and so is the order in which a list of writes is carried out: as a whole.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::authority::device_of;
use coopol_domain::device::{Device, Heard, Keys, Parcel, Pending, Shelf, Stream, Vouched, Write};
use coopol_domain::id::{ChangeId, DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, SignedPush, State, SubjectKey, Verdict};
use coopol_domain::kinds::{Device as DeviceFacts, Erasure, UnitKind};
use coopol_domain::seal::Hash;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_domain::time::{Hlc, Instant};
use coopol_domain::wire::{Line, Page};
use ed25519_dalek::{SigningKey, VerifyingKey};

/// Who a device is: what an enrolment leaves behind.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Its id.
    pub id: DeviceId,
    /// Whose it is.
    pub holder: HolderId,
    /// What it signs with.
    pub key: SigningKey,
    /// The authority's own device.
    pub authority: DeviceId,
    /// What the authority signs pushes with.
    pub authority_key: VerifyingKey,
    /// What the authority signs checkpoints with.
    pub pinned: Verifier,
}

/// Everything that survives a crash.
#[derive(Clone, Debug)]
pub struct Disk {
    identity: Identity,
    clock: Hlc,
    streams: BTreeMap<StreamId, Stream>,
    outbox: Vec<Pending>,
    parcels: Vec<Parcel>,
    /// Which of them were acknowledged.
    done: BTreeSet<(StreamId, u64)>,
    subjects: BTreeMap<(StreamId, SubjectId), (State, SubjectKey)>,
    lines: BTreeMap<(StreamId, u64), Line>,
    pushes: BTreeMap<Hash, SignedPush>,
    moves: BTreeMap<StreamId, Vec<Moved>>,
    heard: BTreeMap<StreamId, BTreeMap<UnitKind, Heard>>,
    vouched: BTreeMap<StreamId, Vouched>,
    access: Option<String>,
    lease_until: Instant,
}

impl Disk {
    /// The disk of a device that was just enrolled.
    pub fn new(identity: Identity) -> Self {
        Self {
            identity,
            clock: Hlc::default(),
            streams: BTreeMap::new(),
            outbox: Vec::new(),
            parcels: Vec::new(),
            done: BTreeSet::new(),
            subjects: BTreeMap::new(),
            lines: BTreeMap::new(),
            pushes: BTreeMap::new(),
            moves: BTreeMap::new(),
            heard: BTreeMap::new(),
            vouched: BTreeMap::new(),
            access: None,
            lease_until: Instant(0),
        }
    }

    /// The device, started from what is durable.
    pub fn start(&self) -> Device {
        let mut keys = Keys::default();
        keys.pin(self.identity.authority, self.identity.authority_key);
        for ((stream, subject), (state, _)) in &self.subjects {
            if self.streams.get(stream).is_some_and(|position| position.compartment == Compartment::Office) {
                keys.learn(*subject, state);
            }
        }
        let of_those = |done: bool| -> Vec<Parcel> {
            self.parcels.iter().filter(|it| self.done.contains(&(it.stream, it.number)) == done).cloned().collect()
        };
        Device {
            id: self.identity.id,
            holder: self.identity.holder,
            key: self.identity.key.clone(),
            authority: self.identity.authority,
            pinned: self.identity.pinned.clone(),
            clock: self.clock,
            streams: self.streams.iter().map(|(&id, at)| (id, self.whole(id, at))).collect(),
            outbox: self.outbox.iter().cloned().collect(),
            parcels: of_those(false),
            received: of_those(true),
            keys,
            access: self.access.clone(),
            vouched: self.vouched.clone(),
            strangers: BTreeSet::new(),
            read_only: false,
            knows: coopol_domain::kinds::find,
        }
    }

    fn whole(&self, stream: StreamId, at: &Stream) -> Stream {
        let moves = self.moves.get(&stream).cloned().unwrap_or_default();
        Stream { moves, witnessed: self.heard.get(&stream).cloned().unwrap_or_default(), ..at.clone() }
    }

    /// Makes a list of writes durable.
    pub fn write(&mut self, writes: Vec<Write>) {
        for write in writes {
            self.one(write);
        }
    }

    fn one(&mut self, write: Write) {
        match write {
            Write::Clock(clock) => self.clock = clock,
            Write::Stream(stream, position) => drop(self.streams.insert(stream, *position)),
            // The simulated authority has no address.
            Write::Authority(key, _) => {
                self.identity.authority = device_of(key.public_key());
                self.identity.authority_key = *key.public_key();
                self.identity.pinned = key;
            }
            Write::Moved(stream, moved) => self.moves.entry(stream).or_default().push(*moved),
            Write::Heard(stream, level, heard) => drop(self.heard.entry(stream).or_default().insert(level, *heard)),
            Write::Cosigned(stream, vouched) => drop(self.vouched.insert(stream, *vouched)),
            Write::DropStream(stream) => self.drop_stream(stream),
            Write::Made(pending, _) | Write::Pending(pending) => {
                match self.outbox.iter_mut().find(|kept| kept.id() == pending.id()) {
                    Some(kept) => *kept = *pending,
                    None => self.outbox.push(*pending),
                }
            }
            Write::Progress(ids, progress) => {
                let further = self.outbox.iter_mut().filter(|kept| ids.contains(&kept.id()));
                further.for_each(|kept| kept.progress = progress.clone());
            }
            Write::Settled(gone) => {
                self.outbox.retain(|pending| pending.id() != gone.id());
                self.parcels.retain(|it| it.last != gone.id() || !self.done.contains(&(it.stream, it.number)));
            }
            Write::Parcel(parcel) => self.parcels.push(parcel),
            Write::ParcelDone(stream, number) => drop(self.done.insert((stream, number))),
            Write::ParcelAgain(stream, number) => drop(self.done.remove(&(stream, number))),
            Write::Subject { stream, subject, state, key, .. } => {
                self.subjects.insert((stream, subject), (*state, key));
            }
            Write::Snapshot(snapshot) => {
                self.subjects.retain(|(stream, _), _| *stream != snapshot.stream);
                for subject in &snapshot.subjects {
                    let state = subject.state().expect("the machine has read every state of it");
                    self.subjects.insert((snapshot.stream, subject.id), (state, subject.key.clone()));
                }
            }
            Write::Erase(stream, subject) => self.erase(stream, subject),
            Write::Line(line) => {
                self.lines.insert((line.entry.header.stream, line.entry.seq), *line);
            }
            Write::Push(push) => {
                self.pushes.insert(push.push.hash(), *push);
            }
            Write::Access { mark, lease_until } => (self.access, self.lease_until) = (Some(mark), lease_until),
        }
    }

    fn drop_stream(&mut self, stream: StreamId) {
        self.streams.remove(&stream);
        self.moves.remove(&stream);
        self.heard.remove(&stream);
        self.subjects.retain(|(of, _), _| *of != stream);
        self.lines.retain(|(of, _), _| *of != stream);
        self.pushes.retain(|_, push| push.push.stream != stream);
    }

    fn erase(&mut self, stream: StreamId, subject: SubjectId) {
        self.subjects.remove(&(stream, subject));
        let about = |line: &&mut Line| (line.entry.header.stream, line.entry.header.subject) == (stream, subject);
        for line in self.lines.values_mut().filter(about) {
            (line.payload, line.key) = (None, None);
        }
    }

    /// The confirmed subjects of a stream, in the order of their ids, with their canonical states.
    pub fn confirmed(&self, stream: StreamId) -> Vec<(SubjectId, Vec<u8>)> {
        let of = self.subjects.iter().filter(|((of, _), _)| *of == stream);
        of.map(|((_, subject), (state, _))| (*subject, state.encode())).collect()
    }

    /// The root of all states of a stream (J5.1).
    pub fn state_root(&self, stream: StreamId) -> Hash {
        let of = self.subjects.iter().filter(|((of, _), _)| *of == stream);
        coopol_domain::journal::state_root(
            of.map(|((_, subject), (state, key))| key.state_leaf(*subject, &state.encode())),
        )
    }

    /// What waits to be sent or seen.
    pub fn outbox(&self) -> &[Pending] {
        &self.outbox
    }

    /// Pushes that were signed and not acknowledged.
    pub fn parcels(&self) -> impl Iterator<Item = &Parcel> {
        self.parcels.iter().filter(|it| !self.done.contains(&(it.stream, it.number)))
    }

    /// What it keeps of a stream after an entry, as one page (J8).
    pub fn kept(&self, stream: StreamId, after: u64) -> Page {
        let lines = self.lines.range((stream, after + 1)..=(stream, u64::MAX)).map(|(_, line)| line);
        let mut page = Page { lines: lines.cloned().collect(), pushes: Vec::new() };
        let mut told = BTreeSet::new();
        for line in &mut page.lines {
            let subject = line.entry.header.subject;
            let key = self.subjects.get(&(stream, subject)).map(|(_, key)| key.clone());
            line.key = key.filter(|_| told.insert(subject));
        }
        for line in &page.lines {
            if page.pushes.last().is_none_or(|last| last.push.hash() != line.entry.push) {
                page.pushes.extend(self.pushes.get(&line.entry.push).cloned());
            }
        }
        page
    }

    /// The line of a change.
    pub fn line(&self, stream: StreamId, change: ChangeId) -> Option<&Line> {
        let lines = self.lines.range((stream, 0)..=(stream, u64::MAX));
        lines.map(|(_, line)| line).find(|line| line.entry.header.id == change)
    }

    /// What was held for somebody, be it answered since.
    pub fn held(&self) -> impl Iterator<Item = &Line> {
        self.lines.values().filter(|line| matches!(line.entry.verdict, Verdict::Held(_)))
    }

    /// Whose device signed a push, as far as devices are known here.
    pub fn author(&self, push: Hash) -> Option<HolderId> {
        let device = self.pushes.get(&push)?.push.device;
        let mut known = self.subjects.iter().filter(|((_, subject), _)| *subject == device.into());
        known.find_map(|(_, (state, _))| Some(DeviceFacts::read(device, state)?.holder))
    }

    /// The streams it holds.
    pub fn streams(&self) -> &BTreeMap<StreamId, Stream> {
        &self.streams
    }
}

impl Shelf for Disk {
    fn subject(&self, stream: StreamId, subject: SubjectId) -> Option<(State, SubjectKey)> {
        self.subjects.get(&(stream, subject)).cloned()
    }

    fn erasures(&self, stream: StreamId) -> Vec<State> {
        let of = self.subjects.iter().filter(|((of, _), (state, _))| *of == stream && state.sort == Erasure::SORT);
        of.map(|(_, (state, _))| state.clone()).collect()
    }
}
