//! The subjects that a transaction touched: their confirmed states, and the rows that are made from them again.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use coopol_domain::device::{Device, Shelf as _};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, State, SubjectKey};
use rusqlite::Connection;

use crate::cache::read::confirmed_here;
use crate::cache::rows::{Before, Rows};
use crate::cache::statement::{Row, Values, insert};
use crate::cache::{CacheError, Loaded};

/// What was touched, by stream: with the new confirmed state where there is one.
#[derive(Default)]
pub(super) struct Touched<'a> {
    subjects: BTreeMap<StreamId, BTreeMap<SubjectId, Confirmed<'a>>>,
}

enum Confirmed<'a> {
    /// As it stands in the cache; and what the tables hold of it.
    AsStored(Before<'a>),
    /// This, from now on; and what the tables hold of it.
    New(&'a State, &'a SubjectKey, Before<'a>),
    /// Nothing is left of it.
    Erased,
}

impl Confirmed<'_> {
    fn forget_before(&mut self) {
        match self {
            Self::AsStored(before) | Self::New(_, _, before) => *before = Before::Unknown,
            Self::Erased => {}
        }
    }
}

impl<'a> Touched<'a> {
    pub(super) fn add(&mut self, stream: StreamId, subject: SubjectId) {
        let (stream, as_stored) = (self.subjects.entry(stream).or_default(), Confirmed::AsStored(Before::Unknown));
        stream.entry(subject).or_insert(as_stored);
    }

    /// The same of one whose confirmed state stays; `before` is what was shown of it, unless something else touched it already.
    pub(super) fn show(&mut self, stream: StreamId, subject: SubjectId, before: Option<&'a State>) {
        let before = before.map_or(Before::Nothing, Before::Shown);
        let touched = self.subjects.entry(stream).or_default().entry(subject);
        touched.and_modify(Confirmed::forget_before).or_insert(Confirmed::AsStored(before));
    }

    pub(super) fn extend(&mut self, touched: impl IntoIterator<Item = (StreamId, SubjectId)>) {
        touched.into_iter().for_each(|(stream, subject)| self.add(stream, subject));
    }

    /// `before` is what was shown of it, unless something else touched it already.
    pub(super) fn confirm(
        &mut self,
        stream: StreamId,
        subject: SubjectId,
        (state, key): (&'a State, &'a SubjectKey),
        before: Option<&'a State>,
    ) {
        match self.subjects.entry(stream).or_default().entry(subject) {
            Entry::Vacant(new) => {
                let before = before.map_or(Before::Nothing, Before::Shown);
                new.insert(Confirmed::New(state, key, before));
            }
            Entry::Occupied(mut touched) => drop(touched.insert(Confirmed::New(state, key, Before::Unknown))),
        }
    }

    pub(super) fn erase(&mut self, stream: StreamId, subject: SubjectId) {
        self.subjects.entry(stream).or_default().insert(subject, Confirmed::Erased);
    }

    /// Leaves a stream alone that was written as a whole, or that went.
    pub(super) fn forget(&mut self, stream: StreamId) {
        self.subjects.remove(&stream);
    }

    /// Those of rosters.
    pub(super) fn people(&self, device: &Device) -> Vec<(StreamId, SubjectId)> {
        let is_roster = |stream| device.streams.get(stream).is_some_and(|at| at.compartment == Compartment::Roster);
        let rosters = self.subjects.iter().filter(|(stream, _)| is_roster(stream));
        rosters.flat_map(|(stream, people)| people.keys().map(|person| (*stream, *person))).collect()
    }

    pub(super) fn write(self, on: &Connection, device: &Device, known: &Loaded) -> Result<(), CacheError> {
        for (stream, subjects) in self.subjects {
            if device.streams.contains_key(&stream) {
                write_stream(on, stream, subjects, device, known)?;
            }
        }
        Ok(())
    }
}

fn write_stream(
    on: &Connection,
    stream: StreamId,
    subjects: BTreeMap<SubjectId, Confirmed<'_>>,
    device: &Device,
    known: &Loaded,
) -> Result<(), CacheError> {
    let (mut rows, mut confirmed) = (Rows::default(), Vec::new());
    for (subject, state) in subjects {
        let (state, before) = match state {
            Confirmed::AsStored(before) => {
                let state = if known.has(stream, subject) {
                    known.subject(stream, subject).map(|(state, _)| state)
                } else {
                    confirmed_here(on, stream, subject)?
                };
                (state, before)
            }
            Confirmed::New(state, key, before) => {
                confirmed.push(SubjectRow::new(stream, subject, &state.sort, key.clone(), state.encode()));
                (Some(state.clone()), before)
            }
            Confirmed::Erased => (None, Before::Unknown),
        };
        match device.shown(stream, subject, state) {
            Some(state) => rows.show(stream, subject, before, &state),
            None => rows.gone(subject),
        }
    }
    insert(on, &confirmed)?;
    rows.write(on, stream)
}

/// A confirmed state on its way into `subjects`.
pub(super) struct SubjectRow {
    stream: [u8; 16],
    subject: [u8; 16],
    sort: String,
    key: SubjectKey,
    state: Vec<u8>,
}

impl SubjectRow {
    pub(super) fn new(stream: StreamId, subject: SubjectId, sort: &str, key: SubjectKey, state: Vec<u8>) -> Self {
        Self { stream: *stream.as_bytes(), subject: *subject.as_bytes(), sort: sort.to_owned(), key, state }
    }
}

impl Row for SubjectRow {
    const INSERT: &'static str = "INSERT INTO subjects (stream, subject, sort, key, state) ";
    const CONFLICT: &'static str = " ON CONFLICT (stream, subject) DO UPDATE SET \
        sort = excluded.sort, key = excluded.key, state = excluded.state";

    fn bind(&self, values: &mut Values<'_>) {
        values
            .push_bind(self.stream.as_slice())
            .push_bind(self.subject.as_slice())
            .push_bind(self.sort.as_str())
            .push_bind(self.key.as_bytes().as_slice())
            .push_bind(self.state.as_slice());
    }
}
