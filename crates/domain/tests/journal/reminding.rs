//! J1.2, J2.4: the level above reminds a unit of what its renewal lacks, and not twice in a week of the same.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{Lacking, REMINDED_EVERY, reminders};
use coopol_domain::time::DAY;

use crate::codes::{UNIT, relay_about};
use crate::world::{NOON, Officer, World, text};

pub fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

fn reminded(of: &str, since: Value) -> Payload {
    worded(1, of, since)
}

fn worded(version: u16, of: &str, since: Value) -> Payload {
    Payload::new("unit_reminded", version, vec![Edit::set(&format!("reminded/{of}"), since)])
}

/// A section whose facts stand in its journal, with a secretary and somebody above.
pub fn section() -> (World, Officer, Officer) {
    let mut world = World::new();
    let (zoe, ada) = (world.officer(Office::Secretary, 20), world.federal(40));
    let mut authority = world.officer(Office::Secretary, 90);
    let edits = vec![
        Edit::set("kind", text("section")),
        Edit::set("name", text("Versailles")),
        Edit::set("zone", text("Europe/Paris")),
    ];
    let founded = relay_about(&mut world, &mut authority, UNIT, Payload::new("unit_founded", 1, edits));
    assert_eq!(founded, Verdict::Accepted);
    (world, zoe, ada)
}

#[test]
fn a_unit_is_reminded_from_above_of_what_it_can_lack() {
    let (mut world, mut zoe, mut ada) = section();
    let push = |world: &mut World, by: &mut Officer, payload| world.push(by, Compartment::Office, UNIT, payload);
    let election = || reminded("election", text("2026-06-01"));
    // Whoever leads it would keep the level above quiet, week after week.
    assert_eq!(push(&mut world, &mut zoe, election()), refused("not_granted"));
    for (payload, code) in [
        (reminded("dues", text("2026-06-01")), "value_invalid"),
        (worded(2, "dues", text("2026-06-01")), "value_invalid"),
        (reminded("election", text("en juin")), "value_invalid"),
        (reminded("election", Value::Null), "value_invalid"),
        (Payload::new("unit_reminded", 1, vec![Edit::set("name", text("Rennes"))]), "field_unknown"),
        (Payload::new("unit_reminded", 1, Vec::new()), "nothing_changed"),
    ] {
        assert_eq!(push(&mut world, &mut ada, payload.clone()), refused(code), "{payload:?}");
    }
    assert_eq!(push(&mut world, &mut ada, election()), Verdict::Accepted);
    let state = world.state(world.stream(Compartment::Office), UNIT);
    let kept: Vec<_> = reminders(state).into_iter().map(|(of, last)| (of, last.at, last.since)).collect();
    assert_eq!(kept, [(Lacking::Election, NOON, "2026-06-01".to_owned())]);
}

/// Whoever of the level above speaks, and whatever they say of the day; of something else it is reminded at once.
#[test]
fn not_twice_in_a_week_of_the_same() {
    let (mut world, _, mut ada) = section();
    let mut bea = world.federal(41);
    let push = |world: &mut World, by: &mut Officer, payload| world.push(by, Compartment::Office, UNIT, payload);
    let election = |since: &str| reminded("election", text(since));
    assert_eq!(push(&mut world, &mut ada, election("2026-06-01")), Verdict::Accepted);
    world.now = NOON.plus(REMINDED_EVERY - 1);
    for since in ["2026-06-01", "2026-09-01"] {
        assert_eq!(push(&mut world, &mut bea, election(since)), refused("too_soon"));
    }
    let both = [reminded("countersignature", text("2026-11-20")).edits, election("2026-06-01").edits].concat();
    assert_eq!(push(&mut world, &mut bea, Payload::new("unit_reminded", 1, both)), refused("too_soon"));
    assert_eq!(push(&mut world, &mut bea, reminded("countersignature", text("2026-11-20"))), Verdict::Accepted);
    world.now = NOON.plus(REMINDED_EVERY);
    assert_eq!(push(&mut world, &mut bea, election("2026-06-01")), Verdict::Accepted);
    world.now = world.now.plus(DAY);
    assert_eq!(push(&mut world, &mut ada, election("2026-06-01")), refused("too_soon"), "the week begins anew");
}

/// J2.5: a first version never speaks of minutes: a program of its time would refuse for good what the next one accepts.
#[test]
fn of_minutes_in_a_version_of_their_own() {
    let (mut world, mut zoe, mut ada) = section();
    let push = |world: &mut World, by: &mut Officer, payload| world.push(by, Compartment::Office, UNIT, payload);
    let minutes = |version| worded(version, "minutes", text("2026-11-20"));
    assert_eq!(push(&mut world, &mut ada, minutes(1)), refused("value_invalid"));
    assert_eq!(push(&mut world, &mut zoe, minutes(2)), refused("not_granted"));
    assert_eq!(push(&mut world, &mut ada, minutes(2)), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut ada, minutes(2)), refused("too_soon"));
    // One week for each word, whatever the version in which it is said.
    assert_eq!(push(&mut world, &mut ada, worded(2, "election", text("2026-06-01"))), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut ada, reminded("election", text("2026-06-01"))), refused("too_soon"));
    let state = world.state(world.stream(Compartment::Office), UNIT);
    let kept: Vec<_> = reminders(state).into_keys().collect();
    assert_eq!(kept, [Lacking::Election, Lacking::Minutes]);
    assert_eq!(Lacking::ALL.map(Lacking::version), [1, 1, 2]);
}
