//! What somebody paid for a year, and that it was something else.

use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Edit, Payload};

use super::laptop::Laptop;
use super::work::{Board, Job};
use crate::chance::Chance;

/// Another amount, of dues that are known here. Whoever doesn't keep the accounts proposes it.
pub(super) fn corrected(laptop: &Laptop, board: &Board, chance: &mut Chance) -> Option<Job> {
    let recorded: Vec<_> = board.done.iter().filter(|(_, _, payload, _)| payload.kind == "dues_recorded").collect();
    let (stream, subject, ..) = recorded.get(chance.place(recorded.len().max(1)))?;
    let before = laptop.shown(*stream, *subject)?.get("amount_cents").clone();
    let edits = vec![Edit::change("amount_cents", before, Value::count(chance.below(10_000)))];
    Some((*stream, *subject, Payload::new("dues_changed", 1, edits), Vec::new()))
}

/// Dues of somebody, which depend on that somebody having been taken.
pub(super) fn recorded(stream: StreamId, board: &Board, chance: &mut Chance) -> Option<Job> {
    let recorded = board.done.iter().filter(|(_, _, payload, _)| payload.kind == "person_recorded");
    let people: Vec<_> = recorded.map(|(_, subject, _, change)| (*subject, *change)).collect();
    let (person, change) = *people.get(chance.place(people.len().max(1)))?;
    let edits = vec![
        Edit::set("person", Value::bytes(person.as_bytes())),
        Edit::set("year", Value::Int(2026)),
        Edit::set("amount_cents", Value::count(chance.below(10_000))),
    ];
    let depends = if chance.in_a_hundred(50) { vec![change] } else { Vec::new() };
    Some((stream, SubjectId::from_bytes(chance.bytes()), Payload::new("dues_recorded", 1, edits), depends))
}
