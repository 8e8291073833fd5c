//! The authority's machine over a store in memory.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::{Grants, Office, Verb, access};
use coopol_domain::authority::{Author, Chain, Head, checkpoint, device_of, origin};
use coopol_domain::handover::due;
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Header, Payload, Push, Seen, SubjectKey};
use coopol_domain::kinds::Mandate;
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::moved::Moved;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{
    Access, Cursor, Line, Opaque, PushAnswer, PushOutcome, Pushed, Rejection, Root, Sent, StreamAccess, StreamAnswer,
    StreamMoves, Submission, SyncRequest, SyncResponse,
};
use coopol_store::memory::Memory;
use coopol_store::{Limit, MasterKey, NewStream, SeededChance, Store, StreamHead};
use ed25519_dalek::SigningKey;
use pollster::block_on;

use crate::chance::Chance;

/// A server in memory.
#[derive(Debug)]
pub struct Server {
    /// What it keeps.
    pub store: Store<Memory>,
    /// Its own device.
    pub id: DeviceId,
    /// What it signs with.
    pub key: SigningKey,
    signer: Signer,
    pub(super) memory: Memory,
    pub(super) backup: Option<Memory>,
    pub(super) master: [u8; 32],
    /// The most lines in a page, small so that pages end in all sorts of places.
    pub page_lines: u64,
    pub(super) chance: Chance,
}

/// A fact that the authority states itself: about what, under which key when the subject is new, and what.
pub type Fact = (SubjectId, Option<SubjectKey>, Payload);

impl Server {
    /// A server without a unit.
    ///
    /// # Panics
    /// Never: nothing of what it does can fail in memory.
    pub fn new(mut chance: Chance) -> Self {
        let key = SigningKey::from_bytes(&chance.bytes());
        let id = device_of(&key.verifying_key());
        let (memory, master) = (Memory::new(), chance.bytes());
        let store = open(&memory, master, &mut chance);
        block_on(store.set_authority(id, key.verifying_key())).expect("it is the first");
        let signer = signer(&key);
        let page_lines = 1 + chance.below(40);
        Self { store, id, key, signer, memory, backup: None, master, page_lines, chance }
    }

    /// Goes over to another key, as `coopol-server admin key change` does (J5.4).
    ///
    /// # Panics
    /// Never: nothing of what it does can fail in memory.
    pub fn change_key(&mut self, streams: impl Iterator<Item = StreamId>) {
        for stream in streams {
            block_on(self.store.make_snapshot(stream)).expect("memory answers");
        }
        let key = SigningKey::from_bytes(&self.chance.bytes());
        let (id, next) = (device_of(&key.verifying_key()), signer(&key));
        let state = |head: &Head| {
            let end = (&*origin(head.stream), head.frontier.size(), head.frontier.root());
            Moved::sign(end, &self.signer, &next, None).expect("the keys differ")
        };
        block_on(self.store.move_authority((id, key.verifying_key()), state)).expect("memory answers");
        self.store = open(&self.memory, self.master, &mut self.chance);
        (self.id, self.key, self.signer) = (id, key, next);
        self.back_up();
    }

    /// Another that goes on from here under the same keys: two pasts from now on.
    pub(super) fn fork(&mut self) -> Self {
        let memory = self.memory.backup();
        let mut chance = Chance::new(self.chance.number());
        let store = open(&memory, self.master, &mut chance);
        let (key, signer) = (self.key.clone(), signer(&self.key));
        let (id, backup, master, page_lines) = (self.id, None, self.master, self.page_lines);
        Self { store, id, key, signer, memory, backup, master, page_lines, chance }
    }

    /// What devices pin.
    pub fn signer(&self) -> &Signer {
        &self.signer
    }

