//! J2.4: taking back.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::journal::undo::{NotInvertible, invert};
use coopol_domain::journal::{Compartment, Edit, Payload, State, Verdict};

use crate::world::{World, edited, id, member, text};
use Compartment::Roster;

fn values(state: &State) -> Vec<(String, Value)> {
    let present = state.cells.iter().filter(|(_, cell)| cell.value != Value::Null && cell.value != Value::Bool(false));
    present.map(|(field, cell)| (field.to_string(), cell.value.clone())).collect()
}

/// J2.4: undoing a change puts the subject back as it was, undoing the undo does it again, and both are new changes.
#[test]
fn an_undo_is_a_change_that_can_be_undone() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let (stream, subject) = (world.stream(Roster), id(3));
    world.push(&mut zoe, Roster, subject, member("Côté"));
    for change in [
        edited("first_name", "", "André").with_nothing_before(),
        Payload::new("category_changed", 1, vec![Edit::change("category", text("member"), text("former_member"))]),
        Payload::new("person_removed", 1, vec![Edit::set("removed", Value::Bool(true))]),
        Payload::new(
            "membership_changed",
            1,
            vec![Edit::set("number", text("12")), Edit::set("joined_on", text("2020-01-31"))],
        ),
    ] {
        let before = values(world.state(stream, subject));
        assert_eq!(world.push(&mut zoe, Roster, subject, change.clone()), Verdict::Accepted);
        let after = values(world.state(stream, subject));
        assert_ne!(before, after);
        let undo = invert(world.state(stream, subject), &change).unwrap();
        assert_eq!(world.push(&mut zoe, Roster, subject, undo.clone()), Verdict::Accepted);
        assert_eq!(values(world.state(stream, subject)), before, "{}", change.kind);
        assert_eq!(invert(world.state(stream, subject), &change), Err(NotInvertible::AlreadyUndone));
        let redo = invert(world.state(stream, subject), &undo).unwrap();
        world.push(&mut zoe, Roster, subject, redo.clone());
        assert_eq!(values(world.state(stream, subject)), after, "{}", change.kind);
        let back = invert(world.state(stream, subject), &redo).unwrap();
        world.push(&mut zoe, Roster, subject, back);
    }
}

trait NothingBefore {
    fn with_nothing_before(self) -> Self;
}

impl NothingBefore for Payload {
    fn with_nothing_before(mut self) -> Self {
        for edit in &mut self.edits {
            edit.before = Value::Null;
        }
        self
    }
}

/// J2.4: taking back a first change deletes what it created, unless somebody has worked on it since.
#[test]
fn a_creation_is_undone_by_deletion() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let stream = world.stream(Roster);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let undo = invert(world.state(stream, id(3)), &member("Côté")).unwrap();
    assert_eq!(undo.kind, "person_removed");
    world.push(&mut zoe, Roster, id(3), edited("last_name", "Côté", "Cote"));
    let stands_in_the_way = NotInvertible::ChangedSince { fields: vec!["last_name".to_owned()] };
    assert_eq!(invert(world.state(stream, id(3)), &member("Côté")), Err(stands_in_the_way));
}

/// J2.4: later work of others isn't undone along with a change.
#[test]
fn later_work_stands_in_the_way() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let stream = world.stream(Roster);
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    let change = edited("last_name", "Côté", "Cote");
    world.push(&mut zoe, Roster, id(3), change.clone());
    world.push(&mut zoe, Roster, id(3), edited("last_name", "Cote", "Coste"));
    let wanted = NotInvertible::ChangedSince { fields: vec!["last_name".to_owned()] };
    assert_eq!(invert(world.state(stream, id(3)), &change), Err(wanted));
}

/// J2.4, J2.5: what never comes back says so, and what isn't known isn't guessed at.
#[test]
fn some_things_are_not_undone() {
    let state = State::new("mandate");
    let never = |kind: &str, version| invert(&state, &Payload::new(kind, version, vec![])).unwrap_err();
    assert_eq!(never("mandate_ended", 1), NotInvertible::Never { kind: "mandate_ended".to_owned() });
    assert!(matches!(never("mandate_ended", 2), NotInvertible::Unknown { version: 2, .. }));
}
