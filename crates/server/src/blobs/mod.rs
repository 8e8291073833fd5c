//! Files (J12): the bytes that documents refer to, by name only, in an object store: a folder, or anything that
//! `object_store` speaks to.
//!
//! A file's name is the HMAC of its content under a key of its stream, so that knowing a file gives no access to it. It
//! comes in parts and stays in them, each sealed on its own under the file's key and bound to its place (J7.1, [`Sealing`]). So no
//! more than a part is ever held, and an upload goes on from any part that came.

mod keep;
mod place;
mod sealing;

pub use keep::NotKept;
pub use place::{NoFiles, open};
pub use sealing::{BEYOND, Sealing};

use std::sync::Arc;

use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use futures_util::{StreamExt as _, TryStreamExt as _};
use hmac::{Hmac, KeyInit as _, Mac as _};
use object_store::path::Path;
use object_store::{ObjectMeta, ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::Sha256;
use tokio::sync::{Mutex, MutexGuard};

const SHARDS: usize = 64;

/// Where files lie.
pub struct Blobs {
    objects: Arc<dyn ObjectStore>,
    /// See `App::upload`.
    uploads: [Mutex<()>; SHARDS],
}

/// A part of a file and where it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The number of its first byte.
    pub from: u64,
    /// The number of the byte after its last.
    pub to: u64,
    path: Path,
}

/// Bytes that can't be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The object store failed.
    #[error(transparent)]
    Objects(#[from] object_store::Error),
    /// A part was altered, cut, or put in another's place.
    #[error("the part from byte {from} on was altered, or isn't where it was put")]
    Altered {
        /// Where it should start.
        from: u64,
    },
    /// Bytes that were kept aren't there.
    #[error("what follows byte {from} is missing, or was cut short")]
    Missing {
        /// Up to where all is there.
        from: u64,
    },
}

impl BlobError {
    /// Whether the service of a bucket doesn't answer, or not as it should: it may in a moment.
    pub fn is_away(&self) -> bool {
        matches!(self, Self::Objects(object_store::Error::Generic { store: "S3", .. }))
    }
}

impl Blobs {
    /// Over an object store.
    pub fn new(objects: Arc<dyn ObjectStore>) -> Self {
        Self { objects, uploads: [const { Mutex::const_new(()) }; SHARDS] }
    }

    /// One turn for this file in this process, and the number by which every replica knows it.
    pub(crate) async fn upload(&self, stream: StreamId, name: Hash) -> (MutexGuard<'_, ()>, u16) {
        let of = [stream.as_bytes().as_slice(), name.as_bytes()].concat();
        let number = u16::from(Hash::of(&of).as_bytes()[0]) % u16::try_from(SHARDS).expect("there are few");
        (self.uploads[usize::from(number)].lock().await, number)
    }

    /// Keeps a part, in place of one that was cut short there.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn keep(
        &self,
        of: &Sealing,
        from: u64,
        nonce: [u8; sealing::NONCE],
        bytes: &[u8],
    ) -> Result<(), BlobError> {
        let sealed = of.seal(from, nonce, bytes).ok_or(BlobError::Altered { from })?;
        self.objects.put(&of.path(from), PutPayload::from(sealed)).await?;
        Ok(())
    }

    /// The parts that start before byte `received`, in order.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn parts(&self, of: &Sealing, received: u64) -> Result<Vec<Part>, BlobError> {
        let listed: Vec<_> = self.objects.list(Some(&of.folder())).try_collect().await?;
        let part = |meta: ObjectMeta| {
            let from = u64::from_str_radix(meta.location.filename()?, 16).ok()?;
            Some(Part { from, to: from.saturating_add(meta.size.saturating_sub(BEYOND)), path: meta.location })
        };
        let mut parts: Vec<Part> = listed.into_iter().filter_map(part).collect();
        parts.retain(|part| part.from < received);
        parts.sort_by_key(|part| part.from);
        Ok(parts)
    }

    /// The parts that hold the first `received` bytes, in order: all of them are there, or none are given.
    ///
    /// # Errors
    /// [`BlobError`], also when one is missing or shorter than it was.
    pub async fn all_parts(&self, of: &Sealing, received: u64) -> Result<Vec<Part>, BlobError> {
        let parts = self.parts(of, received).await?;
        let mut from = 0;
        for part in &parts {
            if part.from != from {
                break;
            }
            from = part.to;
        }
        if from == received { Ok(parts) } else { Err(BlobError::Missing { from: from.min(received) }) }
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// [`BlobError`], also when it isn't what was kept.
    pub async fn open(&self, of: &Sealing, part: &Part) -> Result<Vec<u8>, BlobError> {
        let sealed = self.objects.get(&part.path).await?.bytes().await?;
        of.open(part.from, &sealed).ok_or(BlobError::Altered { from: part.from })
    }

    /// The name of what the parts make, with `last` after them.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn name_of(&self, of: &Sealing, key: &[u8; 32], parts: &[Part], last: &[u8]) -> Result<Hash, BlobError> {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
        for part in parts {
            mac.update(&self.open(of, part).await?);
        }
        mac.update(last);
        Ok(Hash::from(<[u8; 32]>::from(mac.finalize().into_bytes())))
    }

    /// The bytes of all files of a stream, as they lie.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn weight(&self, stream: StreamId) -> Result<u64, BlobError> {
        let listed = self.objects.list(Some(&Path::from(stream.to_string())));
        Ok(listed.try_fold(0, async |sum, meta| Ok(sum + meta.size)).await?)
    }

    /// Deletes all files of a stream.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn delete_all(&self, stream: StreamId) -> Result<(), BlobError> {
        self.delete_below(&Path::from(stream.to_string())).await
    }

    /// Deletes everything of a file.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn delete(&self, stream: StreamId, name: Hash) -> Result<(), BlobError> {
        self.delete_below(&Sealing::place(stream, name)).await
    }

    async fn delete_below(&self, folder: &Path) -> Result<(), BlobError> {
        let listed = self.objects.list(Some(folder)).map_ok(|meta| meta.location).boxed();
        self.objects.delete_stream(listed).try_collect::<Vec<_>>().await?;
        Ok(())
    }
}
