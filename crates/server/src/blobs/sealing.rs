//! How the parts of a file are sealed (J7.1).
//!
//! Each is under XChaCha20-Poly1305, with a nonce of its own before it, and bound to the stream, the file, where it starts and how long
//! the whole file is: none opens elsewhere, and the last is the one that ends where the file does. So what is altered, swapped or cut
//! short is found out, as in the construction known as STREAM.

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use coopol_domain::id::StreamId;
use coopol_domain::seal::Hash;
use coopol_store::{Blob, BlobKey};
use object_store::path::Path;

/// Bytes of the nonce before each sealed part.
pub(super) const NONCE: usize = 24;
/// How many bytes a sealed part has beyond what it holds: nonce and tag.
pub const BEYOND: u64 = NONCE as u64 + 16;

/// How one file is sealed, and where it lies.
pub struct Sealing {
    stream: StreamId,
    name: Hash,
    /// The first seals; each opens.
    under: Vec<Under>,
}

struct Under {
    cipher: XChaCha20Poly1305,
    /// Bound to what it seals; absent before files had keys of their own.
    size: Option<u64>,
}

impl Sealing {
    /// Under a key of what the file belongs to.
    pub fn new(stream: StreamId, name: Hash, key: &[u8; 32]) -> Self {
        Self { stream, name, under: vec![Under::new(key, None)] }
    }

    /// Under the file's own key, as far as it has one; `before` is the stream's.
    pub fn of(blob: &Blob, before: &[u8; 32]) -> Self {
        let Blob { stream, name, size, .. } = *blob;
        let before = Under::new(before, None);
        let under = match &blob.key {
            BlobKey::Before => vec![before],
            BlobKey::Between(own) => vec![Under::new(own, Some(size)), before],
            BlobKey::Own(own) => vec![Under::new(own, Some(size))],
        };
        Self { stream, name, under }
    }

    /// Everything of a file, whatever opens it.
    pub(super) fn place(stream: StreamId, name: Hash) -> Path {
        Path::from(format!("{stream}/{name}"))
    }

    pub(super) fn folder(&self) -> Path {
        Self::place(self.stream, self.name)
    }

    pub(super) fn path(&self, from: u64) -> Path {
        Path::from(format!("{}/{}/{from:016x}", self.stream, self.name))
    }

    pub(super) fn seal(&self, from: u64, nonce: [u8; NONCE], bytes: &[u8]) -> Option<Vec<u8>> {
        let under = self.under.first()?;
        let payload = Payload { msg: bytes, aad: &self.bound(under, from) };
        let sealed = under.cipher.encrypt(&XNonce::from(nonce), payload).ok()?;
        Some([nonce.as_slice(), &sealed].concat())
    }

    pub(super) fn open(&self, from: u64, sealed: &[u8]) -> Option<Vec<u8>> {
        self.under.iter().find_map(|under| self.open_under(under, from, sealed))
    }

    /// Whether it is sealed as this seals.
    pub(super) fn is_current(&self, from: u64, sealed: &[u8]) -> bool {
        self.under.first().is_some_and(|under| self.open_under(under, from, sealed).is_some())
    }

    fn open_under(&self, under: &Under, from: u64, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_first_chunk::<NONCE>()?;
        let payload = Payload { msg: text, aad: &self.bound(under, from) };
        under.cipher.decrypt(&XNonce::from(*nonce), payload).ok()
    }

    fn bound(&self, under: &Under, from: u64) -> Vec<u8> {
        let (stream, name) = (self.stream.as_bytes().as_slice(), self.name.as_ref());
        match under.size {
            None => [b"coopol part\n".as_slice(), stream, name, &from.to_be_bytes()].concat(),
            Some(size) => {
                [b"coopol part 2\n".as_slice(), stream, name, &size.to_be_bytes(), &from.to_be_bytes()].concat()
            }
        }
    }
}

impl Under {
    fn new(key: &[u8; 32], size: Option<u64>) -> Self {
        Self { cipher: XChaCha20Poly1305::new(key.into()), size }
    }
}
