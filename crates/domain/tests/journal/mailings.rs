//! Mailings: the office's, answered for by one person who holds it, and sent once.

use coopol_domain::access::Office;
use coopol_domain::authority::{Author, Judged};
use coopol_domain::codec::Value;
use coopol_domain::id::{HolderId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::undo::invert;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, Verdict};
use coopol_domain::kinds::{Addressed, Mailing, Outcome, Permission};
use coopol_domain::mailing::{Desk, Waits};
use coopol_domain::time::{DAY, Hlc, Instant};

use crate::world::{NOON, Officer, World, id, text};

const SECTION: UnitId = UnitId::from_bytes([1; 16]);
const SOMEBODY: HolderId = HolderId::from_bytes([77; 16]);
const DESK: Compartment = Compartment::Desk(Office::Secretary);
const TOMORROW: Instant = NOON.plus(DAY);

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn with_desk(office: Office) -> World {
    let mut world = World::new();
    let (compartment, stream) = (Compartment::Desk(office), StreamId::from_bytes([9; 16]));
    world.open(compartment, stream);
    world.directory.units.get_mut(&SECTION).unwrap().streams.insert(compartment, stream);
    world
}

fn own(holder: HolderId) -> Value {
    Value::bytes(holder.as_bytes())
}

fn question(parts: &[(&str, &str)]) -> Value {
    Value::Map(parts.iter().map(|(name, value)| ((*name).to_owned(), text(value))).collect())
}

fn written(kind: &str, by: HolderId, at: Instant, asks: Value) -> Payload {
    let edits = vec![
        Edit::set("subject", text("Réunion")),
        Edit::set("body", text("À jeudi.")),
        Edit::set("question", asks),
        Edit::set("at", Value::count(at.0)),
        Edit::set("answered_by", own(by)),
    ];
    Payload::new(kind, 1, edits)
}

fn scheduled(by: HolderId, at: Instant) -> Payload {
    written("mailing_scheduled", by, at, question(&[]))
}

fn called_off(removed: Value) -> Payload {
    Payload::new("mailing_called_off", 1, vec![Edit::set(REMOVED, removed)])
}

fn begun() -> Payload {
    Mailing::begins(Addressed { addressed: 3, without_address: 1 })
}

fn sent() -> Payload {
    Mailing::ends(Outcome { sent: 2, refused: 1, unknown: 0, gone: 0 })
}

/// What the authority says of it.
fn told(world: &mut World, authority: &mut Officer, subject: SubjectId, payload: Payload) -> Verdict {
    let change = world.change(authority, DESK, subject, payload);
    let submission = world.sign(authority, DESK, vec![change]);
    let author = Author::Authority { id: authority.device.id, key: authority.key.verifying_key() };
    match world.submit_as(author, authority, submission).unwrap() {
        Judged::Ruled(ruling) => ruling.entries[0].entry.verdict.clone(),
        Judged::Replayed => panic!("it was the first"),
    }
}

/// J2.4: it is to come, asks what the server can answer, and each answers for their own.
#[test]
fn a_mailing_is_refused_for_the_rule_that_it_breaks() {
    let mut world = with_desk(Office::Secretary);
    let mut zoe = world.officer(Office::Secretary, 20);
    let her = zoe.device.holder;
    assert_eq!(world.push(&mut zoe, DESK, id(1), scheduled(her, TOMORROW)), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, DESK, id(2), scheduled(her, TOMORROW)), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, DESK, id(2), called_off(Value::Bool(true))), Verdict::Accepted);
    let asks = |asks: &[(&str, &str)]| written("mailing_scheduled", her, TOMORROW, question(asks));
    let changes = |edits| Payload::new("mailing_changed", 1, edits);
    let only_text = changes(vec![Edit::change("body", text("À jeudi."), text("À vendredi."))]);
    for (subject, payload, code) in [
        (id(3), scheduled(SOMEBODY, TOMORROW), "value_invalid"),
        (id(3), scheduled(her, NOON), "value_invalid"),
        (id(3), scheduled(her, NOON.plus(Mailing::AHEAD + 1)), "value_invalid"),
        (id(3), asks(&[("words", "cote")]), "value_invalid"),
        (id(3), asks(&[("filters", "late to_verify")]), "value_invalid"),
        (id(3), asks(&[("people", "Côté")]), "value_invalid"),
        (id(1), scheduled(her, TOMORROW), "already_exists"),
        (id(1), only_text, "field_missing"),
        (id(1), changes(vec![Edit::set("answered_by", own(SOMEBODY))]), "value_invalid"),
        (id(1), changes(vec![Edit::set("answered_by", own(her)), Edit::set("body", Value::Null)]), "field_missing"),
        (id(1), called_off(Value::Bool(false)), "value_invalid"),
        (id(1), begun(), "not_granted"),
        (id(1), sent(), "not_granted"),
        (id(2), changes(vec![Edit::set("answered_by", own(her))]), "subject_missing"),
        (id(2), called_off(Value::Null), "subject_missing"),
        (id(4), called_off(Value::Bool(true)), "subject_missing"),
    ] {
        let said = format!("{payload:?}");
        assert_eq!(world.push(&mut zoe, DESK, subject, payload), refused(code), "{said}");
    }
    assert_eq!(
        world.push(&mut zoe, Compartment::Roster, id(5), scheduled(her, TOMORROW)),
        refused("wrong_compartment")
    );
    for asks in ["up_to_date", "late regular_contact", "former_member"] {
        let payload = written("mailing_scheduled", her, TOMORROW, question(&[("filters", asks)]));
        let subject = id(u8::try_from(10 + asks.len()).unwrap());
        assert_eq!(world.push(&mut zoe, DESK, subject, payload), Verdict::Accepted, "{asks}");
    }
}

