//! Promises: what the section owes somebody, from the day it was said to the day it was kept or given up. Whoever takes
//! office takes them over.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, optional, required};
use crate::journal::{Compartment, REMOVED};

/// What became of it, and on which day that was said: valid only together (J2.6).
const SETTLED: Shape = Shape::Record(2, &[("outcome", Shape::Choice(&["kept", "given_up"])), ("on", Shape::Date)]);

const FIELDS: &[FieldRule] = &[
    required("title", Shape::Text(300)),
    optional("promised_to", Shape::Text(160)),
    optional("made_on", Shape::Date),
    optional("due_on", Shape::Date),
    optional("note", Shape::Text(8000)),
    optional("settled", SETTLED),
];

static PROMISE: Sort =
    Sort { name: "promise", compartment: Some(Compartment::Archive), owner: Owner::Unit, fields: FIELDS };

const SAID: &[&str] = &["title", "promised_to", "made_on", "due_on", "note"];

pub(super) const KINDS: &[Kind] = &[
    creates("promise_made", &PROMISE, SAID, Undo::By("promise_withdrawn")),
    changes("promise_changed", &PROMISE, SAID),
    Kind { undo: Undo::By("promise_reopened"), ..changes("promise_settled", &PROMISE, &["settled"]) },
    Kind { undo: Undo::By("promise_settled"), ..changes("promise_reopened", &PROMISE, &["settled"]) },
    Kind { undo: Undo::By("promise_restored"), ..changes("promise_withdrawn", &PROMISE, &[REMOVED]) },
    Kind { undo: Undo::By("promise_withdrawn"), ..changes("promise_restored", &PROMISE, &[REMOVED]) },
];
