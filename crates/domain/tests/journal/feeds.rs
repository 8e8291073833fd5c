//! Calendar feeds: the unit's, answered for by one person, and closed for good.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::feed::Address;
use coopol_domain::id::HolderId;
use coopol_domain::journal::undo::invert;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, Verdict};
use coopol_domain::kinds::Feed;

use crate::world::{World, id, text};
use Compartment::Agenda;

const SOMEBODY: HolderId = HolderId::from_bytes([77; 16]);

fn own(holder: HolderId) -> Value {
    Value::bytes(holder.as_bytes())
}

fn opened(address: &Address, by: HolderId, answers: HolderId) -> Payload {
    let edits = vec![
        Edit::set("name", text("Téléphones du bureau")),
        Edit::set("secret_hash", Value::bytes(address.hash())),
        Edit::set("opened_by", own(by)),
        Edit::set("answered_by", own(answers)),
    ];
    Payload::new("feed_opened", 1, edits)
}

fn taken_up(by: HolderId) -> Payload {
    Payload::new("feed_taken_up", 1, vec![Edit::set("answered_by", own(by))])
}

fn closed(removed: Value) -> Payload {
    Payload::new("feed_closed", 1, vec![Edit::set(REMOVED, removed)])
}

/// J2.4: it is the one that its address names, each speaks in their own name, and what was closed stays so, whoever knows its hash.
#[test]
fn a_feed_is_refused_for_the_rule_that_it_breaks() {
    let mut world = World::new();
    let mut zoe = world.officer(Office::Secretary, 20);
    let her = zoe.device.holder;
    let [new, open, over] = [1, 2, 3].map(|byte| Address::new(world.stream(Agenda), [byte; 32]));
    for feed in [&open, &over] {
        assert_eq!(world.push(&mut zoe, Agenda, feed.feed(), opened(feed, her, her)), Verdict::Accepted);
    }
    assert_eq!(world.push(&mut zoe, Agenda, over.feed(), closed(Value::Bool(true))), Verdict::Accepted);
    for (feed, payload, code) in [
        (id(6), opened(&new, her, her), "value_invalid"),
        (new.feed(), opened(&new, her, SOMEBODY), "value_invalid"),
        (new.feed(), opened(&new, SOMEBODY, her), "value_invalid"),
        (new.feed(), taken_up(her), "subject_missing"),
        (open.feed(), taken_up(SOMEBODY), "value_invalid"),
        (open.feed(), closed(Value::Bool(false)), "value_invalid"),
        (over.feed(), taken_up(her), "subject_missing"),
        (over.feed(), closed(Value::Null), "value_invalid"),
        (over.feed(), opened(&over, her, her), "already_exists"),
    ] {
        let said = format!("{payload:?}");
        assert_eq!(world.push(&mut zoe, Agenda, feed, payload), Verdict::Refused(code.to_owned()), "{said}");
    }
}

/// Whoever comes after takes it up, with what it has been called; opening one is taken back by closing it.
#[test]
fn a_feed_passes_from_hand_to_hand() {
    let mut world = World::new();
    let (mut zoe, mut andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Deputy, 21));
    let address = Address::new(world.stream(Agenda), [9; 32]);
    let made = opened(&address, zoe.device.holder, zoe.device.holder);
    assert_eq!(world.push(&mut zoe, Agenda, address.feed(), made.clone()), Verdict::Accepted);
    let back = invert(world.state(address.stream(), address.feed()), &made).unwrap();
    assert_eq!(back, closed(Value::Bool(true)));
    let his = taken_up(andre.device.holder);
    assert_eq!(world.push(&mut andre, Agenda, address.feed(), his), Verdict::Accepted);
    let state = world.state(address.stream(), address.feed()).clone();
    let feed = Feed::read(address.feed(), &state).unwrap();
    assert_eq!((feed.opened_by, feed.answered_by), (zoe.device.holder, andre.device.holder));
    assert!(feed.is_at(&address));
    assert!(!feed.is_at(&Address::new(address.stream(), [8; 32])));
    assert!(invert(&state, &made).is_err(), "somebody answers for it by now: it is closed, and not taken back");
    assert_eq!(world.push(&mut andre, Agenda, address.feed(), back), Verdict::Accepted);
    assert_eq!(
        Feed::read(address.feed(), world.state(address.stream(), address.feed())),
        None,
        "nothing answers there"
    );
}