/// An office that reads no roster writes to nobody in it.
#[test]
fn who_reads_no_roster_schedules_nothing() {
    for (office, verdict) in [
        (Office::BureauMember, Verdict::Accepted),
        (Office::FederalSecretary, refused("wrong_compartment")),
        (Office::RolloutOfficer, refused("wrong_compartment")),
    ] {
        let mut world = with_desk(office);
        let mut officer = world.officer(office, 20);
        let payload = scheduled(officer.device.holder, TOMORROW);
        assert_eq!(world.push(&mut officer, Compartment::Desk(office), id(1), payload), verdict, "{office}");
    }
}

/// Nobody answers for a text that was slipped in under what they had said.
#[test]
fn a_text_is_answered_for_by_whoever_wrote_it_last() {
    let mut world = with_desk(Office::Secretary);
    let (mut zoe, mut andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Secretary, 21));
    let (hers, his) = (zoe.device.holder, andre.device.holder);
    assert_eq!(world.push(&mut zoe, DESK, id(1), scheduled(hers, TOMORROW)), Verdict::Accepted);
    world.now = world.now.plus(60_000);
    let takes = Payload::new("mailing_changed", 1, vec![Edit::set("answered_by", own(his))]);
    assert_eq!(world.push(&mut andre, DESK, id(1), takes), Verdict::Accepted);
    // Dated back, it would win nowhere but in the text.
    let edits = vec![Edit::set("answered_by", own(hers)), Edit::set("body", text("Ne venez pas."))];
    let mut sent = world.change(&mut zoe, DESK, id(1), Payload::new("mailing_changed", 1, edits));
    sent.header.made_at = Hlc::default().tick(Instant(world.now.0 - 30_000));
    assert_eq!(world.deliver(&mut zoe, DESK, vec![sent]), [refused("value_invalid")]);
    let mailing = Mailing::read(id(1), world.state(world.stream(DESK), id(1))).unwrap();
    assert_eq!((mailing.body.as_str(), mailing.answered_by), ("À jeudi.", his));
}

/// What was begun goes to its end, once, whoever wants it back.
#[test]
fn what_is_sent_is_not_taken_back() {
    let mut world = with_desk(Office::Secretary);
    let mut authority = world.officer(Office::NationalAdministrator, 60);
    let mut zoe = world.officer(Office::Secretary, 20);
    let made = scheduled(zoe.device.holder, TOMORROW);
    assert_eq!(world.push(&mut zoe, DESK, id(1), made.clone()), Verdict::Accepted);
    let back = invert(world.state(world.stream(DESK), id(1)), &made).unwrap();
    assert_eq!(back, called_off(Value::Bool(true)), "until then it is");
    assert_eq!(told(&mut world, &mut authority, id(1), begun()), refused("value_invalid"), "it isn't time");
    assert_eq!(told(&mut world, &mut authority, id(1), sent()), refused("value_invalid"), "it hasn't begun");
    world.now = TOMORROW;
    assert_eq!(told(&mut world, &mut authority, id(1), begun()), Verdict::Accepted);
    assert_eq!(told(&mut world, &mut authority, id(1), begun()), refused("value_invalid"), "once");
    assert_eq!(world.push(&mut zoe, DESK, id(1), back), refused("value_invalid"));
    let later = written("mailing_changed", zoe.device.holder, TOMORROW.plus(DAY), question(&[]));
    assert_eq!(world.push(&mut zoe, DESK, id(1), later), refused("value_invalid"));
    assert_eq!(told(&mut world, &mut authority, id(1), sent()), Verdict::Accepted);
    assert_eq!(told(&mut world, &mut authority, id(1), sent()), refused("value_invalid"), "it ended");
    let mailing = Mailing::read(id(1), world.state(world.stream(DESK), id(1))).unwrap();
    assert_eq!(mailing.begun, Some(Addressed { addressed: 3, without_address: 1 }));
    assert_eq!(mailing.sent, Some(Outcome { sent: 2, refused: 1, unknown: 0, gone: 0 }));
}

