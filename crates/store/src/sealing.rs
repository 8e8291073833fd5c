//! Sealing at rest (J7.1): whoever steals the database or a backup sees ids and sizes.
//!
//! Each subject has a key, each stream and each blob another, all wrapped by a master key that lives outside the database. What is
//! sealed is bound to its place (table, stream, subject, entry), so that rows can't be swapped unnoticed. Erasing a
//! subject is deleting its wrapped key.

use std::fmt;
use std::sync::Arc;

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::SubjectKey;
use coopol_domain::kinds::Look;
use coopol_domain::seal::Hash;
use hmac::{Hmac, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use crate::{Chance, StoreError};

/// The definition of sealed bytes: this byte, a nonce of 24, then ciphertext and tag (XChaCha20-Poly1305).
const SEALED: u8 = 1;
const NONCE: usize = 24;

/// The key that wraps all others: 32 random bytes, kept apart from the database and its backups.
pub struct MasterKey([u8; 32]);

/// Where something sealed belongs; a seal opens nowhere else.
#[derive(Clone, Copy)]
pub(crate) enum Place<'a> {
    SubjectKey(StreamId, SubjectId),
    StreamKey(StreamId),
    BlobKey(StreamId, Hash),
    State { stream: StreamId, subject: SubjectId, seq: u64 },
    Payload { stream: StreamId, subject: SubjectId, seq: u64 },
    Snapshot { stream: StreamId, seq: u64 },
    Setting(&'a str),
}

/// The master key at work, with the source of new keys and nonces.
#[derive(Clone)]
pub(crate) struct Vault {
    master: XChaCha20Poly1305,
    chance: Arc<dyn Chance>,
}

/// What opens and seals everything about one subject.
#[derive(Clone)]
pub(crate) struct SubjectSeal {
    own: Zeroizing<[u8; 32]>,
    cipher: XChaCha20Poly1305,
    /// The secret behind the subject's commitments.
    pub key: SubjectKey,
}

/// What opens and seals what belongs to a stream as a whole.
#[derive(Clone)]
pub(crate) struct StreamSeal {
    own: Zeroizing<[u8; 32]>,
    cipher: XChaCha20Poly1305,
}

impl MasterKey {
    /// The key with exactly these bytes, which must have come from chance.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl Drop for MasterKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MasterKey(…)")
    }
}

impl Vault {
    pub fn new(master: &MasterKey, chance: Arc<dyn Chance>) -> Self {
        Self { master: cipher(&master.0), chance }
    }

    /// A seal for a subject that is met for the first time.
    pub fn new_subject(&self, key: SubjectKey) -> SubjectSeal {
        SubjectSeal::new(self.new_key(), key)
    }

    /// A seal for a new stream, and its wrapped key.
    pub fn new_stream(&self, stream: StreamId) -> Vec<u8> {
        self.seal(&self.master, Place::StreamKey(stream), self.new_key().as_slice())
    }

    /// The wrapped key of a new blob.
    pub fn new_blob(&self, stream: StreamId, name: Hash) -> Vec<u8> {
        self.seal(&self.master, Place::BlobKey(stream, name), self.new_key().as_slice())
    }

    pub fn unwrap_blob(&self, stream: StreamId, name: Hash, wrapped: &[u8]) -> Result<Zeroizing<[u8; 32]>, StoreError> {
        thirty_two(&Zeroizing::new(open(&self.master, Place::BlobKey(stream, name), wrapped)?))
    }

    pub fn wrap(&self, stream: StreamId, subject: SubjectId, seal: &SubjectSeal) -> Vec<u8> {
        let both = Zeroizing::new([seal.own.as_slice(), seal.key.as_bytes()].concat());
        self.seal(&self.master, Place::SubjectKey(stream, subject), &both)
    }

    pub fn unwrap(&self, stream: StreamId, subject: SubjectId, wrapped: &[u8]) -> Result<SubjectSeal, StoreError> {
        let both = Zeroizing::new(open(&self.master, Place::SubjectKey(stream, subject), wrapped)?);
        let (own, key) = both.split_at_checked(32).ok_or(CORRUPT_KEY)?;
        Ok(SubjectSeal::new(thirty_two(own)?, SubjectKey::from_bytes(*thirty_two(key)?)))
    }

    pub fn unwrap_stream(&self, stream: StreamId, wrapped: &[u8]) -> Result<StreamSeal, StoreError> {
        let own = Zeroizing::new(open(&self.master, Place::StreamKey(stream), wrapped)?);
        let own = thirty_two(&own)?;
        Ok(StreamSeal { cipher: cipher(&own), own })
    }

