//! Files (J12): the bytes that documents refer to, by name only, in an object store: a folder, or anything that
//! `object_store` speaks to.
//!
//! A file's name is the HMAC of its content under a key of its stream, so that knowing a file gives no access to it. It
//! comes in parts, each sealed on its own and bound to its place, and stays in these parts.

use std::sync::Arc;

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use futures_util::{StreamExt as _, TryStreamExt as _};
use hmac::{Hmac, Mac as _};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload};
use sha2::Sha256;
use tokio::sync::{Mutex, MutexGuard};

/// Bytes of the nonce before each sealed part.
const NONCE: usize = 24;
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
    path: Path,
}

/// Bytes that can't be had or kept.
#[derive(Debug, thiserror::Error)]
pub enum BlobError {
    /// The object store failed.
    #[error(transparent)]
    Objects(#[from] object_store::Error),
    /// A part was altered, cut, or put in another's place.
    #[error("a part of a file can't be opened")]
    Sealed,
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
    pub async fn keep(&self, of: &Sealing, from: u64, nonce: [u8; NONCE], bytes: &[u8]) -> Result<(), BlobError> {
        let sealed = of.seal(from, nonce, bytes).ok_or(BlobError::Sealed)?;
        self.objects.put(&of.path(from), PutPayload::from(sealed)).await?;
        Ok(())
    }

    /// The parts that start before byte `received`, in order.
    ///
    /// # Errors
    /// [`BlobError`].
    pub async fn parts(&self, of: &Sealing, received: u64) -> Result<Vec<Part>, BlobError> {
        let listed: Vec<_> = self.objects.list(Some(&of.folder())).try_collect().await?;
        let part = |path: Path| Some(Part { from: u64::from_str_radix(path.filename()?, 16).ok()?, path });
        let mut parts: Vec<Part> = listed.into_iter().filter_map(|meta| part(meta.location)).collect();
        parts.retain(|part| part.from < received);
        parts.sort_by_key(|part| part.from);
        Ok(parts)
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// [`BlobError`], also when it isn't what was kept.
    pub async fn open(&self, of: &Sealing, part: &Part) -> Result<Vec<u8>, BlobError> {
        let sealed = self.objects.get(&part.path).await?.bytes().await?;
        of.open(part.from, &sealed).ok_or(BlobError::Sealed)
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
    pub async fn delete(&self, of: &Sealing) -> Result<(), BlobError> {
        self.delete_below(&of.folder()).await
    }

    async fn delete_below(&self, folder: &Path) -> Result<(), BlobError> {
        let listed = self.objects.list(Some(folder)).map_ok(|meta| meta.location).boxed();
        self.objects.delete_stream(listed).try_collect::<Vec<_>>().await?;
        Ok(())
    }
}

/// How one file is sealed, and where it lies.
pub struct Sealing {
    stream: StreamId,
    name: Hash,
    cipher: XChaCha20Poly1305,
}

impl Sealing {
    /// Under the stream's own key for files at rest.
    pub fn new(stream: StreamId, name: Hash, key: &[u8; 32]) -> Self {
        Self { stream, name, cipher: XChaCha20Poly1305::new(key.into()) }
    }

    fn folder(&self) -> Path {
        Path::from(format!("{}/{}", self.stream, self.name))
    }

    fn path(&self, from: u64) -> Path {
        Path::from(format!("{}/{}/{from:016x}", self.stream, self.name))
    }

    fn place(&self, from: u64) -> Vec<u8> {
        [b"coopol part\n", self.stream.as_bytes().as_slice(), self.name.as_ref(), &from.to_be_bytes()].concat()
    }

    fn seal(&self, from: u64, nonce: [u8; NONCE], bytes: &[u8]) -> Option<Vec<u8>> {
        let payload = Payload { msg: bytes, aad: &self.place(from) };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    fn open(&self, from: u64, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: text, aad: &self.place(from) };
        self.cipher.decrypt(&XNonce::from(*nonce), payload).ok()
    }
}
