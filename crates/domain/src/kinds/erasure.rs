//! Erasures (GDPR art. 17; J7.2). Erasing is the perfect weapon of a hostile officer: it names subjects and a legal
//! ground, takes two mandates, waits seven days in which it can be withdrawn, and is capped per day.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, required, set};
use crate::access::Verb;
use crate::id::SubjectId;
use crate::journal::{REMOVED, State};
use crate::time::DAY;

/// How long a confirmed erasure waits, in milliseconds: seven days, in which anyone who may ask may withdraw it.
pub const WAIT: u64 = 7 * DAY;
/// The most subjects erased in one stream in 24 hours.
pub const DAILY_CAP: usize = 20;

/// The grounds of GDPR art. 17 §1 that a section meets: the person asks (a, c), the data are no longer needed (a), they
/// should never have been there (d).
const GROUND: Shape = Shape::Choice(&["asked_by_the_person", "no_longer_needed", "unlawful"]);

const FIELDS: &[FieldRule] = &[set("subject", Shape::Bool), required("ground", GROUND)];

static ERASURE: Sort = Sort { name: Erasure::SORT, compartment: None, owner: Owner::Unit, fields: FIELDS };

/// The first is held until a second mandate states it too, quoting it.
pub(crate) const ASKED: &str = "erasure_asked";
/// It counts while the erasure waits.
pub(crate) const WITHDRAWN: &str = "erasure_withdrawn";

pub(super) const KINDS: &[Kind] = &[
    Kind { verb: Verb::Erase, ..creates(ASKED, &ERASURE, &["subject", "ground"], Undo::By(WITHDRAWN)) },
    Kind { verb: Verb::Erase, undo: Undo::Never, ..changes(WITHDRAWN, &ERASURE, &[REMOVED]) },
];

/// An erasure that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// What to erase, in the same stream.
    pub subjects: Vec<SubjectId>,
    /// Whether it was withdrawn.
    pub withdrawn: bool,
}

impl Erasure {
    /// What its subject is called in a state.
    pub const SORT: &str = "erasure";

    /// The erasure whose facts these are.
    pub fn read(state: &State) -> Self {
        Self {
            subjects: state.elements("subject").filter_map(|(id, _)| id.parse().ok()).collect(),
            withdrawn: state.is_removed(),
        }
    }
}
