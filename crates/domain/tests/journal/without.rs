//! J2.4: taking back what one person did, and putting a subject back as it was on a day.

use coopol_domain::codec::Value;
use coopol_domain::id::DeviceId;
use coopol_domain::journal::undo::NotInvertible;
use coopol_domain::journal::without::{Back, Past, without};
use coopol_domain::journal::{Edit, Payload, Stamp, State};
use coopol_domain::time::Hlc;
use proptest::prelude::*;

use crate::world::{edited, member, text};

fn stamp(seq: u64) -> Stamp {
    Stamp { effective_at: Hlc(seq << 16), seq, by: DeviceId::from_bytes([1; 16]) }
}

/// Changes in the order of their entries, each by somebody who had seen those before; `true` for what is unwanted.
fn past(changes: Vec<(Payload, bool)>) -> Vec<Past> {
    let past = changes.into_iter().zip(1..);
    past.map(|((payload, unwanted), seq)| Past { payload, base: seq - 1, stamp: stamp(seq), unwanted }).collect()
}

fn folded<'a>(past: impl IntoIterator<Item = &'a Past>) -> State {
    past.into_iter().fold(State::new("person"), |state, past| state.apply(&past.payload, past.base, past.stamp))
}

fn taken_back(past: &[Past]) -> (State, Back) {
    let now = folded(past);
    let back = without(&now, past);
    let next = (past.len() as u64 + 1..).zip(&back.payloads);
    let after = next.fold(now, |state, (seq, payload)| state.apply(payload, seq - 1, stamp(seq)));
    (after, back)
}

/// What can be seen of a subject: values that say something.
fn values(state: &State) -> Vec<(String, Value)> {
    let said = state.cells.iter().filter(|(_, cell)| !matches!(cell.value, Value::Null | Value::Bool(false)));
    said.map(|(field, cell)| (field.to_string(), cell.value.clone())).collect()
}

fn removed(is: bool) -> Payload {
    let kind = if is { "person_removed" } else { "person_restored" };
    Payload::new(kind, 1, vec![Edit::change("removed", Value::Bool(!is), Value::Bool(is))])
}

fn numbered(number: &str) -> Payload {
    Payload::new("membership_changed", 1, vec![Edit::set("number", text(number))])
}

#[test]
fn the_work_of_others_stays() {
    let past = past(vec![
        (member("Côté"), false),
        (edited("first_name", "", "André"), true),
        (numbered("12"), false),
        (edited("note", "", "à rayer"), true),
        (edited("first_name", "André", "Andrée"), false),
        (edited("note", "à rayer", "rayé"), true),
    ]);
    let (after, back) = taken_back(&past);
    assert_eq!(after.get("first_name"), &text("Andrée"), "whoever came later had the last word");
    assert_eq!((after.get("number"), after.get("note")), (&text("12"), &Value::Null));
    assert_eq!((back.payloads.len(), back.left.len()), (1, 0), "one change for the two of them");
}

#[test]
fn who_was_added_goes_unless_others_went_on() {
    let alone = past(vec![(member("Côté"), true), (edited("note", "", "x"), true)]);
    let (after, back) = taken_back(&alone);
    assert!(after.is_removed());
    assert_eq!(back.payloads[0].kind, "person_removed");

    let shared = past(vec![(member("Côté"), true), (numbered("12"), false), (edited("note", "", "x"), true)]);
    let (after, back) = taken_back(&shared);
    assert!(!after.is_removed());
    assert_eq!((after.get("number"), after.get("note")), (&text("12"), &Value::Null));
    assert_eq!(back.left, [NotInvertible::ChangedSince { fields: vec!["number".to_owned()] }]);
}

#[test]
fn who_was_removed_comes_back_and_who_came_and_went_stays_gone() {
    let (after, back) = taken_back(&past(vec![(member("Côté"), false), (removed(true), true)]));
    assert!(!after.is_removed());
    assert_eq!(back.payloads[0].kind, "person_restored");
    let (_, back) = taken_back(&past(vec![(member("Côté"), true), (removed(true), false)]));
    assert_eq!(back, Back::default());
}

#[test]
fn what_is_already_back_takes_no_change() {
    let past = past(vec![(member("Côté"), false), (numbered("12"), true), (numbered("13"), false)]);
    assert_eq!(taken_back(&past).1, Back::default());
}

#[test]
fn what_is_not_known_here_is_left_and_named() {
    let later = Payload::new("person_changed", 9, vec![Edit::set("first_name", text("x"))]);
    let (_, back) = taken_back(&past(vec![(member("Côté"), false), (later, true)]));
    assert_eq!(back.left, [NotInvertible::Unknown { kind: "person_changed".to_owned(), version: 9 }]);
    assert!(back.payloads.is_empty());
}

/// One of several things that can be done to somebody.
fn change() -> impl Strategy<Value = Payload> {
    prop_oneof![
        ("first_name|last_name|note", "[a-c]").prop_map(|(field, to)| edited(&field, "", &to)),
        "[1-3]".prop_map(|number| numbered(&number)),
        any::<bool>().prop_map(removed),
    ]
}

proptest! {
    /// Undo of everything by somebody leaves exactly what others did; and it is undone by being undone.
    #[test]
    fn what_is_left_is_what_others_did(changes in proptest::collection::vec((change(), any::<bool>()), 0..10)) {
        let all = past([(member("Côté"), false)].into_iter().chain(changes).collect());
        let (after, back) = taken_back(&all);
        prop_assert_eq!(values(&after), values(&folded(all.iter().filter(|past| !past.unwanted))));
        prop_assert!(back.left.is_empty());
    }

    /// Back to a day is the fold at that day.
    #[test]
    fn back_to_a_day_is_the_fold_of_that_day(
        changes in proptest::collection::vec(change(), 0..10),
        day in any::<prop::sample::Index>(),
    ) {
        let changes: Vec<Payload> = [member("Côté")].into_iter().chain(changes).collect();
        let day = day.index(changes.len() + 1);
        let all = past(changes.into_iter().enumerate().map(|(place, payload)| (payload, place >= day)).collect());
        let (after, _) = taken_back(&all);
        let then = folded(&all[..day]);
        if day == 0 {
            prop_assert!(after.is_removed(), "there was nobody yet");
        } else {
            prop_assert_eq!(values(&after), values(&then));
        }
    }
}