    /// Makes room for a unit, with desks for these offices.
    ///
    /// # Panics
    /// When the ids it draws are taken, which a seed would show.
    pub fn found(&mut self, unit: UnitId, desks: &[Office], now: Instant) -> BTreeMap<Compartment, StreamId> {
        let all = Compartment::OF_A_UNIT.into_iter().chain(desks.iter().copied().map(Compartment::Desk));
        let streams: BTreeMap<Compartment, StreamId> =
            all.map(|compartment| (compartment, StreamId::from_bytes(self.chance.bytes()))).collect();
        let new = streams.iter().map(|(&compartment, &id)| NewStream { id, unit, compartment });
        block_on(self.store.found(&new.collect::<Vec<_>>(), now)).expect("nobody has these ids");
        streams
    }

    /// States facts itself (J5.5).
    ///
    /// # Panics
    /// When they aren't taken: the simulation asks for nothing that is refused.
    pub fn state(&mut self, stream: StreamId, facts: Vec<Fact>, now: Instant) {
        let head = self.head(stream).expect("the stream was founded").head;
        let chain = block_on(self.store.chains(self.id)).expect("memory answers").get(&stream).copied();
        let chain = chain.unwrap_or_else(Chain::start);
        let seen = Seen { size: head.frontier.size(), root: head.frontier.root() };
        let changes: Vec<Sent> = facts.into_iter().map(|fact| self.sent(stream, seen.size, fact, now)).collect();
        let push = Push {
            device: self.id,
            stream,
            number: chain.number + 1,
            previous: chain.hash,
            mandate: MandateId::from_bytes([0; 16]),
            seen,
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        let outcome = self.take(Submission { signed: push.sign(&self.key), changes }, now);
        assert_eq!(outcome, PushOutcome::Received);
    }

    /// What the timer of handovers does: announces and grants claims (J5.5), until nothing is due.
    ///
    /// # Panics
    /// When what is due isn't taken.
    pub fn hand_over(&mut self, office: StreamId, now: Instant) -> usize {
        let mut steps = 0;
        loop {
            let found = block_on(self.store.claims_in(office)).expect("memory answers");
            let mandate = MandateId::from_bytes(self.chance.bytes());
            let due = found.claims.iter().map(|claim| due(claim, &found.claims, &found.mandates, mandate, now));
            let Some(facts) = due.into_iter().find(|facts| !facts.is_empty()) else { return steps };
            let new = |chance: &mut Chance| SubjectKey::from_bytes(chance.bytes());
            let facts: Vec<Fact> = facts
                .into_iter()
                .map(|(subject, payload)| {
                    (subject, (!found.keys.contains_key(&subject)).then(|| new(&mut self.chance)), payload)
                })
                .collect();
            self.state(office, facts, now);
            steps += 1;
        }
    }

    /// The mandates of which an `office` stream tells.
    ///
    /// # Panics
    /// When the store finds its own rows broken.
    pub fn mandates(&self, office: StreamId) -> Vec<Mandate> {
        block_on(self.store.claims_in(office)).expect("memory answers").mandates.into_values().collect()
    }

    fn sent(&mut self, stream: StreamId, base: u64, (subject, key, payload): Fact, now: Instant) -> Sent {
        let id = ChangeId::v7(now.0, self.chance.bytes());
        let own = key.clone().or_else(|| self.subject_key(stream, subject));
        let commitment = own.expect("a new subject comes with its key").commit(id, &payload.encode());
        let made_at = Hlc::default().tick(now);
        let header = Header { id, stream, subject, base, made_at, act: None, depends_on: Vec::new(), commitment };
        Sent { header, payload: Some(payload.encode()), key }
    }

    pub(super) fn subject_key(&self, stream: StreamId, subject: SubjectId) -> Option<SubjectKey> {
        self.lines(stream).into_iter().find(|line| line.entry.header.subject == subject).and_then(|line| line.key)
    }

    /// Every line of a stream.
    ///
    /// # Panics
    /// When the store finds its own rows broken.
    pub fn lines(&self, stream: StreamId) -> Vec<Line> {
        let all = Limit { lines: u64::MAX, bytes: u64::MAX };
        let extract = block_on(self.store.page(stream, 0, all)).expect("memory answers");
        extract.map(|extract| extract.page.lines).unwrap_or_default()
    }

    fn head(&self, stream: StreamId) -> Option<StreamHead> {
        block_on(self.store.heads(&[stream])).expect("memory answers").remove(&stream)
    }

    /// How many entries a stream has.
    pub(super) fn size(&self, stream: StreamId) -> Option<u64> {
        Some(self.head(stream)?.head.frontier.size())
    }

    fn take(&self, submission: Submission, now: Instant) -> PushOutcome {
        let mut decision = block_on(self.store.submit(vec![submission], now));
        assert!(decision.failure.is_none(), "{:?}", decision.failure);
        decision.outcomes.remove(0)
    }

    pub(super) fn grants(&self, device: DeviceId, now: Instant) -> Grants {
        let author = block_on(self.store.author(device)).expect("memory answers");
        let Some(Author::Officer(officer)) = author.filter(|author| *author != self.own()) else {
            return Grants::default();
        };
        let directory = block_on(self.store.directory_of(officer.holder)).expect("memory answers");
        if officer.revoked { Grants::default() } else { access(officer.holder, &directory, now) }
    }

    fn own(&self) -> Author {
        Author::Authority { id: self.id, key: self.key.verifying_key() }
    }

    /// Answers a synchronisation.
    ///
    /// # Panics
    /// When the store finds its own rows broken.
    pub fn sync(&self, device: DeviceId, request: SyncRequest, now: Instant) -> SyncResponse {
        let pushes = request.pushes.iter().map(|push| self.push(push, now)).collect();
        let grants = self.grants(device, now);
        let believed = request.authority.filter(|believed| *believed != self.id);
        let moves = believed.map_or_else(Vec::new, |believed| self.moves(believed, &request.cursors));
        let held: BTreeSet<StreamId> = request.cursors.iter().map(|at| at.stream).collect();
        let access = self.access(device, &grants, &held, now);
        let readable: BTreeSet<StreamId> = grants.readable().map(|(stream, _)| stream).collect();
        let mine: Vec<Cursor> = request.cursors.into_iter().filter(|at| readable.contains(&at.stream)).collect();
        let erasures =
            mine.iter().flat_map(|at| block_on(self.store.erasures(at.stream, at.erased)).expect("memory answers"));
        let erasures = erasures.collect();
        let mut answers: Vec<(Compartment, StreamAnswer)> =
            mine.iter().filter_map(|at| self.answer(at, &self.head(at.stream)?)).collect();
        answers.sort_by_key(|(compartment, answer)| (*compartment, answer.stream));
        let witnessed = block_on(self.store.witnessed(&mine)).expect("memory answers");
        SyncResponse {
            now,
            moves,
            pushes,
            access: (request.access.as_ref() != Some(&access.mark)).then_some(access),
            erasures,
            streams: answers.into_iter().map(|(_, answer)| answer).collect(),
            witnessed,
            mails: false,
        }
    }

    fn push(&self, push: &Opaque, now: Instant) -> PushAnswer {
        match Submission::decode(&push.0) {
            Ok(submission) => {
                let (stream, number) = (Some(submission.signed.push.stream), submission.signed.push.number);
                PushAnswer { stream, number, outcome: self.take(submission, now) }
            }
            Err(error) => {
                let outcome = PushOutcome::Rejected(Rejection::Malformed { why: error.to_string() });
                PushAnswer { stream: None, number: 0, outcome }
            }
        }
    }

    fn moves(&self, believed: DeviceId, cursors: &[Cursor]) -> Vec<StreamMoves> {
        let told = cursors.iter().map(|at| block_on(self.store.led(*at, believed)).expect("memory answers"));
        told.collect()
    }

    fn access(&self, device: DeviceId, grants: &Grants, held: &BTreeSet<StreamId>, now: Instant) -> Access {
        let chains = block_on(self.store.chains(device)).expect("memory answers");
        let streams: Vec<StreamAccess> = grants
            .readable()
            .filter_map(|(stream, verbs)| {
                let head = self.head(stream)?.head;
                let pushed = chains
                    .get(&stream)
                    .map(|chain| Pushed { number: chain.number, hash: Opaque(chain.hash.as_bytes().to_vec()) });
                Some(StreamAccess {
                    stream,
                    unit: head.unit,
                    compartment: head.compartment.to_string(),
                    verbs: Verb::ALL.into_iter().filter(|&verb| verbs.has(verb)).collect(),
                    mandate: grants.mandate_for(stream)?,
                    pushed,
                    moves: self.told(stream, held),
                })
            })
            .collect();
        let named: Vec<_> = streams.iter().map(|at| (at.stream, at.verbs.clone(), at.mandate)).collect();
        let mark = Hash::of(format!("{named:?}").as_bytes()).to_string();
        Access { mark, lease_until: now.plus(14 * DAY), streams }
    }

    /// How a stream came to the key of today, for a device that doesn't hold it.
    fn told(&self, stream: StreamId, held: &BTreeSet<StreamId>) -> Vec<String> {
        let mut moves = block_on(self.store.moves(&[stream])).expect("memory answers");
        moves.remove(&stream).filter(|_| !held.contains(&stream)).unwrap_or_default()
    }

    fn answer(&self, at: &Cursor, head: &StreamHead) -> Option<(Compartment, StreamAnswer)> {
        let (stream, compartment, size) = (at.stream, head.head.compartment, head.head.frontier.size());
        let bare = |checkpoint| StreamAnswer {
            stream,
            checkpoint,
            page: Opaque::default(),
            snapshot: None,
            consistency: Vec::new(),
            more: false,
        };
        let same = Root::of(head.head.frontier.root()) == at.root;
        if at.seq >= size {
            let told = || bare(checkpoint(stream, &head.head.frontier, None, &self.signer));
            return (at.seq > size || !same).then(|| (compartment, told()));
        }
        if let Some(root) =
            head.snapshot.filter(|root| !at.waits && root.seq > at.seq && (at.seq == 0 || root.seq - at.seq > 60))
        {
            let snapshot = block_on(self.store.snapshot(stream)).expect("memory answers")?;
            let moved = block_on(self.store.last_move(stream)).expect("memory answers");
            let proof =
                block_on(self.store.consistency(stream, at.seq.max(moved), root.seq)).expect("memory answers")?;
            let answer = StreamAnswer {
                snapshot: Some(root.seq),
                consistency: proof.into_iter().map(|hash| Opaque(hash.as_bytes().to_vec())).collect(),
                ..bare(checkpoint(stream, &snapshot.frontier, Some(root), &self.signer))
            };
            return Some((compartment, answer));
        }
        let until = head.snapshot.filter(|root| root.seq > at.seq);
        let lines = until.map_or(self.page_lines, |root| self.page_lines.min(root.seq - at.seq));
        let limit = Limit { lines, bytes: u64::MAX };
        let extract = block_on(self.store.whole_page(stream, at.seq, limit)).expect("memory answers")?;
        let state = until.filter(|root: &StateRoot| root.seq == extract.frontier.size());
        let page = zstd::bulk::compress(&extract.page.encode(), 1).expect("memory takes it");
        let answer = StreamAnswer {
            page: Opaque(page),
            more: extract.more,
            ..bare(checkpoint(stream, &extract.frontier, state, &self.signer))
        };
        Some((compartment, answer))
    }
}

pub(super) fn open(memory: &Memory, master: [u8; 32], chance: &mut Chance) -> Store<Memory> {
    let seeded = SeededChance::new(chance.number());
    block_on(Store::open(memory.clone(), &MasterKey::from_bytes(master), seeded)).expect("memory can be opened")
}

fn signer(key: &SigningKey) -> Signer {
    Signer::new("coopol-authority", key.clone()).expect("it is a name")
}
