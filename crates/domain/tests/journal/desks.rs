//! J1.1: what lies on an office's desk is written by whoever holds the office, and by nobody else; the authority alone opens one.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment::{self, Office as Bureau};
use coopol_domain::journal::{Edit, Payload, Verdict};

use crate::codes::relay_about;
use crate::world::{Officer, World};

const UNIT: SubjectId = SubjectId::from_bytes([1; 16]);
const LIST: SubjectId = SubjectId::from_bytes([40; 16]);
const DESK: Compartment = Compartment::Desk(Office::Secretary);

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

/// A section that was founded before there were desks.
fn founded() -> (World, Officer) {
    let mut world = World::new();
    let mut authority = world.officer(Office::NationalAdministrator, 60);
    let edits = vec![
        Edit::set("kind", Value::text("section")),
        Edit::set("name", Value::text("Versailles")),
        Edit::set("zone", Value::text("Europe/Paris")),
    ];
    let said = relay_about(&mut world, &mut authority, UNIT, Payload::new("unit_founded", 1, edits));
    assert_eq!(said, Verdict::Accepted);
    (world, authority)
}

fn opened(compartment: &str, stream: Value) -> Payload {
    Payload::new("desks_opened", 1, vec![Edit::set(&format!("stream/{compartment}"), stream)])
}

fn question(parts: &[(&str, Value)]) -> Value {
    Value::Map(parts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

fn saved(question: Value) -> Payload {
    let edits = vec![Edit::set("name", Value::text("À relancer")), Edit::set("question", question)];
    Payload::new("list_saved", 1, edits)
}

#[test]
fn the_authority_opens_each_desk_of_a_unit_once() {
    let (mut world, mut authority) = founded();
    let mut zoe = world.officer(Office::Secretary, 20);
    let stream = || Value::bytes([9; 16]);
    let own = world.push(&mut zoe, Bureau, UNIT, opened("desk/secretary", stream()));
    assert_eq!(own, refused("not_granted"), "nobody opens one for themselves");
    let mut said = |payload| relay_about(&mut world, &mut authority, UNIT, payload);
    let elsewhere = "desk/first_federal_secretary";
    for (compartment, after) in
        [("roster", stream()), ("desk/king", stream()), (elsewhere, stream()), ("desk/secretary", Value::Null)]
    {
        let invalid = said(opened(compartment, after));
        assert!(matches!(&invalid, Verdict::Refused(code) if code == "value_invalid"), "{compartment}: {invalid:?}");
    }
    assert_eq!(said(opened("desk/secretary", stream())), Verdict::Accepted);
    let again = vec![Edit::change("stream/desk/secretary", stream(), Value::bytes([8; 16]))];
    assert_eq!(
        said(Payload::new("desks_opened", 1, again)),
        refused("value_invalid"),
        "what lies there isn't left behind"
    );
}

#[test]
fn a_list_lies_on_the_desk_of_its_office() {
    let (mut world, _) = founded();
    world.open(DESK, StreamId::from_bytes([9; 16]));
    let section = coopol_domain::id::UnitId::from_bytes([1; 16]);
    let unit = world.directory.units.get_mut(&section).unwrap();
    unit.streams.insert(DESK, StreamId::from_bytes([9; 16]));
    let (mut zoe, mut deputy) = (world.officer(Office::Secretary, 20), world.officer(Office::Deputy, 21));
    let late = || question(&[("filters", Value::text("late without_email"))]);
    assert_eq!(world.push(&mut zoe, Compartment::Roster, LIST, saved(late())), refused("wrong_compartment"));
    let person = Payload::new("person_recorded", 1, vec![Edit::set("last_name", Value::text("Côté"))]);
    assert_eq!(world.push(&mut zoe, DESK, LIST, person), refused("wrong_compartment"), "people live in the roster");
    let people = question(&[("people", Value::text("Côté"))]);
    assert_eq!(world.push(&mut zoe, DESK, LIST, saved(people)), refused("value_invalid"), "it keeps no people");
    assert_eq!(world.push(&mut zoe, DESK, LIST, saved(late())), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, DESK, LIST, saved(late())), refused("already_exists"));
    let renamed = |before: &str, after: &str| {
        Payload::new("list_changed", 1, vec![Edit::change("name", Value::text(before), Value::text(after))])
    };
    let unnamed = Payload::new("list_changed", 1, vec![Edit::change("name", Value::text("À relancer"), Value::Null)]);
    assert_eq!(world.push(&mut zoe, DESK, LIST, unnamed), refused("field_missing"));
    // A colleague isn't even told that there is one.
    let (change, size) = (renamed("À relancer", "Autre"), world.size(world.stream(DESK)));
    let sent = world.change(&mut deputy, DESK, LIST, change);
    let submission = world.sign(&deputy, DESK, vec![sent]);
    assert!(world.submit(&mut deputy, submission).is_err(), "a desk is its office's alone");
    assert_eq!(world.size(world.stream(DESK)), size);
    // Whoever follows goes on with it as if it were their own.
    let now = world.now;
    world.end(&zoe, now);
    let mut next = world.officer(Office::Secretary, 22);
    assert_eq!(world.push(&mut next, DESK, LIST, renamed("À relancer", "À appeler")), Verdict::Accepted);
}
