//! Exports: what left the program as a file, stated before its first byte. The subject of an export is its own id; it lives
//! beside what was taken out, so that whoever may read the one sees the other.

use super::{FieldRule, Kind, Owner, Refusal, Shape, Sort, Undo, creates, required};
use crate::access::Verb;
use crate::codec::Value;
use crate::id::HolderId;
use crate::journal::{Change, Compartment, State};
use crate::time::{DAY, Instant};

/// Addresses that were handed to a mail program: no file is made of them.
const MAIL: &str = "mail";
const CONTENT: Shape = Shape::Choice(&["people", "agenda", "everything"]);
const FORMAT: Shape = Shape::Choice(&[MAIL, "xlsx", "csv", "vcard", "ics", "folder"]);

/// Neither whom nor what was sought: how many of what, and as what.
const FIELDS: &[FieldRule] =
    &[required("content", CONTENT), required("format", FORMAT), required("count", Shape::Count(1 << 40))];

static EXPORT: Sort = Sort { name: "export", compartment: None, owner: Owner::Unit, fields: FIELDS };

/// Only what takes people out is ever asked for.
static PERMISSION: Sort = Sort {
    name: "export_permission",
    compartment: Some(Compartment::Roster),
    owner: Owner::Unit,
    fields: &[required("content", Shape::Choice(&["people", "everything"]))],
};

/// The first is held until somebody else states it too, quoting it.
pub(super) const ALLOWED: &str = "export_allowed";

/// Whoever may read may take out, and says so. What left can't be taken back; leave to take out ends by itself.
pub(super) const KINDS: &[Kind] = &[
    Kind { rule: Some(as_a_file), ..MADE },
    // As a message, too.
    Kind { version: 2, ..MADE },
    Kind { verb: Verb::Read, ..creates(ALLOWED, &PERMISSION, &["content"], Undo::Never) },
];

const MADE: Kind =
    Kind { verb: Verb::Read, ..creates("export_made", &EXPORT, &["content", "format", "count"], Undo::Never) };

fn as_a_file(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    if *after.get("format") == Value::text(MAIL) {
        return Err(Refusal::ValueInvalid { field: "format".to_owned() });
    }
    Ok(())
}

/// Leave to take something out, as the authority took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permission {
    /// Who asked.
    pub asked_by: HolderId,
    /// Who agreed.
    pub agreed_by: HolderId,
    /// What may leave, as `export_made` calls it.
    pub content: String,
    /// When it was agreed, by the authority's clock.
    pub at: Instant,
}

impl Permission {
    /// What its subject is called in a state.
    pub const SORT: &str = PERMISSION.name;
    /// What states it.
    pub const KIND: &str = ALLOWED;
    /// How long it lasts, in milliseconds.
    pub const LASTS: u64 = DAY;

    /// Whether `holder` may take `content` out under the departure shield (J3.7): they asked, and somebody else agreed less
    /// than a day ago.
    pub fn lets(&self, holder: HolderId, content: &str, now: Instant) -> bool {
        let fresh = now.since(self.at) < Self::LASTS;
        self.asked_by == holder && self.agreed_by != holder && self.content == content && fresh
    }
}