    pub fn seal_state(&self, seal: &SubjectSeal, place: (StreamId, SubjectId, u64), state: &[u8]) -> Vec<u8> {
        let (stream, subject, seq) = place;
        self.seal(&seal.cipher, Place::State { stream, subject, seq }, state)
    }

    pub fn seal_payload(&self, seal: &SubjectSeal, place: (StreamId, SubjectId, u64), payload: &[u8]) -> Vec<u8> {
        let (stream, subject, seq) = place;
        self.seal(&seal.cipher, Place::Payload { stream, subject, seq }, payload)
    }

    pub fn seal_snapshot(&self, seal: &StreamSeal, stream: StreamId, seq: u64, packed: &[u8]) -> Vec<u8> {
        self.seal(&seal.cipher, Place::Snapshot { stream, seq }, packed)
    }

    pub fn seal_setting(&self, name: &str, value: &[u8]) -> Vec<u8> {
        self.seal(&self.master, Place::Setting(name), value)
    }

    pub fn open_setting(&self, name: &str, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.master, Place::Setting(name), sealed)
    }

    /// Whether this master key wrapped something.
    pub fn opens(&self, place: Place<'_>, wrapped: &[u8]) -> bool {
        open(&self.master, place, wrapped).map(Zeroizing::new).is_ok()
    }

    /// What this master key wrapped, wrapped by another.
    pub fn pass(&self, place: Place<'_>, wrapped: &[u8], to: &Self) -> Result<Vec<u8>, StoreError> {
        let plain = Zeroizing::new(open(&self.master, place, wrapped)?);
        Ok(to.seal(&to.master, place, &plain))
    }

    fn new_key(&self) -> Zeroizing<[u8; 32]> {
        let mut key = Zeroizing::new([0; 32]);
        self.chance.fill(key.as_mut_slice());
        key
    }

    fn seal(&self, cipher: &XChaCha20Poly1305, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        let mut nonce = [0; NONCE];
        self.chance.fill(&mut nonce);
        let sealed = cipher
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &place.bytes() })
            .expect("nothing that is stored comes near the 256 GiB that this cipher takes");
        [&[SEALED], nonce.as_slice(), &sealed].concat()
    }
}

impl SubjectSeal {
    fn new(own: Zeroizing<[u8; 32]>, key: SubjectKey) -> Self {
        Self { cipher: cipher(&own), own, key }
    }

    pub fn state(&self, place: (StreamId, SubjectId, u64), sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (stream, subject, seq) = place;
        open(&self.cipher, Place::State { stream, subject, seq }, sealed)
    }

    pub fn payload(&self, place: (StreamId, SubjectId, u64), sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let (stream, subject, seq) = place;
        open(&self.cipher, Place::Payload { stream, subject, seq }, sealed)
    }
}

impl StreamSeal {
    pub fn snapshot(&self, stream: StreamId, seq: u64, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        open(&self.cipher, Place::Snapshot { stream, seq }, sealed)
    }

    /// What stands in the database for a looked-up value: it can be compared, and says nothing without the key.
    pub fn look(&self, look: &Look) -> Hash {
        let words = [Value::text(&look.sort), Value::text(&look.field), look.value.clone()];
        let mut mac = Hmac::<Sha256>::new_from_slice(self.own.as_slice()).expect("HMAC takes a key of any length");
        mac.update(b"coopol look\n");
        mac.update(&Value::Array(words.to_vec()).encode());
        Hash::from(<[u8; 32]>::from(mac.finalize().into_bytes()))
    }
}

impl Place<'_> {
    fn bytes(self) -> Vec<u8> {
        let count = |seq: u64| seq.to_be_bytes();
        match self {
            Self::SubjectKey(stream, subject) => {
                [b"subject key\n".as_slice(), stream.as_bytes(), subject.as_bytes()].concat()
            }
            Self::StreamKey(stream) => [b"stream key\n".as_slice(), stream.as_bytes()].concat(),
            Self::BlobKey(stream, name) => [b"blob key\n".as_slice(), stream.as_bytes(), name.as_bytes()].concat(),
            Self::State { stream, subject, seq } => {
                [b"state\n".as_slice(), stream.as_bytes(), subject.as_bytes(), &count(seq)].concat()
            }
            Self::Payload { stream, subject, seq } => {
                [b"payload\n".as_slice(), stream.as_bytes(), subject.as_bytes(), &count(seq)].concat()
            }
            Self::Snapshot { stream, seq } => [b"snapshot\n".as_slice(), stream.as_bytes(), &count(seq)].concat(),
            Self::Setting(name) => [b"setting\n".as_slice(), name.as_bytes()].concat(),
        }
    }
}

