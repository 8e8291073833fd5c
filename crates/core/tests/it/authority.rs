//! An authority in memory: the machine of `coopol_domain`, and just enough around it to answer a device.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex};

use coopol_core::transport::{Suspended, Transport, TransportError};
use coopol_domain::access::{Directory, Verb, access};
use coopol_domain::authority::{
    Author, Chain, Decided, Docket, Erasing, Head, Judged, Known, Recorded, Ruling, Watch, admit, checkpoint, erase,
    judge,
};
use coopol_domain::id::{ChangeId, DeviceId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::snapshot::{Snapshot, Subject};
use coopol_domain::journal::{
    Authority as Facts, Change, Compartment, Header, Payload, Push, Seen, SignedPush, State, SubjectKey, Verdict,
    state_root,
};
use coopol_domain::kinds::{Device as DeviceFacts, Erasure, Look, Mandate, Unit, looked_up_by};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{
    Access, Erased, Line, Opaque, Page, PushAnswer, PushOutcome, Pushed, Sent, StreamAccess, StreamAnswer, Submission,
    SyncRequest, SyncResponse, Told,
};
use ed25519_dalek::SigningKey;

/// One stream as the authority keeps it.
pub struct Stream {
    head: Head,
    lines: Vec<Recorded>,
    roots: Vec<Hash>,
    pushes: HashMap<Hash, SignedPush>,
    subjects: BTreeMap<SubjectId, Known>,
    erased: Vec<(SubjectId, Instant)>,
    chains: HashMap<DeviceId, Vec<Hash>>,
}

pub struct Books {
    pub id: DeviceId,
    pub key: SigningKey,
    pub now: Instant,
    streams: BTreeMap<StreamId, Stream>,
    decided: HashMap<ChangeId, Decided>,
    pub directory: Directory,
    facts: BTreeMap<MandateId, Facts>,
    devices: BTreeMap<DeviceId, DeviceFacts>,
    /// Streams that are sent as snapshots to whoever has nothing of them.
    pub snapshots: bool,
    /// Devices that are let in no more.
    pub shut_out: BTreeSet<DeviceId>,
    /// Devices that aren't let in for a time, with what they are told.
    pub suspended: BTreeMap<DeviceId, Suspended>,
    /// What the authority is made to say instead of the truth.
    pub forge: Option<fn(&mut SyncResponse)>,
}

/// Shared by every device of a test.
#[derive(Clone)]
pub struct Authority(pub Arc<Mutex<Books>>);

/// The way of one device to it; breaks off when told to.
pub struct Way {
    authority: Authority,
    device: DeviceId,
    pub cut: Mutex<Cut>,
}

/// Where the next exchange breaks off.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    Nowhere,
    BeforeItArrives,
    BeforeTheAnswer,
    /// So many pushes arrive, the rest doesn't, and no answer comes back.
    AfterPushes(usize),
}

impl Stream {
    fn new(stream: StreamId, unit: UnitId, compartment: Compartment) -> Self {
        let head = Head { stream, unit, compartment, frontier: Frontier::default(), recorded_at: Instant(0) };
        Self {
            head,
            lines: Vec::new(),
            roots: vec![Frontier::default().root()],
            pushes: HashMap::new(),
            subjects: BTreeMap::new(),
            erased: Vec::new(),
            chains: HashMap::new(),
        }
    }

    fn state_root(&self) -> StateRoot {
        let leaf = |(subject, known): (&SubjectId, &Known)| match known {
            Known::Living { state, key } => Some(key.state_leaf(*subject, &state.encode())),
            Known::Erased => None,
        };
        StateRoot { seq: self.head.frontier.size(), root: state_root(self.subjects.iter().filter_map(leaf)) }
    }

    fn page(&self, after: u64) -> Page {
        let (mut told, mut pushes) = (BTreeSet::new(), BTreeMap::new());
        let lines = self.lines.iter().skip(usize::try_from(after).unwrap()).map(|recorded| {
            let subject = recorded.entry.header.subject;
            pushes.insert(recorded.entry.push, self.pushes[&recorded.entry.push].clone());
            let key = recorded.key.clone().filter(|_| told.insert(subject));
            Line { entry: recorded.entry.clone(), payload: recorded.payload.clone(), key }
        });
        let lines = lines.collect();
        Page { lines, pushes: pushes.into_values().collect() }
    }
}

