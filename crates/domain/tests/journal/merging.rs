//! J4: many hands on one subject.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::DeviceId;
use coopol_domain::journal::{Compartment::Roster, Edit, Payload, REMOVED, Stamp, State};
use coopol_domain::time::{DAY, Hlc, Instant};
use proptest::prelude::*;

use crate::world::{NOON, Officer, World, edited, id, member, text};

/// `officer` writes `to` in a field, having seen the stream up to `base`, by a clock that is `off` milliseconds wrong.
fn write(world: &mut World, officer: &mut Officer, (field, to): (&str, &str), base: u64, off: i64) {
    let mut sent = world.change(officer, Roster, id(3), edited(field, "", to));
    sent.header.base = base;
    sent.header.made_at = Hlc::default().tick(Instant(world.now.0.checked_add_signed(off).unwrap()));
    world.deliver(officer, Roster, vec![sent]);
}

fn shown(world: &World) -> (String, Vec<String>) {
    let state = world.state(world.stream(Roster), id(3));
    let plain = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    };
    let rivals =
        state.overlaps().flat_map(|overlap| overlap.rivals.iter().map(|rival| plain(&rival.value)).collect::<Vec<_>>());
    (plain(state.get("first_name")), rivals.collect())
}

fn world() -> (World, Officer, Officer) {
    let mut world = World::new();
    let (mut zoe, andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Deputy, 21));
    world.push(&mut zoe, Roster, id(3), member("Côté"));
    (world, zoe, andre)
}

const A: (&str, &str) = ("first_name", "André");
const B: (&str, &str) = ("first_name", "Andrée");
const C: (&str, &str) = ("first_name", "Andy");

/// J4.2: different fields don't meet.
#[test]
fn edits_of_different_fields_are_both_kept() {
    let (mut world, mut zoe, mut andre) = world();
    write(&mut world, &mut zoe, A, 1, 0);
    write(&mut world, &mut andre, ("last_name", "Cote"), 1, 0);
    assert_eq!(shown(&world), ("André".to_owned(), vec![]));
    assert_eq!(*world.state(world.stream(Roster), id(3)).get("last_name"), text("Cote"));
}

/// J4.1, J4.2: the later writing wins, whichever arrived first; the other stays in sight (J4.3).
#[test]
fn the_later_writing_wins_and_the_other_is_shown() {
    for (first_off, second_off, winner, rival) in [(0, 1, "Andrée", "André"), (0, -5000, "André", "Andrée")] {
        let (mut world, mut zoe, mut andre) = world();
        write(&mut world, &mut zoe, A, 1, first_off);
        world.now = world.now.plus(10);
        write(&mut world, &mut andre, B, 1, second_off);
        assert_eq!(shown(&world), (winner.to_owned(), vec![rival.to_owned()]));
    }
}

/// J4.1: a clock three years ahead wins nothing over a later entry; one three years late loses nothing of what it saw.
#[test]
fn clocks_gain_and_lose_nothing() {
    let years = 3 * 365 * i64::try_from(DAY).unwrap();
    let (mut world, mut zoe, mut andre) = world();
    write(&mut world, &mut zoe, A, 1, years);
    world.now = world.now.plus(60_000);
    write(&mut world, &mut andre, B, 1, 0);
    assert_eq!(shown(&world).0, "Andrée", "the clock ahead was brought back to its entry");

    let seen = world.state(world.stream(Roster), id(3)).last_effective_at();
    let mut sent = world.change(&mut zoe, Roster, id(3), edited("first_name", "Andrée", "Andy"));
    sent.header.made_at = seen.tick(Instant(NOON.0 - 3 * 365 * DAY));
    world.deliver(&mut zoe, Roster, vec![sent]);
    assert_eq!(shown(&world), ("Andy".to_owned(), vec![]), "whoever saw a value beats it, and settles the overlap");
}

/// J4.3: A→B→A still overlaps with C, and both stay until somebody who saw both writes.
#[test]
fn there_and_back_overlaps_too() {
    let (mut world, mut zoe, mut andre) = world();
    write(&mut world, &mut zoe, A, 1, 0);
    write(&mut world, &mut zoe, B, 2, 1);
    write(&mut world, &mut zoe, A, 3, 2);
    write(&mut world, &mut andre, C, 2, 3);
    assert_eq!(shown(&world), ("Andy".to_owned(), vec!["André".to_owned()]));
    write(&mut world, &mut zoe, A, 4, 4);
    assert_eq!(shown(&world), ("André".to_owned(), vec!["Andy".to_owned()]), "who hadn't seen C settles nothing");
    write(&mut world, &mut andre, A, 6, 5);
    assert_eq!(shown(&world), ("André".to_owned(), vec![]));
}

/// J4.3: who writes a field twice before either has its entry overlaps with nobody.
#[test]
fn an_author_has_seen_their_own_work() {
    let (mut world, mut zoe, _) = world();
    write(&mut world, &mut zoe, A, 1, 0);
    write(&mut world, &mut zoe, B, 1, 1);
    assert_eq!(shown(&world), ("Andrée".to_owned(), vec![]));
}

/// J4.3: the same value from both isn't an overlap.
#[test]
fn agreeing_is_no_overlap() {
    let (mut world, mut zoe, mut andre) = world();
    write(&mut world, &mut zoe, A, 1, 0);
    write(&mut world, &mut andre, A, 1, 1);
    assert_eq!(shown(&world), ("André".to_owned(), vec![]));
}