const CORRUPT_KEY: StoreError = StoreError::Corrupt { what: "a wrapped key" };

fn cipher(key: &[u8; 32]) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(key.into())
}

fn open(cipher: &XChaCha20Poly1305, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let corrupt = StoreError::Corrupt { what: "something sealed" };
    let Some((&[SEALED], rest)) = sealed.split_first_chunk::<1>() else { return Err(corrupt) };
    let Some((nonce, text)) = rest.split_first_chunk::<NONCE>() else { return Err(corrupt) };
    let payload = Payload { msg: text, aad: &place.bytes() };
    cipher.decrypt(&XNonce::from(*nonce), payload).map_err(|_| corrupt)
}

fn thirty_two(bytes: &[u8]) -> Result<Zeroizing<[u8; 32]>, StoreError> {
    bytes.try_into().map(Zeroizing::new).map_err(|_| CORRUPT_KEY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SeededChance;

    const STREAM: StreamId = StreamId::from_bytes([1; 16]);
    const ANNE: SubjectId = SubjectId::from_bytes([2; 16]);
    const BRUNO: SubjectId = SubjectId::from_bytes([3; 16]);

    fn vault(master: u8) -> Vault {
        Vault::new(&MasterKey::from_bytes([master; 32]), Arc::new(SeededChance::new(1)))
    }

    fn seal(vault: &Vault) -> SubjectSeal {
        vault.new_subject(SubjectKey::from_bytes([9; 32]))
    }

    /// J7.1: what is sealed opens where it was put, and in no other row.
    #[test]
    fn rows_cant_be_swapped() {
        let vault = vault(1);
        let seal = seal(&vault);
        let state = vault.seal_state(&seal, (STREAM, ANNE, 5), b"state");
        assert_eq!(seal.state((STREAM, ANNE, 5), &state).unwrap(), b"state");
        let elsewhere = StreamId::from_bytes([7; 16]);
        for place in [(STREAM, ANNE, 6), (STREAM, BRUNO, 5), (elsewhere, ANNE, 5)] {
            assert!(seal.state(place, &state).is_err());
        }
        assert!(seal.payload((STREAM, ANNE, 5), &state).is_err(), "nor in another table");
        let wrapped = vault.wrap(STREAM, ANNE, &seal);
        assert!(vault.unwrap(STREAM, ANNE, &wrapped).is_ok());
        assert!(vault.unwrap(STREAM, BRUNO, &wrapped).is_err() && vault.unwrap_stream(STREAM, &wrapped).is_err());
    }

    /// J7.1: not with another subject's key, nor another master's, nor with a bit altered, nor cut short.
    #[test]
    fn only_the_whole_opens_under_its_own_key() {
        let ours = vault(1);
        let (one, other) = (seal(&ours), seal(&ours));
        let place = (STREAM, ANNE, 5);
        let sealed = ours.seal_payload(&one, place, b"payload");
        assert!(other.payload(place, &sealed).is_err());
        let wrapped = ours.wrap(STREAM, ANNE, &one);
        assert!(vault(2).unwrap(STREAM, ANNE, &wrapped).is_err());
        for length in 0..sealed.len() {
            assert!(one.payload(place, &sealed[..length]).is_err());
        }
        for byte in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[byte] ^= 1;
            assert!(one.payload(place, &altered).is_err());
        }
    }

    /// The same twice doesn't look the same, a look-up apart, which must; and that says nothing in another stream.
    #[test]
    fn sealing_hides_equality_and_looking_up_needs_it() {
        let vault = vault(1);
        let seal = seal(&vault);
        let twice = [0, 1].map(|_| vault.seal_payload(&seal, (STREAM, ANNE, 5), b"payload"));
        assert_ne!(twice[0], twice[1]);
        let look = Look { sort: "person".to_owned(), field: "number".to_owned(), value: Value::text("N-1") };
        let stream = |id| vault.unwrap_stream(id, &vault.new_stream(id)).unwrap();
        let (here, there) = (stream(STREAM), stream(StreamId::from_bytes([7; 16])));
        assert_eq!(here.look(&look), here.look(&look));
        assert_ne!(here.look(&look), there.look(&look));
        assert_ne!(here.look(&look), here.look(&Look { field: "uid".to_owned(), ..look.clone() }));
    }
}