impl Stream {
    fn walk(&self, after: u64, signer: &Signer) -> StreamAnswer {
        let checkpoint = checkpoint(self.head.stream, &self.head.frontier, Some(self.state_root()), signer);
        StreamAnswer {
            stream: self.head.stream,
            checkpoint,
            page: Opaque(zstd::bulk::compress(&self.page(after).encode(), 1).unwrap()),
            snapshot: None,
            consistency: Vec::new(),
            more: false,
        }
    }

    fn jump(&self, signer: &Signer) -> StreamAnswer {
        let snapshot = Some(self.head.frontier.size());
        StreamAnswer { page: Opaque::default(), snapshot, ..self.walk(0, signer) }
    }
}

impl Books {
    /// What goes along with a hint that a stream grew from an entry.
    pub fn told(&self, stream: StreamId, from: u64) -> Told {
        let streams = vec![self.streams[&stream].walk(from, &self.signer())];
        let erased = self.streams[&stream].erased.len() as u64;
        let told = Told { from, erased, answer: SyncResponse { now: self.now, streams, ..SyncResponse::default() } };
        // As it is on the wire.
        serde_json::from_str(&serde_json::to_string(&told).unwrap()).unwrap()
    }

    fn signer(&self) -> Signer {
        Signer::new(&format!("coopol/{}", self.id), self.key.clone()).unwrap()
    }

    /// Makes the authority keep, and seal, other states of a stream than its entries give.
    pub fn spoil(&mut self, stream: StreamId) {
        let states = self.streams.get_mut(&stream).unwrap().subjects.values_mut();
        let Some(Known::Living { state, .. }) = states.last() else { panic!("somebody is there") };
        let cell = state.cells.values_mut().next().unwrap();
        cell.stamp.seq += 1;
    }

    /// States facts of the authority's own, as one push.
    pub fn state(&mut self, stream: StreamId, facts: Vec<(SubjectId, Payload)>) {
        let at = &self.streams[&stream];
        let seen = Seen { size: at.head.frontier.size(), root: at.head.frontier.root() };
        let chain = at.chains.get(&self.id).cloned().unwrap_or_default();
        let changes: Vec<Sent> = facts
            .into_iter()
            .enumerate()
            .map(|(place, (subject, payload))| {
                let key = match at.subjects.get(&subject) {
                    Some(Known::Living { key, .. }) => key.clone(),
                    _ => SubjectKey::from_bytes(*Hash::of(subject.as_bytes()).as_bytes()),
                };
                let luck = Hash::of(format!("{stream}{}{place}", seen.size).as_bytes());
                let id = ChangeId::v7(self.now.0, luck.as_bytes()[..10].try_into().unwrap());
                let commitment = key.commit(id, &payload.encode());
                let header = Header {
                    id,
                    stream,
                    subject,
                    base: seen.size,
                    made_at: Hlc::end_of(self.now),
                    act: None,
                    depends_on: Vec::new(),
                    commitment,
                };
                Sent { header, payload: Some(payload.encode()), key: Some(key) }
            })
            .collect();
        let push = Push {
            device: self.id,
            stream,
            number: chain.len() as u64 + 1,
            previous: chain.last().copied().unwrap_or(Hash::from([0; 32])),
            mandate: MandateId::from_bytes([0; 16]),
            seen,
            changes: changes.iter().map(|sent| sent.header.hash()).collect(),
        };
        let signed = push.sign(&self.key.clone());
        assert_eq!(self.take(Submission { signed, changes }), PushOutcome::Received);
    }

