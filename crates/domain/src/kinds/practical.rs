//! Practical facts: where the room is, who has the keys, at which bank the account lies. What the next officer would
//! otherwise have to find out anew.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, optional, required};
use crate::journal::{Compartment, REMOVED};

const CATEGORY: Shape = Shape::Choice(&["room", "key", "account", "equipment", "supplier", "contact", "other"]);

const FIELDS: &[FieldRule] = &[
    required("title", Shape::Text(300)),
    optional("category", CATEGORY),
    // Whoever has it in hand, by the name people know them by: it need not be somebody of the roster.
    optional("held_by", Shape::Text(160)),
    optional("note", Shape::Text(8000)),
];

static PRACTICAL_FACT: Sort =
    Sort { name: "practical_fact", compartment: Some(Compartment::Archive), owner: Owner::Unit, fields: FIELDS };

const EVERYTHING: &[&str] = &["title", "category", "held_by", "note"];

pub(super) const KINDS: &[Kind] = &[
    creates("practical_fact_noted", &PRACTICAL_FACT, EVERYTHING, Undo::By("practical_fact_withdrawn")),
    changes("practical_fact_changed", &PRACTICAL_FACT, EVERYTHING),
    Kind {
        undo: Undo::By("practical_fact_restored"),
        ..changes("practical_fact_withdrawn", &PRACTICAL_FACT, &[REMOVED])
    },
    Kind {
        undo: Undo::By("practical_fact_withdrawn"),
        ..changes("practical_fact_restored", &PRACTICAL_FACT, &[REMOVED])
    },
];
