//! Which blobs there are, how far they have come, and the key of each; their bytes lie elsewhere (J7.1, J12).

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::seal::Hash;
use coopol_domain::time::Instant;
use zeroize::Zeroizing;

use crate::{Backend, Read, Store, StoreError, Write, Writes};

/// A blob: a file that a stream refers to, whose bytes lie elsewhere (J12).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlobRow {
    /// In which stream.
    pub stream: StreamId,
    /// Its name: the HMAC of its content under the stream's key.
    pub name: Hash,
    /// Its size, in bytes.
    pub size: u64,
    /// How many of them have come.
    pub received: u64,
    /// When its upload began.
    pub begun_at: Instant,
    /// How its bytes are sealed.
    pub seal: BlobSeal,
}

/// How the bytes of a blob are sealed; each key is wrapped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobSeal {
    /// As before blobs had keys of their own: under one of the whole stream.
    Before,
    /// On the way: each part is under the stream's key or under this one.
    Between(Vec<u8>),
    /// Under its own key.
    Own(Vec<u8>),
    /// It was erased: the key is gone, and the bytes are still to be deleted.
    Gone,
}

/// That a subject's state names a blob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlobUse {
    /// In which stream.
    pub stream: StreamId,
    /// Which blob.
    pub name: Hash,
    /// Which subject.
    pub subject: SubjectId,
}

/// A blob that is there, with what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    /// In which stream.
    pub stream: StreamId,
    /// Its name.
    pub name: Hash,
    /// Its size, in bytes.
    pub size: u64,
    /// How many of them have come.
    pub received: u64,
    /// When its upload began.
    pub begun_at: Instant,
    /// What opens it.
    pub key: BlobKey,
}

/// What opens a blob.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlobKey {
    /// The stream's key.
    Before,
    /// Each part, this one or the stream's.
    Between(Zeroizing<[u8; 32]>),
    /// This one.
    Own(Zeroizing<[u8; 32]>),
}

/// What became of an upload that was to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Begun {
    /// It stands there.
    At(Blob),
    /// There is no such stream, or the blob was begun with another size.
    Otherwise,
    /// What was there under this name was erased, and its bytes are still to be deleted.
    Gone,
}

impl BlobSeal {
    /// From what a database holds of it.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`], for what nobody writes there.
    pub fn read(seal: i64, key: Option<Vec<u8>>) -> Result<Self, StoreError> {
        match (seal, key) {
            (0, None) => Ok(Self::Before),
            (1, Some(key)) => Ok(Self::Between(key)),
            (2, Some(key)) => Ok(Self::Own(key)),
            (3, None) => Ok(Self::Gone),
            _ => Err(StoreError::Corrupt { what: "how a blob is sealed" }),
        }
    }

    /// What a database holds of it: `seal`, `key`.
    pub fn columns(&self) -> (i64, Option<&[u8]>) {
        match self {
            Self::Before => (0, None),
            Self::Between(key) => (1, Some(key)),
            Self::Own(key) => (2, Some(key)),
            Self::Gone => (3, None),
        }
    }
}

impl<B: Backend> Store<B> {
    /// A blob of a stream; known under another stream it isn't known here, nor once it was erased.
    pub async fn blob(&self, stream: StreamId, name: Hash) -> Result<Option<Blob>, StoreError> {
        let row = self.backend.glance().await?.blob(stream, name).await?;
        Ok(row.map(|row| self.open_blob(row)).transpose()?.flatten())
    }

    /// Begins an upload, or finds how far it has come.
    pub async fn begin_blob(&self, stream: StreamId, name: Hash, size: u64, now: Instant) -> Result<Begun, StoreError> {
        let mut tx = self.backend.write().await?;
        if tx.lock(&[stream]).await?.is_empty() {
            return Ok(Begun::Otherwise);
        }
        if let Some(known) = tx.rows().blob(stream, name).await? {
            return Ok(match self.open_blob(known)? {
                None => Begun::Gone,
                Some(known) if known.size == size => Begun::At(known),
                Some(_) => Begun::Otherwise,
            });
        }
        let seal = BlobSeal::Own(self.vault.new_blob(stream, name));
        let row = BlobRow { stream, name, size, received: 0, begun_at: now, seal };
        tx.commit(Writes { blobs: vec![row.clone()], ..Writes::default() }).await?;
        Ok(self.open_blob(row)?.map_or(Begun::Gone, Begun::At))
    }

