//! Undo of many changes at once: a subject as it would be without some of what was done to it (J2.4).
//!
//! Everything that one person did between two dates, and a section as it was on a day, are the same question: fold what
//! is left, and state the difference. So the work of others stays exactly as it is, whatever came in between.

use std::collections::{BTreeMap, BTreeSet};

use super::undo::NotInvertible;
use super::{Edit, Payload, Stamp, State};
use crate::codec::Value;
use crate::kinds::{self, Kind, Undo};

/// An accepted change about a subject.
#[derive(Debug, Clone)]
pub struct Past {
    /// What it said.
    pub payload: Payload,
    /// The entry its author had folded.
    pub base: u64,
    /// When it counts from (J4.2).
    pub stamp: Stamp,
    /// Whether it is to be taken back.
    pub unwanted: bool,
}

/// What takes changes back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Back {
    /// New changes about the subject, to be stated in this order; empty when nothing of the unwanted ones is left.
    pub payloads: Vec<Payload>,
    /// What stays as it is all the same, and why.
    pub left: Vec<NotInvertible>,
}

/// The changes that put the subject, now in `now`, as it would be without the unwanted ones. `past` is everything accepted
/// about it, in the order of the entries.
pub fn without(now: &State, past: &[Past]) -> Back {
    let mut back = Back::default();
    if !past.iter().any(|past| past.unwanted) {
        return back;
    }
    if let Some(unknown) = past.iter().map(|past| &past.payload).find(|payload| kind(payload).is_none()) {
        // What it did isn't known here: neither is what would be without the others.
        back.left.push(NotInvertible::Unknown { kind: unknown.kind.clone(), version: unknown.version });
        return back;
    }
    let creates = |past: &Past| past.unwanted && kind(&past.payload).is_some_and(|kind| kind.creates);
    let created = past.iter().position(creates);
    if let Some(place) = created {
        if now.is_removed() {
            return back;
        }
        match uncreated(past, place) {
            Ok(payload) => {
                back.payloads.push(payload);
                return back;
            }
            // What others went on with keeps its beginning.
            Err(why) => back.left.push(why),
        }
    }
    let kept = past.iter().enumerate().filter(|(place, past)| !past.unwanted || Some(*place) == created);
    let would_be =
        kept.fold(State::new(&now.sort), |state, (_, past)| state.apply(&past.payload, past.base, past.stamp));
    differences(now, &would_be, past, &mut back);
    back
}

fn kind(payload: &Payload) -> Option<&'static Kind> {
    kinds::find(&payload.kind, payload.version)
}

/// The deletion of a subject that nobody else has touched.
fn uncreated(past: &[Past], created: usize) -> Result<Payload, NotInvertible> {
    let Past { payload, .. } = &past[created];
    let Some(Undo::By(inverse)) = kind(payload).map(|kind| kind.undo) else {
        return Err(NotInvertible::Never { kind: payload.kind.clone() });
    };
    let others = past.iter().filter(|past| !past.unwanted).flat_map(|past| &past.payload.edits);
    let fields: BTreeSet<String> = others.map(|edit| edit.field.to_string()).collect();
    if fields.is_empty() {
        return Ok(stated(inverse, vec![kinds::removal()]));
    }
    Err(NotInvertible::ChangedSince { fields: fields.into_iter().collect() })
}

/// Each field that differs goes back by the inverse of the last unwanted change that touched it.
fn differences(now: &State, would_be: &State, past: &[Past], back: &mut Back) {
    let mut edits: BTreeMap<&'static str, Vec<Edit>> = BTreeMap::new();
    for (field, cell) in &now.cells {
        let wanted = would_be.cells.get(field).map_or(&Value::Null, |cell| &cell.value);
        if wanted == &cell.value || [wanted, &cell.value].into_iter().all(is_no) {
            continue;
        }
        let touching = |past: &&Past| past.unwanted && past.payload.edit(field.as_str()).is_some();
        let Some(last) = past.iter().rfind(touching) else { continue };
        match kind(&last.payload).map(|kind| kind.undo) {
            Some(Undo::By(inverse)) => {
                let edit = Edit { field: field.clone(), before: cell.value.clone(), after: wanted.clone() };
                edits.entry(inverse).or_default().push(edit);
            }
            _ => back.left.push(NotInvertible::Never { kind: last.payload.kind.clone() }),
        }
    }
    back.left.dedup();
    back.payloads.extend(edits.into_iter().map(|(inverse, edits)| stated(inverse, edits)));
}

/// A yes or no that was never said, and one that was taken back, say the same.
fn is_no(value: &Value) -> bool {
    matches!(value, Value::Null | Value::Bool(false))
}

fn stated(inverse: &'static str, edits: Vec<Edit>) -> Payload {
    let kind = kinds::current(inverse).expect("a test checks that every inverse named in the table is in it");
    Payload::new(kind.name, kind.version, edits)
}
