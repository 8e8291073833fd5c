//! J1.4: the contact card of whoever holds a mandate.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::time::DAY;

use crate::world::{NOON, Officer, World, id, text};

fn card(edits: &[(&str, Value)]) -> Payload {
    let edits = edits.iter().map(|(field, value)| Edit::set(&format!("card_{field}"), value.clone()));
    Payload::new("card_published", 1, edits.collect())
}

/// The mandate of somebody, as it was recorded.
fn recorded(world: &mut World, byte: u8, holder: &Officer) -> SubjectId {
    let mut leader = world.officer(Office::Secretary, 100 + byte);
    let edits = vec![
        Edit::set("unit", Value::bytes([1; 16])),
        Edit::set("office", text("bureau_member")),
        Edit::set("holder", Value::bytes(holder.device.holder.as_bytes())),
        Edit::set("holder_name", text("Somebody")),
        Edit::set("since", Value::count(NOON.0)),
    ];
    let payload = Payload::new("mandate_recorded", 1, edits);
    assert_eq!(world.push(&mut leader, Compartment::Office, id(byte), payload), Verdict::Accepted);
    id(byte)
}

fn refused(code: &str) -> Verdict {
    Verdict::Refused(code.to_owned())
}

/// J1.4: a holder publishes, replaces and withdraws their own card in the unit's `office`, whatever the office lets them write.
#[test]
fn a_card_is_its_holders_own() {
    let mut world = World::new();
    let (mut zoe, mut ida) = (world.officer(Office::BureauMember, 20), world.officer(Office::Secretary, 21));
    let (hers, idas) = (recorded(&mut world, 30, &zoe), recorded(&mut world, 31, &ida));
    let mut push = |officer: &mut Officer, about, payload| world.push(officer, Compartment::Office, about, payload);
    let full = card(&[("name", text("Zoé")), ("email", text("zoe@exemple.fr"))]);
    assert_eq!(push(&mut zoe, hers, full.clone()), Verdict::Accepted);
    assert_eq!(push(&mut zoe, hers, card(&[("phone", text("+33612345678"))])), Verdict::Accepted);
    // Nobody says it for somebody else, the one who leads included; nor takes it away.
    assert_eq!(push(&mut ida, hers, full.clone()), refused("value_invalid"));
    assert_eq!(push(&mut zoe, idas, full), refused("value_invalid"));
    let gone = [("name", Value::Null), ("email", Value::Null), ("phone", Value::Null)];
    let gone = Payload { kind: "card_withdrawn".to_owned(), ..card(&gone) };
    assert_eq!(push(&mut ida, hers, gone.clone()), refused("value_invalid"));
    // A card reaches somebody, or is withdrawn whole.
    assert_eq!(push(&mut ida, idas, card(&[("name", text("Ida"))])), refused("field_missing"));
    assert_eq!(push(&mut ida, idas, card(&[("email", text("ida@exemple.fr"))])), refused("field_missing"));
    let half = Payload { edits: gone.edits[..1].to_vec(), ..gone.clone() };
    assert_eq!(push(&mut zoe, hers, half), refused("value_invalid"));
    assert_eq!(push(&mut zoe, hers, gone), Verdict::Accepted);
}

/// J1.4, J9: there is no card of a mandate that is over.
#[test]
fn a_card_ends_with_its_mandate() {
    let mut world = World::new();
    let mut ida = world.officer(Office::Secretary, 21);
    let (own, now) = (recorded(&mut world, 31, &ida), world.now);
    let ended = Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(now.0))]);
    assert_eq!(world.push(&mut ida, Compartment::Office, own, ended), Verdict::Accepted);
    world.end(&ida, now);
    world.now = now.plus(DAY);
    let full = card(&[("name", text("Ida")), ("email", text("ida@exemple.fr"))]);
    let late = world.change(&mut ida, Compartment::Office, own, full);
    assert_eq!(world.deliver(&mut ida, Compartment::Office, vec![late]), [Verdict::Quarantined]);
}
