//! The root of all states of a stream, as this device folded them (J5.2).

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{SubjectKey, state_root};
use coopol_domain::seal::Hash;

use crate::cache::codec::{array, id};
use crate::cache::{Cache, CacheError};

impl Cache {
    /// The root over the states that stand in the cache now. Costs as much as the stream has subjects: it is asked for
    /// only at the entries where a checkpoint names one.
    pub async fn state_root(&self, stream: StreamId) -> Result<Hash, CacheError> {
        let mut reader = self.reader().await?;
        let stream = stream.as_bytes().as_slice();
        let rows = sqlx::query!("SELECT subject, key, state FROM subjects WHERE stream = ? ORDER BY subject", stream);
        let leaves = rows.fetch_all(&mut *reader).await?.into_iter().map(|row| {
            let subject = id("subjects", &row.subject, SubjectId::from_bytes)?;
            Ok(SubjectKey::from_bytes(array("subjects", &row.key)?).state_leaf(subject, &row.state))
        });
        Ok(state_root(leaves.collect::<Result<Vec<_>, CacheError>>()?))
    }
}
