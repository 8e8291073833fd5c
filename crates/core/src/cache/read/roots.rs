//! What is asked of all subjects of a stream: the root of their states, as this device folded them (J5.2), and their keys.

use std::collections::BTreeMap;

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{SubjectKey, state_root};
use coopol_domain::seal::Hash;
use sqlx::Row as _;
use sqlx::sqlite::SqliteRow;

use crate::cache::codec::{array, id, list_of};
use crate::cache::{Cache, CacheError};

/// Subjects at once.
const PART: usize = 1_000;

impl Cache {
    /// The root over the states that stand in the cache now. Costs as much as the stream has subjects: it is asked for
    /// only at the entries where a checkpoint names one.
    pub async fn state_root(&self, stream: StreamId) -> Result<Hash, CacheError> {
        let select = "SELECT subject, key, state FROM subjects WHERE rowid IN (SELECT value FROM json_each(?))";
        let leaves =
            self.of_all(stream, select, |subject, key, row| Ok(key.state_leaf(subject, row.try_get("state")?)));
        Ok(state_root(leaves.await?.into_values()))
    }

    /// The keys of all subjects that are known.
    pub(crate) async fn keys(&self, stream: StreamId) -> Result<BTreeMap<SubjectId, SubjectKey>, CacheError> {
        let select = "SELECT subject, key FROM subjects WHERE rowid IN (SELECT value FROM json_each(?))";
        self.of_all(stream, select, |_, key, _| Ok(key)).await
    }

    /// Something of each subject, read where they lie, one after the other: by their names each would be another page, to be read
    /// and decrypted.
    async fn of_all<T>(
        &self,
        stream: StreamId,
        select: &'static str,
        read: impl Fn(SubjectId, SubjectKey, &SqliteRow) -> Result<T, CacheError>,
    ) -> Result<BTreeMap<SubjectId, T>, CacheError> {
        let mut reader = self.reader().await?;
        let places = sqlx::query_scalar::<_, String>("SELECT json_group_array(rowid) FROM subjects WHERE stream = ?");
        let places = places.bind(stream.as_bytes().as_slice()).fetch_one(&mut *reader).await?;
        let mut places: Vec<i64> = serde_json::from_str(&places).expect("SQLite writes JSON");
        places.sort_unstable();
        let mut found = BTreeMap::new();
        for part in places.chunks(PART) {
            let rows = sqlx::query(select).bind(list_of(part.iter().copied()));
            for row in rows.fetch_all(&mut *reader).await? {
                let subject = id("subjects", row.try_get("subject")?, SubjectId::from_bytes)?;
                let key = SubjectKey::from_bytes(array("subjects", row.try_get("key")?)?);
                found.insert(subject, read(subject, key, &row)?);
            }
        }
        Ok(found)
    }
}
