//! What a row of a file would change of somebody who is known. A row only adds and corrects: an empty cell says nothing,
//! and a name that differs in capitals or accents alone is the same name.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Edit, Field as Name};
use coopol_import::Person as Row;
use serde::Serialize;

use super::known::{Person, number_key};
use crate::roster::value;
use crate::text::fold;

/// One field, before and after, as the screens show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The field, in the words of [`crate::roster::Field`].
    pub field: &'static str,
    /// Empty when nothing was known.
    pub before: String,
    /// What the file says.
    pub after: String,
}

/// The changes of a row, with the edits that make them, by kind of change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Diff {
    pub(super) shown: Vec<Change>,
    pub(super) identity: Vec<Edit>,
    pub(super) contacts: Vec<Edit>,
    pub(super) membership: Vec<Edit>,
}

impl Diff {
    /// What `row` says of `known` that isn't known; against nobody, everything.
    pub(super) fn of(known: &Person, row: &Row) -> Self {
        let mut diff = Self::default();
        diff.name("family_name", "last_name", known.last_name.as_deref(), row.last_name.as_deref());
        diff.name("given_name", "first_name", known.first_name.as_deref(), row.first_name.as_deref());
        let civility = row.civility.map(|civility| if civility == "Mme" { "mme" } else { "m" });
        diff.identity("civility", "civility", known.civility.as_deref(), civility);
        let born = row.birth_date.map(|day| day.to_string());
        diff.identity("born_on", "birth_date", known.birth_date.as_deref(), born.as_deref());
        diff.address(known, row);
        diff.note(known.note.as_deref(), row.notes.as_deref());
        // Without its zeros it is the same number.
        let number = row.number.as_deref();
        let renumbered = known.number.as_deref().map(number_key) != number.map(number_key);
        diff.membership("number", "number", known.number.as_deref(), number.filter(|_| renumbered));
        let joined = row.joined_on.map(|day| day.to_string());
        diff.membership("since", "joined_on", known.joined_on.as_deref(), joined.as_deref());
        row.emails.iter().for_each(|email| diff.contact("email", known, email));
        row.phones.iter().for_each(|phone| diff.contact("phone", known, phone));
        diff
    }

    pub(super) fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// All edits, for somebody new.
    pub(super) fn everything(self) -> Vec<Edit> {
        [self.identity, self.contacts, self.membership].concat()
    }

    fn show(&mut self, field: &'static str, before: Option<&str>, after: &str) {
        self.shown.push(Change { field, before: before.unwrap_or_default().to_owned(), after: after.to_owned() });
    }

    fn name(&mut self, field: &'static str, name: &str, before: Option<&str>, after: Option<&str>) {
        let same = before.zip(after).is_some_and(|(before, after)| fold(before) == fold(after));
        self.identity(field, name, before, after.filter(|_| !same));
    }

    fn identity(&mut self, field: &'static str, name: &str, before: Option<&str>, after: Option<&str>) {
        if let Some(edit) = changed(name, before, after) {
            self.show(field, before, after.unwrap_or_default());
            self.identity.push(edit);
        }
    }

    fn membership(&mut self, field: &'static str, name: &str, before: Option<&str>, after: Option<&str>) {
        if let Some(edit) = changed(name, before, after) {
            self.show(field, before, after.unwrap_or_default());
            self.membership.push(edit);
        }
    }

    /// The lines of an address are one field; what the row doesn't say stays.
    fn address(&mut self, known: &Person, row: &Row) {
        let told = [&row.street, &row.postcode, &row.city, &row.country];
        let kept = [&known.street, &known.postcode, &known.city, &known.country];
        let same = told.iter().zip(kept).all(|(told, kept)| {
            told.as_deref().is_none_or(|told| kept.as_deref().is_some_and(|kept| fold(told) == fold(kept)))
        });
        if same {
            return;
        }
        let record = |parts: [Option<&str>; 4]| value::record(parts[0], parts[1], parts[2], parts[3]);
        let before = record(kept.map(|part| part.as_deref()));
        // Another street or town is another address: half of the old one would be wrong.
        let moved = row.street.is_some() && row.city.is_some();
        let merged: Vec<Option<&str>> = told
            .iter()
            .zip(kept)
            .map(|(told, kept)| told.as_deref().or_else(|| kept.as_deref().filter(|_| !moved)))
            .collect();
        let after = record([merged[0], merged[1], merged[2], merged[3]]);
        let text = |value: &Value| crate::history::shown(value).unwrap_or_default();
        self.shown.push(Change { field: "address", before: text(&before), after: text(&after) });
        self.identity.push(Edit::change("address", before, after));
    }

    /// Remarks are added to those there are.
    fn note(&mut self, before: Option<&str>, after: Option<&str>) {
        let Some(after) = after.filter(|after| !before.unwrap_or_default().contains(*after)) else { return };
        let whole = before.map_or_else(|| after.to_owned(), |before| format!("{before}\n{after}"));
        if whole.len() <= coopol_import::limits::NOTES_BYTES {
            self.identity("note", "note", before, Some(&whole));
        }
    }

    fn contact(&mut self, kind: &'static str, known: &Person, told: &str) {
        if known.contacts.iter().any(|contact| contact == told) {
            return;
        }
        self.show(kind, None, told);
        let field = Name::element("contact", &value::element(kind, told)).expect("hexadecimal digits name an element");
        self.contacts.push(Edit { field, before: Value::Null, after: value::contact(kind, told, None) });
    }
}

fn changed(name: &str, before: Option<&str>, after: Option<&str>) -> Option<Edit> {
    let after = after.filter(|after| Some(*after) != before)?;
    Some(Edit::change(name, before.map_or(Value::Null, Value::text), Value::text(after)))
}
