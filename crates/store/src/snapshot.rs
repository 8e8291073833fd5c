//! Snapshots: made beside the writers, not in their way, and kept one per stream (J6).

use coopol_domain::id::StreamId;
use coopol_domain::journal::snapshot::{Snapshot, Subject, Waiting};
use coopol_domain::seal::Hash;
use coopol_domain::seal::checkpoint::StateRoot;
use coopol_domain::seal::tree::Frontier;

use crate::row::{SnapshotRow, SubjectRow};
use crate::{Backend, Read, Store, StoreError, Write, Writes};

/// A snapshot as it is sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StoredSnapshot {
    /// The tree up to the entry it stands at: what the checkpoint beside it must state.
    pub frontier: Frontier,
    /// The root of all states there.
    pub state_root: Hash,
    /// What `Snapshot::pack` gave.
    pub packed: Vec<u8>,
}

impl<B: Backend> Store<B> {
    /// The latest snapshot of a stream, if it has one.
    pub async fn snapshot(&self, stream: StreamId) -> Result<Option<StoredSnapshot>, StoreError> {
        let mut rows = self.backend.read().await?;
        let (Some(row), Some(of)) = (rows.snapshot(stream).await?, rows.streams(&[stream]).await?.pop()) else {
            return Ok(None);
        };
        let seal = self.vault.unwrap_stream(stream, &of.key)?;
        let packed = seal.snapshot(stream, row.frontier.size(), &row.sealed)?;
        Ok(Some(StoredSnapshot { frontier: row.frontier, state_root: row.state_root, packed }))
    }

    /// Makes a snapshot of a stream as it stands, in place of the earlier one. Writers go on meanwhile; whether an
    /// erasure came in between is checked before it is kept, and it is then left to be made again.
    ///
    /// Returns whether it was kept.
    pub async fn make_snapshot(&self, stream: StreamId) -> Result<bool, StoreError> {
        let mut rows = self.backend.read().await?;
        let Some(of) = rows.streams(&[stream]).await?.pop() else { return Ok(false) };
        let living = rows.living(stream).await?;
        let waiting = rows.waiting(stream).await?;
        drop(rows);
        let mut snapshot = Snapshot { stream, frontier: of.head.frontier, subjects: Vec::new(), waiting: Vec::new() };
        for row in living {
            snapshot.subjects.extend(self.carried(row)?);
        }
        for line in waiting {
            let payload = self.payload(&line)?.ok_or(StoreError::Corrupt { what: "a change that waits" })?;
            snapshot.waiting.push(Waiting { entry: line.bytes, payload });
        }
        let seal = self.vault.unwrap_stream(stream, &of.key)?;
        let sealed = self.vault.seal_snapshot(&seal, stream, snapshot.seq(), &snapshot.pack());
        let state_root = snapshot.state_root();
        let row = SnapshotRow { stream, state_root, frontier: snapshot.frontier, sealed };
        let mut tx = self.backend.write().await?;
        let Some(now) = tx.lock(&[stream]).await?.pop() else { return Ok(false) };
        let newer = now.snapshot.is_some_and(|kept| kept.seq > row.frontier.size());
        if newer || now.erased != of.erased {
            return Ok(false);
        }
        tx.commit(Writes { snapshots: vec![row], ..Writes::default() }).await?;
        Ok(true)
    }

    /// The root of all states of a stream as they are kept, and after which entry (J5.1); `None` when there is no such stream.
    ///
    /// # Errors
    /// [`StoreError`], also for a state that can't be opened.
    pub async fn states(&self, stream: StreamId) -> Result<Option<StateRoot>, StoreError> {
        let mut rows = self.backend.read().await?;
        let Some(of) = rows.streams(&[stream]).await?.pop() else { return Ok(None) };
        let mut snapshot = Snapshot { stream, frontier: of.head.frontier, subjects: Vec::new(), waiting: Vec::new() };
        for row in rows.living(stream).await? {
            snapshot.subjects.extend(self.carried(row)?);
        }
        Ok(Some(StateRoot { seq: snapshot.seq(), root: snapshot.state_root() }))
    }

    fn carried(&self, row: SubjectRow) -> Result<Option<Subject>, StoreError> {
        let Some(secret) = row.secret else { return Ok(None) };
        let seal = self.vault.unwrap(row.stream, row.id, &secret.key)?;
        let state = seal.state((row.stream, row.id, secret.seq), &secret.state)?;
        Ok(Some(Subject { id: row.id, key: seal.key.clone(), state }))
    }
}
