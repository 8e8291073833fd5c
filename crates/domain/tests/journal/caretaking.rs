//! J2.4: the level above puts somebody in charge of a unit for a time, and nobody themselves; who is in charge for a time reaches no further.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{HolderId, MandateId, SubjectId};
use coopol_domain::journal::{Compartment::Office as Bureau, Edit, Payload, Verdict};
use coopol_domain::kinds::{AT_MOST_AHEAD, LONGEST, Mandate, Suspension};
use coopol_domain::time::{DAY, Instant};

use crate::world::{NOON, Officer, World, id, text};

const WHOM: HolderId = HolderId::from_bytes([70; 16]);

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

/// That somebody puts [`WHOM`] in charge, from the `from`th to the `to`th day.
fn appointed(by: u8, from: u64, to: u64) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes([1; 16])),
        Edit::set("office", text("secretary")),
        Edit::set("holder", Value::bytes(WHOM.as_bytes())),
        Edit::set("holder_name", text("Karim Haddad")),
        Edit::set("since", Value::count(NOON.plus(from * DAY).0)),
        Edit::set("until", Value::count(NOON.plus(to * DAY).0)),
        Edit::set("reason", text("Plus personne en fonction")),
        Edit::set("appointed_by", Value::bytes([by; 16])),
    ];
    Payload::new("caretaker_appointed", 1, edits)
}

fn with(payload: Payload, field: &str, value: Value) -> Payload {
    let mut edits = without(payload, field).edits;
    edits.push(Edit::set(field, value));
    Payload::new("caretaker_appointed", 1, edits)
}

fn without(mut payload: Payload, field: &str) -> Payload {
    payload.edits.retain(|edit| edit.field.as_str() != field);
    payload
}

fn prolonging(payload: Payload, which: SubjectId) -> Payload {
    with(payload, "prolongs", Value::bytes(which.as_bytes()))
}

/// Pushes a fact about a mandate, and has the directory say what the journal does.
fn state(world: &mut World, by: &mut Officer, about: SubjectId, payload: Payload) -> Verdict {
    let verdict = world.push(by, Bureau, about, payload);
    if verdict == Verdict::Accepted {
        let read = Mandate::read(about.into(), world.state(world.stream(Bureau), about)).unwrap();
        world.directory.mandates.insert(about.into(), read);
    }
    verdict
}

/// Only from above, for a time that is near and ends, with a reason, in one's own name, and never for oneself.
#[test]
fn somebody_is_put_in_charge_from_above() {
    let mut world = World::new();
    let (mut zoe, mut ada) = (world.officer(Office::Secretary, 20), world.federal(40));
    let right = appointed(40, 0, 184);
    let at = |instant: Instant| Value::count(instant.0);
    let own = Value::bytes(ada.device.holder.as_bytes());
    assert_eq!(state(&mut world, &mut zoe, id(3), appointed(20, 0, 9)), refused("not_granted"), "who is in office");
    for (payload, code) in [
        (without(right.clone(), "until"), "field_missing"),
        (without(right.clone(), "reason"), "field_missing"),
        (without(right.clone(), "appointed_by"), "field_missing"),
        (with(right.clone(), "until", at(NOON.plus(LONGEST + 1))), "value_invalid"),
        (with(right.clone(), "until", at(NOON)), "value_invalid"),
        (with(appointed(40, 0, 1), "since", at(Instant(NOON.0 - 8 * DAY))), "value_invalid"),
        (with(appointed(40, 0, 60), "since", at(NOON.plus(AT_MOST_AHEAD + 1))), "value_invalid"),
        (with(right.clone(), "appointed_by", Value::bytes(zoe.device.holder.as_bytes())), "value_invalid"),
        (with(right.clone(), "holder", own), "value_invalid"),
        (with(right.clone(), "unit", Value::bytes([2; 16])), "value_invalid"),
        (with(right.clone(), "office", text("first_federal_secretary")), "value_invalid"),
        (prolonging(right.clone(), zoe.mandate.into()), "value_invalid"),
    ] {
        assert_eq!(state(&mut world, &mut ada, id(3), payload.clone()), refused(code), "{payload:?}");
    }
    assert_eq!(state(&mut world, &mut ada, id(3), right.clone()), Verdict::Accepted);
    assert_eq!(state(&mut world, &mut ada, id(3), right), refused("already_exists"), "twice");
    let held = &world.directory.mandates[&MandateId::from(id(3))];
    let of = held.caretaker.clone().unwrap();
    assert!(held.holds(NOON) && held.provisional && of.by == ada.device.holder && of.prolongs.is_none());
    assert_eq!(of.reason, "Plus personne en fonction");
}

