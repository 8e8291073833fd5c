//! What the screens list, filter, sort and search: made from the state of each subject as it is shown, confirmed and
//! outbox folded, in the very transaction that touched it. What is shown as before is left alone.
//!
//! A subject has the sort of the first change about it, so its rows stand in the tables of that sort.

mod delegation;
mod desk;
mod document;
mod dues;
mod event;
mod feed;
mod fields;
mod memory;
mod office;
mod overlap;
mod person;

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::State;
use rusqlite::Connection;

use super::CacheError;
use super::statement::{self, insert, run};

/// What changes in the tables of one stream.
#[derive(Default)]
pub(super) struct Rows {
    people: Vec<person::Person>,
    /// People who stay where they are in every index.
    people_in_place: Vec<person::Person>,
    contacts: Vec<person::Contact>,
    dues: Vec<dues::Dues>,
    events: Vec<event::Event>,
    attendance: Vec<event::Mark>,
    documents: Vec<document::Document>,
    promises: Vec<memory::Promise>,
    facts: Vec<memory::Fact>,
    lists: Vec<desk::SavedList>,
    messages: Vec<desk::KeptMessage>,
    mailings: Vec<desk::Mailing>,
    units: Vec<office::UnitRow>,
    mandates: Vec<office::MandateRow>,
    claims: Vec<office::ClaimRow>,
    devices: Vec<office::DeviceRow>,
    acts: Vec<office::ActRow>,
    ties: Vec<office::TieRow>,
    delegations: Vec<delegation::DelegationRow>,
    feeds: Vec<feed::FeedRow>,
    overlaps: Vec<overlap::OverlapRow>,
    /// Subjects that are shown no more.
    gone: Vec<[u8; 16]>,
    /// People whose contacts make place for others.
    reached_otherwise: Vec<[u8; 16]>,
    /// Events whose marks make place for others.
    marked_otherwise: Vec<[u8; 16]>,
    /// Documents that make place for what they are now.
    replaced: Vec<[u8; 16]>,
    /// Subjects whose overlaps make place for others.
    settled: Vec<[u8; 16]>,
}

/// Where a row belongs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    stream: [u8; 16],
    subject: [u8; 16],
}

/// What the tables hold of a subject.
#[derive(Clone, Copy)]
pub(super) enum Before<'a> {
    /// Whatever they hold.
    Unknown,
    /// Nothing.
    Nothing,
    /// The rows of this state.
    Shown(&'a State),
}

impl Place {
    pub(super) fn of(stream: StreamId, subject: SubjectId) -> Self {
        Self { stream: *stream.as_bytes(), subject: *subject.as_bytes() }
    }
}

const SEARCHED_DOCUMENTS: &str =
    "DELETE FROM documents_search WHERE rowid IN (SELECT place FROM documents WHERE stream = ? AND id = ?)";
const DOCUMENTS: &str = "DELETE FROM documents WHERE stream = ? AND id = ?";
const CONTACTS: &str = "DELETE FROM contacts WHERE stream = ? AND person = ?";
const ATTENDANCE: &str = "DELETE FROM attendance WHERE stream = ? AND event = ?";
const OVERLAPS: &str = "DELETE FROM overlaps WHERE stream = ? AND subject = ?";

/// Deletions of everything that [`Rows`] writes of a subject, the search of documents before the table that names its rows. That of
/// people follows its table by itself.
const DELETIONS: [&str; 21] = [
    SEARCHED_DOCUMENTS,
    CONTACTS,
    ATTENDANCE,
    OVERLAPS,
    DOCUMENTS,
    "DELETE FROM people WHERE stream = ? AND id = ?",
    "DELETE FROM dues WHERE stream = ? AND id = ?",
    "DELETE FROM events WHERE stream = ? AND id = ?",
    "DELETE FROM promises WHERE stream = ? AND id = ?",
    "DELETE FROM practical_facts WHERE stream = ? AND id = ?",
    "DELETE FROM saved_lists WHERE stream = ? AND id = ?",
    "DELETE FROM kept_messages WHERE stream = ? AND id = ?",
    "DELETE FROM mailings WHERE stream = ? AND id = ?",
    "DELETE FROM units WHERE stream = ? AND id = ?",
    "DELETE FROM mandates WHERE stream = ? AND id = ?",
    "DELETE FROM claims WHERE stream = ? AND id = ?",
    "DELETE FROM devices WHERE stream = ? AND id = ?",
    "DELETE FROM acts WHERE stream = ? AND id = ?",
    "DELETE FROM ties WHERE stream = ? AND id = ?",
    "DELETE FROM delegations WHERE stream = ? AND id = ?",
    "DELETE FROM feeds WHERE stream = ? AND id = ?",
];

