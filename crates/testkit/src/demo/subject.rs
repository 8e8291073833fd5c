//! A subject while its history is made: each change must name what its author saw (J2.1).

use std::collections::BTreeMap;

use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Edit, Payload};

use crate::chance::Chance;

/// A field and what it becomes.
pub(super) type Set = (String, Value);

/// A subject and the values its fields have by now.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) id: SubjectId,
    values: BTreeMap<String, Value>,
}

impl Subject {
    /// One that nobody has spoken of.
    pub(super) fn new(chance: &mut Chance) -> Self {
        Self::of(SubjectId::from_bytes(chance.bytes()))
    }

    /// The one with this id, of which nobody has spoken.
    pub(super) fn of(id: SubjectId) -> Self {
        Self { id, values: BTreeMap::new() }
    }

    /// The value of a field.
    pub(super) fn get(&self, field: &str) -> &Value {
        self.values.get(field).unwrap_or(&Value::Null)
    }

    /// The change that makes `fields` what they say, from now on.
    pub(super) fn change(&mut self, kind: &str, fields: Vec<Set>) -> Payload {
        let payload = self.proposal(kind, fields);
        for edit in &payload.edits {
            self.values.insert(edit.field.to_string(), edit.after.clone());
        }
        payload
    }

    /// The same change, which doesn't count: held, refused, or made at the same time as another.
    pub(super) fn proposal(&self, kind: &str, fields: Vec<Set>) -> Payload {
        let edit = |(field, after): Set| Edit::change(&field, self.get(&field).clone(), after);
        Payload::new(kind, 1, fields.into_iter().map(edit).collect())
    }
}

/// A field that has a value.
pub(super) fn set(field: &str, value: Value) -> Set {
    (field.to_owned(), value)
}

/// Text.
pub(super) fn text(field: &str, value: impl Into<String>) -> Set {
    set(field, Value::text(value))
}

/// Values that are one field together (J2.6).
pub(super) fn record(parts: &[(&str, Value)]) -> Value {
    Value::Map(parts.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
}

/// A name for a new element of a set.
pub(super) fn element(chance: &mut Chance) -> String {
    format!("{:08x}", chance.below(1 << 32))
}
