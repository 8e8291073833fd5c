//! Values of the journal as texts for the screens.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Payload};

use super::FieldChange;

/// A value as one text; `None` for nothing. A record is its parts in the order in which people write them.
pub(crate) fn shown(value: &Value) -> Option<String> {
    /// The parts of addresses, contacts, times, suspensions, what became of promises and what lists ask, in the order in which they are read.
    const ORDER: [&str; 14] = [
        "value", "street", "postcode", "city", "country", "start", "end", "zone", "name", "outcome", "on", "ground",
        "filters", "words",
    ];
    Some(match value {
        Value::Null => return None,
        Value::Bool(yes) => yes.to_string(),
        Value::Int(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Bytes(bytes) => hexadecimal(bytes),
        Value::Array(items) => items.iter().filter_map(shown).collect::<Vec<_>>().join(", "),
        Value::Map(parts) => {
            let part = |name: &&str| parts.iter().find(|(part, _)| part == name).and_then(|(_, value)| shown(value));
            ORDER.iter().filter_map(part).collect::<Vec<_>>().join(" ")
        }
    })
}

fn hexadecimal(bytes: &[u8]) -> String {
    let digit = |bits: u8| char::from_digit(bits.into(), 16).expect("four bits make a digit");
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0xf)]).collect()
}

/// What a change did, field by field.
pub(crate) fn fields(payload: &Payload) -> Vec<FieldChange> {
    let field = |edit: &Edit| FieldChange {
        field: edit.field.to_string(),
        whose: None,
        before: shown(&edit.before),
        after: shown(&edit.after),
    };
    payload.edits.iter().map(field).collect()
}