/// Runs a deletion for each of these subjects of a stream.
fn delete(on: &Connection, statement: &str, stream: StreamId, ids: &[[u8; 16]]) -> Result<(), CacheError> {
    ids.iter().try_for_each(|id| run(on, statement, [stream.as_bytes().as_slice(), id.as_slice()]))
}

/// Takes away the rows of a whole stream.
pub(super) fn delete_stream(on: &Connection, stream: StreamId) -> Result<(), CacheError> {
    for statement in [
        "DELETE FROM documents_search WHERE rowid IN (SELECT place FROM documents WHERE stream = ?)",
        "DELETE FROM contacts WHERE stream = ?",
        "DELETE FROM attendance WHERE stream = ?",
        "DELETE FROM overlaps WHERE stream = ?",
        "DELETE FROM people WHERE stream = ?",
        "DELETE FROM documents WHERE stream = ?",
        "DELETE FROM dues WHERE stream = ?",
        "DELETE FROM events WHERE stream = ?",
        "DELETE FROM promises WHERE stream = ?",
        "DELETE FROM practical_facts WHERE stream = ?",
        "DELETE FROM saved_lists WHERE stream = ?",
        "DELETE FROM kept_messages WHERE stream = ?",
        "DELETE FROM mailings WHERE stream = ?",
        "DELETE FROM units WHERE stream = ?",
        "DELETE FROM mandates WHERE stream = ?",
        "DELETE FROM claims WHERE stream = ?",
        "DELETE FROM devices WHERE stream = ?",
        "DELETE FROM acts WHERE stream = ?",
        "DELETE FROM ties WHERE stream = ?",
        "DELETE FROM delegations WHERE stream = ?",
        "DELETE FROM feeds WHERE stream = ?",
    ] {
        run(on, statement, [stream.as_bytes().as_slice()])?;
    }
    Ok(())
}

impl Rows {
    /// A subject that is shown no more, or never was.
    pub(super) fn gone(&mut self, subject: SubjectId) {
        self.gone.push(*subject.as_bytes());
    }

    /// What a subject is shown as from now on. A sort that this version doesn't know has no rows.
    pub(super) fn show(&mut self, stream: StreamId, subject: SubjectId, before: Before<'_>, now: &State) {
        let (at, before) = (Place::of(stream, subject), self.of_this_sort(subject, before, now));
        let mut gone = false;
        match now.sort.as_str() {
            "person" => self.person(at, before, now),
            "dues" => gone = one(&mut self.dues, before, now, |state| dues::read(at, state)),
            "event" => gone = self.event(at, before, now),
            "document" => gone = self.document(at, before, now),
            "promise" => gone = one(&mut self.promises, before, now, |state| memory::promise(at, state)),
            "practical_fact" => gone = one(&mut self.facts, before, now, |state| memory::fact(at, state)),
            "saved_list" => gone = one(&mut self.lists, before, now, |state| desk::saved_list(at, state)),
            "kept_message" => gone = one(&mut self.messages, before, now, |state| desk::kept_message(at, state)),
            "mailing" => gone = one(&mut self.mailings, before, now, |state| desk::mailing(at, state)),
            "unit" => gone = one(&mut self.units, before, now, |state| office::unit(at, state)),
            "mandate" => gone = one(&mut self.mandates, before, now, |state| office::mandate(at, state)),
            "claim" => gone = one(&mut self.claims, before, now, |state| office::claim(at, state)),
            "device" => gone = one(&mut self.devices, before, now, |state| office::device(at, state)),
            "act" => gone = one(&mut self.acts, before, now, |state| office::act(at, state)),
            "tie" => gone = one(&mut self.ties, before, now, |state| office::tie(at, state)),
            "delegation" | "dues_delegation" => {
                gone = one(&mut self.delegations, before, now, |state| delegation::read(at, subject, state));
            }
            "feed" => gone = one(&mut self.feeds, before, now, |state| feed::read(at, subject, state)),
            "opening" => gone = one(&mut self.ties, before, now, |state| office::opening(at, state)),
            _ => {}
        }
        if gone {
            self.gone(subject);
        }
        let overlaps = overlap::read(at, now);
        let same = match before {
            Before::Shown(before) => overlap::read(at, before) == overlaps,
            Before::Nothing => false,
            Before::Unknown => {
                self.settled.push(at.subject);
                false
            }
        };
        if !same {
            if matches!(before, Before::Shown(_)) {
                self.settled.push(at.subject);
            }
            self.overlaps.extend(overlaps);
        }
    }

