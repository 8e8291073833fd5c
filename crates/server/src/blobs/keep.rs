//! Files and their keys: which opens what, those that go, and those from before files had keys of their own.

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use coopol_store::{Backend, Blob, StoreError};

use super::{BlobError, Blobs, Sealing};
use crate::app::App;

/// A file that can't be deleted or sealed anew.
#[derive(Debug, thiserror::Error)]
pub enum NotKept {
    /// Its bytes.
    #[error(transparent)]
    Bytes(#[from] BlobError),
    /// What is known of it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl<B: Backend> App<B> {
    /// How a file is sealed.
    pub fn sealing(&self, blob: &Blob) -> Sealing {
        Sealing::of(blob, &self.derive("blob seal", blob.stream.as_bytes()))
    }

    /// Deletes a file: its key, then its bytes, then what is known of it. Its turn is the caller's.
    ///
    /// # Errors
    /// [`NotKept`]; what is left is deleted by [`App::discard_gone`].
    pub(crate) async fn discard(&self, stream: StreamId, name: Hash) -> Result<(), NotKept> {
        self.store.condemn_blob(stream, name).await?;
        self.discard_bytes(stream, name).await
    }

    /// Deletes what is left of a file whose key is gone. Its turn is the caller's.
    ///
    /// # Errors
    /// [`NotKept`].
    pub(crate) async fn discard_bytes(&self, stream: StreamId, name: Hash) -> Result<(), NotKept> {
        self.blobs.delete(stream, name).await?;
        Ok(self.store.forget_blob(stream, name).await?)
    }

    /// Deletes the bytes of files that were erased, and files begun before an instant that no document names (J12). What can't be
    /// deleted is told in the log, and comes with the next time.
    ///
    /// # Errors
    /// [`StoreError`], when nobody can say which they are.
    pub async fn discard_gone(&self, before: Instant) -> Result<(), StoreError> {
        for orphan in self.store.orphans(before).await? {
            let (stream, name) = (orphan.stream, orphan.name);
            let _alone = self.upload(stream, name).await?;
            // Meanwhile a document may name it, or somebody else may have deleted it.
            if self.store.condemn_orphan(stream, name, before).await?
                && let Err(error) = self.discard_bytes(stream, name).await
            {
                tracing::error!(%stream, %name, %error, "a file couldn't be deleted; it will be tried again");
            }
        }
        Ok(())
    }

    /// Seals what was kept before files had keys of their own under such keys (J7.1), part by part and in its place: interrupted, it
    /// goes on. A part that opens under neither key stays as it is, and is told in the log.
    ///
    /// # Errors
    /// [`StoreError`], when nobody can say which they are.
    pub async fn seal_anew(&self) -> Result<(), StoreError> {
        for row in self.store.blobs_from_before().await? {
            let (stream, name) = (row.stream, row.name);
            let _alone = self.upload(stream, name).await?;
            let Some(blob) = self.store.key_blob(stream, name).await? else { continue };
            match self.seal_parts(&blob).await {
                Ok(()) => self.store.settle_blob(stream, name).await?,
                Err(error) => {
                    tracing::error!(%stream, %name, %error, "a file couldn't be sealed anew; it stays as it is");
                }
            }
        }
        Ok(())
    }

    async fn seal_parts(&self, blob: &Blob) -> Result<(), BlobError> {
        let of = self.sealing(blob);
        for part in self.blobs.all_parts(&of, blob.received).await? {
            let sealed = self.blobs.sealed(&part).await?;
            if of.is_current(part.from, &sealed) {
                continue;
            }
            let bytes = of.open(part.from, &sealed).ok_or(BlobError::Altered { from: part.from })?;
            self.blobs.keep(&of, part.from, self.random(), &bytes).await?;
        }
        Ok(())
    }
}

impl Blobs {
    async fn sealed(&self, part: &super::Part) -> Result<Vec<u8>, BlobError> {
        use object_store::ObjectStoreExt as _;
        Ok(self.objects.get(&part.path).await?.bytes().await?.into())
    }
}
