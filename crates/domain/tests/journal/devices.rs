//! J5.5: who may enrol whom.

use coopol_domain::access::Office;
use coopol_domain::authority::{Author, Chain, Docket, Head, Judged, Known, Watch, admit, judge};
use coopol_domain::codec::Value;
use coopol_domain::id::DeviceId;
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Payload, Verdict};
use coopol_domain::kinds::{Device, REINVITATION, proof_of_invitation};
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

/// What invites somebody again who had a laptop: it serves so many milliseconds from noon.
fn reinvitation(code: &SigningKey, opens: u64, level: &str) -> Payload {
    let mut payload = invitation(code);
    "device_reinvited".clone_into(&mut payload.kind);
    payload.edits.truncate(3);
    payload.edits.extend([
        Edit::set("invited_until", Value::count(NOON.0 + 14 * DAY)),
        Edit::set("level", text(level)),
        Edit::set("opens_at", Value::count(NOON.0 + opens)),
    ]);
    payload
}

fn out(kind: &str) -> Payload {
    Payload::new(kind, 1, vec![Edit::set("revoked", Value::Bool(true))])
}

/// J5.5: whoever had a laptop is invited again with three days in which it is seen, which no clock makes shorter; every device
/// refuses what comes in before.
#[test]
fn an_invitation_of_somebody_who_had_a_laptop_waits() {
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut authority = world.officer(Office::NationalAdministrator, 99);
    let (code, laptop) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
    let short = reinvitation(&code, REINVITATION - 1, "own");
    assert_eq!(world.push(&mut zoe, Bureau, id(71), short), refused("value_invalid"));
    let useless = reinvitation(&code, 14 * DAY, "own");
    assert_eq!(world.push(&mut zoe, Bureau, id(72), useless), refused("value_invalid"), "it is over before it serves");
    let from_above = reinvitation(&code, REINVITATION, "above");
    assert_eq!(world.push(&mut zoe, Bureau, id(73), from_above), refused("value_invalid"), "it isn't from there");
    let mut nowhere = reinvitation(&code, REINVITATION, "own");
    nowhere.edits.retain(|edit| edit.field.as_str() != "level");
    assert_eq!(world.push(&mut zoe, Bureau, id(74), nowhere), refused("field_missing"));
    let whole = reinvitation(&code, REINVITATION, "own");
    assert_eq!(world.push(&mut zoe, Bureau, id(70), whole), Verdict::Accepted);
    let proof = proof_of_invitation(&code, id(70).into(), &laptop.verifying_key());
    world.now = NOON.plus(REINVITATION - 1);
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, proof)), refused("value_invalid"));
    world.now = NOON.plus(REINVITATION);
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, proof)), Verdict::Accepted);
}

/// J5.5: whoever it names puts an end to it, be it that they may invite nobody; nobody does it for them, and what is in use is
/// shut out by those who may.
#[test]
fn an_invitation_is_contested_by_whom_it_names() {
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut named = world.officer(Office::BureauMember, 77);
    let mut authority = world.officer(Office::NationalAdministrator, 99);
    let (code, laptop) = (SigningKey::from_bytes(&[7; 32]), SigningKey::from_bytes(&[8; 32]));
    world.push(&mut zoe, Bureau, id(70), reinvitation(&code, REINVITATION, "own"));
    assert_eq!(world.push(&mut zoe, Bureau, id(70), out("invitation_contested")), refused("value_invalid"));
    assert_eq!(world.push(&mut named, Bureau, id(70), out("device_revoked")), refused("not_granted"));
    assert_eq!(world.push(&mut named, Bureau, id(70), out("invitation_contested")), Verdict::Accepted);
    let proof = proof_of_invitation(&code, id(70).into(), &laptop.verifying_key());
    world.now = NOON.plus(REINVITATION);
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, proof)), refused("value_invalid"));

    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let mut named = world.officer(Office::BureauMember, 77);
    world.push(&mut zoe, Bureau, id(70), invitation(&code));
    assert_eq!(relay(&mut world, &mut authority, enrolment(&laptop, proof)), Verdict::Accepted);
    assert_eq!(world.push(&mut named, Bureau, id(70), out("invitation_contested")), refused("value_invalid"), "in use");
}

/// J5.5: what the level above invites, no colleague puts an end to: they could keep somebody out for ever. Their own level
/// does, and those of the section where it was made there.
#[test]
fn no_colleague_withdraws_what_comes_from_above() {
    let refused = |code: &str| Verdict::Refused(code.to_owned());
    let code = SigningKey::from_bytes(&[7; 32]);
    for (byte, by_level) in [(70, "above"), (71, "own")] {
        let mut world = World::new();
        let mut zoe = world.officer(Office::Secretary, 20);
        let mut federal = world.federal(30);
        let maker = if by_level == "above" { &mut federal } else { &mut zoe };
        let invited = reinvitation(&code, REINVITATION, by_level);
        assert_eq!(world.push(maker, Bureau, id(byte), invited), Verdict::Accepted);
        let mut deputy = world.officer(Office::Deputy, 21);
        let expected = if by_level == "above" { refused("not_granted") } else { Verdict::Accepted };
        assert_eq!(world.push(&mut deputy, Bureau, id(byte), out("device_revoked")), expected);
        if by_level == "above" {
            assert_eq!(world.push(&mut federal, Bureau, id(byte), out("device_revoked")), Verdict::Accepted);
        }
    }
}
