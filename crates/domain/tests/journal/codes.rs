//! J5.5: two of three sealed codes let somebody come back, and nothing less.

use coopol_domain::access::{Need, Office};
use coopol_domain::authority::{Author, Judged, Known};
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{ComingBack, SealedCode};
use coopol_domain::id::{DeviceId, HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Payload, State, Verdict};
use coopol_domain::kinds::{
    Comeback, Mandate, PROVISIONAL, REINVITATION, TRIED_AGAIN, proof_of_invitation, sealed_codes,
};
use coopol_domain::time::DAY;
use ed25519_dalek::{Signer as _, SigningKey};
use proptest::prelude::*;

use crate::world::{NOON, Officer, World, id, text};

/// The unit, as a subject of its own facts.
pub const UNIT: SubjectId = SubjectId::from_bytes([1; 16]);
/// The device that is called back.
pub const CALLED: SubjectId = SubjectId::from_bytes([70; 16]);
const NONCE: [u8; 32] = [5; 32];

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

/// The authority itself pushes; its verdict on its own change.
pub fn relay_about(world: &mut World, authority: &mut Officer, subject: SubjectId, payload: Payload) -> Verdict {
    let sent = world.change(authority, Bureau, subject, payload);
    let submission = world.sign(authority, Bureau, vec![sent]);
    let author = Author::Authority { id: authority.device.id, key: authority.key.verifying_key() };
    match world.submit_as(author, authority, submission).unwrap() {
        Judged::Ruled(ruling) => ruling.entries[0].entry.verdict.clone(),
        Judged::Replayed => panic!("it was the first"),
    }
}

/// The three codes of a making.
pub fn codes(making: u8, office: StreamId) -> [SealedCode; 3] {
    [1, 2, 3].map(|number| SealedCode { number, seed: [making * 10 + number; 16], office })
}

/// What states them, in the place of those that serve in `before`.
pub fn made(codes: &[SealedCode], before: &State) -> Payload {
    let edit = |code: &SealedCode| {
        let field = format!("sealed_code/{}", code.number);
        Edit::change(&field, before.get(&field).clone(), Value::bytes(code.key().verifying_key().as_bytes()))
    };
    Payload::new("codes_made", 1, codes.iter().map(edit).collect())
}

/// The key of the invitation that is asked for.
pub fn invitation() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

/// What two codes ask for: that Léa comes back, where nobody holds an office.
pub fn asked(one: &SealedCode, other: &SealedCode, office: StreamId) -> Comeback {
    let key = invitation().verifying_key().to_bytes();
    let device = DeviceId::from(CALLED);
    let message = ComingBack { office, device, invitation: &key, holder_name: "Léa Bonnet", nonce: &NONCE }.message();
    let signed = |code: &SealedCode| (code.number, code.key().sign(&message).to_bytes());
    Comeback {
        device,
        invitation: key,
        holder: HolderId::from_bytes([80; 16]),
        holder_name: "Léa Bonnet".to_owned(),
        nonce: NONCE,
        codes: [signed(one), signed(other)],
        provisional: true,
    }
}

/// What the authority states of it.
pub fn used(asked: &Comeback) -> Payload {
    let spent = [1, 2, 3].map(|number| Edit::set(&format!("sealed_code/{number}"), Value::Null));
    let edits = spent.into_iter().chain([Edit::set("coming_back", asked.value())]).collect();
    Payload::new("codes_used", 1, edits)
}

pub fn called_back(asked: &Comeback, opens: u64) -> Payload {
    let edits = vec![
        Edit::set("holder", Value::bytes(asked.holder.as_bytes())),
        Edit::set("holder_name", text(&asked.holder_name)),
        Edit::set("invitation", Value::bytes(asked.invitation)),
        Edit::set("invited_until", Value::count(NOON.0 + 30 * DAY)),
        Edit::set("opens_at", Value::count(NOON.0 + opens)),
        Edit::set("unit", Value::bytes(UNIT.as_bytes())),
    ];
    Payload::new("device_called_back", 1, edits)
}

pub fn lent(asked: &Comeback, since: u64, lasts: u64) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes(UNIT.as_bytes())),
        Edit::set("office", text("secretary")),
        Edit::set("holder", Value::bytes(asked.holder.as_bytes())),
        Edit::set("holder_name", text(&asked.holder_name)),
        Edit::set("since", Value::count(since)),
        Edit::set("until", Value::count(since + lasts)),
        Edit::set("called_back", Value::bytes(asked.device.as_bytes())),
    ];
    Payload::new("mandate_lent", 1, edits)
}

