//! The subjects that a transaction touched: their confirmed states, and the rows that are made from them again.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::device::Device;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{State, SubjectKey};
use sqlx::SqliteConnection;

use crate::cache::CacheError;
use crate::cache::insert::{Row, Values, insert};
use crate::cache::read::confirmed;
use crate::cache::rows::{self, Rows};

/// What was touched, by stream: with the new confirmed state where there is one.
#[derive(Default)]
pub(super) struct Touched<'a> {
    subjects: BTreeMap<StreamId, BTreeMap<SubjectId, Confirmed<'a>>>,
}

enum Confirmed<'a> {
    /// As it stands in the cache.
    AsStored,
    /// This, from now on.
    New(&'a State, &'a SubjectKey),
    /// Nothing is left of it.
    Erased,
}

impl<'a> Touched<'a> {
    pub(super) fn add(&mut self, stream: StreamId, subject: SubjectId) {
        self.subjects.entry(stream).or_default().entry(subject).or_insert(Confirmed::AsStored);
    }

    pub(super) fn extend(&mut self, touched: impl IntoIterator<Item = (StreamId, SubjectId)>) {
        touched.into_iter().for_each(|(stream, subject)| self.add(stream, subject));
    }

    pub(super) fn confirm(&mut self, stream: StreamId, subject: SubjectId, state: &'a State, key: &'a SubjectKey) {
        self.subjects.entry(stream).or_default().insert(subject, Confirmed::New(state, key));
    }

    pub(super) fn erase(&mut self, stream: StreamId, subject: SubjectId) {
        self.subjects.entry(stream).or_default().insert(subject, Confirmed::Erased);
    }

    /// Leaves a stream alone that was written as a whole, or that went.
    pub(super) fn forget(&mut self, stream: StreamId) {
        self.subjects.remove(&stream);
    }

    pub(super) async fn write(self, connection: &mut SqliteConnection, device: &Device) -> Result<(), CacheError> {
        for (stream, subjects) in self.subjects {
            if device.streams.contains_key(&stream) {
                write_stream(connection, stream, subjects, device).await?;
            }
        }
        Ok(())
    }
}

async fn write_stream(
    connection: &mut SqliteConnection,
    stream: StreamId,
    subjects: BTreeMap<SubjectId, Confirmed<'_>>,
    device: &Device,
) -> Result<(), CacheError> {
    let stored: BTreeSet<SubjectId> = subjects
        .iter()
        .filter(|(_, confirmed)| matches!(confirmed, Confirmed::AsStored))
        .map(|(subject, _)| *subject)
        .collect();
    let mut stored = confirmed(connection, stream, &stored).await?;
    let (mut rows, mut confirmed) = (Rows::default(), Vec::new());
    let ids: Vec<[u8; 16]> = subjects.keys().map(|subject| *subject.as_bytes()).collect();
    for (subject, state) in subjects {
        let state = match state {
            Confirmed::AsStored => stored.remove(&subject).map(|(state, _)| state),
            Confirmed::New(state, key) => {
                confirmed.push(SubjectRow::new(stream, subject, &state.sort, key.clone(), state.encode()));
                Some(state.clone())
            }
            Confirmed::Erased => None,
        };
        if let Some(state) = device.shown(stream, subject, state) {
            rows.add(stream, subject, &state);
        }
    }
    insert(connection, &confirmed).await?;
    rows::delete(connection, stream, &ids).await?;
    rows.write(connection).await
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