    /// Carries out what is due of the erasures in a stream.
    pub fn erase_due(&mut self, stream: StreamId) {
        let at = self.streams.get_mut(&stream).unwrap();
        let confirmed = at.lines.iter().filter_map(|line| {
            let Known::Living { state, .. } = &at.subjects[&line.entry.header.subject] else { return None };
            let asks = Payload::decode(line.payload.as_deref()?).unwrap().kind == "erasure_asked";
            let (erasure, confirmed_at) = (Erasure::read(state), line.entry.recorded_at);
            (asks && line.entry.verdict == Verdict::Accepted).then_some(Erasing { erasure, confirmed_at })
        });
        let (gone, done): (Vec<_>, Vec<_>) = at.erased.iter().copied().unzip();
        for subject in erase(&confirmed.collect::<Vec<_>>(), &gone, &done, self.now) {
            at.erased.push((subject, self.now));
            at.subjects.insert(subject, Known::Erased);
            for line in at.lines.iter_mut().filter(|line| line.entry.header.subject == subject) {
                (line.payload, line.key) = (None, None);
            }
        }
    }

    pub fn open(&mut self, stream: StreamId, unit: UnitId, compartment: Compartment) {
        self.streams.insert(stream, Stream::new(stream, unit, compartment));
    }

    fn author(&self, device: DeviceId) -> Option<Author> {
        if device == self.id {
            return Some(Author::Authority { id: self.id, key: self.key.verifying_key() });
        }
        self.devices.get(&device).cloned().map(Author::Officer)
    }

    pub fn take(&mut self, submission: Submission) -> PushOutcome {
        let needs = submission.needs();
        let Some(author) = self.author(needs.device) else {
            return PushOutcome::Rejected(coopol_domain::wire::Rejection::UnknownDevice);
        };
        let admitted = match admit(submission, &author) {
            Ok(admitted) => admitted,
            Err(rejection) => return PushOutcome::Rejected(rejection),
        };
        let at = &self.streams[&needs.stream];
        let chain = at.chains.get(&needs.device).cloned().unwrap_or_default();
        let looks = at.subjects.iter().flat_map(|(subject, known)| match known {
            Known::Living { state, .. } => looked_up_by(state).into_iter().map(|look| (look, *subject)).collect(),
            Known::Erased => Vec::<(Look, SubjectId)>::new(),
        });
        let docket = Docket {
            head: at.head.clone(),
            author,
            chain: chain.last().map_or(Chain::start(), |hash| Chain { number: chain.len() as u64, hash: *hash }),
            replayed: usize::try_from(needs.number).ok().and_then(|number| chain.get(number.checked_sub(1)?).copied()),
            seen: usize::try_from(needs.seen).ok().and_then(|size| at.roots.get(size).copied()),
            directory: self.directory.clone(),
            facts: self.facts.clone(),
            subjects: at.subjects.iter().map(|(subject, known)| (*subject, known.clone())).collect(),
            looks: looks.collect(),
            decided: needs.changes.iter().filter_map(|id| Some((*id, self.decided.get(id)?.clone()))).collect(),
            watch: Watch::default(),
        };
        match judge(admitted, docket, self.now) {
            Err(rejection) => PushOutcome::Rejected(rejection),
            Ok(Judged::Replayed) => PushOutcome::Received,
            Ok(Judged::Ruled(ruling)) => {
                self.write(*ruling, needs.device);
                PushOutcome::Received
            }
        }
    }

    fn write(&mut self, ruling: Ruling, device: DeviceId) {
        let holder = self.devices.get(&device).map(|device| device.holder);
        let stream = ruling.head.stream;
        let at = self.streams.get_mut(&stream).unwrap();
        let mut frontier = at.head.frontier.clone();
        for recorded in ruling.entries {
            let entry = &recorded.entry;
            frontier.push(entry.leaf());
            at.roots.push(frontier.root());
            let decided = Decided {
                stream,
                subject: entry.header.subject,
                seq: entry.seq,
                verdict: entry.verdict.clone(),
                holder,
                payload: recorded.payload.clone(),
                settled: false,
            };
            self.decided.insert(entry.header.id, decided);
            at.lines.push(recorded);
        }
        for quoted in &ruling.settled {
            if let Some(decided) = self.decided.get_mut(quoted) {
                decided.settled = true;
            }
        }
        at.head = ruling.head;
        at.chains.entry(device).or_default().push(ruling.push);
        at.pushes.insert(ruling.push, ruling.signed);
        at.subjects.extend(ruling.subjects.clone());
        for (subject, known) in ruling.subjects {
            if let Known::Living { state, .. } = known {
                self.learn(stream, subject, &state);
            }
        }
    }

