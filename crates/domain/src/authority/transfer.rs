//! Carrying transfers between two rosters (J1.5). Nobody who keeps one reads or writes the other, so the authority states in
//! each what happened in the other. It looks at how both stand, never at what it did before: after a crash the same look says
//! what is left to do.

use crate::codec::Value;
use crate::id::UnitId;
use crate::journal::{Edit, Payload, REMOVED, State};
use crate::kinds::{Passage, arrival, offer};

/// One of the two rosters of a transfer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Roster<'a> {
    /// Whose.
    pub unit: UnitId,
    /// How the unit is called.
    pub name: &'a str,
    /// What is known there of the person.
    pub person: Option<&'a State>,
}

/// In which of the two something is to be stated.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Word {
    /// Where the person left.
    Left(Payload),
    /// Where they arrive.
    Arriving(Payload),
}

/// The other end of a transfer, seen from the roster in which something was stated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Towards {
    /// The person left from here: for this unit.
    Destination(UnitId),
    /// The person was to arrive here: from this unit.
    Origin(UnitId),
}

/// Which other roster an officer's change concerns, `state` being how it left the person; `None` for a change that isn't one
/// of a transfer.
pub fn concerns(payload: &Payload, state: &State) -> Option<Towards> {
    match payload.kind.as_str() {
        "person_left" => Passage::to(state).map(|to| Towards::Destination(to.unit)),
        // What its author says stood there: it is believed as far as the other end says the same.
        "person_stayed" => payload
            .edit("destination")
            .and_then(|edit| Passage::read(&edit.before))
            .map(|to| Towards::Destination(to.unit)),
        "person_arrived" | "arrival_matched" | "arrival_declined" | "arrival_reopened" => {
            Passage::from(state).map(|from| Towards::Origin(from.unit))
        }
        _ => None,
    }
}

/// What the authority has to state next, so that both rosters say the same of the person; `None` when they do.
pub fn carry(left: Roster<'_>, arriving: Roster<'_>) -> Option<Word> {
    let away = left.person?;
    let out = Passage::to(away).filter(|to| to.unit == arriving.unit);
    let known = arriving.person;
    let from = known.and_then(Passage::from).filter(|from| from.unit == left.unit);
    let word = known.filter(|_| from.is_some()).and_then(arrival);
    let lives_there = known.is_some_and(|known| !known.is_removed());
    let here = known.zip(from).zip(word);
    match (out, here) {
        (Some(out), Some(((known, from), word))) if from.transfer == out.transfer => match word {
            "accepted" | "matched" if *away.get("received") == Value::Null => received(left, arriving, &from),
            "offered" if *away.get("received") != Value::Null => {
                Some(Word::Left(said("transfer_reopened", away, &[("received", Value::Null)])))
            }
            "declined" => Some(Word::Left(said(
                "transfer_declined",
                away,
                &[(REMOVED, Value::Null), ("destination", Value::Null), ("received", Value::Null)],
            ))),
            // Sent once more after it had been taken back.
            "withdrawn" => Some(Word::Arriving(offer(away, &from, Some(known)))),
            _ => None,
        },
        (Some(out), _) if !lives_there && *away.get("received") == Value::Null => {
            let from = Passage { unit: left.unit, name: left.name.to_owned(), transfer: out.transfer };
            Some(Word::Arriving(offer(away, &from, known)))
        }
        (None, Some(((known, _), "offered"))) => {
            Some(Word::Arriving(said("arrival_withdrawn", known, &[("arrival", Value::text("withdrawn"))])))
        }
        // Taken back here in the very moment in which they were taken in there: they live there.
        (None, Some(((_, from), "accepted"))) if lives_there && !away.is_removed() => received(left, arriving, &from),
        _ => None,
    }
}

fn received(left: Roster<'_>, arriving: Roster<'_>, from: &Passage) -> Option<Word> {
    let to = Passage { unit: arriving.unit, name: arriving.name.to_owned(), transfer: from.transfer };
    let after = [(REMOVED, Value::Bool(true)), ("destination", to.value()), ("received", Value::Bool(true))];
    Some(Word::Left(said("transfer_received", left.person?, &after)))
}

fn said(kind: &str, state: &State, after: &[(&str, Value)]) -> Payload {
    let edit = |(field, after): &(&str, Value)| {
        let before = state.get(field).clone();
        (before != *after).then(|| Edit::change(field, before, after.clone()))
    };
    Payload::new(kind, 1, after.iter().filter_map(edit).collect())
}
