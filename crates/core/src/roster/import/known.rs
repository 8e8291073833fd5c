//! The people of the roster, as a file is compared with them.

use std::collections::HashMap;

use coopol_domain::id::SubjectId;
use sqlx::SqliteConnection;

use super::dues;
use crate::cache::{CacheError, id};

/// Somebody who is in the roster.
#[derive(Debug, Clone, Default)]
pub(super) struct Person {
    pub(super) civility: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) first_name: Option<String>,
    pub(super) birth_date: Option<String>,
    pub(super) joined_on: Option<String>,
    pub(super) number: Option<String>,
    pub(super) note: Option<String>,
    pub(super) street: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) city: Option<String>,
    pub(super) country: Option<String>,
    pub(super) folded_name: String,
    pub(super) contacts: Vec<String>,
}

/// A membership number as it is compared: a spreadsheet that was opened in between took its zeros away.
pub(super) fn number_key(number: &str) -> String {
    let letters: String = number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect();
    letters.trim_start_matches('0').to_owned()
}

/// The roster, by everything that tells people apart.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub(super) people: HashMap<SubjectId, Person>,
    pub(super) by_number: HashMap<String, SubjectId>,
    pub(super) by_contact: HashMap<String, Vec<SubjectId>>,
    pub(super) by_name: HashMap<String, Vec<SubjectId>>,
    pub(super) dues: dues::Known,
}

impl Known {
    pub(super) async fn load(reader: &mut SqliteConnection, stream: &[u8]) -> Result<Self, CacheError> {
        let mut known = Self::default();
        known.people(reader, stream).await?;
        known.contacts(reader, stream).await?;
        Ok(known)
    }

    async fn people(&mut self, reader: &mut SqliteConnection, stream: &[u8]) -> Result<(), CacheError> {
        let rows = sqlx::query!(
            "SELECT id, civility, last_name, first_name, birth_date, joined_on, number, note, street, postcode, city,
                 country, folded_name
             FROM people WHERE stream = ? AND NOT removed",
            stream
        );
        for row in rows.fetch_all(reader).await? {
            let subject = id("people", &row.id, SubjectId::from_bytes)?;
            self.by_name.entry(row.folded_name.clone()).or_default().push(subject);
            if let Some(number) = &row.number {
                self.by_number.insert(number_key(number), subject);
            }
            let person = Person {
                civility: row.civility,
                last_name: row.last_name,
                first_name: row.first_name,
                birth_date: row.birth_date,
                joined_on: row.joined_on,
                number: row.number,
                note: row.note,
                street: row.street,
                postcode: row.postcode,
                city: row.city,
                country: row.country,
                folded_name: row.folded_name,
                contacts: Vec::new(),
            };
            self.people.insert(subject, person);
        }
        Ok(())
    }

    async fn contacts(&mut self, reader: &mut SqliteConnection, stream: &[u8]) -> Result<(), CacheError> {
        let rows = sqlx::query!("SELECT person, value FROM contacts WHERE stream = ? ORDER BY element", stream);
        for row in rows.fetch_all(reader).await? {
            let subject = id("contacts", &row.person, SubjectId::from_bytes)?;
            // Contacts of those who were removed bring nobody back.
            let Some(person) = self.people.get_mut(&subject) else { continue };
            person.contacts.push(row.value.clone());
            self.by_contact.entry(row.value).or_default().push(subject);
        }
        Ok(())
    }
}
