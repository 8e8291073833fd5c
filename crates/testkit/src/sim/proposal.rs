//! What waits for somebody else: that people are erased, and what is said to anything that waits.

use coopol_domain::codec::Value;
use coopol_domain::device::Shelf as _;
use coopol_domain::id::{ChangeId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{Answer, removal};

use super::laptop::Laptop;
use super::work::{Board, Job};
use crate::chance::Chance;

/// Somebody is to be erased, or, where two have asked for it, after all not. Nothing is: no timer carries it out here.
pub(super) fn erasure(laptop: &Laptop, roster: StreamId, board: &Board, chance: &mut Chance) -> Option<Job> {
    let agreed = |(stream, subject, payload, _): &&(StreamId, SubjectId, Payload, ChangeId)| {
        let state = laptop.disk.subject(*stream, *subject).filter(|_| payload.kind == "erasure_asked");
        state.is_some_and(|(state, _)| !state.cells.is_empty() && !state.is_removed())
    };
    if let Some((stream, subject, ..)) = board.done.iter().find(agreed) {
        return Some((*stream, *subject, Payload::new("erasure_withdrawn", 1, vec![removal()]), Vec::new()));
    }
    let people: Vec<_> = board.subjects.iter().filter(|(_, at, _)| *at == Compartment::Roster).collect();
    let (_, _, person) = people.get(chance.place(people.len().max(1)))?;
    let edits = vec![
        Edit::set(&format!("subject/{person}"), Value::Bool(true)),
        Edit::set("ground", Value::text("asked_by_the_person")),
    ];
    Some((roster, SubjectId::from_bytes(chance.bytes()), Payload::new("erasure_asked", 1, edits), Vec::new()))
}

/// Of what waits, as far as it is known here: its author takes it back, somebody else declines it, or states the same. Some answers come
/// when it waits no longer: the authority says no.
pub(super) fn answer(laptop: &Laptop, chance: &mut Chance) -> Option<Job> {
    let waiting: Vec<_> = laptop.disk.held().collect();
    let header = &waiting.get(chance.place(waiting.len().max(1)))?.entry.header;
    let (payload, by) = laptop.waiting(header.stream, header.id)?;
    let about = SubjectId::from_bytes(*header.id.as_bytes());
    let (subject, payload) = if by == Some(laptop.device.holder) {
        (about, Answer::Withdrawn.to(header.id))
    } else if chance.in_a_hundred(40) {
        (about, Answer::Declined.to(header.id))
    } else {
        (header.subject, Payload { quotes: Some(header.id), ..payload })
    };
    Some((header.stream, subject, payload, vec![header.id]))
}
