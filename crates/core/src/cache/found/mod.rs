//! Finding people by a few letters. What somebody is found by is written with their row; all of it is read into memory when somebody is
//! first looked for, and follows what is written from then on.

mod before;
mod index;

pub(super) use before::make;
pub(crate) use index::Index;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use coopol_domain::id::{StreamId, SubjectId};
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};
use tokio::sync::MappedMutexGuard;

use super::codec::{array, id, list_of};
use super::{Cache, CacheError};
use crate::text::query;

/// People at once who are read again one by one; where more have changed, all of their roster are.
const FEW: usize = 1_000;
/// People at once where all of a roster are read.
const PART: i64 = 1_000;

/// The index, once it was needed, and what was written since it was last looked at.
#[derive(Debug, Default)]
pub(super) struct Found {
    index: tokio::sync::Mutex<Option<Index>>,
    written: Mutex<Written>,
}

/// Whose rows were written, by roster; no names where it may be anybody's.
type Written = BTreeMap<StreamId, Option<BTreeSet<SubjectId>>>;

impl Found {
    /// Rows of these people were written, or taken away. Said after they were committed.
    pub(super) fn wrote(&self, people: impl IntoIterator<Item = (StreamId, SubjectId)>) {
        let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
        for (stream, person) in people {
            let known = written.entry(stream).or_insert_with(|| Some(BTreeSet::new()));
            if let Some(of_these) = known {
                of_these.insert(person);
                if of_these.len() > FEW {
                    *known = None;
                }
            }
        }
    }

    /// A roster was written as a whole, or went.
    pub(super) fn wrote_all(&self, stream: StreamId) {
        self.written.lock().unwrap_or_else(PoisonError::into_inner).insert(stream, None);
    }

    fn take(&self) -> Written {
        std::mem::take(&mut self.written.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Cache {
    /// Everybody who is held here, as they were last written. The first time, all of them are read.
    pub(crate) async fn people(
        &self,
        reader: &mut SqliteConnection,
    ) -> Result<MappedMutexGuard<'_, Index>, CacheError> {
        let mut known = self.found.index.lock().await;
        // Taken before anything is read: what is written meanwhile is read again the next time.
        let written = self.found.take();
        // Out of its place while it is brought up to date: what fails half-way is read anew.
        let index = match known.take() {
            None => everybody(reader).await?,
            Some(mut index) => {
                follow(&mut index, reader, &written).await?;
                index
            }
        };
        *known = Some(index);
        let found = tokio::sync::MutexGuard::try_map(known, Option::as_mut);
        Ok(found.expect("it was put there"))
    }
}

impl Cache {
    /// Whose words hold all of `text`, in whatever roster: their places, as a list that SQLite reads. `None` where it has no word.
    pub(crate) async fn places(&self, reader: &mut SqliteConnection, text: &str) -> Result<Option<String>, CacheError> {
        let wanted = query(text, false);
        if wanted.is_empty() {
            return Ok(None);
        }
        let people = self.people(reader).await?;
        Ok(Some(list_of(people.find(&wanted).map(|person| person.place))))
    }
}

async fn everybody(reader: &mut SqliteConnection) -> Result<Index, CacheError> {
    let mut index = Index::default();
    read_all(&mut index, reader, None).await?;
    Ok(index)
}

async fn follow(index: &mut Index, reader: &mut SqliteConnection, written: &Written) -> Result<(), CacheError> {
    if written.is_empty() {
        return Ok(());
    }
    index.remove(|person| match written.get(&person.stream) {
        None => false,
        Some(people) => people.as_ref().is_none_or(|people| people.contains(&person.id)),
    });
    for (stream, people) in written {
        let Some(people) = people else {
            read_all(index, reader, Some(*stream)).await?;
            continue;
        };
        let mut query = QueryBuilder::new(PEOPLE);
        query.push(" WHERE stream = ").push_bind(stream.as_bytes().as_slice());
        let mut list = query.push(" AND id IN (").separated(", ");
        for person in people {
            list.push_bind(person.as_bytes().as_slice());
        }
        query.push(")");
        read(index, reader, query).await?;
    }
    Ok(())
}

const PEOPLE: &str = "SELECT id, stream, place, removed, found_by FROM people";

/// Everybody, or everybody of one roster, a part at a time: a row on its way takes ten times the memory of what stays of it.
async fn read_all(
    index: &mut Index,
    reader: &mut SqliteConnection,
    stream: Option<StreamId>,
) -> Result<(), CacheError> {
    let mut after = Some(0);
    while let Some(last) = after {
        let mut query = QueryBuilder::new(PEOPLE);
        query.push(" WHERE place > ").push_bind(last);
        if let Some(stream) = &stream {
            query.push(" AND +stream = ").push_bind(stream.as_bytes().as_slice());
        }
        query.push(" ORDER BY place LIMIT ").push_bind(PART);
        after = read(index, reader, query).await?;
    }
    Ok(())
}

/// Reads rows into the index; the last of their places, `None` when there was none.
async fn read(
    index: &mut Index,
    reader: &mut SqliteConnection,
    mut query: QueryBuilder<Sqlite>,
) -> Result<Option<i64>, CacheError> {
    let mut last = None;
    for row in query.build().persistent(false).fetch_all(reader).await? {
        let who = id("people", row.try_get("id")?, SubjectId::from_bytes)?;
        let stream = StreamId::from_bytes(array("people", row.try_get("stream")?)?);
        let (place, words) = (row.try_get("place")?, row.try_get::<Option<&str>, _>("found_by")?);
        index.add((who, stream), place, row.try_get("removed")?, words.unwrap_or_default());
        last = Some(place);
    }
    Ok(last)
}
