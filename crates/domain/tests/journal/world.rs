//! A section in memory, small enough to read at a glance, on which the authority's machine is tried out.

use std::collections::BTreeMap;

use coopol_domain::access::{Directory, Office};
use coopol_domain::authority::{
    Author, Chain, Decided, Docket, Head, Judged, Known, Ruling, Touch, Watch, admit, judge,
};
use coopol_domain::codec::Value;
use coopol_domain::id::{ActId, ChangeId, DeviceId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{
    Authority, Change, Compartment, Edit, Entry, Header, Payload, Push, Seen, State, SubjectKey, Verdict,
};
use coopol_domain::kinds::{Claim, Device, Mandate, Unit, UnitKind, looked_up_by, unique_of};
use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{Rejection, Sent, Submission};
use ed25519_dalek::SigningKey;

/// 22 November 2026, about noon.
pub const NOON: Instant = Instant(1_795_348_800_000);

pub fn id(byte: u8) -> SubjectId {
    SubjectId::from_bytes([byte; 16])
}

/// Somebody with a device, a mandate and a clock of their own.
pub struct Officer {
    pub device: Device,
    pub mandate: MandateId,
    pub key: SigningKey,
    pub chains: BTreeMap<StreamId, Chain>,
    changes: u16,
}

pub struct World {
    pub now: Instant,
    pub directory: Directory,
    pub streams: BTreeMap<Compartment, StreamId>,
    pub entries: BTreeMap<StreamId, Vec<Entry>>,
    pub subjects: BTreeMap<(StreamId, SubjectId), Known>,
    decided: BTreeMap<ChangeId, Decided>,
    heads: BTreeMap<StreamId, Head>,
    roots: BTreeMap<StreamId, Vec<Hash>>,
    pushes: BTreeMap<(DeviceId, StreamId, u64), Hash>,
    touched: BTreeMap<(StreamId, HolderId), BTreeMap<SubjectId, Touch>>,
}

impl World {
    /// A section with the streams that every unit has.
    pub fn new() -> Self {
        let unit = UnitId::from_bytes([1; 16]);
        let streams: BTreeMap<_, _> = Compartment::OF_A_UNIT
            .into_iter()
            .zip(10..)
            .map(|(compartment, byte): (_, u8)| (compartment, StreamId::from_bytes([byte; 16])))
            .collect();
        let section = Unit {
            id: unit,
            kind: UnitKind::Section,
            name: "Section de Versailles".to_owned(),
            parent: None,
            merged_into: None,
            zone: "Europe/Paris".to_owned(),
            streams: streams.clone(),
        };
        let head = |(&compartment, &stream): (&Compartment, &StreamId)| {
            (stream, Head { stream, unit, compartment, frontier: Frontier::default(), recorded_at: Instant(0) })
        };
        let heads: BTreeMap<_, _> = streams.iter().map(head).collect();
        Self {
            now: NOON,
            directory: Directory { units: [(unit, section)].into(), ..Directory::default() },
            entries: BTreeMap::new(),
            subjects: BTreeMap::new(),
            decided: BTreeMap::new(),
            roots: heads.keys().map(|&stream| (stream, vec![Frontier::default().root()])).collect(),
            heads,
            streams,
            pushes: BTreeMap::new(),
            touched: BTreeMap::new(),
        }
    }

    pub fn stream(&self, compartment: Compartment) -> StreamId {
        self.streams[&compartment]
    }

    /// Somebody who holds `office` from a year ago on.
    pub fn officer(&mut self, office: Office, byte: u8) -> Officer {
        let key = SigningKey::from_bytes(&[byte; 32]);
        let (holder, mandate) = (HolderId::from_bytes([byte; 16]), MandateId::from_bytes([byte; 16]));
        let facts = Mandate {
            id: mandate,
            unit: UnitId::from_bytes([1; 16]),
            office,
            holder,
            holder_name: "Zoé Lefèvre".to_owned(),
            since: Instant(NOON.0 - 365 * DAY),
            until: None,
            suspensions: Vec::new(),
            provisional: false,
            caretaker: None,
            recorded_seq: 0,
        };
        self.directory.mandates.insert(mandate, facts);
        let device = Device {
            id: DeviceId::from_bytes([byte; 16]),
            holder,
            key: key.verifying_key(),
            name: "Portable".to_owned(),
            revoked: false,
        };
        Officer { device, mandate, key, chains: BTreeMap::new(), changes: 0 }
    }

    /// The first federal secretary of a federation above the section.
    pub fn federal(&mut self, byte: u8) -> Officer {
        let (section, above) = (UnitId::from_bytes([1; 16]), UnitId::from_bytes([2; 16]));
        let mut federation = self.directory.units[&section].clone();
        (federation.id, federation.kind, federation.streams) = (above, UnitKind::Federation, BTreeMap::new());
        self.directory.units.insert(above, federation);
        self.directory.units.get_mut(&section).expect("it is founded").parent = Some(above);
        let officer = self.officer(Office::FirstFederalSecretary, byte);
        self.directory.mandates.get_mut(&officer.mandate).expect("it was just given").unit = above;
        officer
    }

    /// Opens one more stream of the section.
    pub fn open(&mut self, compartment: Compartment, stream: StreamId) {
        let unit = UnitId::from_bytes([1; 16]);
        let head = Head { stream, unit, compartment, frontier: Frontier::default(), recorded_at: Instant(0) };
        self.streams.insert(compartment, stream);
        self.roots.insert(stream, vec![Frontier::default().root()]);
        self.heads.insert(stream, head);
    }

    pub fn end(&mut self, officer: &Officer, at: Instant) {
        self.directory.mandates.get_mut(&officer.mandate).unwrap().until = Some(at);
    }

    pub fn size(&self, stream: StreamId) -> u64 {
        self.heads[&stream].frontier.size()
    }

    pub fn state(&self, stream: StreamId, subject: SubjectId) -> &State {
        match &self.subjects[&(stream, subject)] {
            Known::Living { state, .. } => state,
            Known::Erased => panic!("{subject} was erased"),
        }
    }

    /// A change by `officer` of what they see now, not yet pushed.
    pub fn change(
        &self,
        officer: &mut Officer,
        compartment: Compartment,
        subject: SubjectId,
        payload: Payload,
    ) -> Sent {
        let stream = self.stream(compartment);
        officer.changes += 1;
        let [high, low] = officer.changes.to_be_bytes();
        // The third byte keeps six bits of its own.
        let chance = [officer.device.id.as_bytes()[0], high, 0, low, 0, 0, 0, 0, 0, 0];
        let change = ChangeId::v7(self.now.0, chance);
        let bytes = payload.encode();
        let header = Header {
            id: change,
            stream,
            subject,
            base: self.size(stream),
            made_at: Hlc::default().tick(self.now),
            act: None,
            depends_on: Vec::new(),
            commitment: key_of(subject).commit(change, &bytes),
        };
        Sent { header, payload: Some(bytes), key: Some(key_of(subject)) }
    }

    /// The changes signed by `officer`, as their next push, which isn't counted before it is taken.
    pub fn sign(&self, officer: &Officer, compartment: Compartment, changes: Vec<Sent>) -> Submission {
        let stream = self.stream(compartment);
        let chain = officer.chains.get(&stream).copied().unwrap_or_else(Chain::start);
        let push = Push {
            device: officer.device.id,
            stream,
            number: chain.number + 1,
            previous: chain.hash,
            mandate: officer.mandate,
            seen: Seen { size: self.size(stream), root: self.heads[&stream].frontier.root() },
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        Submission { signed: push.sign(&officer.key), changes }
    }

    /// Judges a push and, when it is ruled on, writes it down.
    pub fn submit(&mut self, officer: &mut Officer, submission: Submission) -> Result<Judged, Rejection> {
        self.submit_as(Author::Officer(officer.device.clone()), officer, submission)
    }

    /// The same, as whoever `author` says.
    pub fn submit_as(
        &mut self,
        author: Author,
        officer: &mut Officer,
        submission: Submission,
    ) -> Result<Judged, Rejection> {
        let admitted = admit(submission.clone(), &author)?;
        assert_eq!(admitted.needs(), submission.needs(), "before it is admitted and after");
        let judged = judge(admitted, self.docket(author, &submission), self.now)?;
        if let Judged::Ruled(ruling) = &judged {
            let push = &ruling.signed.push;
            officer.chains.insert(push.stream, Chain { number: push.number, hash: ruling.push });
            self.write(ruling, officer.device.holder);
        }
        Ok(judged)
    }

    /// What was said of a change, if anything was.
    pub fn verdict(&self, change: ChangeId) -> Option<&Verdict> {
        self.decided.get(&change).map(|decided| &decided.verdict)
    }

    /// One change, pushed at once: its verdict.
    pub fn push(
        &mut self,
        officer: &mut Officer,
        compartment: Compartment,
        subject: SubjectId,
        payload: Payload,
    ) -> Verdict {
        let sent = self.change(officer, compartment, subject, payload);
        self.deliver(officer, compartment, vec![sent]).remove(0)
    }

    /// Changes pushed together: their verdicts.
    pub fn deliver(&mut self, officer: &mut Officer, compartment: Compartment, changes: Vec<Sent>) -> Vec<Verdict> {
        let submission = self.sign(officer, compartment, changes);
        match self.submit(officer, submission) {
            Ok(Judged::Ruled(ruling)) => ruling.entries.into_iter().map(|recorded| recorded.entry.verdict).collect(),
            other => panic!("the push wasn't taken: {other:?}"),
        }
    }

    fn docket(&self, author: Author, submission: &Submission) -> Docket {
        let needs = submission.needs();
        let stream = needs.stream;
        let known = |subject: &SubjectId| Some((*subject, self.subjects.get(&(stream, *subject))?.clone()));
        let living = self.subjects.iter().filter(|((of, _), _)| *of == stream);
        let looks = living.flat_map(|((_, subject), known)| match known {
            Known::Living { state, .. } => looked_up_by(state).into_iter().map(|look| (look, *subject)).collect(),
            Known::Erased => Vec::new(),
        });
        let back = needs.brought_back.iter().filter_map(|subject| match self.subjects.get(&(stream, *subject))? {
            Known::Living { state, .. } => Some(unique_of(state)),
            Known::Erased => None,
        });
        let back: Vec<_> = back.flatten().collect();
        let chain = |number| self.pushes.get(&(needs.device, stream, number)).map(|&hash| Chain { number, hash });
        let facts = self
            .directory
            .mandates
            .keys()
            .map(|&mandate| (mandate, Authority { stream: self.stream(Compartment::Office), seq: 1 }));
        Docket {
            head: self.heads[&stream].clone(),
            chain: (0..100).rev().find_map(chain).unwrap_or_else(Chain::start),
            replayed: self.pushes.get(&(needs.device, stream, needs.number)).copied(),
            seen: usize::try_from(needs.seen).ok().and_then(|size| self.roots[&stream].get(size)).copied(),
            directory: self.directory.clone(),
            facts: facts.collect(),
            subjects: needs.subjects.iter().filter_map(known).collect(),
            looks: looks.filter(|(look, _)| needs.looks.contains(look) || back.contains(look)).collect(),
            decided: self
                .decided
                .iter()
                .filter(|(id, _)| needs.changes.contains(id))
                .map(|(k, v)| (*k, v.clone()))
                .collect(),
            watch: self.watch(stream, author.holder()),
            author,
        }
    }

    fn watch(&self, stream: StreamId, holder: Option<HolderId>) -> Watch {
        let office = self.stream(Compartment::Office);
        let claim = |((of, subject), known): (&(StreamId, SubjectId), &Known)| match known {
            Known::Living { state, .. } if *of == office => Claim::read(*subject, state),
            _ => None,
        };
        Watch {
            claims: self.subjects.iter().filter_map(claim).collect(),
            touched: holder.and_then(|holder| self.touched.get(&(stream, holder))).cloned().unwrap_or_default(),
            subjects: self.subjects.keys().filter(|(of, _)| *of == stream).count() as u64,
        }
    }

    fn write(&mut self, ruling: &Ruling, holder: HolderId) {
        let stream = ruling.head.stream;
        let push = &ruling.signed.push;
        self.pushes.insert((push.device, stream, push.number), ruling.push);
        let mut frontier = self.heads[&stream].frontier.clone();
        for recorded in &ruling.entries {
            let entry = &recorded.entry;
            frontier.push(entry.leaf());
            self.roots.get_mut(&stream).unwrap().push(frontier.root());
            self.entries.entry(stream).or_default().push(entry.clone());
            let waits = matches!(entry.verdict, Verdict::Held(_) | Verdict::Quarantined);
            let decided = Decided {
                stream,
                subject: entry.header.subject,
                seq: entry.seq,
                verdict: entry.verdict.clone(),
                holder: Some(holder),
                payload: recorded.payload.clone().filter(|_| waits),
                settled: false,
            };
            self.decided.insert(entry.header.id, decided);
        }
        for quoted in &ruling.settled {
            self.decided.get_mut(quoted).unwrap().settled = true;
        }
        self.touched.entry((stream, holder)).or_default().extend(&ruling.touched);
        for (subject, known) in &ruling.subjects {
            self.subjects.insert((stream, *subject), known.clone());
        }
        assert_eq!(frontier, ruling.head.frontier);
        self.heads.insert(stream, ruling.head.clone());
    }

    /// Erases a subject as a store would.
    pub fn erase(&mut self, compartment: Compartment, subject: SubjectId) {
        self.subjects.insert((self.stream(compartment), subject), Known::Erased);
    }
}

pub fn key_of(subject: SubjectId) -> SubjectKey {
    let mut bytes = [0x55; 32];
    bytes[..16].copy_from_slice(subject.as_bytes());
    SubjectKey::from_bytes(bytes)
}

pub fn text(text: &str) -> Value {
    Value::text(text)
}

/// A member of this surname.
pub fn member(last_name: &str) -> Payload {
    Payload::new(
        "person_recorded",
        1,
        vec![Edit::set("last_name", text(last_name)), Edit::set("category", text("member"))],
    )
}

/// `field` of a person, from one value to another.
/// An event.
pub fn planned() -> Payload {
    let when = [("zone", "Europe/Paris"), ("start", "2026-11-26T20:00")];
    let when = when.map(|(part, value)| (part.to_owned(), text(value)));
    let edits = vec![Edit::set("title", text("Assemblée")), Edit::set("when", Value::Map(when.into()))];
    Payload::new("event_planned", 1, edits)
}

pub fn edited(field: &str, before: &str, after: &str) -> Payload {
    Payload::new("person_changed", 1, vec![Edit::change(field, text(before), text(after))])
}

pub fn act(byte: u8) -> ActId {
    ActId::from_bytes([byte; 16])
}

/// The payload inside a change that waits to be sent.
pub fn payload(sent: &Sent) -> Change {
    let payload = Payload::decode(sent.payload.as_deref().unwrap()).unwrap();
    Change { header: sent.header.clone(), payload }
}
