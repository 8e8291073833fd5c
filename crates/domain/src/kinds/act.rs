//! Acts: what a person did as one, in as many parts as it takes (J3.4). The subject of an act is its own id.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, optional, required};
use crate::access::Verb;

const CATEGORY: Shape = Shape::Choice(&["import", "merge", "undo", "split", "acceptance"]);

const FIELDS: &[FieldRule] = &[
    required("category", CATEGORY),
    optional("label", Shape::Text(255)),
    optional("changes", Shape::Count(1 << 40)),
    optional("closed", Shape::Bool),
];

static ACT: Sort = Sort { name: "act", compartment: None, owner: Owner::Unit, fields: FIELDS };

/// Stating them takes no more than to propose something: the changes of the act are judged each for itself.
pub(super) const KINDS: &[Kind] = &[
    Kind { verb: Verb::Propose, ..creates("act_opened", &ACT, &["category", "label"], Undo::Never) },
    Kind { verb: Verb::Propose, undo: Undo::Never, ..changes("act_closed", &ACT, &["changes", "closed"]) },
];
