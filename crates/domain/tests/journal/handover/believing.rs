//! J5.5: a server that appoints somebody whom nobody has claimed, or too soon, is caught by every device.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::Verbs;
use coopol_domain::authority::checkpoint;
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Audit, Device, Keys, Reply, Shelf, Stream, Write};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{
    Compartment::Office as Bureau, Edit, Entry, Payload, Push, Seen, State, SubjectKey, Verdict,
};
use coopol_domain::kinds::CONTEST;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::{Hlc, Instant};
use coopol_domain::wire::{Line, Opaque, Page, StreamAnswer, SyncResponse};
use ed25519_dalek::SigningKey;

use super::caretakers::appointed;
use super::section::{ADA, ANDRE, IDA, NEW, Section, ZOE, first};
use crate::world::{Officer, id, key_of, text};

#[derive(Default)]
struct Kept(BTreeMap<SubjectId, (State, SubjectKey)>);

impl Shelf for Kept {
    fn subject(&self, _: StreamId, subject: SubjectId) -> Option<(State, SubjectKey)> {
        self.0.get(&subject).cloned()
    }

    fn erasures(&self, _: StreamId) -> Vec<State> {
        Vec::new()
    }
}

fn signer() -> Signer {
    Signer::new("coopol-authority", SigningKey::from_bytes(&[99; 32])).unwrap()
}

fn laptop(section: &Section) -> Device {
    let (reader, authority) = (&section.people[ANDRE], &section.authority);
    let mut keys = Keys::default();
    keys.pin(authority.device.id, authority.key.verifying_key());
    let stream = Stream::new(UnitId::from_bytes([1; 16]), Bureau, Verbs::ALL, reader.mandate);
    Device {
        id: reader.device.id,
        holder: reader.device.holder,
        key: reader.key.clone(),
        authority: authority.device.id,
        pinned: signer().verifier().clone(),
        clock: Hlc::default(),
        streams: [(section.world.stream(Bureau), stream)].into(),
        outbox: std::iter::empty().collect(),
        parcels: Vec::new(),
        received: Vec::new(),
        keys,
        access: None,
        vouched: BTreeMap::new(),
        strangers: BTreeSet::new(),
        read_only: false,
        knows: coopol_domain::kinds::find,
    }
}

/// A device that reads `page` at one go, and one that checks the whole history afterwards; then one that read it entry by
/// entry and keeps only what it wrote down.
pub fn believed(section: &Section, page: &Page) -> Result<(), Alarm> {
    let stream = section.world.stream(Bureau);
    let whole = Audit::new(&laptop(section), stream).unwrap().feed(page.clone());
    let mut device = laptop(section);
    let (mut kept, mut tree) = (Kept::default(), Frontier::default());
    for line in &page.lines {
        tree.push(line.entry.leaf());
        let pushes = page.pushes.iter().filter(|signed| signed.push.hash() == line.entry.push).cloned().collect();
        let one = Page { lines: vec![line.clone()], pushes };
        let answer = StreamAnswer {
            stream,
            checkpoint: checkpoint(stream, &tree, None, &signer()),
            page: Opaque(zstd::bulk::compress(&one.encode(), 1).unwrap()),
            snapshot: None,
            consistency: Vec::new(),
            more: false,
        };
        let response = SyncResponse { now: section.world.now, streams: vec![answer], ..SyncResponse::default() };
        let reply = Reply::read(response)?;
        let wanted: BTreeSet<SubjectId> = reply.subjects(&device).into_iter().map(|(_, subject)| subject).collect();
        // Only what the machine asked for is on the shelf.
        let shelf =
            Kept(kept.0.iter().filter(|(id, _)| wanted.contains(id)).map(|(id, it)| (*id, it.clone())).collect());
        match device.absorb(reply, &shelf) {
            Ok(done) => kept.0.extend(done.writes.into_iter().filter_map(|write| match write {
                Write::Subject { subject, state, key, .. } => Some((subject, (*state, key))),
                _ => None,
            })),
            Err(alarm) => {
                assert_eq!(whole, Err(alarm.clone()), "both ways of reading find the same");
                return Err(alarm);
            }
        }
    }
    whole
}

