//! What a section keeps: what somebody has to know, what it owes, what it files.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Payload, State};

use super::work::{name, toggled};
use crate::chance::Chance;

/// A practical fact, a promise or a document.
pub(super) fn kept(chance: &mut Chance) -> Payload {
    let kind = ["practical_fact_noted", "promise_made", "document_filed"][chance.place(3)];
    Payload::new(kind, 1, vec![Edit::set("title", name(chance))])
}

/// A change to one of them.
pub(super) fn changed(state: &State, draw: u64, chance: &mut Chance) -> Payload {
    let change = |kind: &str, field: &str, after: Value| {
        Payload::new(kind, 1, vec![Edit::change(field, state.get(field).clone(), after)])
    };
    if state.sort == "document" {
        return match draw {
            0..7 => change("document_described", "title", name(chance)),
            _ => toggled(state, "document_withdrawn", "document_restored"),
        };
    }
    let fact = state.sort == "practical_fact";
    match (fact, draw) {
        (true, 0..7) => change("practical_fact_changed", "held_by", name(chance)),
        (true, _) => toggled(state, "practical_fact_withdrawn", "practical_fact_restored"),
        (false, 0..4) => change("promise_changed", "title", name(chance)),
        (false, 4..7) if *state.get("settled") == Value::Null => {
            let parts = [("on", "2026-11-23"), ("outcome", ["kept", "given_up"][chance.place(2)])];
            let parts = parts.map(|(part, value)| (part.to_owned(), Value::text(value)));
            change("promise_settled", "settled", Value::Map(parts.into()))
        }
        (false, 4..7) => change("promise_reopened", "settled", Value::Null),
        (false, _) => toggled(state, "promise_withdrawn", "promise_restored"),
    }
}