    /// One that isn't what it was leaves the other tables.
    fn of_this_sort<'a>(&mut self, subject: SubjectId, before: Before<'a>, now: &State) -> Before<'a> {
        match before {
            Before::Shown(before) if before.sort != now.sort => {
                self.gone(subject);
                Before::Nothing
            }
            before => before,
        }
    }

    fn person(&mut self, at: Place, before: Before<'_>, now: &State) {
        let (person, contacts) = person::read(at, now);
        let shown = if let Before::Shown(before) = before { Some(person::read(at, before)) } else { None };
        let same_contacts = shown.as_ref().is_some_and(|(_, before)| *before == contacts);
        match shown {
            Some((before, _)) if before == person => {}
            Some((before, _)) if before.stands_with(&person) => self.people_in_place.push(person),
            _ => self.people.push(person),
        }
        if !same_contacts {
            if !matches!(before, Before::Nothing) {
                self.reached_otherwise.push(at.subject);
            }
            self.contacts.extend(contacts);
        }
    }

    fn event(&mut self, at: Place, before: Before<'_>, now: &State) -> bool {
        let shown = if let Before::Shown(before) = before { Some(before) } else { None };
        if matches!(before, Before::Unknown) {
            self.marked_otherwise.push(at.subject);
        }
        self.attendance.extend(event::marks(at, shown, now));
        one(&mut self.events, before, now, |state| event::read(at, state))
    }

    fn document(&mut self, at: Place, before: Before<'_>, now: &State) -> bool {
        let written = self.documents.len();
        let gone = one(&mut self.documents, before, now, |state| document::read(at, state));
        if self.documents.len() > written && !matches!(before, Before::Nothing) {
            self.replaced.push(at.subject);
        }
        gone
    }

    pub(super) fn write(mut self, on: &Connection, stream: StreamId) -> Result<(), CacheError> {
        for deletion in DELETIONS {
            delete(on, deletion, stream, &self.gone)?;
        }
        delete(on, CONTACTS, stream, &self.reached_otherwise)?;
        delete(on, ATTENDANCE, stream, &self.marked_otherwise)?;
        delete(on, OVERLAPS, stream, &self.settled)?;
        delete(on, SEARCHED_DOCUMENTS, stream, &self.replaced)?;
        delete(on, DOCUMENTS, stream, &self.replaced)?;
        self.number(on)?;
        insert(on, &self.people)?;
        for person in &self.people_in_place {
            person.update(on)?;
        }
        insert(on, &self.contacts)?;
        insert(on, &self.dues)?;
        insert(on, &self.events)?;
        insert(on, &self.attendance)?;
        insert(on, &self.documents)?;
        insert(on, &self.documents.iter().map(document::Document::search).collect::<Vec<_>>())?;
        insert(on, &self.promises)?;
        insert(on, &self.facts)?;
        insert(on, &self.lists)?;
        insert(on, &self.messages)?;
        insert(on, &self.mailings)?;
        insert(on, &self.units)?;
        insert(on, &self.mandates)?;
        insert(on, &self.claims)?;
        insert(on, &self.devices)?;
        insert(on, &self.acts)?;
        insert(on, &self.ties)?;
        insert(on, &self.delegations)?;
        insert(on, &self.feeds)?;
        insert(on, &self.overlaps)
    }

    /// Gives the places by which the search names documents; none is ever used again.
    fn number(&mut self, on: &Connection) -> Result<(), CacheError> {
        if !self.documents.is_empty() {
            // The last place that the table gave.
            let last = "SELECT seq FROM sqlite_sequence WHERE name = 'documents'";
            let last: i64 = statement::one(on, last, [])?.unwrap_or_default();
            self.documents.iter_mut().zip(last + 1..).for_each(|(document, place)| document.place = place);
        }
        Ok(())
    }
}

/// Adds the row of a state unless it stands there already; whether there is none.
fn one<T: PartialEq>(rows: &mut Vec<T>, before: Before<'_>, now: &State, read: impl Fn(&State) -> Option<T>) -> bool {
    let row = read(now);
    let gone = row.is_none();
    let same = if let Before::Shown(before) = before { read(before) == row } else { false };
    rows.extend(row.filter(|_| !same));
    gone && !same && !matches!(before, Before::Nothing)
}