/// A section whose facts are recorded, and the authority.
pub fn founded() -> (World, Officer) {
    let mut world = World::new();
    let mut authority = world.officer(Office::NationalAdministrator, 99);
    let edits = vec![
        Edit::set("kind", text("section")),
        Edit::set("name", text("Section de Versailles")),
        Edit::set("zone", text("Europe/Paris")),
    ];
    let founded = relay_about(&mut world, &mut authority, UNIT, Payload::new("unit_founded", 1, edits));
    assert_eq!(founded, Verdict::Accepted);
    (world, authority)
}

/// The same, with codes of the first making.
fn sealed() -> (World, Officer, [SealedCode; 3]) {
    let (mut world, authority) = founded();
    let codes = codes(1, world.stream(Bureau));
    let mut federal = world.federal(60);
    assert_eq!(make(&mut world, &mut federal, &codes), Verdict::Accepted);
    (world, authority, codes)
}

fn unit(world: &World) -> State {
    world.state(world.stream(Bureau), UNIT).clone()
}

fn make(world: &mut World, by: &mut Officer, codes: &[SealedCode]) -> Verdict {
    let payload = made(codes, &unit(world));
    world.push(by, Bureau, UNIT, payload)
}

/// Whoever may invite makes codes, with a second one: nobody changes alone how others come in. The level above may.
#[test]
fn codes_are_made_by_two_or_from_above() {
    let (mut world, _) = founded();
    let held = Verdict::Held(Need::SecondMandate);
    let (mut zoe, mut treasurer) = (world.officer(Office::Secretary, 20), world.officer(Office::Treasurer, 21));
    let mut member = world.officer(Office::BureauMember, 22);
    let first = codes(1, world.stream(Bureau));
    assert_eq!(make(&mut world, &mut member, &first), refused("not_granted"));
    let payload = made(&first, &unit(&world));
    let asked = world.change(&mut zoe, Bureau, UNIT, payload.clone());
    let again = Payload { quotes: Some(asked.header.id), ..payload };
    assert_eq!(world.deliver(&mut zoe, Bureau, vec![asked]), std::slice::from_ref(&held));
    assert!(sealed_codes(&unit(&world)).is_empty(), "they serve once somebody else has agreed");
    assert_eq!(world.push(&mut zoe, Bureau, UNIT, again.clone()), held, "nobody agrees with themselves");
    assert_eq!(world.push(&mut member, Bureau, UNIT, again.clone()), refused("not_granted"));
    let others = Payload { edits: made(&codes(2, world.stream(Bureau)), &unit(&world)).edits, ..again.clone() };
    assert_eq!(world.push(&mut treasurer, Bureau, UNIT, others), refused("not_waiting"), "to other codes than these");
    assert_eq!(world.push(&mut treasurer, Bureau, UNIT, again), Verdict::Accepted);
    let keys: Vec<_> = sealed_codes(&unit(&world)).into_values().collect();
    assert_eq!(keys, first.each_ref().map(|code| code.key().verifying_key()));
    let mut federal = world.federal(60);
    let second = codes(2, world.stream(Bureau));
    assert_eq!(make(&mut world, &mut federal, &second), Verdict::Accepted, "the level above does it at once");
}

/// J9: what somebody says who has left waits for whoever goes on, and is no second voice for codes.
#[test]
fn whoever_has_left_is_no_second_person() {
    let (mut world, _) = founded();
    let (mut zoe, mut treasurer) = (world.officer(Office::Secretary, 20), world.officer(Office::Treasurer, 21));
    let payload = made(&codes(1, world.stream(Bureau)), &unit(&world));
    world.end(&zoe, NOON.plus(1));
    world.now = NOON.plus(1);
    let late = world.change(&mut zoe, Bureau, UNIT, payload.clone());
    let again = Payload { quotes: Some(late.header.id), ..payload };
    assert_eq!(world.deliver(&mut zoe, Bureau, vec![late]), [Verdict::Quarantined]);
    assert_eq!(world.push(&mut treasurer, Bureau, UNIT, again), refused("not_waiting"));
}

#[test]
fn a_making_is_three_different_new_codes() {
    let (mut world, _, first) = sealed();
    let mut federal = world.federal(61);
    let new = codes(2, world.stream(Bureau));
    let twice = [new[0].clone(), SealedCode { number: 2, ..new[0].clone() }, new[2].clone()];
    let one_old = [new[0].clone(), new[1].clone(), first[2].clone()];
    let moved = [new[0].clone(), new[1].clone(), SealedCode { number: 3, ..first[0].clone() }];
    let fourth = [&new[..], &[SealedCode { number: 4, seed: [99; 16], ..new[0].clone() }]].concat();
    for wrong in [&twice[..], &one_old, &moved, &new[..2], &fourth] {
        let stated = make(&mut world, &mut federal, wrong);
        assert_eq!(stated, refused("value_invalid"), "{wrong:?}");
    }
    assert_eq!(make(&mut world, &mut federal, &new), Verdict::Accepted);
}

