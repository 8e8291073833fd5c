//! The scene of a test: a federation with one section, their officers and their devices, all founded and enrolled by
//! the authority through the journal.

use std::collections::BTreeMap;

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, HolderId, MandateId, StreamId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, Seen, Verdict};
use coopol_domain::kinds::proof_of_invitation;
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{PushOutcome, Sent, Submission};
use ed25519_dalek::SigningKey;

use super::pen::{About, Pen, fact};
use crate::row::NewStream;
use crate::{Backend, Extract, Limit, MasterKey, SeededChance, Store};

/// When every test begins.
pub const START: Instant = Instant(1_800_000_000_000);
/// The instant at which the tests write.
pub const NOW: Instant = Instant(START.0 + DAY);
/// A limit that no test reaches unless it wants to.
pub const ALL: Limit = Limit { lines: 10_000, bytes: 64 << 20 };

/// The master key of every test.
pub fn master() -> MasterKey {
    MasterKey::from_bytes([0x4d; 32])
}

/// See the module.
#[derive(Debug)]
pub struct Scene<B> {
    /// What is tested.
    pub store: Store<B>,
    /// Writes as the authority.
    pub authority: Pen,
    /// The federation and the section.
    pub federation: UnitId,
    /// See above.
    pub section: UnitId,
    /// The section's secretary, deputy and treasurer; the first federal secretary.
    pub secretary: Pen,
    /// See above.
    pub deputy: Pen,
    /// See above.
    pub treasurer: Pen,
    /// See above.
    pub federal: Pen,
}

/// The stream of a unit's compartment.
pub fn stream(unit: UnitId, compartment: Compartment) -> StreamId {
    let place = Compartment::OF_A_UNIT.iter().position(|one| *one == compartment);
    let place = u8::try_from(place.expect("tests use the compartments of a unit")).expect("there are five");
    let mut bytes = *unit.as_bytes();
    bytes[0] = 0x10 * (bytes[15] & 0x0f) + place;
    StreamId::from_bytes(bytes)
}

/// Whose mandates the tests record, by the byte that names the device.
pub fn holder(name: u8) -> HolderId {
    HolderId::from_bytes([name | 0x80; 16])
}

fn mandate(name: u8) -> MandateId {
    MandateId::from_bytes([name | 0x40; 16])
}

impl<B: Backend> Scene<B> {
    /// Opens a store over an empty backend and founds everything.
    pub async fn new(backend: B) -> Self {
        let store = Store::open(backend, &master(), SeededChance::new(1)).await.expect("an empty backend opens");
        let authority = Pen::new(0xa0, MandateId::from_bytes([0; 16]));
        store.set_authority(authority.device, authority.key.verifying_key()).await.expect("nobody was there before");
        let (federation, section) = (UnitId::from_bytes([0xf1; 16]), UnitId::from_bytes([0xf2; 16]));
        let mut scene = Self {
            store,
            authority,
            federation,
            section,
            secretary: Pen::new(1, mandate(1)),
            deputy: Pen::new(2, mandate(2)),
            treasurer: Pen::new(3, mandate(3)),
            federal: Pen::new(4, mandate(4)),
        };
        scene.found(federation, "federation", None).await;
        scene.found(section, "section", Some(federation)).await;
        for (name, unit, office) in [
            (1, section, Office::Secretary),
            (2, section, Office::Deputy),
            (3, section, Office::Treasurer),
            (4, federation, Office::FirstFederalSecretary),
        ] {
            scene.install(name, unit, office, None).await;
        }
        scene
    }