/// J4.2: a set merges element by element.
#[test]
fn sets_merge_element_by_element() {
    let (mut world, mut zoe, mut andre) = world();
    for (officer, tag) in [(&mut zoe, "élu"), (&mut andre, "jeune")] {
        let payload = Payload::new("person_changed", 1, vec![Edit::set(&format!("tag/{tag}"), Value::Bool(true))]);
        let mut sent = world.change(officer, Roster, id(3), payload);
        sent.header.base = 1;
        world.deliver(officer, Roster, vec![sent]);
    }
    let state = world.state(world.stream(Roster), id(3));
    assert_eq!(state.elements("tag").map(|(tag, _)| tag).collect::<Vec<_>>(), ["jeune", "élu"]);
    assert_eq!(state.overlaps().count(), 0);
}

/// J4.4: an edit beside a deletion, before it or after, restores nothing and is shown; settled by one click.
#[test]
fn an_edit_beside_a_deletion_is_shown() {
    let removed = |value| Payload::new("person_removed", 1, vec![Edit::set(REMOVED, value)]);
    for removal_first in [true, false] {
        let (mut world, mut zoe, mut andre) = world();
        let mut removal = world.change(&mut zoe, Roster, id(3), removed(Value::Bool(true)));
        let mut edit = world.change(&mut andre, Roster, id(3), edited(A.0, "", A.1));
        (removal.header.base, edit.header.base) = (1, 1);
        if removal_first {
            world.deliver(&mut zoe, Roster, vec![removal]);
            world.deliver(&mut andre, Roster, vec![edit]);
        } else {
            world.deliver(&mut andre, Roster, vec![edit]);
            world.deliver(&mut zoe, Roster, vec![removal]);
        }
        let state = world.state(world.stream(Roster), id(3));
        assert!(state.is_removed());
        let overlaps: Vec<_> = state.overlaps().collect();
        assert_eq!((overlaps.len(), overlaps[0].field.as_str()), (1, REMOVED));
        assert_eq!(overlaps[0].rivals[0].value, Value::Null);

        world.now = world.now.plus(1);
        world.push(&mut zoe, Roster, id(3), Payload::new("person_restored", 1, vec![Edit::set(REMOVED, Value::Null)]));
        let state = world.state(world.stream(Roster), id(3));
        assert!(!state.is_removed());
        assert_eq!((state.overlaps().count(), state.get("first_name")), (0, &text("André")));
    }
}

/// A device of one's own for each writing: nobody has seen anybody's.
fn by(place: usize) -> DeviceId {
    DeviceId::from_bytes([u8::try_from(place).unwrap(); 16])
}

proptest! {
    /// J4.2: which value wins is a function of the set of changes, not of the order in which they arrive.
    #[test]
    fn the_winner_does_not_depend_on_the_order(
        writes in proptest::collection::vec((0u64..4, 0u64..6, 0u8..3), 1..8),
        order in any::<prop::sample::Index>(),
    ) {
        let apply = |state: State, place: usize| {
            let (at, base, value) = writes[place];
            let payload = edited("first_name", "", ["a", "b", "c"][usize::from(value)]);
            let stamp = Stamp { effective_at: Hlc(at), seq: place as u64 + 1, by: by(place) };
            state.apply(&payload, base.min(place as u64), stamp)
        };
        let straight = (0..writes.len()).fold(State::new("person"), apply);
        let turn = order.index(writes.len());
        let turned = (0..writes.len()).map(|place| (place + turn) % writes.len()).fold(State::new("person"), apply);
        prop_assert_eq!(straight.get("first_name"), turned.get("first_name"));
    }

    /// J4.3: nothing is lost: of every value that was written, either it counts, or it is shown, or somebody who had
    /// seen it wrote after it.
    #[test]
    fn no_value_is_lost_in_silence(writes in proptest::collection::vec((0u64..4, 0u64..8), 1..8)) {
        let mut state = State::new("person");
        let mut stamps = Vec::new();
        for (place, &(late, base)) in writes.iter().enumerate() {
            let (seq, base) = (place as u64 + 1, base.min(place as u64));
            let stamp = Stamp { effective_at: Hlc(100 + seq - late.min(seq)), seq, by: by(place) };
            stamps.push((base, stamp));
            state = state.apply(&edited("first_name", "", &format!("v{seq}")), base, stamp);
        }
        for &(_, stamp) in &stamps {
            let value = text(&format!("v{}", stamp.seq));
            let counts = *state.get("first_name") == value;
            let shown = state.overlaps().any(|overlap| overlap.rivals.iter().any(|rival| rival.value == value));
            let followed = stamps.iter().any(|&(base, later)| base >= stamp.seq && later > stamp);
            prop_assert!(counts || shown || followed, "v{} is lost", stamp.seq);
            prop_assert!(!(shown && followed), "v{} was seen by whoever wrote later, and still stands", stamp.seq);
        }
    }

    /// J6: a state is the same after a journey through bytes.
    #[test]
    fn states_survive_their_bytes(writes in proptest::collection::vec((0u64..4, 0u64..8, "[a-z]{1,3}"), 0..8)) {
        let mut state = State::new("person");
        for (place, (at, base, name)) in writes.iter().enumerate() {
            let stamp = Stamp { effective_at: Hlc(*at), seq: place as u64 + 1, by: by(place) };
            state = state.apply(&edited(name, "", &place.to_string()), (*base).min(place as u64), stamp);
        }
        prop_assert_eq!(State::decode(&state.encode()), Ok(state));
    }
}