/// A line that the server says to have accepted, whoever's device signed it.
pub fn told(section: &Section, by: &Officer, page: &mut Page, subject: SubjectId, payload: Payload, at: Instant) {
    let stream = section.world.stream(Bureau);
    let tree: Frontier = page.lines.iter().map(|line| line.entry.leaf()).collect();
    let mut officer = likeness(by);
    let sent = section.world.change(&mut officer, Bureau, subject, payload);
    let push = Push {
        device: by.device.id,
        stream,
        number: 90 + tree.size(),
        previous: coopol_domain::authority::Chain::start().hash,
        mandate: by.mandate,
        seen: Seen { size: tree.size(), root: tree.root() },
        changes: vec![sent.header.hash()],
    };
    let signed = push.sign(&by.key);
    let entry = Entry {
        seq: tree.size() + 1,
        push: signed.push.hash(),
        position: 0,
        recorded_at: at,
        effective_at: sent.header.made_at.effective(at),
        verdict: Verdict::Accepted,
        authority: None,
        header: sent.header,
    };
    page.lines.push(Line { entry, payload: sent.payload, key: Some(key_of(subject)) });
    page.pushes.push(signed);
}

/// Somebody with the same device and no past.
fn likeness(of: &Officer) -> Officer {
    let mut world = crate::world::World::new();
    world.officer(coopol_domain::access::Office::BureauMember, of.device.id.as_bytes()[0])
}

fn claimed(supporters: &[usize]) -> Section {
    let mut section = Section::new();
    let claim = section.claim(IDA, NEW);
    section.say(IDA, first(), claim);
    for who in supporters {
        section.countersign(*who, first());
    }
    section
}

pub fn unclaimed(section: &Section, page: &Page) -> Result<(), Alarm> {
    let seq = page.lines.len() as u64;
    Err(Alarm::Unclaimed { stream: section.world.stream(Bureau), seq })
}

#[test]
fn an_honest_handover_is_believed() {
    let mut section = claimed(&[ANDRE]);
    section.contest(ZOE, first());
    section.stop_contesting(ZOE, first());
    section.tick();
    section.later(2 * CONTEST);
    section.tick();
    assert_eq!(section.secretaries(), [NEW]);
    assert_eq!(believed(&section, &section.page()), Ok(()));
    let mut section = claimed(&[ANDRE]);
    section.contest(ZOE, first());
    section.rule(ADA, first(), "upheld");
    section.tick();
    assert_eq!(section.secretaries(), [NEW]);
    assert_eq!(believed(&section, &section.page()), Ok(()));
}

/// What the authority says by itself, each lie alone, after what people really said.
#[test]
fn a_server_appoints_nobody() {
    let granted =
        |mandate: u8| Payload::new("claim_granted", 1, vec![Edit::set("mandate", Value::bytes([mandate; 16]))]);
    let taken_up = |holder: u8, claim: SubjectId| {
        let edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text("secretary")),
            Edit::set("holder", Value::bytes([holder; 16])),
            Edit::set("holder_name", text("Léo Müller")),
            Edit::set("since", Value::count(crate::world::NOON.0)),
            Edit::set("claim", Value::bytes(claim.as_bytes())),
        ];
        Payload::new("mandate_taken_up", 1, edits)
    };
    let succeeded = |claim: SubjectId| {
        let edits = vec![
            Edit::set("until", Value::count(crate::world::NOON.0)),
            Edit::set("claim", Value::bytes(claim.as_bytes())),
        ];
        Payload::new("mandate_succeeded", 1, edits)
    };
    let announced =
        |until: u64| Payload::new("claim_announced", 1, vec![Edit::set("contestable_until", Value::count(until))]);
    let (alone, two) = (claimed(&[]), claimed(&[ANDRE]));
    let now = alone.world.now;
    let zoe: SubjectId = alone.people[ZOE].mandate.into();
    let lies: [(&Section, SubjectId, Payload); 8] = [
        (&alone, first(), granted(60)),
        (&two, first(), granted(60)),
        (&alone, first(), announced(now.0 + 2 * CONTEST)),
        (&two, first(), announced(now.0 + CONTEST - 1)),
        (&two, id(60), taken_up(77, first())),
        (&two, id(60), taken_up(77, id(59))),
        (&two, zoe, succeeded(first())),
        (&two, zoe, succeeded(id(59))),
    ];
    for (number, (section, subject, payload)) in lies.into_iter().enumerate() {
        let mut page = section.page();
        told(section, &section.authority, &mut page, subject, payload, now);
        assert_eq!(believed(section, &page), unclaimed(section, &page), "lie {number}");
    }
    // Of a claim that is right, another makes nothing else.
    let mut granted = claimed(&[ANDRE]);
    granted.tick();
    granted.later(2 * CONTEST);
    granted.tick();
    let treasurer: SubjectId = granted.people[IDA].mandate.into();
    for (subject, payload) in [(id(61), taken_up(66, first())), (treasurer, succeeded(first()))] {
        let mut page = granted.page();
        told(&granted, &granted.authority, &mut page, subject, payload, granted.world.now);
        assert_eq!(believed(&granted, &page), unclaimed(&granted, &page));
    }
}