    /// Founds a unit: its streams, then the authority's statement.
    pub async fn found(&mut self, unit: UnitId, kind: &str, parent: Option<UnitId>) {
        let streams =
            Compartment::OF_A_UNIT.map(|compartment| NewStream { id: stream(unit, compartment), unit, compartment });
        self.store.found(&streams, START).await.expect("the streams are new");
        let mut edits = vec![
            Edit::set("kind", Value::text(kind)),
            Edit::set("name", Value::text(format!("Unité {unit}"))),
            Edit::set("zone", Value::text("Europe/Paris")),
        ];
        edits.extend(parent.map(|parent| Edit::set("parent", Value::bytes(parent.as_bytes()))));
        edits.extend(
            streams
                .iter()
                .map(|new| Edit::set(&format!("stream/{}", new.compartment), Value::bytes(new.id.as_bytes()))),
        );
        let about = About { id: unit.into(), ..About::new(0) };
        self.state(unit, vec![(about, fact("unit_founded", edits))]).await;
    }

    /// Records a mandate and enrols a device for it.
    pub async fn install(&mut self, name: u8, unit: UnitId, office: Office, until: Option<Instant>) {
        let pen = Pen::new(name, mandate(name));
        let facts = vec![mandate_of(&pen, name, unit, office, until), invitation_of(&pen, name)];
        self.state(unit, facts).await;
        self.state(unit, vec![enrolment_of(&pen, name)]).await;
    }

    /// Has the authority state facts in a unit's `office`; all must be accepted.
    pub async fn state(&mut self, unit: UnitId, facts: Vec<(About, Payload)>) {
        let push = self.statement(unit, facts).await;
        let verdicts = self.accepted(push, START).await;
        assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Accepted), "{verdicts:?}");
    }

    /// The authority's next push in a unit's `office`.
    pub async fn statement(&mut self, unit: UnitId, facts: Vec<(About, Payload)>) -> Submission {
        let stream = stream(unit, Compartment::Office);
        let seen = self.seen(stream).await;
        let pen = &mut self.authority;
        let change = |(about, payload): &(About, Payload)| pen.change(START, stream, seen.size, about, payload);
        let changes = facts.iter().map(change).collect();
        self.authority.push(stream, seen, changes)
    }

    /// Where a stream stands, as a device that has just read it would say.
    pub async fn seen(&self, stream: StreamId) -> Seen {
        let head = self.store.heads(&[stream]).await.expect("heads are read").remove(&stream).expect("it was founded");
        Seen { size: head.head.frontier.size(), root: head.head.frontier.root() }
    }

    /// A push of one pen with these facts, in view of everything.
    pub async fn push(&self, pen: &mut Pen, stream: StreamId, facts: &[(&About, Payload)]) -> Submission {
        let seen = self.seen(stream).await;
        let change = |(about, payload): &(&About, Payload)| pen.change(NOW, stream, seen.size, about, payload);
        let changes: Vec<Sent> = facts.iter().map(change).collect();
        pen.push(stream, seen, changes)
    }

    /// Submits one push, which must be received, and tells the verdicts on its changes.
    pub async fn accepted(&self, push: Submission, now: Instant) -> Vec<Verdict> {
        let (stream, hash) = (push.signed.push.stream, push.signed.push.hash());
        assert_eq!(self.submit(vec![push], now).await, [PushOutcome::Received]);
        let extract = self.whole(stream).await;
        let own = extract.page.lines.into_iter().filter(|line| line.entry.push == hash);
        own.map(|line| line.entry.verdict).collect()
    }

    /// Pushes facts of one pen and tells the verdicts.
    pub async fn write(&self, pen: &mut Pen, stream: StreamId, facts: &[(&About, Payload)]) -> Vec<Verdict> {
        let push = self.push(pen, stream, facts).await;
        self.accepted(push, NOW).await
    }

    /// Submits a group and tells the outcomes.
    pub async fn submit(&self, group: Vec<Submission>, now: Instant) -> Vec<PushOutcome> {
        let decision = self.store.submit(group, now).await;
        assert!(decision.failure.is_none(), "{:?}", decision.failure);
        decision.outcomes
    }

    /// All of a stream.
    pub async fn whole(&self, stream: StreamId) -> Extract {
        self.store.page(stream, 0, ALL).await.expect("the stream is read").expect("it was founded")
    }

    /// A stream of the section.
    pub fn of_section(&self, compartment: Compartment) -> StreamId {
        stream(self.section, compartment)
    }
}