/// What was proposed before others were made isn't agreed to any more: those printed codes would be back.
#[test]
fn an_old_proposal_does_not_bring_old_codes_back() {
    let (mut world, _, first) = sealed();
    let (mut zoe, mut treasurer) = (world.officer(Office::Secretary, 20), world.officer(Office::Treasurer, 21));
    let (second, third) = (codes(2, first[0].office), codes(3, first[0].office));
    let payload = made(&second, &unit(&world));
    let asked = world.change(&mut zoe, Bureau, UNIT, payload.clone());
    let again = Payload { quotes: Some(asked.header.id), ..payload };
    assert_eq!(world.deliver(&mut zoe, Bureau, vec![asked]), [Verdict::Held(Need::SecondMandate)]);
    let mut federal = world.federal(61);
    assert_eq!(make(&mut world, &mut federal, &third), Verdict::Accepted);
    assert_eq!(world.push(&mut treasurer, Bureau, UNIT, again), refused("value_invalid"));
}

/// Any two of them do, once: all three are spent.
#[test]
fn two_codes_are_enough_and_are_spent() {
    for (one, other) in [(0, 1), (1, 2), (2, 0)] {
        let (mut world, mut authority, codes) = sealed();
        let wanted = asked(&codes[one], &codes[other], world.stream(Bureau));
        assert_eq!(relay_about(&mut world, &mut authority, UNIT, used(&wanted)), Verdict::Accepted);
        assert_eq!(Comeback::read(&unit(&world)), Some(wanted.clone()));
        assert!(sealed_codes(&unit(&world)).is_empty());
        let again = relay_about(&mut world, &mut authority, UNIT, used(&wanted));
        assert_eq!(again, refused("value_invalid"), "what was signed serves once");
        let third = asked(&codes[one], &codes[3 - one - other], world.stream(Bureau));
        assert_eq!(relay_about(&mut world, &mut authority, UNIT, used(&third)), refused("value_invalid"));
    }
}

/// Old codes are nothing once there are new ones, alone or beside one of them; and no officer states what only the authority can.
#[test]
fn codes_that_were_made_anew_are_worth_nothing() {
    let (mut world, mut authority, old) = sealed();
    let (mut federal, office) = (world.federal(61), world.stream(Bureau));
    let new = codes(2, office);
    make(&mut world, &mut federal, &new);
    for (one, other) in [(&old[0], &old[1]), (&old[0], &new[1]), (&new[0], &old[1])] {
        let stated = relay_about(&mut world, &mut authority, UNIT, used(&asked(one, other, office)));
        assert_eq!(stated, refused("value_invalid"), "{one:?} {other:?}");
    }
    let right = used(&asked(&new[0], &new[1], office));
    assert_eq!(world.push(&mut federal, Bureau, UNIT, right.clone()), refused("not_granted"));
    let mut kept = right.clone();
    kept.edits.remove(2);
    assert_eq!(relay_about(&mut world, &mut authority, UNIT, kept), refused("value_invalid"), "one would be left");
    assert_eq!(relay_about(&mut world, &mut authority, UNIT, right), Verdict::Accepted);
}

/// What one code alone leaves is a line a day, and only of a code that serves.
#[test]
fn a_code_that_is_used_alone_is_told_once_a_day() {
    let (mut world, mut authority, _) = sealed();
    let tried = |number: u8, at: u64| {
        Payload::new("code_tried", 1, vec![Edit::set(&format!("code_tried/{number}"), Value::count(at))])
    };
    let mut tell = |number, at: u64| {
        world.now = coopol_domain::time::Instant(at);
        relay_about(&mut world, &mut authority, UNIT, tried(number, at))
    };
    assert_eq!(tell(2, NOON.0), Verdict::Accepted);
    assert_eq!(tell(2, NOON.0 + TRIED_AGAIN - 1), refused("value_invalid"));
    assert_eq!(tell(3, NOON.0 + TRIED_AGAIN - 1), Verdict::Accepted, "another");
    assert_eq!(tell(2, NOON.0 + TRIED_AGAIN), Verdict::Accepted);
    assert_eq!(tell(4, NOON.0), refused("value_invalid"));
    let (mut bare, mut authority) = founded();
    assert_eq!(relay_about(&mut bare, &mut authority, UNIT, tried(1, NOON.0)), refused("value_invalid"));
}