/// What a server accepts that it must not: a claim in another's name, by somebody without the right, or as if from above.
#[test]
fn a_server_lends_nobody_a_voice() {
    let section = claimed(&[]);
    let now = section.world.now;
    let (zoe, andre) = (section.people[ZOE].device.holder, section.people[ANDRE].device.holder);
    let supported = |of: coopol_domain::id::HolderId, level: &str| {
        Payload::new("claim_countersigned", 1, vec![Edit::set(&format!("supported/{of}"), text(level))])
    };
    let mut stranger = likeness(&section.people[ZOE]);
    stranger.mandate = section.people[ANDRE].mandate;
    for (number, (by, payload)) in [
        (&section.people[ZOE], supported(andre, "own")),
        (&section.people[ZOE], supported(zoe, "above")),
        (&stranger, supported(zoe, "own")),
    ]
    .into_iter()
    .enumerate()
    {
        let mut page = section.page();
        told(&section, by, &mut page, first(), payload, now);
        assert_eq!(believed(&section, &page), unclaimed(&section, &page), "voice {number}");
    }
    // After the end of a mandate it isn't a voice any more.
    let mut page = section.page();
    let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(now.0))]);
    let mandate: SubjectId = section.people[ANDRE].mandate.into();
    told(&section, &section.authority, &mut page, mandate, ended, now);
    assert_eq!(believed(&section, &page), Ok(()));
    told(&section, &section.people[ANDRE], &mut page, first(), supported(andre, "own"), now.plus(1));
    assert_eq!(believed(&section, &page), unclaimed(&section, &page));
}

/// Nobody is put in charge by who isn't of a level above, in another's name, or by oneself; whoever was leaves with a claim that is right.
#[test]
fn a_server_puts_nobody_in_charge() {
    let section = Section::new();
    let now = section.world.now;
    let right = appointed(&section, 72);
    let with = |field: &str, holder: [u8; 16]| {
        let mut payload = right.clone();
        payload.edits.iter_mut().find(|edit| edit.field.as_str() == field).unwrap().after = Value::bytes(holder);
        payload
    };
    let (ada, zoe) = (*section.people[ADA].device.holder.as_bytes(), *section.people[ZOE].device.holder.as_bytes());
    for (number, (by, payload)) in [
        (&section.people[ZOE], right.clone()),
        (&section.people[ZOE], with("appointed_by", zoe)),
        (&section.people[ADA], with("appointed_by", zoe)),
        (&section.people[ADA], with("holder", ada)),
    ]
    .into_iter()
    .enumerate()
    {
        let mut page = section.page();
        told(&section, by, &mut page, id(40), payload, now);
        assert_eq!(believed(&section, &page), unclaimed(&section, &page), "lie {number}");
    }
    let mut page = section.page();
    told(&section, &section.people[ADA], &mut page, id(40), right.clone(), now);
    assert_eq!(believed(&section, &page), Ok(()));
    let mut section = Section::new();
    section.say(ADA, id(40), right);
    let claim = section.claim(IDA, NEW);
    section.say(IDA, first(), claim);
    section.countersign(ANDRE, first());
    section.tick();
    section.later(2 * CONTEST);
    section.tick();
    assert_eq!(section.secretaries(), [NEW], "the claim names Zoé alone");
    assert_eq!(believed(&section, &section.page()), Ok(()));
}
