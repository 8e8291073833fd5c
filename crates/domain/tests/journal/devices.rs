//! J5.5: who may enrol whom.

use coopol_domain::access::Office;
use coopol_domain::authority::{Author, Chain, Docket, Head, Judged, Known, Watch, admit, judge};
use coopol_domain::codec::Value;
use coopol_domain::id::DeviceId;
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Payload, Verdict};
use coopol_domain::kinds::{Device, proof_of_invitation};
use coopol_domain::time::DAY;
use ed25519_dalek::SigningKey;

use crate::world::{NOON, Officer, World, id, text};

fn invitation(code: &SigningKey) -> Payload {
    Payload::new(
        "device_invited",
        1,
        vec![
            Edit::set("holder", Value::bytes([77; 16])),
            Edit::set("holder_name", text("André Côté")),
            Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(NOON.0 + DAY)),
        ],
    )
}

fn enrolment(laptop: &SigningKey, proof: [u8; 64]) -> Payload {
    Payload::new(
        "device_enrolled",
        1,
        vec![
            Edit::set("key", Value::bytes(laptop.verifying_key().as_bytes())),
            Edit::set("name", text("Portable d'André")),
            Edit::set("proof", Value::bytes(proof)),
        ],
    )
}

/// The authority itself pushes; its verdict on its own change.
fn relay(world: &mut World, authority: &mut Officer, payload: Payload) -> Verdict {
    let stream = world.stream(Bureau);
    let sent = world.change(authority, Bureau, id(70), payload);
    let submission = world.sign(authority, Bureau, vec![sent]);
    let author = Author::Authority { id: authority.device.id, key: authority.key.verifying_key() };
    let known = world.subjects.get(&(stream, id(70))).cloned();
    let entries = world.entries.get(&stream).cloned().unwrap_or_default();
    let frontier = entries.iter().map(coopol_domain::journal::Entry::leaf).collect();
    let docket = Docket {
        head: Head {
            stream,
            unit: coopol_domain::id::UnitId::from_bytes([1; 16]),
            compartment: Bureau,
            frontier,
            recorded_at: NOON,
        },
        chain: Chain::start(),
        replayed: None,
        seen: Some(submission.signed.push.seen.root),
        directory: world.directory.clone(),
        facts: [].into(),
        subjects: known.map(|known| (id(70), known)).into_iter().collect(),
        looks: [].into(),
        decided: [].into(),
        watch: Watch::default(),
        author: author.clone(),
    };
    match judge(admit(submission, &author).unwrap(), docket, world.now).unwrap() {
        Judged::Ruled(ruling) => {
            for (subject, known) in ruling.subjects {
                world.subjects.insert((stream, subject), known);
            }
            ruling.entries[0].entry.verdict.clone()
        }
        Judged::Replayed => panic!("it was the first"),
    }
}

fn invited() -> (World, Officer, SigningKey, SigningKey) {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let authority = world.officer(Office::NationalAdministrator, 99);
    let (code, laptop) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
    assert_eq!(world.push(&mut zoe, Bureau, id(70), invitation(&code)), Verdict::Accepted);
    (world, authority, code, laptop)
}

/// J5.5: whoever holds the code is enrolled, once; then the device is known by its key.
#[test]
fn the_code_enrols_one_device() {
    let (mut world, mut authority, code, laptop) = invited();
    let device = DeviceId::from(id(70));
    let proof = proof_of_invitation(&code, device, &laptop.verifying_key());
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, proof)), Verdict::Accepted);
    let Known::Living { state, .. } = &world.subjects[&(world.stream(Bureau), id(70))] else { panic!("it is there") };
    assert_eq!(Device::read(device, state).unwrap().key, laptop.verifying_key());

    let thief = SigningKey::from_bytes(&[66; 32]);
    let proof = proof_of_invitation(&code, device, &thief.verifying_key());
    let refused = relay(&mut world, &mut authority, enrolment(&thief, proof));
    assert_eq!(refused, Verdict::Refused("value_invalid".to_owned()), "the code was used");
}

/// J5.5: the authority, which never sees the code, can't enrol a key of its own choice; nor can anyone late, or with the
/// proof of another device.
#[test]
fn the_authority_enrols_nobody_by_itself() {
    let invalid = Verdict::Refused("value_invalid".to_owned());
    let (mut world, mut authority, code, laptop) = invited();
    let rogue = SigningKey::from_bytes(&[66; 32]);
    let own = proof_of_invitation(&authority.key, id(70).into(), &rogue.verifying_key());
    assert_eq!(relay(&mut world, &mut authority, enrolment(&rogue, own)), invalid);
    let other = proof_of_invitation(&code, id(71).into(), &laptop.verifying_key());
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, other)), invalid);
    let good = proof_of_invitation(&code, id(70).into(), &laptop.verifying_key());
    assert_eq!(relay(&mut world, &mut authority, enrolment(&rogue, good)), invalid, "the proof is of another key");
    world.now = NOON.plus(DAY);
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, good)), invalid, "it was for a day");
}

/// J5.5: what the authority may author is a closed list; no officer may state what only it can know.
#[test]
fn each_states_what_is_theirs() {
    let (mut world, mut authority, code, laptop) = invited();
    let proof = proof_of_invitation(&code, id(70).into(), &laptop.verifying_key());
    let mut zoe = world.officer(Office::Secretary, 21);
    let refused = Verdict::Refused("not_granted".to_owned());
    assert_eq!(world.push(&mut zoe, Bureau, id(70), enrolment(&laptop, proof)), refused);
    let renamed = Payload::new("unit_changed", 1, vec![Edit::set("name", text("Section du Roi"))]);
    assert_eq!(relay(&mut world, &mut authority, renamed), refused);
}

fn recovery(holder: [u8; 16], replaces: Option<[u8; 16]>) -> Payload {
    let code = SigningKey::from_bytes(&[7; 32]);
    let mut edits = vec![
        Edit::set("holder", Value::bytes(holder)),
        Edit::set("invitation", Value::bytes(code.verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(NOON.0 + DAY)),
    ];
    edits.extend(replaces.map(|device| Edit::set("replaces", Value::bytes(device))));
    Payload::new("device_recovery_prepared", 1, edits)
}

/// J5.5: a recovery sheet names what it replaces, and nobody makes one for somebody else, the authority included; its code
/// then enrols like any other.
#[test]
fn a_recovery_is_prepared_for_oneself() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut authority = world.officer(Office::NationalAdministrator, 99);
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    assert_eq!(world.push(&mut zoe, Bureau, id(71), recovery([21; 16], Some([20; 16]))), refused("value_invalid"));
    assert_eq!(world.push(&mut zoe, Bureau, id(72), recovery([20; 16], None)), refused("field_missing"));
    assert_eq!(world.push(&mut zoe, Bureau, id(70), recovery([20; 16], Some([20; 16]))), Verdict::Accepted);
    let (code, laptop) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
    let proof = proof_of_invitation(&code, id(70).into(), &laptop.verifying_key());
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, proof)), Verdict::Accepted);
    let (mut world, mut authority, ..) = invited();
    let granted = relay(&mut world, &mut authority, recovery([77; 16], Some([20; 16])));
    assert_eq!(granted, refused("not_granted"));
}
