//! What lies on the desk of an office: whoever holds it writes there, and whoever follows goes on with it.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Payload, State};

use super::work::{name, toggled};
use crate::chance::Chance;

/// A list, or the text of a message.
pub(super) fn laid(chance: &mut Chance) -> Payload {
    if chance.in_a_hundred(50) {
        return Payload::new(
            "list_saved",
            1,
            vec![Edit::set("name", name(chance)), Edit::set("question", question(chance))],
        );
    }
    let purpose = Value::text(["template", "draft"][chance.place(2)]);
    Payload::new("message_kept", 1, vec![Edit::set("purpose", purpose), Edit::set("subject", name(chance))])
}

/// A change to one of them.
pub(super) fn changed(state: &State, draw: u64, chance: &mut Chance) -> Payload {
    let change = |kind: &str, field: &str, after: Value| {
        Payload::new(kind, 1, vec![Edit::change(field, state.get(field).clone(), after)])
    };
    match (state.sort == "saved_list", draw) {
        (true, 0..4) => change("list_changed", "name", name(chance)),
        (true, 4..8) => change("list_changed", "question", question(chance)),
        (true, _) => toggled(state, "list_dropped", "list_restored"),
        (false, 0..4) => change("message_changed", "subject", name(chance)),
        (false, 4..8) => change("message_changed", "body", name(chance)),
        (false, _) => toggled(state, "message_dropped", "message_restored"),
    }
}

fn question(chance: &mut Chance) -> Value {
    Value::Map([("words".to_owned(), name(chance))].into())
}