    /// Notes that the bytes `from..to` are durable. Returns the blob as it then is: unchanged when `from` isn't where
    /// it stood, so that of two uploads at once one wins and the other goes on from there.
    pub async fn advance_blob(
        &self,
        stream: StreamId,
        name: Hash,
        from: u64,
        to: u64,
    ) -> Result<Option<Blob>, StoreError> {
        let forward = |row: BlobRow| {
            let fits = row.received == from && (from..=row.size).contains(&to) && row.seal != BlobSeal::Gone;
            if fits { Ok(BlobRow { received: to, ..row }) } else { Err(row) }
        };
        let row = self.rewrite(stream, name, forward).await?;
        Ok(row.map(|row| self.open_blob(row)).transpose()?.flatten())
    }

    /// Gives a blob from before blobs had keys a key of its own; from then on each of its parts is under the one or the other.
    pub async fn key_blob(&self, stream: StreamId, name: Hash) -> Result<Option<Blob>, StoreError> {
        let keyed = |row: BlobRow| match row.seal {
            BlobSeal::Before => Ok(BlobRow { seal: BlobSeal::Between(self.vault.new_blob(stream, name)), ..row }),
            _ => Err(row),
        };
        let row = self.rewrite(stream, name, keyed).await?;
        Ok(row.map(|row| self.open_blob(row)).transpose()?.flatten())
    }

    /// Notes that every part of a blob is under its own key.
    pub async fn settle_blob(&self, stream: StreamId, name: Hash) -> Result<(), StoreError> {
        let settled = |row: BlobRow| match row.seal {
            BlobSeal::Between(key) => Ok(BlobRow { seal: BlobSeal::Own(key), ..row }),
            _ => Err(row),
        };
        self.rewrite(stream, name, settled).await.map(drop)
    }

    /// Deletes the key of a blob, and with it what its bytes say. They are to be deleted next, then it is forgotten.
    pub async fn condemn_blob(&self, stream: StreamId, name: Hash) -> Result<(), StoreError> {
        self.rewrite(stream, name, |row| Ok(BlobRow { seal: BlobSeal::Gone, ..row })).await.map(drop)
    }

    /// Deletes the key of a blob that was begun before an instant, unless a subject names it by now. Whether it is gone.
    pub async fn condemn_orphan(&self, stream: StreamId, name: Hash, before: Instant) -> Result<bool, StoreError> {
        let mut tx = self.backend.write().await?;
        tx.lock(&[stream]).await?;
        let orphans = tx.rows().orphans(before).await?;
        let Some(row) = orphans.into_iter().find(|row| (row.stream, row.name) == (stream, name)) else {
            return Ok(false);
        };
        tx.commit(Writes { blobs: vec![BlobRow { seal: BlobSeal::Gone, ..row }], ..Writes::default() }).await?;
        Ok(true)
    }

    /// The blobs that were erased, whose bytes are still to be deleted, and those begun before an instant that no subject names,
    /// oldest first: after an upload that nothing came of.
    pub async fn orphans(&self, before: Instant) -> Result<Vec<BlobRow>, StoreError> {
        self.backend.glance().await?.orphans(before).await
    }

    /// The blobs that aren't yet, in all their parts, under a key of their own.
    pub async fn blobs_from_before(&self) -> Result<Vec<BlobRow>, StoreError> {
        self.backend.glance().await?.blobs_from_before().await
    }

    /// Forgets a blob whose bytes are gone.
    pub async fn forget_blob(&self, stream: StreamId, name: Hash) -> Result<(), StoreError> {
        self.backend.write().await?.commit(Writes { dropped: vec![(stream, name)], ..Writes::default() }).await
    }

    /// What becomes of a blob, or the blob as it is where nothing does.
    async fn rewrite(
        &self,
        stream: StreamId,
        name: Hash,
        change: impl FnOnce(BlobRow) -> Result<BlobRow, BlobRow>,
    ) -> Result<Option<BlobRow>, StoreError> {
        let mut tx = self.backend.write().await?;
        tx.lock(&[stream]).await?;
        let Some(known) = tx.rows().blob(stream, name).await? else { return Ok(None) };
        match change(known) {
            Err(same) => Ok(Some(same)),
            Ok(row) => {
                tx.commit(Writes { blobs: vec![row.clone()], ..Writes::default() }).await?;
                Ok(Some(row))
            }
        }
    }

    fn open_blob(&self, row: BlobRow) -> Result<Option<Blob>, StoreError> {
        let BlobRow { stream, name, size, received, begun_at, seal } = row;
        let key = match seal {
            BlobSeal::Before => BlobKey::Before,
            BlobSeal::Between(wrapped) => BlobKey::Between(self.vault.unwrap_blob(stream, name, &wrapped)?),
            BlobSeal::Own(wrapped) => BlobKey::Own(self.vault.unwrap_blob(stream, name, &wrapped)?),
            BlobSeal::Gone => return Ok(None),
        };
        Ok(Some(Blob { stream, name, size, received, begun_at, key }))
    }
}