    fn learn(&mut self, stream: StreamId, subject: SubjectId, state: &State) {
        match state.sort.as_str() {
            "unit" => drop(Unit::read(subject.into(), state).map(|unit| self.directory.units.insert(unit.id, unit))),
            "mandate" => {
                if let Some(mandate) = Mandate::read(subject.into(), state) {
                    self.facts.insert(mandate.id, Facts { stream, seq: state.last_seq() });
                    self.directory.mandates.insert(mandate.id, mandate);
                }
            }
            "device" => drop(DeviceFacts::read(subject.into(), state).map(|it| self.devices.insert(it.id, it))),
            _ => {}
        }
    }

    fn access(&self, device: DeviceId) -> Access {
        let holder = self.devices[&device].holder;
        let grants = access(holder, &self.directory, self.now);
        let mut streams: Vec<StreamAccess> = grants
            .readable()
            .map(|(stream, verbs)| {
                let head = &self.streams[&stream].head;
                let chain = self.streams[&stream].chains.get(&device);
                StreamAccess {
                    stream,
                    unit: head.unit,
                    compartment: head.compartment.to_string(),
                    verbs: Verb::ALL.into_iter().filter(|verb| verbs.has(*verb)).collect(),
                    mandate: grants.mandate_for(stream).unwrap(),
                    pushed: chain.map(|chain| Pushed {
                        number: chain.len() as u64,
                        hash: Opaque(chain.last().unwrap().as_bytes().to_vec()),
                    }),
                    moves: Vec::new(),
                }
            })
            .collect();
        streams.sort_by_key(|granted| self.streams[&granted.stream].head.compartment);
        let named: Vec<String> = streams.iter().map(|it| format!("{}{:?}", it.stream, it.verbs)).collect();
        let mark = Hash::of(format!("{}{}", named.join(","), self.now.0 / DAY).as_bytes()).to_string();
        Access { mark, lease_until: self.now.plus(14 * DAY), streams }
    }

    fn answer(&mut self, device: DeviceId, request: &SyncRequest) -> SyncResponse {
        let pushes = request.pushes.iter().map(|push| self.read(push)).collect();
        let access = self.access(device);
        let granted: Vec<StreamId> = access.streams.iter().map(|granted| granted.stream).collect();
        let access = (request.access.as_deref() != Some(&access.mark)).then_some(access);
        let signer = self.signer();
        let (mut streams, mut erasures) = (Vec::new(), Vec::new());
        for stream in granted {
            let Some(cursor) = request.cursors.iter().find(|cursor| cursor.stream == stream) else { continue };
            let at = &self.streams[&stream];
            let told = usize::try_from(cursor.erased).unwrap();
            let new = at.erased.iter().zip(1..).skip(told);
            erasures.extend(new.map(|(&(subject, _), number)| Erased { stream, number, subject }));
            if cursor.seq == at.head.frontier.size() {
                continue;
            }
            let jump = self.snapshots && cursor.seq == 0;
            streams.push(if jump { at.jump(&signer) } else { at.walk(cursor.seq, &signer) });
        }
        let mut response = SyncResponse { now: self.now, pushes, access, streams, erasures, ..SyncResponse::default() };
        if let Some(forge) = self.forge {
            forge(&mut response);
        }
        response
    }

    fn read(&mut self, push: &Opaque) -> PushAnswer {
        let submission = Submission::decode(&push.0).unwrap();
        let (stream, number) = (submission.signed.push.stream, submission.signed.push.number);
        PushAnswer { stream: Some(stream), number, outcome: self.take(submission) }
    }

