//! Who came to an event: marked by whoever writes the agenda, person by person.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{DeviceId, SubjectId};
use coopol_domain::journal::undo::{NotInvertible, invert};
use coopol_domain::journal::without::{Past, without};
use coopol_domain::journal::{Compartment, Edit, Payload, Stamp, State, Verdict};
use coopol_domain::kinds::Attendance::{self, Excused, Present};
use coopol_domain::time::Hlc;
use proptest::prelude::*;

use crate::world::{Officer, World, id, text};
use Compartment::Agenda;

const EVENT: SubjectId = SubjectId::from_bytes([6; 16]);

fn planned() -> Payload {
    let when = [("zone", "Europe/Paris"), ("start", "2026-11-26T20:00")];
    let when = when.map(|(part, value)| (part.to_owned(), text(value)));
    Payload::new(
        "event_planned",
        1,
        vec![Edit::set("title", text("Bureau")), Edit::set("when", Value::Map(when.into()))],
    )
}

fn value(mark: Option<Attendance>) -> Value {
    mark.map_or(Value::Null, |mark| text(mark.as_str()))
}

fn marked(people: &[(SubjectId, Option<Attendance>)]) -> Payload {
    let edits = people.iter().map(|(person, mark)| Edit::set(&Attendance::field(*person), value(*mark)));
    Payload::new("attendance_marked", 1, edits.collect())
}

fn world() -> (World, Officer, Officer) {
    let mut world = World::new();
    let (mut zoe, andre) = (world.officer(Office::Secretary, 20), world.officer(Office::Deputy, 21));
    assert_eq!(world.push(&mut zoe, Agenda, EVENT, planned()), Verdict::Accepted);
    (world, zoe, andre)
}

fn marks(state: &State) -> Vec<(SubjectId, Attendance)> {
    Attendance::of(state).collect()
}

/// J2.4: a mark is one of two words, about somebody whose id is written as ids are, at an event.
#[test]
fn a_mark_is_somebodys() {
    let (mut world, mut zoe, _) = world();
    let set = |field: &str, after: Value| Payload::new("attendance_marked", 1, vec![Edit::set(field, after)]);
    let (plain, shouted) = (id(7).to_string().replace('-', ""), id(0xab).to_string().to_uppercase());
    for (payload, code) in [
        (set(&Attendance::field(id(7)), text("absent")), "value_invalid"),
        (set("attendance/Andr\u{e9} C\u{f4}t\u{e9}", text("present")), "value_invalid"),
        (set(&format!("attendance/{plain}"), text("present")), "value_invalid"),
        (set(&format!("attendance/{shouted}"), text("present")), "value_invalid"),
        (set("attendance", text("present")), "field_unknown"),
        (set("title", text("Bureau")), "field_unknown"),
        (Payload::new("attendance_marked", 1, Vec::new()), "nothing_changed"),
    ] {
        let verdict = world.push(&mut zoe, Agenda, EVENT, payload.clone());
        assert_eq!(verdict, Verdict::Refused(code.to_owned()), "{payload:?}");
    }
    // One that isn't somebody's spoils the others.
    let both = [marked(&[(id(7), Some(Present))]).edits, set("attendance/x", text("present")).edits].concat();
    let verdict = world.push(&mut zoe, Agenda, EVENT, Payload::new("attendance_marked", 1, both));
    assert_eq!(verdict, Verdict::Refused("value_invalid".to_owned()));
    assert_eq!(world.push(&mut zoe, Agenda, EVENT, marked(&[(id(7), Some(Present))])), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, Agenda, EVENT, marked(&[(id(8), Some(Excused))])), Verdict::Accepted);
    assert_eq!(world.push(&mut zoe, Agenda, EVENT, marked(&[(id(7), None)])), Verdict::Accepted);
    assert_eq!(marks(world.state(world.stream(Agenda), EVENT)), [(id(8), Excused)]);
}

/// J1.2: whoever writes the agenda of the unit marks, and nobody else.
#[test]
fn whoever_writes_the_agenda_marks() {
    let (mut world, ..) = world();
    for (byte, office) in (30..).zip([Office::Treasurer, Office::BureauMember]) {
        let mut officer = world.officer(office, byte);
        let verdict = world.push(&mut officer, Agenda, EVENT, marked(&[(id(byte), Some(Present))]));
        assert_eq!(verdict, Verdict::Accepted, "{office}");
    }
    let mut reader = world.officer(Office::FederalCouncilMember, 40);
    let verdict = world.push(&mut reader, Agenda, EVENT, marked(&[(id(9), Some(Present))]));
    assert_eq!(verdict, Verdict::Refused("not_granted".to_owned()));
}

