//! People, their contacts, and the text by which they are found.

use coopol_domain::journal::State;
use rusqlite::{Connection, params};

use super::Place;
use super::fields::{as_text, part, text};
use crate::cache::CacheError;
use crate::cache::statement::{Row, Values, run};
use crate::text::{fold, folded_name, index, sort_key};

#[derive(PartialEq)]
pub(super) struct Person {
    at: Place,
    last_name: Option<String>,
    first_name: Option<String>,
    civility: Option<String>,
    birth_date: Option<String>,
    street: Option<String>,
    postcode: Option<String>,
    city: Option<String>,
    country: Option<String>,
    note: Option<String>,
    number: Option<String>,
    joined_on: Option<String>,
    left_on: Option<String>,
    category: Option<String>,
    origin: Option<String>,
    tags: String,
    email: Option<String>,
    phone: Option<String>,
    verified_on: Option<String>,
    removed: bool,
    /// What is looked through, folded.
    found_by: String,
}

#[derive(PartialEq)]
pub(super) struct Contact {
    at: Place,
    element: String,
    kind: String,
    value: String,
    label: Option<String>,
    verified_on: Option<String>,
}

/// A person and their contacts, in the order of the elements' names.
pub(super) fn read(at: Place, state: &State) -> (Person, Vec<Contact>) {
    let contacts: Vec<Contact> = state
        .elements("contact")
        .filter_map(|(element, record)| {
            Some(Contact {
                at,
                element: element.to_owned(),
                kind: as_text(part(record, "type"))?,
                value: as_text(part(record, "value"))?,
                label: as_text(part(record, "label")),
                verified_on: text(state, &format!("verified/{element}")),
            })
        })
        .collect();
    let tags: Vec<&str> = state.elements("tag").map(|(tag, _)| tag).collect();
    let address = state.get("address");
    let first = |kind| contacts.iter().find(|contact| contact.kind == kind).map(|contact| contact.value.clone());
    let oldest = contacts.iter().map(|contact| contact.verified_on.clone()).min().flatten();
    let person = Person {
        at,
        last_name: text(state, "last_name"),
        first_name: text(state, "first_name"),
        civility: text(state, "civility"),
        birth_date: text(state, "birth_date"),
        street: as_text(part(address, "street")),
        postcode: as_text(part(address, "postcode")),
        city: as_text(part(address, "city")),
        country: as_text(part(address, "country")),
        note: text(state, "note"),
        number: text(state, "number"),
        joined_on: text(state, "joined_on"),
        left_on: text(state, "left_on"),
        category: text(state, "category"),
        origin: text(state, "origin"),
        tags: serde_json::to_string(&tags).expect("texts are written as JSON"),
        email: first("email"),
        phone: first("phone"),
        verified_on: oldest,
        removed: state.is_removed(),
        found_by: String::new(),
    };
    let found_by = found_by(&person, &contacts);
    (Person { found_by, ..person }, contacts)
}

fn found_by(person: &Person, contacts: &[Contact]) -> String {
    let of = |kind| contacts.iter().filter(move |contact| contact.kind == kind).map(|contact| contact.value.as_str());
    let own = [&person.first_name, &person.last_name, &person.city, &person.postcode, &person.number];
    index(own.into_iter().flatten().map(String::as_str).chain(of("email")), of("phone"))
}

impl Row for Person {
    const INSERT: &'static str = "INSERT INTO people (id, stream, last_name, first_name, civility, birth_date, \
        street, postcode, city, country, note, number, joined_on, left_on, category, origin, tags, email, phone, \
        verified_on, sort_key, folded_name, folded_city, removed, found_by) ";
    // The place stays, by which the search names its rows.
    const CONFLICT: &'static str = " ON CONFLICT (id, stream) DO UPDATE SET last_name = excluded.last_name, \
        first_name = excluded.first_name, civility = excluded.civility, birth_date = excluded.birth_date, \
        street = excluded.street, postcode = excluded.postcode, city = excluded.city, country = excluded.country, \
        note = excluded.note, number = excluded.number, joined_on = excluded.joined_on, left_on = excluded.left_on, \
        category = excluded.category, origin = excluded.origin, tags = excluded.tags, email = excluded.email, \
        phone = excluded.phone, verified_on = excluded.verified_on, sort_key = excluded.sort_key, \
        folded_name = excluded.folded_name, folded_city = excluded.folded_city, removed = excluded.removed, \
        found_by = excluded.found_by";

    fn bind(&self, values: &mut Values<'_>) {
        let (last, first) = (self.last_name.as_deref(), self.first_name.as_deref());
        values.push_bind(self.at.subject.as_slice()).push_bind(self.at.stream.as_slice());
        for text in [
            &self.last_name,
            &self.first_name,
            &self.civility,
            &self.birth_date,
            &self.street,
            &self.postcode,
            &self.city,
            &self.country,
            &self.note,
            &self.number,
            &self.joined_on,
            &self.left_on,
            &self.category,
            &self.origin,
        ] {
            values.push_bind(text.as_deref());
        }
        values
            .push_bind(self.tags.as_str())
            .push_bind(self.email.as_deref())
            .push_bind(self.phone.as_deref())
            .push_bind(self.verified_on.as_deref())
            .push_bind(sort_key(last, first))
            .push_bind(folded_name(last, first))
            .push_bind(fold(self.city.as_deref().unwrap_or_default()))
            .push_bind(self.removed)
            .push_bind(self.found_by.as_str());
    }
}

impl Person {
    /// Whether both have the same place in every index of the table.
    pub(super) fn stands_with(&self, other: &Self) -> bool {
        fn keys(person: &Person) -> (Place, [&Option<String>; 5], bool) {
            let Person { at, last_name, first_name, number, category, email, removed, .. } = person;
            (*at, [last_name, first_name, number, category, email], *removed)
        }
        keys(self) == keys(other)
    }

    /// Writes what no index names into the row that is there: SQLite writes each index that an update names, be it as before.
    pub(super) fn update(&self, on: &Connection) -> Result<(), CacheError> {
        run(
            on,
            "UPDATE people SET civility = ?, birth_date = ?, street = ?, postcode = ?, city = ?, country = ?, note = ?,
                 joined_on = ?, left_on = ?, origin = ?, phone = ?, verified_on = ?, tags = ?, folded_city = ?, found_by = ?
             WHERE id = ? AND stream = ?",
            params![
                self.civility,
                self.birth_date,
                self.street,
                self.postcode,
                self.city,
                self.country,
                self.note,
                self.joined_on,
                self.left_on,
                self.origin,
                self.phone,
                self.verified_on,
                self.tags,
                fold(self.city.as_deref().unwrap_or_default()),
                self.found_by,
                self.at.subject.as_slice(),
                self.at.stream.as_slice(),
            ],
        )
    }
}

impl Row for Contact {
    const INSERT: &'static str = "INSERT INTO contacts (person, stream, element, type, value, label, verified_on) ";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.at.subject.as_slice())
            .push_bind(self.at.stream.as_slice())
            .push_bind(self.element.as_str())
            .push_bind(self.kind.as_str())
            .push_bind(self.value.as_str())
            .push_bind(self.label.as_deref())
            .push_bind(self.verified_on.as_deref());
    }
}
