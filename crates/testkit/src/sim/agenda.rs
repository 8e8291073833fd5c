//! What takes place, who came, and to whom an agenda is told.

use coopol_domain::codec::Value;
use coopol_domain::feed::Address;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State};
use coopol_domain::kinds::{Attendance, Feed};

use super::laptop::Laptop;
use super::work::{Board, Job, name, toggled};
use crate::chance::Chance;

/// An event is planned, or a feed opened.
pub(super) fn begun(laptop: &Laptop, stream: StreamId, chance: &mut Chance) -> Job {
    if !chance.in_a_hundred(15) {
        return (stream, SubjectId::from_bytes(chance.bytes()), event(chance), Vec::new());
    }
    let address = Address::new(stream, chance.bytes());
    let own = Value::bytes(laptop.device.holder.as_bytes());
    let edits = vec![
        Edit::set("name", name(chance)),
        Edit::set("secret_hash", Value::bytes(address.hash())),
        Edit::set("opened_by", own.clone()),
        Edit::set("answered_by", own),
    ];
    (stream, address.feed(), Payload::new("feed_opened", 1, edits), Vec::new())
}

/// A change to one of them.
pub(super) fn changed(laptop: &Laptop, state: &State, draw: u64, board: &Board, chance: &mut Chance) -> Payload {
    let change = |kind: &str, field: &str, after: Value| {
        Payload::new(kind, 1, vec![Edit::change(field, state.get(field).clone(), after)])
    };
    if state.sort == Feed::SORT {
        return match draw {
            0..8 => change("feed_taken_up", "answered_by", Value::bytes(laptop.device.holder.as_bytes())),
            // What is closed stays closed, however often it is.
            _ => change("feed_closed", REMOVED, Value::Bool(true)),
        };
    }
    match draw {
        0..3 => change("event_changed", "title", name(chance)),
        3..6 => marked(state, board, chance),
        6..8 => change("event_cancelled", "cancelled", Value::Bool(chance.in_a_hundred(50))),
        8..10 => toggled(state, "event_removed", "event_restored"),
        _ => change("event_moved", "when", when(chance)),
    }
}

fn event(chance: &mut Chance) -> Payload {
    Payload::new("event_planned", 1, vec![Edit::set("title", name(chance)), Edit::set("when", when(chance))])
}

fn when(chance: &mut Chance) -> Value {
    let start = format!("2026-{:02}-{:02}T20:00", 1 + chance.below(12), 1 + chance.below(28));
    let when = vec![("zone".to_owned(), Value::text("Europe/Paris")), ("start".to_owned(), Value::text(start))];
    Value::Map(when)
}

/// Some of those who were ever recorded came, asked to be excused, or weren't there after all.
fn marked(state: &State, board: &Board, chance: &mut Chance) -> Payload {
    let people: Vec<_> = board.subjects.iter().filter(|(_, at, _)| *at == Compartment::Roster).collect();
    let mut edits = Vec::new();
    for _ in 0..=chance.below(3) {
        let Some((_, _, person)) = people.get(chance.place(people.len().max(1))) else { continue };
        let field = Attendance::field(*person);
        if edits.iter().any(|edit: &Edit| edit.field.as_str() == field) {
            continue;
        }
        let mark =
            ["present", "present", "excused"].get(chance.place(4)).map_or(Value::Null, |word| Value::text(*word));
        edits.push(Edit::change(&field, state.get(&field).clone(), mark));
    }
    Payload::new("attendance_marked", 1, edits)
}
