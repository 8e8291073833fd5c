//! What lies on the desk of an office: whoever holds it writes there, and whoever follows goes on with it.

use coopol_domain::codec::Value;
use coopol_domain::id::HolderId;
use coopol_domain::journal::{Edit, Payload, REMOVED, State};
use coopol_domain::time::{DAY, Instant};

use super::work::{name, toggled};
use crate::chance::Chance;

/// A list, the text of a message, or one that the authority is to send. Some are scheduled too far ahead, or come when their time is over: the
/// authority says no.
pub(super) fn laid(holder: HolderId, now: Instant, chance: &mut Chance) -> Payload {
    if chance.in_a_hundred(30) {
        return Payload::new(
            "list_saved",
            1,
            vec![Edit::set("name", name(chance)), Edit::set("question", question(chance))],
        );
    }
    if chance.in_a_hundred(55) {
        let edits = vec![
            Edit::set("subject", name(chance)),
            Edit::set("body", name(chance)),
            Edit::set("question", Value::Map(vec![("filters".to_owned(), Value::text("late"))])),
            Edit::set("at", time(now, chance)),
            Edit::set("answered_by", Value::bytes(holder.as_bytes())),
        ];
        return Payload::new("mailing_scheduled", 1, edits);
    }
    let purpose = Value::text(["template", "draft"][chance.place(2)]);
    Payload::new("message_kept", 1, vec![Edit::set("purpose", purpose), Edit::set("subject", name(chance))])
}

/// Most within hours, or weeks.
fn time(now: Instant, chance: &mut Chance) -> Value {
    let ahead = match chance.below(10) {
        0..6 => 1 + chance.below(DAY / 4),
        6..9 => (1 + chance.below(60)) * DAY,
        _ => (300 + chance.below(100)) * DAY,
    };
    Value::count(now.plus(ahead).0)
}

/// A change to one of them.
pub(super) fn changed(holder: HolderId, state: &State, now: Instant, draw: u64, chance: &mut Chance) -> Payload {
    let change = |kind: &str, field: &str, after: Value| {
        Payload::new(kind, 1, vec![Edit::change(field, state.get(field).clone(), after)])
    };
    match (state.sort.as_str(), draw) {
        ("saved_list", 0..4) => change("list_changed", "name", name(chance)),
        ("saved_list", 4..8) => change("list_changed", "question", question(chance)),
        ("saved_list", _) => toggled(state, "list_dropped", "list_restored"),
        ("mailing", 0..9) => {
            let answers = Value::bytes(holder.as_bytes());
            let edits = vec![
                Edit::change("answered_by", state.get("answered_by").clone(), answers),
                Edit::change("at", state.get("at").clone(), time(now, chance)),
            ];
            Payload::new("mailing_changed", 1, edits)
        }
        ("mailing", _) => {
            let over = Edit::change(REMOVED, state.get(REMOVED).clone(), Value::Bool(true));
            Payload::new("mailing_called_off", 1, vec![over])
        }
        (_, 0..4) => change("message_changed", "subject", name(chance)),
        (_, 4..8) => change("message_changed", "body", name(chance)),
        _ => toggled(state, "message_dropped", "message_restored"),
    }
}

fn question(chance: &mut Chance) -> Value {
    Value::Map([("words".to_owned(), name(chance))].into())
}
