//! Exports: what left the program as a file, stated before its first byte. The subject of an export is its own id; it lives
//! beside what was taken out, so that whoever may read the one sees the other.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, creates, required};
use crate::access::Verb;

const CONTENT: Shape = Shape::Choice(&["people", "agenda", "everything"]);
const FORMAT: Shape = Shape::Choice(&["xlsx", "csv", "vcard", "ics", "folder"]);

/// Neither whom nor what was sought: how many of what, and as what.
const FIELDS: &[FieldRule] =
    &[required("content", CONTENT), required("format", FORMAT), required("count", Shape::Count(1 << 40))];

static EXPORT: Sort = Sort { name: "export", compartment: None, owner: Owner::Unit, fields: FIELDS };

/// Whoever may read may take out, and says so. What left can't be taken back.
pub(super) const KINDS: &[Kind] =
    &[Kind { verb: Verb::Read, ..creates("export_made", &EXPORT, &["content", "format", "count"], Undo::Never) }];