/// What is called back waits three days; whoever still holds an office says no, and nobody does that to another invitation.
#[test]
fn what_is_called_back_waits_and_is_contested() {
    let (mut world, mut authority, codes) = sealed();
    let wanted = asked(&codes[0], &codes[1], world.stream(Bureau));
    let early = called_back(&wanted, REINVITATION - 1);
    assert_eq!(relay_about(&mut world, &mut authority, CALLED, early), refused("value_invalid"));
    let mut nowhere = called_back(&wanted, REINVITATION);
    nowhere.edits.retain(|edit| edit.field.as_str() != "unit");
    assert_eq!(relay_about(&mut world, &mut authority, CALLED, nowhere), refused("field_missing"));
    let right = called_back(&wanted, REINVITATION);
    assert_eq!(relay_about(&mut world, &mut authority, CALLED, right), Verdict::Accepted);
    let laptop = SigningKey::from_bytes(&[8; 32]);
    let proof = proof_of_invitation(&invitation(), CALLED.into(), &laptop.verifying_key());
    let edits = vec![
        Edit::set("key", Value::bytes(laptop.verifying_key().as_bytes())),
        Edit::set("name", text("Portable de Léa")),
        Edit::set("proof", Value::bytes(proof)),
    ];
    let enrolled = Payload::new("device_enrolled", 1, edits);
    world.now = NOON.plus(REINVITATION - 1);
    assert_eq!(relay_about(&mut world, &mut authority, CALLED, enrolled.clone()), refused("value_invalid"));
    let no = Payload::new("comeback_contested", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    let mut member = world.officer(Office::BureauMember, 22);
    assert_eq!(world.push(&mut member, Bureau, CALLED, no.clone()), Verdict::Accepted);
    world.now = NOON.plus(REINVITATION);
    assert_eq!(relay_about(&mut world, &mut authority, CALLED, enrolled), refused("value_invalid"));

    let mut zoe = world.officer(Office::Secretary, 20);
    let edits = vec![
        Edit::set("holder", Value::bytes([77; 16])),
        Edit::set("invitation", Value::bytes(invitation().verifying_key().as_bytes())),
        Edit::set("invited_until", Value::count(NOON.0 + 30 * DAY)),
    ];
    assert_eq!(world.push(&mut zoe, Bureau, id(71), Payload::new("device_invited", 1, edits)), Verdict::Accepted);
    assert_eq!(world.push(&mut member, Bureau, id(71), no), refused("value_invalid"));
}

/// A mandate that is lent ends in time, is quoted, and is the authority's to state.
#[test]
fn what_is_lent_is_short() {
    let (mut world, mut authority, codes) = sealed();
    let wanted = asked(&codes[0], &codes[1], world.stream(Bureau));
    let long = lent(&wanted, NOON.0, PROVISIONAL + 1);
    assert_eq!(relay_about(&mut world, &mut authority, id(81), long), refused("value_invalid"));
    let mut endless = lent(&wanted, NOON.0, PROVISIONAL);
    endless.edits.retain(|edit| edit.field.as_str() != "until");
    assert_eq!(relay_about(&mut world, &mut authority, id(81), endless), refused("value_invalid"));
    let mut unquoted = lent(&wanted, NOON.0, PROVISIONAL);
    unquoted.edits.retain(|edit| edit.field.as_str() != "called_back");
    assert_eq!(relay_about(&mut world, &mut authority, id(81), unquoted), refused("field_missing"));
    let mut zoe = world.officer(Office::Secretary, 20);
    let right = lent(&wanted, NOON.0, PROVISIONAL);
    assert_eq!(world.push(&mut zoe, Bureau, id(81), right.clone()), refused("not_granted"));
    assert_eq!(relay_about(&mut world, &mut authority, id(81), right), Verdict::Accepted);
    let stream = world.stream(Bureau);
    let Known::Living { state, .. } = &world.subjects[&(stream, id(81))] else { panic!("it is there") };
    assert_eq!(*state.get("until"), Value::count(NOON.0 + PROVISIONAL));
}

/// Whoever leads for six weeks names nobody for longer, and ends no mandate that lasts longer but their own: that is for an election, or
/// for the level above.
#[test]
fn whoever_leads_for_a_time_reaches_no_further() {
    let (mut world, mut authority, codes) = sealed();
    let wanted = asked(&codes[0], &codes[1], world.stream(Bureau));
    let mut lea = world.officer(Office::Secretary, 80);
    assert_eq!(wanted.holder, lea.device.holder);
    let own = SubjectId::from(lea.mandate);
    assert_eq!(relay_about(&mut world, &mut authority, own, lent(&wanted, NOON.0, PROVISIONAL)), Verdict::Accepted);
    let read = Mandate::read(lea.mandate, world.state(world.stream(Bureau), own)).unwrap();
    assert!(read.provisional);
    let end = read.until.unwrap().0;
    world.directory.mandates.insert(lea.mandate, read);
    let named = |until: Option<u64>| {
        let mut edits = vec![
            Edit::set("unit", Value::bytes(UNIT.as_bytes())),
            Edit::set("office", text("treasurer")),
            Edit::set("holder", Value::bytes([90; 16])),
            Edit::set("holder_name", text("Karim Haddad")),
            Edit::set("since", Value::count(NOON.0)),
        ];
        edits.extend(until.map(|until| Edit::set("until", Value::count(until))));
        Payload::new("mandate_recorded", 1, edits)
    };
    let beyond = refused("beyond_own_term");
    assert_eq!(world.push(&mut lea, Bureau, id(82), named(None)), beyond, "without an end");
    assert_eq!(world.push(&mut lea, Bureau, id(82), named(Some(end + 1))), beyond);
    assert_eq!(world.push(&mut lea, Bureau, id(82), named(Some(end))), Verdict::Accepted);
    // Nor does whoever came in after them, and leaves with them.
    let mut karim = world.officer(Office::Secretary, 39);
    let theirs = world.directory.mandates.get_mut(&karim.mandate).unwrap();
    (theirs.since, theirs.until) = (NOON, Some(NOON.plus(PROVISIONAL)));
    assert_eq!(world.push(&mut karim, Bureau, id(85), named(None)), beyond);
    assert_eq!(world.push(&mut karim, Bureau, id(85), named(Some(end))), Verdict::Accepted);
    // The level above names whom it wants, and so does whoever was elected.
    let (mut ada, mut zoe) = (world.federal(61), world.officer(Office::Secretary, 20));
    assert_eq!(world.push(&mut ada, Bureau, id(83), named(None)), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, Bureau, id(84), named(Some(end + 1))), Verdict::Accepted);
    let ended = |at: u64| Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(at))]);
    let now = world.now.0;
    for longer in [id(83), id(84)] {
        assert_eq!(world.push(&mut lea, Bureau, longer, ended(now)), beyond, "nor do they put out who stays longer");
    }
    assert!(
        matches!(world.push(&mut lea, Bureau, id(82), ended(now)), Verdict::Held(_)),
        "whom they named, with a second"
    );
    assert_eq!(world.push(&mut lea, Bureau, own, ended(now)), Verdict::Accepted, "and they leave when they want");
}