/// Whoever is suspended there isn't put in charge, by anybody.
#[test]
fn who_is_suspended_is_not_put_in_charge() {
    let mut world = World::new();
    let (zoe, mut ada) = (world.officer(Office::Deputy, 20), world.federal(40));
    let theirs = with(appointed(40, 0, 9), "holder", Value::bytes(zoe.device.holder.as_bytes()));
    let span = Suspension { id: "a".to_owned(), since: NOON, until: None, ground: "Comptes".to_owned() };
    world.directory.mandates.get_mut(&zoe.mandate).unwrap().suspensions.push(span);
    assert_eq!(state(&mut world, &mut ada, id(3), theirs.clone()), refused("value_invalid"));
    world.directory.mandates.get_mut(&zoe.mandate).unwrap().suspensions.clear();
    assert_eq!(state(&mut world, &mut ada, id(3), theirs), Verdict::Accepted);
}

/// What goes on for longer names the appointment that it prolongs, be it of somebody else, or a month later; who is put in charge
/// beside another until the same day prolongs nothing.
#[test]
fn what_lasts_longer_says_what_it_prolongs() {
    let mut world = World::new();
    let mut ada = world.federal(40);
    assert_eq!(state(&mut world, &mut ada, id(3), appointed(40, 0, 184)), Verdict::Accepted);
    let beside = with(appointed(40, 0, 184), "holder", Value::bytes([71; 16]));
    assert_eq!(state(&mut world, &mut ada, id(4), beside), Verdict::Accepted, "both at once");
    world.now = NOON.plus(160 * DAY);
    let ((first, second), next) = ((id(3), id(4)), appointed(40, 184, 300));
    assert_eq!(state(&mut world, &mut ada, id(5), next.clone()), refused("field_missing"));
    let somebody_else = with(next.clone(), "holder", Value::bytes([72; 16]));
    assert_eq!(state(&mut world, &mut ada, id(5), somebody_else), refused("field_missing"), "nor another person");
    assert_eq!(state(&mut world, &mut ada, id(5), prolonging(next.clone(), id(9))), refused("value_invalid"));
    let treasurer = with(prolonging(next.clone(), first), "office", text("treasurer"));
    assert_eq!(state(&mut world, &mut ada, id(5), treasurer), refused("value_invalid"), "another office");
    assert_eq!(state(&mut world, &mut ada, id(5), prolonging(next, second)), Verdict::Accepted);
    world.now = NOON.plus(330 * DAY);
    assert_eq!(state(&mut world, &mut ada, id(6), appointed(40, 330, 340)), refused("field_missing"), "a month later");
    assert_eq!(
        state(&mut world, &mut ada, id(6), prolonging(appointed(40, 331, 340), id(5))),
        refused("value_invalid")
    );
    assert_eq!(state(&mut world, &mut ada, id(6), appointed(40, 331, 340)), Verdict::Accepted, "it is another one");
}

/// They name nobody for longer than themselves, and put out nobody who stays longer; nor do those whom they named, be it from a day before,
/// nor once the caretaker has left early.
#[test]
fn who_is_in_charge_for_a_time_reaches_no_further() {
    let mut world = World::new();
    let mut ada = world.federal(40);
    let mut karim = world.officer(Office::Secretary, 70);
    let own = karim.mandate.into();
    assert_eq!(state(&mut world, &mut ada, own, appointed(40, 0, 90)), Verdict::Accepted);
    let recorded = |until: u64| {
        let edits = vec![
            Edit::set("unit", Value::bytes([1; 16])),
            Edit::set("office", text("treasurer")),
            Edit::set("holder", Value::bytes([90; 16])),
            Edit::set("holder_name", text("Ida Petit")),
            Edit::set("since", Value::count(NOON.0)),
            Edit::set("until", Value::count(NOON.plus(until * DAY).0)),
        ];
        Payload::new("mandate_recorded", 1, edits)
    };
    let beyond = refused("beyond_own_term");
    assert_eq!(world.push(&mut karim, Bureau, id(80), recorded(91)), beyond);
    assert_eq!(world.push(&mut karim, Bureau, id(80), recorded(90)), Verdict::Accepted);
    assert_eq!(world.push(&mut ada, Bureau, id(81), recorded(400)), Verdict::Accepted, "the level above does");
    let now = Value::count(world.now.0);
    let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", now)]);
    assert_eq!(world.push(&mut karim, Bureau, id(81), ended.clone()), beyond);
    // Somebody beside them, who is said to have been there for a year, and leaves with them.
    let mut lea = world.officer(Office::Secretary, 39);
    let theirs = world.directory.mandates.get_mut(&lea.mandate).unwrap();
    (theirs.until, theirs.recorded_seq) = (Some(NOON.plus(90 * DAY)), 1000);
    assert_eq!(world.push(&mut lea, Bureau, id(82), recorded(91)), beyond);
    let left = state(&mut world, &mut karim, own, ended);
    assert_eq!(left, Verdict::Accepted, "they leave when they want");
    assert_eq!(world.push(&mut lea, Bureau, id(82), recorded(91)), beyond);
    assert_eq!(world.push(&mut lea, Bureau, id(82), recorded(90)), Verdict::Accepted);
    // Who was there before isn't bound.
    let mut zoe = world.officer(Office::Secretary, 20);
    world.directory.mandates.get_mut(&zoe.mandate).unwrap().until = Some(NOON.plus(90 * DAY));
    assert_eq!(world.push(&mut zoe, Bureau, id(83), recorded(400)), Verdict::Accepted);
}
