//! J1.2, J1.5, J2.4: the level above decides that a section comes out of another, that one agrees, and neither speaks for the other.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::UnitId;
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{Split, born_of};

use crate::codes::UNIT;
use crate::reminding::{refused, section};
use crate::world::{Officer, World, text};

const NEWBORN: UnitId = UnitId::from_bytes([0x51; 16]);

fn split(name: &str, postcodes: &str) -> Split {
    Split { newborn: NEWBORN, name: name.to_owned(), word: String::new(), postcodes: postcodes.to_owned() }
}

fn said(kind: &str, word: &str) -> Payload {
    of(kind, NEWBORN, split("Le Chesnay", "78150").value(word))
}

fn of(kind: &str, newborn: UnitId, after: Value) -> Payload {
    Payload::new(kind, 1, vec![Edit::set(&Split::field(newborn), after)])
}

fn push(world: &mut World, by: &mut Officer, payload: Payload) -> Verdict {
    world.push(by, Compartment::Office, UNIT, payload)
}

fn word(world: &World) -> Vec<String> {
    let state = world.state(world.stream(Compartment::Office), UNIT);
    Split::all(state).into_iter().map(|split| split.word).collect()
}

#[test]
fn it_takes_the_level_above_and_the_section() {
    let (mut world, mut zoe, mut ada) = section();
    // Whoever leads the section can't have it decided by itself, and what wasn't decided isn't agreed to.
    assert_eq!(push(&mut world, &mut zoe, said("split_decided", "decided")), refused("not_granted"));
    assert_eq!(push(&mut world, &mut zoe, said("split_agreed", "agreed")), refused("not_waiting"));
    assert_eq!(push(&mut world, &mut ada, said("split_decided", "agreed")), refused("value_invalid"));
    let own = of("split_decided", UNIT.into(), split("Versailles", "").value("decided"));
    assert_eq!(push(&mut world, &mut ada, own), refused("value_invalid"), "out of itself");
    assert_eq!(push(&mut world, &mut ada, said("split_decided", "decided")), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut ada, said("split_decided", "decided")), refused("not_waiting"), "once");

    // The level above doesn't agree in the section's name, nor does the section take back what was decided.
    for (kind, word) in [("split_agreed", "agreed"), ("split_refused", "refused")] {
        assert_eq!(push(&mut world, &mut ada, said(kind, word)), refused("not_granted"), "{kind}");
    }
    assert_eq!(push(&mut world, &mut zoe, said("split_withdrawn", "withdrawn")), refused("not_granted"));
    // An answer changes nothing of what was decided.
    for other in [split("Le Chesnay", "78150 78000"), split("Le Chesnay", ""), split("Parly", "78150")] {
        let rewritten = of("split_agreed", NEWBORN, other.value("agreed"));
        assert_eq!(push(&mut world, &mut zoe, rewritten), refused("value_invalid"), "{other:?}");
    }
    assert_eq!(push(&mut world, &mut zoe, said("split_agreed", "refused")), refused("value_invalid"));
    assert_eq!(word(&world), ["decided"]);
    assert_eq!(push(&mut world, &mut zoe, said("split_agreed", "agreed")), Verdict::Accepted);
    for (kind, word) in [("split_agreed", "agreed"), ("split_refused", "refused")] {
        assert_eq!(push(&mut world, &mut zoe, said(kind, word)), refused("not_waiting"), "answered once");
    }
    assert_eq!(push(&mut world, &mut ada, said("split_withdrawn", "withdrawn")), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut ada, said("split_withdrawn", "withdrawn")), refused("not_waiting"));
    assert_eq!(word(&world), ["withdrawn"]);
}

#[test]
fn what_was_refused_stays_refused() {
    let (mut world, mut zoe, mut ada) = section();
    assert_eq!(push(&mut world, &mut ada, said("split_decided", "decided")), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut zoe, said("split_refused", "refused")), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut zoe, said("split_agreed", "agreed")), refused("not_waiting"));
    assert_eq!(push(&mut world, &mut ada, said("split_withdrawn", "withdrawn")), refused("not_waiting"));
    assert_eq!(push(&mut world, &mut ada, said("split_decided", "decided")), refused("not_waiting"));
}

/// Neither who leads the new section nor whoever may do everything else in its office says where it comes from.
#[test]
fn where_it_comes_from_is_told_from_above_and_once() {
    let (mut world, mut zoe, mut ada) = section();
    let mut treasurer = world.officer(Office::Treasurer, 60);
    let told = |of: UnitId| {
        let parts = vec![("name".to_owned(), text("Versailles")), ("unit".to_owned(), Value::bytes(of.as_bytes()))];
        Payload::new("unit_born", 1, vec![Edit::set("born_of", Value::Map(parts))])
    };
    for by in [&mut zoe, &mut treasurer] {
        assert_eq!(push(&mut world, by, told(NEWBORN)), refused("not_granted"));
    }
    assert_eq!(push(&mut world, &mut ada, told(UNIT.into())), refused("value_invalid"));
    assert_eq!(push(&mut world, &mut ada, told(NEWBORN)), Verdict::Accepted);
    assert_eq!(push(&mut world, &mut ada, told(NEWBORN)), refused("value_invalid"));
    let state = world.state(world.stream(Compartment::Office), UNIT);
    assert_eq!(born_of(state), Some((NEWBORN, "Versailles".to_owned())));
}
