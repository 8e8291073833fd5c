//! J5.5: an authority that enrols a key of its own on an invitation that an officer made is caught by every device.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::access::{Office, Verbs};
use coopol_domain::authority::{Judged, checkpoint};
use coopol_domain::codec::Value;
use coopol_domain::device::{Absorbed, Alarm, Audit, Device, Keys, Reply, Shelf, Stream};
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Entry, Payload, State, SubjectKey, Verdict};
use coopol_domain::kinds::proof_of_invitation;
use coopol_domain::seal::key::Signer;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::DAY;
use coopol_domain::wire::{Line, Opaque, Page, StreamAnswer, SyncResponse};
use ed25519_dalek::SigningKey;

use crate::world::{NOON, Officer, World, id, key_of};

struct Empty;

impl Shelf for Empty {
    fn subject(&self, _: StreamId, _: SubjectId) -> Option<(State, SubjectKey)> {
        None
    }

    fn erasures(&self, _: StreamId) -> Vec<State> {
        Vec::new()
    }
}

/// An officer's invitation, then an enrolment on it that the authority says to have accepted.
fn told(enrolled: &dyn Fn(&SigningKey) -> Payload) -> (World, Officer, Page) {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut authority = world.officer(Office::NationalAdministrator, 99);
    let (stream, code) = (world.stream(Bureau), SigningKey::from_bytes(&[7; 32]));
    let invited = Payload::new(
        "device_invited",
        1,
        vec![
            Edit::set("holder", Value::bytes([77; 16])),
            Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(NOON.0 + DAY)),
        ],
    );
    let sent = world.change(&mut zoe, Bureau, id(70), invited);
    let submission = world.sign(&zoe, Bureau, vec![sent.clone()]);
    let Ok(Judged::Ruled(ruling)) = world.submit(&mut zoe, submission) else { panic!("it may be stated") };
    let first =
        Line { entry: ruling.entries[0].entry.clone(), payload: sent.payload.clone(), key: Some(key_of(id(70))) };
    let relayed = world.change(&mut authority, Bureau, id(70), enrolled(&code));
    let signed = world.sign(&authority, Bureau, vec![relayed.clone()]).signed;
    let entry = Entry {
        seq: 2,
        push: signed.push.hash(),
        position: 0,
        recorded_at: NOON,
        effective_at: relayed.header.made_at.effective(NOON),
        verdict: Verdict::Accepted,
        authority: None,
        header: relayed.header,
    };
    assert_eq!(first.entry.header.stream, stream);
    let second = Line { entry, payload: relayed.payload, key: None };
    (world, zoe, Page { lines: vec![first, second], pushes: vec![ruling.signed, signed] })
}

fn signer() -> Signer {
    Signer::new("coopol-authority", SigningKey::from_bytes(&[99; 32])).unwrap()
}

pub fn laptop(world: &World, zoe: &Officer) -> Device {
    let mut keys = Keys::default();
    keys.pin(zoe.device.id, zoe.key.verifying_key());
    keys.pin(DeviceId::from_bytes([99; 16]), SigningKey::from_bytes(&[99; 32]).verifying_key());
    let unit = *world.directory.units.keys().next().unwrap();
    Device {
        id: zoe.device.id,
        holder: zoe.device.holder,
        key: zoe.key.clone(),
        authority: DeviceId::from_bytes([99; 16]),
        pinned: signer().verifier().clone(),
        clock: coopol_domain::time::Hlc::default(),
        streams: [(world.stream(Bureau), Stream::new(unit, Bureau, Verbs::ALL, zoe.mandate))].into(),
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

pub fn absorbed(world: &World, zoe: &Officer, page: &Page) -> Result<Absorbed, Alarm> {
    absorbed_by(&mut laptop(world, zoe), world, page)
}

pub fn absorbed_by(laptop: &mut Device, world: &World, page: &Page) -> Result<Absorbed, Alarm> {
    let stream = world.stream(Bureau);
    let tree: Frontier = page.lines.iter().map(|line| line.entry.leaf()).collect();
    let answer = StreamAnswer {
        stream,
        checkpoint: checkpoint(stream, &tree, None, &signer()),
        page: Opaque(zstd::bulk::compress(&page.encode(), 1).unwrap()),
        snapshot: None,
        consistency: Vec::new(),
        more: false,
    };
    let response = SyncResponse { now: NOON, streams: vec![answer], ..SyncResponse::default() };
    laptop.absorb(Reply::read(response)?, &Empty)
}

fn enrolment(key: &SigningKey, proof: [u8; 64]) -> Payload {
    let edits = vec![
        Edit::set("key", Value::bytes(key.verifying_key().as_bytes())),
        Edit::set("name", Value::text("Portable d'André")),
        Edit::set("proof", Value::bytes(proof)),
    ];
    Payload::new("device_enrolled", 1, edits)
}

#[test]
fn a_device_believes_an_enrolment_on_its_proof_alone() {
    let (own, rogue) = (SigningKey::from_bytes(&[8; 32]), SigningKey::from_bytes(&[66; 32]));
    let proof = |code: &SigningKey, device: u8, key: &SigningKey| {
        proof_of_invitation(code, id(device).into(), &key.verifying_key())
    };
    let (world, zoe, page) = told(&|code| enrolment(&own, proof(code, 70, &own)));
    absorbed(&world, &zoe, &page).expect("the code signed the key");
    let mut audit = Audit::new(&laptop(&world, &zoe), world.stream(Bureau)).unwrap();
    audit.feed(page).expect("and whoever checks the whole history finds the same");

    let lies: [&dyn Fn(&SigningKey) -> Payload; 4] = [
        &|_| enrolment(&rogue, proof(&rogue, 70, &rogue)),
        &|code| enrolment(&rogue, proof(code, 70, &own)),
        &|code| enrolment(&rogue, proof(code, 71, &rogue)),
        &|_| enrolment(&rogue, [0; 64]),
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let (world, zoe, page) = told(lie);
        let alarm = Alarm::Uninvited { stream: world.stream(Bureau), seq: 2, device: id(70).into() };
        assert_eq!(absorbed(&world, &zoe, &page).map(|_| ()), Err(alarm.clone()), "lie {number}");
        let mut audit = Audit::new(&laptop(&world, &zoe), world.stream(Bureau)).unwrap();
        assert_eq!(audit.feed(page), Err(alarm), "lie {number}");
    }
}