/// J4.2, J4.3: two officers at two doors, neither seeing what the other marks: all of it counts, and only of whom both said something
/// else is there anything to settle.
#[test]
fn two_doors_merge_person_by_person() {
    let (mut world, mut zoe, mut andre) = world();
    let sent = |world: &mut World, officer: &mut Officer, people: &[(SubjectId, Option<Attendance>)]| {
        let mut sent = world.change(officer, Agenda, EVENT, marked(people));
        sent.header.base = 1;
        assert_eq!(world.deliver(officer, Agenda, vec![sent]), [Verdict::Accepted]);
    };
    sent(&mut world, &mut zoe, &[(id(7), Some(Present)), (id(8), Some(Present)), (id(9), Some(Excused))]);
    sent(&mut world, &mut andre, &[(id(8), Some(Present)), (id(9), Some(Present)), (id(10), Some(Present))]);
    let state = world.state(world.stream(Agenda), EVENT);
    let everybody = [(id(7), Present), (id(8), Present), (id(9), Present), (id(10), Present)];
    assert_eq!(marks(state), everybody, "the later mark counts");
    let open: Vec<_> = state.overlaps().map(|overlap| overlap.field.to_string()).collect();
    assert_eq!(open, [Attendance::field(id(9))]);
}

fn fold(changes: &[(Payload, bool)]) -> (State, Vec<Past>) {
    let stamp = |seq| Stamp { effective_at: Hlc(seq << 16), seq, by: DeviceId::from_bytes([1; 16]) };
    let mut past = Vec::new();
    let mut state = State::new("event");
    for ((payload, unwanted), seq) in changes.iter().zip(1..) {
        state = state.apply(payload, seq - 1, stamp(seq));
        past.push(Past { payload: payload.clone(), base: seq - 1, stamp: stamp(seq), unwanted: *unwanted });
    }
    (state, past)
}

/// J2.4: one mark is taken back alone, unless somebody has said otherwise since; all that one person marked, without what others did.
#[test]
fn marks_are_taken_back_like_anything_else() {
    let first = marked(&[(id(7), Some(Present)), (id(8), Some(Present))]);
    let over = Payload::new(
        "attendance_marked",
        1,
        vec![Edit::change(&Attendance::field(id(8)), text("present"), text("excused"))],
    );
    let (state, _) = fold(&[(planned(), false), (first.clone(), false)]);
    let back = invert(&state, &first).unwrap();
    let (undone, _) = fold(&[(planned(), false), (first.clone(), false), (back, false)]);
    assert_eq!(marks(&undone), []);

    let (state, past) = fold(&[(planned(), false), (first.clone(), true), (over, false)]);
    let since = NotInvertible::ChangedSince { fields: vec![Attendance::field(id(8))] };
    assert_eq!(invert(&state, &first), Err(since));
    let back = without(&state, &past);
    assert_eq!((back.payloads.len(), back.left.len()), (1, 0));
    let after = state.apply(&back.payloads[0], 9, Stamp { effective_at: Hlc(9 << 16), seq: 9, ..Stamp::NEVER });
    assert_eq!(marks(&after), [(id(8), Excused)], "what somebody else said stays");
}

proptest! {
    /// J4.2: in whatever order what several officers marked arrives, it is the same.
    #[test]
    fn the_order_of_arrival_makes_no_difference(
        said in prop::collection::vec((0u8..5, prop::option::of(prop::bool::ANY), 0u64..4), 1..12),
        shuffle in prop::collection::vec(any::<u64>(), 12),
    ) {
        let changes: Vec<(Payload, Stamp)> = said.iter().zip(1..).map(|((person, mark, at), seq)| {
            let mark = mark.map(|here| if here { Present } else { Excused });
            let stamp = Stamp { effective_at: Hlc(*at), seq, by: DeviceId::from_bytes([1; 16]) };
            (marked(&[(id(*person), mark)]), stamp)
        }).collect();
        let fold = |changes: &[(Payload, Stamp)]| {
            changes.iter().fold(State::new("event"), |state, (payload, stamp)| state.apply(payload, 0, *stamp))
        };
        let mut shuffled: Vec<_> = changes.iter().cloned().zip(&shuffle).collect();
        shuffled.sort_by_key(|(_, place)| **place);
        let shuffled: Vec<_> = shuffled.into_iter().map(|(change, _)| change).collect();
        prop_assert_eq!(marks(&fold(&changes)), marks(&fold(&shuffled)));
    }
}