    pub fn snapshot(&self, stream: StreamId) -> Snapshot {
        let at = &self.streams[&stream];
        let subjects = at.subjects.iter().filter_map(|(subject, known)| match known {
            Known::Living { state, key } => Some(Subject { id: *subject, key: key.clone(), state: state.encode() }),
            Known::Erased => None,
        });
        let waiting = at.lines.iter().filter(|line| {
            matches!(line.entry.verdict, Verdict::Held(_)) && !self.decided[&line.entry.header.id].settled
        });
        let waiting = waiting.map(|line| coopol_domain::journal::snapshot::Waiting {
            entry: line.entry.encode(),
            payload: line.payload.clone().unwrap(),
        });
        Snapshot {
            stream,
            frontier: at.head.frontier.clone(),
            subjects: subjects.collect(),
            waiting: waiting.collect(),
        }
    }

    /// The changes that have an entry in a stream, with their verdicts.
    pub fn entries(&self, stream: StreamId) -> Vec<(Verdict, Option<Change>)> {
        let change = |line: &Recorded| {
            let payload = Payload::decode(line.payload.as_deref()?).unwrap();
            Some(Change { header: line.entry.header.clone(), payload })
        };
        self.streams[&stream].lines.iter().map(|line| (line.entry.verdict.clone(), change(line))).collect()
    }
}

impl Authority {
    pub fn new(now: Instant) -> Self {
        let key = SigningKey::from_bytes(&[200; 32]);
        let books = Books {
            id: DeviceId::from_bytes([200; 16]),
            key,
            now,
            streams: BTreeMap::new(),
            decided: HashMap::new(),
            directory: Directory::default(),
            facts: BTreeMap::new(),
            devices: BTreeMap::new(),
            snapshots: false,
            shut_out: BTreeSet::new(),
            suspended: BTreeMap::new(),
            forge: None,
        };
        Self(Arc::new(Mutex::new(books)))
    }

    pub fn way(&self, device: DeviceId) -> Way {
        Way { authority: self.clone(), device, cut: Mutex::new(Cut::Nowhere) }
    }
}

impl Way {
    fn welcome(&self) -> Result<std::sync::MutexGuard<'_, Books>, TransportError> {
        let books = self.authority.0.lock().unwrap();
        if let Some(why) = books.suspended.get(&self.device) {
            return Err(TransportError::Suspended(why.clone()));
        }
        if books.shut_out.contains(&self.device) { Err(TransportError::Unwelcome) } else { Ok(books) }
    }
}

impl Transport for Way {
    async fn exchange(&self, request: &SyncRequest) -> Result<SyncResponse, TransportError> {
        let offline = || TransportError::Offline { why: "cut".to_owned() };
        let cut = std::mem::replace(&mut *self.cut.lock().unwrap(), Cut::Nowhere);
        if cut == Cut::BeforeItArrives {
            return Err(offline());
        }
        // As it is on the wire.
        let mut request: SyncRequest = serde_json::from_str(&serde_json::to_string(request).unwrap()).unwrap();
        if let Cut::AfterPushes(arrived) = cut {
            assert!(request.pushes.len() > arrived, "there is a rest");
            request.pushes.truncate(arrived);
        }
        let response = self.welcome()?.answer(self.device, &request);
        if cut == Cut::Nowhere { Ok(response) } else { Err(offline()) }
    }

    async fn snapshot(&self, stream: StreamId, _: u64) -> Result<Vec<u8>, TransportError> {
        Ok(self.welcome()?.snapshot(stream).pack())
    }

    async fn history(&self, stream: StreamId, after: u64) -> Result<Vec<u8>, TransportError> {
        let page = self.welcome()?.streams[&stream].page(after).encode();
        Ok(zstd::bulk::compress(&page, 1).unwrap())
    }

    async fn deliver(&self, _: DeviceId, pushes: &[Opaque]) -> Result<Vec<PushAnswer>, TransportError> {
        let mut books = self.authority.0.lock().unwrap();
        Ok(pushes.iter().map(|push| books.read(push)).collect())
    }
}
