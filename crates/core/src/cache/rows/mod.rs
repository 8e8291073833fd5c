//! What the screens list, filter, sort and search: made from the state of each subject as it is shown, confirmed and
//! outbox folded, and written again whenever a subject is touched, in the very transaction that touched it.

mod document;
mod dues;
mod event;
mod fields;
mod office;
mod overlap;
mod person;

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::State;
use sqlx::SqliteConnection;

use super::CacheError;
use super::insert::{Deletion, insert};

/// Rows on their way into the tables.
#[derive(Default)]
pub(super) struct Rows {
    people: Vec<person::Person>,
    contacts: Vec<person::Contact>,
    dues: Vec<dues::Dues>,
    events: Vec<event::Event>,
    documents: Vec<document::Document>,
    units: Vec<office::UnitRow>,
    mandates: Vec<office::MandateRow>,
    claims: Vec<office::ClaimRow>,
    devices: Vec<office::DeviceRow>,
    acts: Vec<office::ActRow>,
    overlaps: Vec<overlap::OverlapRow>,
}

/// Where a row belongs.
#[derive(Clone, Copy)]
pub(super) struct Place {
    stream: [u8; 16],
    subject: [u8; 16],
}

impl Place {
    pub(super) fn of(stream: StreamId, subject: SubjectId) -> Self {
        Self { stream: *stream.as_bytes(), subject: *subject.as_bytes() }
    }
}

/// Deletions of everything that [`Rows`] writes, searches before the tables that name their rows.
const DELETIONS: [Deletion; 13] = [
    Deletion {
        start: "DELETE FROM people_search WHERE rowid IN (SELECT place FROM people WHERE stream = ",
        list: " AND id IN (",
        end: "))",
    },
    Deletion {
        start: "DELETE FROM documents_search WHERE rowid IN (SELECT place FROM documents WHERE stream = ",
        list: " AND id IN (",
        end: "))",
    },
    Deletion { start: "DELETE FROM contacts WHERE stream = ", list: " AND person IN (", end: ")" },
    Deletion { start: "DELETE FROM overlaps WHERE stream = ", list: " AND subject IN (", end: ")" },
    by_id("DELETE FROM people WHERE stream = "),
    by_id("DELETE FROM documents WHERE stream = "),
    by_id("DELETE FROM dues WHERE stream = "),
    by_id("DELETE FROM events WHERE stream = "),
    by_id("DELETE FROM units WHERE stream = "),
    by_id("DELETE FROM mandates WHERE stream = "),
    by_id("DELETE FROM claims WHERE stream = "),
    by_id("DELETE FROM devices WHERE stream = "),
    by_id("DELETE FROM acts WHERE stream = "),
];

const fn by_id(start: &'static str) -> Deletion {
    Deletion { start, list: " AND id IN (", end: ")" }
}

/// Takes away the rows of these subjects. One that changed its sort, or is unknown, is looked for in every table.
pub(super) async fn delete(
    connection: &mut SqliteConnection,
    stream: StreamId,
    subjects: &[[u8; 16]],
) -> Result<(), CacheError> {
    for deletion in &DELETIONS {
        deletion.run(connection, stream.as_bytes(), subjects).await?;
    }
    Ok(())
}

/// Takes away the rows of a whole stream. The searches come first: they are found through the tables.
pub(super) async fn delete_stream(connection: &mut SqliteConnection, stream: StreamId) -> Result<(), CacheError> {
    for statement in [
        "DELETE FROM people_search WHERE rowid IN (SELECT place FROM people WHERE stream = ?)",
        "DELETE FROM documents_search WHERE rowid IN (SELECT place FROM documents WHERE stream = ?)",
        "DELETE FROM contacts WHERE stream = ?",
        "DELETE FROM overlaps WHERE stream = ?",
        "DELETE FROM people WHERE stream = ?",
        "DELETE FROM documents WHERE stream = ?",
        "DELETE FROM dues WHERE stream = ?",
        "DELETE FROM events WHERE stream = ?",
        "DELETE FROM units WHERE stream = ?",
        "DELETE FROM mandates WHERE stream = ?",
        "DELETE FROM claims WHERE stream = ?",
        "DELETE FROM devices WHERE stream = ?",
        "DELETE FROM acts WHERE stream = ?",
    ] {
        sqlx::query(statement).bind(stream.as_bytes().as_slice()).execute(&mut *connection).await?;
    }
    Ok(())
}

impl Rows {
    /// The rows of one subject. A sort that this version doesn't know has none.
    pub(super) fn add(&mut self, stream: StreamId, subject: SubjectId, state: &State) {
        let place = Place::of(stream, subject);
        match state.sort.as_str() {
            "person" => {
                let (person, contacts) = person::read(place, state);
                self.people.push(person);
                self.contacts.extend(contacts);
            }
            "dues" => self.dues.extend(dues::read(place, state)),
            "event" => self.events.extend(event::read(place, state)),
            "document" => self.documents.extend(document::read(place, state)),
            "unit" => self.units.extend(office::unit(place, state)),
            "mandate" => self.mandates.extend(office::mandate(place, state)),
            "claim" => self.claims.extend(office::claim(place, state)),
            "device" => self.devices.extend(office::device(place, state)),
            "act" => self.acts.extend(office::act(place, state)),
            _ => {}
        }
        self.overlaps.extend(overlap::read(place, state));
    }

    /// Writes them. Rows of the same subjects must have been deleted before.
    pub(super) async fn write(mut self, connection: &mut SqliteConnection) -> Result<(), CacheError> {
        self.number(connection).await?;
        insert(connection, &self.people).await?;
        insert(connection, &self.contacts).await?;
        insert(connection, &self.people.iter().map(person::Person::search).collect::<Vec<_>>()).await?;
        insert(connection, &self.dues).await?;
        insert(connection, &self.events).await?;
        insert(connection, &self.documents).await?;
        insert(connection, &self.documents.iter().map(document::Document::search).collect::<Vec<_>>()).await?;
        insert(connection, &self.units).await?;
        insert(connection, &self.mandates).await?;
        insert(connection, &self.claims).await?;
        insert(connection, &self.devices).await?;
        insert(connection, &self.acts).await?;
        insert(connection, &self.overlaps).await
    }

    /// Gives the places by which the searches name their rows; none is ever used again.
    async fn number(&mut self, connection: &mut SqliteConnection) -> Result<(), CacheError> {
        if !self.people.is_empty() {
            let last = last_place(connection, "people").await?;
            self.people.iter_mut().zip(last + 1..).for_each(|(person, place)| person.place = place);
        }
        if !self.documents.is_empty() {
            let last = last_place(connection, "documents").await?;
            self.documents.iter_mut().zip(last + 1..).for_each(|(document, place)| document.place = place);
        }
        Ok(())
    }
}

/// The last place that a table gave. Not a checked query: the columns of SQLite's own table have no declared types, which
/// ends the checker itself.
async fn last_place(connection: &mut SqliteConnection, table: &str) -> Result<i64, CacheError> {
    let last = sqlx::query_scalar("SELECT seq FROM sqlite_sequence WHERE name = ?").bind(table);
    Ok(last.fetch_optional(connection).await?.unwrap_or_default())
}