/// That somebody holds an office.
pub fn mandate_of(pen: &Pen, name: u8, unit: UnitId, office: Office, until: Option<Instant>) -> (About, Payload) {
    let mut edits = vec![
        Edit::set("unit", Value::bytes(unit.as_bytes())),
        Edit::set("office", Value::text(office.to_string())),
        Edit::set("holder", Value::bytes(holder(name).as_bytes())),
        Edit::set("holder_name", Value::text("Zoé Lefèvre")),
        Edit::set("since", Value::count(START.0)),
    ];
    edits.extend(until.map(|until| Edit::set("until", Value::count(until.0))));
    (About { id: pen.mandate.into(), ..About::new(u64::from(name)) }, fact("mandate_recorded", edits))
}

/// That somebody's device may be enrolled.
pub fn invitation_of(pen: &Pen, name: u8) -> (About, Payload) {
    let edits = vec![
        Edit::set("holder", Value::bytes(holder(name).as_bytes())),
        Edit::set("invitation", Value::bytes(invitation(name).verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(START.plus(DAY * 30).0)),
    ];
    (device(pen.device, name), fact("device_invited", edits))
}

/// That it was.
pub fn enrolment_of(pen: &Pen, name: u8) -> (About, Payload) {
    let key = pen.key.verifying_key();
    let edits = vec![
        Edit::set("key", Value::bytes(key.as_bytes())),
        Edit::set("name", Value::text("Portable")),
        Edit::set("proof", Value::bytes(proof_of_invitation(&invitation(name), pen.device, &key))),
    ];
    (device(pen.device, name), fact("device_enrolled", edits))
}

/// A device as a subject.
pub fn device(id: DeviceId, name: u8) -> About {
    About { id: id.into(), ..About::new(0x100 + u64::from(name)) }
}

/// A person with a number, whose name shows where plain text leaks.
pub fn person(last_name: &str, number: Option<&str>) -> Payload {
    let mut edits = vec![Edit::set("last_name", Value::text(last_name)), Edit::set("category", Value::text("member"))];
    edits.extend(number.map(|number| Edit::set("number", Value::text(number))));
    fact("person_recorded", edits)
}

/// The number of a person, from one to another.
pub fn renumbered(before: &str, after: &str) -> Payload {
    fact("membership_changed", vec![Edit::change("number", Value::text(before), Value::text(after))])
}

/// What a member owes.
pub fn dues(person: &About) -> Payload {
    fact(
        "dues_recorded",
        vec![
            Edit::set("person", Value::bytes(person.id.as_bytes())),
            Edit::set("year", Value::Int(2027)),
            Edit::set("amount_cents", Value::Int(4200)),
        ],
    )
}

/// States of a whole stream, folded from its lines.
pub fn folded(extract: &Extract) -> BTreeMap<coopol_domain::id::SubjectId, coopol_domain::journal::State> {
    use coopol_domain::journal::{Stamp, State};
    let mut states = BTreeMap::new();
    for line in &extract.page.lines {
        let Some(payload) = line.payload.as_deref().map(Payload::decode) else { continue };
        let payload = payload.expect("what the store gives back is canonical");
        let sort = coopol_domain::kinds::find(&payload.kind, payload.version).expect("tests use known kinds").sort.name;
        let entry = &line.entry;
        let state = states.remove(&entry.header.subject).unwrap_or_else(|| State::new(sort));
        let push = extract.page.pushes.iter().find(|signed| signed.push.hash() == entry.push);
        let by = push.expect("a page comes with its pushes").push.device;
        let stamp = Stamp { effective_at: entry.effective_at, seq: entry.seq, by };
        let accepted = entry.verdict == Verdict::Accepted;
        let state = if accepted { state.apply(&payload, entry.header.base, stamp) } else { state };
        states.insert(entry.header.subject, state);
    }
    states
}

fn invitation(name: u8) -> SigningKey {
    SigningKey::from_bytes(&[name | 0x20; 32])
}
