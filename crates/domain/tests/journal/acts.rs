//! J3.4: acts over several pushes.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment::Roster, Edit, Payload, Verdict};

use crate::world::{NOON, World, act, id, member, text};

/// J3.4: a mandate that ends in the middle of an act cuts it there; what was done before carries the act's id and so can
/// be undone as one, what comes after is quarantined, and the act stays open, which is how one sees that it was cut.
#[test]
fn the_end_of_a_mandate_cuts_an_act() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let import = SubjectId::from_bytes(*act(9).as_bytes());
    let opened = Payload::new(
        "act_opened",
        1,
        vec![Edit::set("category", text("import")), Edit::set("label", text("fichier.csv"))],
    );
    let mut parts = vec![
        world.change(&mut zoe, Roster, import, opened),
        world.change(&mut zoe, Roster, id(3), member("Côté")),
        world.change(&mut zoe, Roster, id(4), member("Traoré")),
    ];
    for part in &mut parts {
        part.header.act = Some(act(9));
    }
    assert_eq!(world.deliver(&mut zoe, Roster, parts), vec![Verdict::Accepted; 3]);

    world.end(&zoe, NOON.plus(1));
    world.now = NOON.plus(1);
    let closed = Payload::new(
        "act_closed",
        1,
        vec![Edit::set("closed", Value::Bool(true)), Edit::set("changes", Value::Int(3))],
    );
    let mut rest =
        vec![world.change(&mut zoe, Roster, id(5), member("Ndiaye")), world.change(&mut zoe, Roster, import, closed)];
    for part in &mut rest {
        part.header.act = Some(act(9));
    }
    assert_eq!(world.deliver(&mut zoe, Roster, rest), vec![Verdict::Quarantined; 2]);

    let stream = world.stream(Roster);
    assert_eq!(*world.state(stream, import).get("closed"), Value::Null);
    let accepted = world.entries[&stream].iter().filter(|entry| entry.verdict == Verdict::Accepted);
    assert!(accepted.clone().all(|entry| entry.header.act == Some(act(9))));
    assert_eq!(accepted.count(), 3);
}
