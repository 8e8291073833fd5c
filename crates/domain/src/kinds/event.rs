//! The agenda: events as wall time in a zone (J13), so that a meeting at 20 h stays at 20 h whatever the law does to
//! summer time.

use super::attendance::{self, MARK, of_people};
use super::delegation::said_in;
use super::{
    FieldRule, Kind, Owner, Refusal, Role, Shape, Sort, Undo, changes, creates, field, optional, required, set,
};
use crate::codec::Value;
use crate::journal::{Change, Compartment, REMOVED, State};
use crate::time::Instant;

const CATEGORY: Shape = Shape::Choice(&[
    "meeting",
    "general_assembly",
    "bureau",
    "leafleting",
    "training",
    "ceremony",
    "public_meeting",
    "other",
]);

/// Start, end and zone are valid only together (J2.6). The zone is an IANA name; the end may be missing.
pub(super) const WHEN: Shape = Shape::Record(
    2,
    &[("start", Shape::WallTime), ("zone", Shape::Text(60)), ("end", Shape::WallTime), ("all_day", Shape::Bool)],
);

const FIELDS: &[FieldRule] = &[
    required("title", Shape::Text(300)),
    required("when", WHEN),
    optional("category", CATEGORY),
    optional("place", Shape::Text(300)),
    optional("description", Shape::Text(8000)),
    field("uid", Shape::Text(255), Role::Unique),
    optional("cancelled", Shape::Bool),
    // By person: see `attendance`.
    set(attendance::FIELD, MARK),
    set(attendance::BY_DELEGATE, attendance::SIGNED),
];

static EVENT: Sort = Sort { name: "event", compartment: Some(Compartment::Agenda), owner: Owner::Unit, fields: FIELDS };

const EVERYTHING: &[&str] = &["title", "when", "category", "place", "description", "uid"];

pub(super) const KINDS: &[Kind] = &[
    Kind { rule: Some(in_order), ..creates("event_planned", &EVENT, EVERYTHING, Undo::By("event_removed")) },
    changes("event_changed", &EVENT, &["title", "category", "description"]),
    Kind { rule: Some(in_order), ..changes("event_moved", &EVENT, &["when", "place"]) },
    Kind { undo: Undo::By("event_reinstated"), ..changes("event_cancelled", &EVENT, &["cancelled"]) },
    Kind { undo: Undo::By("event_cancelled"), ..changes("event_reinstated", &EVENT, &["cancelled"]) },
    Kind { undo: Undo::By("event_restored"), ..changes("event_removed", &EVENT, &[REMOVED]) },
    Kind { undo: Undo::By("event_removed"), ..changes("event_restored", &EVENT, &[REMOVED]) },
    Kind { rule: Some(of_people), ..changes(attendance::MARKED, &EVENT, &[attendance::FIELD]) },
    // Whether it is what a delegate signed is judged beside it, as their delegation is another subject. Taken back by another mark.
    Kind {
        rule: Some(of_somebody),
        undo: Undo::Never,
        ..changes(attendance::DELEGATED, &EVENT, &[attendance::FIELD, attendance::BY_DELEGATE])
    },
];

/// One person, with what was signed of them.
fn of_somebody(_: Option<&State>, change: &Change, _: &State, _: Instant) -> Result<(), Refusal> {
    let said = said_in(&change.payload).map(drop);
    said.ok_or(Refusal::ValueInvalid { field: attendance::BY_DELEGATE.to_owned() })
}

/// An event doesn't end before it starts.
fn in_order(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let Value::Map(when) = after.get("when") else { return Ok(()) };
    let part = |name| when.iter().find(|(part, _)| part == name).map(|(_, value)| value);
    match (part("start"), part("end")) {
        (Some(start), Some(end)) if end < start => Err(Refusal::ValueInvalid { field: "when".to_owned() }),
        _ => Ok(()),
    }
}
