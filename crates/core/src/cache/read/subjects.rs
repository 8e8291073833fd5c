//! Confirmed states of subjects, several at a time.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use coopol_domain::device::Shelf;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{State, SubjectKey};
use coopol_domain::kinds::Erasure;
use rusqlite::Connection;
use sqlx::{QueryBuilder, Row as _, Sqlite, SqliteConnection};

use crate::cache::codec::{array, id};
use crate::cache::statement::one;
use crate::cache::{Cache, CacheError};

/// Ids asked for at once; SQLite takes 32,766 values in one statement.
const BATCH: usize = 500;

/// Subjects loaded before a step of the machine.
#[derive(Debug, Default)]
pub struct Loaded {
    subjects: HashMap<(StreamId, SubjectId), (State, SubjectKey)>,
    erasures: BTreeMap<StreamId, Vec<State>>,
    wanted: BTreeSet<(StreamId, SubjectId)>,
}

impl Loaded {
    /// Whether this subject was looked for, be it known or not.
    pub(in crate::cache) fn has(&self, stream: StreamId, subject: SubjectId) -> bool {
        self.wanted.contains(&(stream, subject))
    }
}

impl Shelf for Loaded {
    fn subject(&self, stream: StreamId, subject: SubjectId) -> Option<(State, SubjectKey)> {
        self.subjects.get(&(stream, subject)).cloned()
    }

    fn erasures(&self, stream: StreamId) -> Vec<State> {
        self.erasures.get(&stream).cloned().unwrap_or_default()
    }
}

impl Cache {
    /// The confirmed states and keys of these subjects, those that are known.
    pub async fn subjects(&self, wanted: &BTreeSet<(StreamId, SubjectId)>) -> Result<Loaded, CacheError> {
        let mut by_stream: BTreeMap<StreamId, BTreeSet<SubjectId>> = BTreeMap::new();
        for (stream, subject) in wanted {
            by_stream.entry(*stream).or_default().insert(*subject);
        }
        let (mut reader, mut loaded) = (self.reader().await?, Loaded::default());
        for (stream, subjects) in by_stream {
            let known = confirmed(&mut reader, stream, &subjects).await?;
            loaded.subjects.extend(known.into_iter().map(|(subject, known)| ((stream, subject), known)));
        }
        loaded.wanted.clone_from(wanted);
        Ok(loaded)
    }

    /// The same, with the erasures that were asked for in `streams`.
    pub(crate) async fn with_erasures(
        &self,
        mut loaded: Loaded,
        streams: &BTreeSet<StreamId>,
    ) -> Result<Loaded, CacheError> {
        for stream in streams {
            let wanted = sqlx::query_scalar::<_, Vec<u8>>("SELECT state FROM subjects WHERE stream = ? AND sort = ?");
            let wanted = wanted.bind(stream.as_bytes().as_slice()).bind(Erasure::SORT);
            let states = wanted.fetch_all(&mut *self.reader().await?).await?;
            let states = states.iter().map(|state| State::decode(state).map_err(CacheError::damaged("subjects")));
            loaded.erasures.insert(*stream, states.collect::<Result<_, _>>()?);
        }
        Ok(loaded)
    }
}

/// The confirmed states and keys of these subjects of one stream.
async fn confirmed(
    connection: &mut SqliteConnection,
    stream: StreamId,
    subjects: &BTreeSet<SubjectId>,
) -> Result<BTreeMap<SubjectId, (State, SubjectKey)>, CacheError> {
    let subjects: Vec<&SubjectId> = subjects.iter().collect();
    let mut known = BTreeMap::new();
    for batch in subjects.chunks(BATCH) {
        let mut query = QueryBuilder::<Sqlite>::new("SELECT subject, key, state FROM subjects WHERE stream = ");
        query.push_bind(stream.as_bytes().as_slice()).push(" AND subject IN (");
        let mut list = query.separated(", ");
        for subject in batch {
            list.push_bind(subject.as_bytes().as_slice());
        }
        query.push(")");
        for row in query.build().fetch_all(&mut *connection).await? {
            let subject = id("subjects", row.try_get("subject")?, SubjectId::from_bytes)?;
            known.insert(subject, read(row.try_get("state")?, row.try_get("key")?)?);
        }
    }
    Ok(known)
}

/// The confirmed state of one subject, as whoever writes finds it.
pub(in crate::cache) fn confirmed_here(
    on: &Connection,
    stream: StreamId,
    subject: SubjectId,
) -> Result<Option<State>, CacheError> {
    let about = [stream.as_bytes().as_slice(), subject.as_bytes().as_slice()];
    let state: Option<Vec<u8>> = one(on, "SELECT state FROM subjects WHERE stream = ? AND subject = ?", about)?;
    state.map(|state| State::decode(&state).map_err(CacheError::damaged("subjects"))).transpose()
}

fn read(state: &[u8], key: &[u8]) -> Result<(State, SubjectKey), CacheError> {
    let state = State::decode(state).map_err(CacheError::damaged("subjects"))?;
    Ok((state, SubjectKey::from_bytes(array("subjects", key)?)))
}
