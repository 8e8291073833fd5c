//! Reading fields of a state. What has another shape than the domain's tables give counts as nothing: the server let
//! nobody write it, so it can only come from a later version.

use coopol_domain::codec::Value;
use coopol_domain::journal::State;

pub(super) fn text(state: &State, field: &str) -> Option<String> {
    as_text(state.get(field))
}

pub(super) fn number(state: &State, field: &str) -> Option<i64> {
    as_number(state.get(field))
}

pub(super) fn yes(state: &State, field: &str) -> bool {
    *state.get(field) == Value::Bool(true)
}

pub(super) fn bytes(state: &State, field: &str) -> Option<Vec<u8>> {
    as_bytes(state.get(field))
}

/// One part of a record.
pub(super) fn part<'a>(record: &'a Value, name: &str) -> &'a Value {
    static NOTHING: Value = Value::Null;
    match record {
        Value::Map(parts) => parts.iter().find(|(part, _)| part == name).map_or(&NOTHING, |(_, value)| value),
        _ => &NOTHING,
    }
}

pub(super) fn as_text(value: &Value) -> Option<String> {
    if let Value::Text(text) = value { Some(text.clone()) } else { None }
}

pub(super) fn as_number(value: &Value) -> Option<i64> {
    if let Value::Int(number) = value { Some(*number) } else { None }
}

pub(super) fn as_bytes(value: &Value) -> Option<Vec<u8>> {
    if let Value::Bytes(bytes) = value { Some(bytes.clone()) } else { None }
}
