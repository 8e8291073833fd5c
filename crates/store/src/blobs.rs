//! Which blobs there are and how far they have come; their bytes lie elsewhere (J12).

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;

use crate::row::BlobRow;
use crate::{Backend, Read, Store, StoreError, Write, Writes};

impl<B: Backend> Store<B> {
    /// A blob of a stream; known under another stream it isn't known here.
    pub async fn blob(&self, stream: StreamId, name: Hash) -> Result<Option<BlobRow>, StoreError> {
        self.backend.glance().await?.blob(stream, name).await
    }

    /// Begins an upload, or finds how far it has come. `None` when there is no such stream, or the blob was begun with
    /// another size.
    pub async fn begin_blob(
        &self,
        stream: StreamId,
        name: Hash,
        size: u64,
        now: Instant,
    ) -> Result<Option<BlobRow>, StoreError> {
        let mut tx = self.backend.write().await?;
        if tx.lock(&[stream]).await?.is_empty() {
            return Ok(None);
        }
        if let Some(known) = tx.rows().blob(stream, name).await? {
            return Ok(Some(known).filter(|known| known.size == size));
        }
        let blob = BlobRow { stream, name, size, received: 0, begun_at: now };
        tx.commit(Writes { blobs: vec![blob], ..Writes::default() }).await?;
        Ok(Some(blob))
    }

    /// Notes that the bytes `from..to` are durable. Returns the blob as it then is: unchanged when `from` isn't where
    /// it stood, so that of two uploads at once one wins and the other goes on from there.
    pub async fn advance_blob(
        &self,
        stream: StreamId,
        name: Hash,
        from: u64,
        to: u64,
    ) -> Result<Option<BlobRow>, StoreError> {
        let mut tx = self.backend.write().await?;
        tx.lock(&[stream]).await?;
        let Some(known) = tx.rows().blob(stream, name).await? else { return Ok(None) };
        if known.received != from || !(from..=known.size).contains(&to) {
            return Ok(Some(known));
        }
        let blob = BlobRow { received: to, ..known };
        tx.commit(Writes { blobs: vec![blob], ..Writes::default() }).await?;
        Ok(Some(blob))
    }

    /// The blobs begun before an instant that no subject names, oldest first: after an erasure, or an upload that
    /// nothing came of. Their bytes are deleted first, then [`Store::forget_blob`].
    pub async fn orphans(&self, before: Instant) -> Result<Vec<BlobRow>, StoreError> {
        self.backend.glance().await?.orphans(before).await
    }

    /// Forgets a blob whose bytes are gone.
    pub async fn forget_blob(&self, stream: StreamId, name: Hash) -> Result<(), StoreError> {
        self.backend.write().await?.commit(Writes { dropped: vec![(stream, name)], ..Writes::default() }).await
    }
}