proptest! {
    /// No one code, no two of different makings, no signature that was touched, and none of another request opens.
    #[test]
    fn nothing_less_than_two_of_one_making_opens(
        makings in (1_u8..4, 1_u8..4),
        numbers in (0_usize..3, 0_usize..3),
        flipped in proptest::option::of((0_usize..2, 0_usize..64, 0_u8..8)),
        changed in 0_u8..6,
    ) {
        let office = StreamId::from_bytes([9; 16]);
        let known = State::new("unit").apply(&made(&codes(1, office), &State::new("unit")), 0, stamp());
        let (one, other) = (&codes(makings.0, office)[numbers.0], &codes(makings.1, office)[numbers.1]);
        let mut wanted = asked(one, other, office);
        if let Some((which, byte, bit)) = flipped {
            wanted.codes[which].1[byte] ^= 1 << bit;
        }
        let mut asked_in = office;
        match changed {
            1 => wanted.device = DeviceId::from_bytes([71; 16]),
            2 => wanted.invitation[0] ^= 1,
            3 => wanted.holder_name.push('t'),
            4 => wanted.nonce[0] ^= 1,
            5 => asked_in = StreamId::from_bytes([8; 16]),
            _ => {}
        }
        let right = makings == (1, 1) && numbers.0 != numbers.1 && flipped.is_none() && changed == 0;
        prop_assert_eq!(wanted.proven(&sealed_codes(&known), asked_in) == [true; 2], right);
    }
}

fn stamp() -> coopol_domain::journal::Stamp {
    let effective_at = coopol_domain::time::Hlc::end_of(NOON);
    coopol_domain::journal::Stamp { effective_at, seq: 1, by: DeviceId::from_bytes([1; 16]) }
}
