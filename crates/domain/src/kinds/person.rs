//! People: identity, contacts, membership and the legal category under which their data are kept.

use super::transfer::{ARRIVAL, PASSAGE, here};
use super::{
    FieldRule, Kind, Owner, Refusal, Role, Shape, Sort, Undo, changes, creates, field, optional, required, set,
};
use crate::codec::Value;
use crate::journal::{Change, Compartment, REMOVED, State};
use crate::time::Instant;

const CONTACT: Shape = Shape::Record(
    2,
    &[("type", Shape::Choice(&["email", "phone"])), ("value", Shape::Text(254)), ("label", Shape::Text(40))],
);

/// The lines of an address are one field: they are valid only together (J2.6).
const ADDRESS: Shape = Shape::Record(
    0,
    &[
        ("street", Shape::Text(200)),
        ("postcode", Shape::Text(12)),
        ("city", Shape::Text(80)),
        ("country", Shape::Text(60)),
    ],
);

/// The legal ground for keeping somebody's data (GDPR art. 9 §2 d): members, former members, and people in regular
/// contact with the party; occasional contacts are kept for a short time only.
const CATEGORY: Shape = Shape::Choice(&["member", "former_member", "regular_contact", "occasional_contact"]);

const FIELDS: &[FieldRule] = &[
    optional("last_name", Shape::Text(120)),
    optional("first_name", Shape::Text(120)),
    optional("civility", Shape::Choice(&["mme", "m"])),
    optional("birth_date", Shape::Date),
    optional("address", ADDRESS),
    set("contact", CONTACT),
    set("verified", Shape::Date),
    set("tag", Shape::Bool),
    optional("note", Shape::Text(4000)),
    field("number", Shape::Text(30), Role::Unique),
    optional("joined_on", Shape::Date),
    optional("left_on", Shape::Date),
    required("category", CATEGORY),
    optional("origin", Shape::Text(120)),
    // Transfers: see `transfer`.
    optional("destination", PASSAGE),
    optional("received", Shape::Bool),
    optional("came_from", PASSAGE),
    optional("arrival", ARRIVAL),
    optional("same_as", Shape::Id),
    optional("paid_until", Shape::Count(2200)),
];

pub(super) static PERSON: Sort =
    Sort { name: "person", compartment: Some(Compartment::Roster), owner: Owner::Unit, fields: FIELDS };

const IDENTITY: &[&str] = &["last_name", "first_name", "civility", "birth_date", "address", "tag", "note"];
const EVERYTHING: &[&str] = &[
    "last_name",
    "first_name",
    "civility",
    "birth_date",
    "address",
    "contact",
    "verified",
    "tag",
    "note",
    "number",
    "joined_on",
    "left_on",
    "category",
    "origin",
];

pub(super) const KINDS: &[Kind] = &[
    Kind { rule: Some(named), ..creates("person_recorded", &PERSON, EVERYTHING, Undo::By("person_removed")) },
    Kind { rule: Some(named), ..changes("person_changed", &PERSON, IDENTITY) },
    changes("contact_changed", &PERSON, &["contact", "verified"]),
    changes("membership_changed", &PERSON, &["number", "joined_on", "left_on"]),
    changes("category_changed", &PERSON, &["category", "origin"]),
    Kind { undo: Undo::By("person_restored"), ..changes("person_removed", &PERSON, &[REMOVED]) },
    Kind { undo: Undo::By("person_removed"), rule: Some(here), ..changes("person_restored", &PERSON, &[REMOVED]) },
];

/// A person has a name: without one nobody could tell whom the data are about.
pub(super) fn named(_: Option<&State>, _: &Change, after: &State, _: Instant) -> Result<(), Refusal> {
    let nameless = [after.get("last_name"), after.get("first_name")].into_iter().all(|name| *name == Value::Null);
    if nameless { Err(Refusal::FieldMissing { field: "last_name".to_owned() }) } else { Ok(()) }
}