#[test]
fn what_was_called_off_or_is_late_does_not_begin() {
    let mut world = with_desk(Office::Secretary);
    let mut authority = world.officer(Office::NationalAdministrator, 60);
    let mut zoe = world.officer(Office::Secretary, 20);
    for subject in [id(1), id(2)] {
        let made = scheduled(zoe.device.holder, TOMORROW);
        assert_eq!(world.push(&mut zoe, DESK, subject, made), Verdict::Accepted);
    }
    assert_eq!(world.push(&mut zoe, DESK, id(1), called_off(Value::Bool(true))), Verdict::Accepted);
    world.now = TOMORROW;
    assert_eq!(told(&mut world, &mut authority, id(1), begun()), refused("subject_missing"));
    world.now = TOMORROW.plus(Mailing::LATEST);
    assert_eq!(told(&mut world, &mut authority, id(2), begun()), refused("value_invalid"));
}

/// J3.7, J9: what it waits for, at which time, under which mandate.
#[test]
fn a_mailing_waits_for_its_time_its_holder_and_a_second_person() {
    let mut world = with_desk(Office::Secretary);
    let zoe = world.officer(Office::Secretary, 20);
    let (her, mandate) = (zoe.device.holder, zoe.mandate);
    let desk = Desk { office: Office::Secretary, unit: SECTION };
    let mut mailing = Mailing {
        id: id(1),
        subject: "Réunion".to_owned(),
        body: "À jeudi.".to_owned(),
        question: question(&[]),
        at: TOMORROW,
        answered_by: her,
        called_off: false,
        begun: None,
        sent: None,
    };
    let leave =
        |asked_by, agreed_by, content: &str, at| Permission { asked_by, agreed_by, content: content.to_owned(), at };
    let waits = |world: &World, mailing: &Mailing, agreed: &[Permission], now| {
        desk.waits(mailing, &world.directory, &[], agreed, now)
    };
    let due = TOMORROW;
    assert_eq!(waits(&world, &mailing, &[], Instant(due.0 - 1)), Some(Waits::Time));
    assert_eq!(waits(&world, &mailing, &[], due), None);
    assert_eq!(waits(&world, &mailing, &[], due.plus(Mailing::LATEST - 1)), None);
    assert_eq!(waits(&world, &mailing, &[], due.plus(Mailing::LATEST)), Some(Waits::NewTime));
    mailing.answered_by = SOMEBODY;
    assert_eq!(waits(&world, &mailing, &[], due), Some(Waits::Holder), "nobody of that name holds it");
    mailing.answered_by = her;
    let other = Desk { office: Office::Treasurer, ..desk };
    assert_eq!(other.waits(&mailing, &world.directory, &[], &[], due), Some(Waits::Holder), "of another office");
    let elsewhere = Desk { unit: UnitId::from_bytes([8; 16]), ..desk };
    assert_eq!(elsewhere.waits(&mailing, &world.directory, &[], &[], due), Some(Waits::Holder), "of another unit");

    // Her mandate ends in a week: the shield stands, until it does.
    world.directory.mandates.get_mut(&mandate).unwrap().until = Some(due.plus(7 * DAY));
    assert_eq!(waits(&world, &mailing, &[], due), Some(Waits::SecondMandate));
    for (agreed, lets) in [
        (leave(her, SOMEBODY, "people", due), true),
        (leave(her, SOMEBODY, "everything", due), true),
        (leave(her, her, "people", due), false),
        (leave(SOMEBODY, her, "people", due), false),
        (leave(her, SOMEBODY, "agenda", due), false),
        (leave(her, SOMEBODY, "people", NOON), false),
    ] {
        let expected = (!lets).then_some(Waits::SecondMandate);
        assert_eq!(waits(&world, &mailing, std::slice::from_ref(&agreed), due), expected, "{agreed:?}");
    }
    world.directory.mandates.get_mut(&mandate).unwrap().until = Some(due);
    assert_eq!(waits(&world, &mailing, &[], due), Some(Waits::Holder), "the very instant it ends");
}

/// Whoever doesn't see who paid writes to nobody by it.
#[test]
fn an_office_without_the_accounts_does_not_write_by_dues() {
    let mut world = with_desk(Office::BureauMember);
    let member = world.officer(Office::BureauMember, 20);
    let mailing = |filters: &str| Mailing {
        id: id(1),
        subject: "Réunion".to_owned(),
        body: "À jeudi.".to_owned(),
        question: question(&[("filters", filters)]),
        at: NOON,
        answered_by: member.device.holder,
        called_off: false,
        begun: None,
        sent: None,
    };
    let desk = Desk { office: Office::BureauMember, unit: SECTION };
    let waits = |filters| desk.waits(&mailing(filters), &world.directory, &[], &[], NOON);
    assert_eq!((waits("late"), waits("former_member")), (Some(Waits::Holder), None));
}
