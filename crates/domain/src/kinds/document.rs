//! Documents: what the section keeps, with the text they can be found by.

use super::{FieldRule, Kind, Owner, Shape, Sort, Undo, changes, creates, optional, required};
use crate::codec::Value;
use crate::journal::{Compartment, REMOVED, State};
use crate::seal::Hash;

const CATEGORY: Shape = Shape::Choice(&["minutes", "leaflet", "letter", "press", "report", "form", "photo", "other"]);

/// The file: its name and type as the person gave them, its size in bytes and the name of its blob (J12).
const FILE: Shape = Shape::Record(
    4,
    &[
        ("name", Shape::Text(255)),
        ("type", Shape::Text(120)),
        ("size", Shape::Count(1 << 40)),
        ("blob", Shape::Bytes(32)),
    ],
);

const FIELDS: &[FieldRule] = &[
    required("title", Shape::Text(300)),
    optional("category", CATEGORY),
    optional("dated_on", Shape::Date),
    optional("event", Shape::Id),
    optional("file", FILE),
    optional("text", Shape::Text(100_000)),
];

static DOCUMENT: Sort =
    Sort { name: "document", compartment: Some(Compartment::Archive), owner: Owner::Unit, fields: FIELDS };

const DESCRIPTION: &[&str] = &["title", "category", "dated_on", "event"];
const EVERYTHING: &[&str] = &["title", "category", "dated_on", "event", "file", "text"];

pub(super) const KINDS: &[Kind] = &[
    creates("document_filed", &DOCUMENT, EVERYTHING, Undo::By("document_withdrawn")),
    changes("document_described", &DOCUMENT, DESCRIPTION),
    Kind { undo: Undo::By("document_restored"), ..changes("document_withdrawn", &DOCUMENT, &[REMOVED]) },
    Kind { undo: Undo::By("document_withdrawn"), ..changes("document_restored", &DOCUMENT, &[REMOVED]) },
];

/// The blob that a subject's state names, if it names one (J12).
pub fn file_of(state: &State) -> Option<Hash> {
    let Value::Map(file) = state.get("file") else { return None };
    match file.iter().find(|(part, _)| part == "blob") {
        Some((_, Value::Bytes(name))) => <[u8; 32]>::try_from(name.as_slice()).ok().map(Hash::from),
        _ => None,
    }
}
