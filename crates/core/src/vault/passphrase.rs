//! A key under a passphrase, where there is no keyring: wrapped by XChaCha20-Poly1305 under what Argon2id (RFC 9106) makes
//! of the passphrase.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use super::CacheKey;
use crate::ambient::{Ambient, chance};

/// Argon2id with 64 MiB, three passes, one lane: the second recommendation of RFC 9106 §4 with as many lanes as an old
/// laptop has to spare.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;
/// What wrapped keys read from a file may ask for at most, so that a forged one can't exhaust the machine.
const MOST_MEMORY_KIB: u32 = 1024 * 1024;
const MOST_PASSES: u32 = 20;
const CONTEXT: &[u8] = b"coopol cache key\n";

/// What a person typed.
pub type Passphrase = Zeroizing<String>;

/// A key that only its passphrase opens. Safe to be written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    memory_kib: u32,
    passes: u32,
    lanes: u32,
    salt: [u8; 16],
    nonce: [u8; 24],
    sealed: Vec<u8>,
}

/// Another passphrase than the one it was wrapped under, or a file that was altered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the passphrase doesn't open the key")]
pub struct WrongPassphrase;

impl Wrapped {
    /// Wraps `key`. Takes a good part of a second: not for a thread that others wait for.
    pub fn new(key: &CacheKey, passphrase: &Passphrase, ambient: &dyn Ambient) -> Self {
        Self::with(key, passphrase, ambient, MEMORY_KIB, PASSES)
    }

    fn with(key: &CacheKey, passphrase: &Passphrase, ambient: &dyn Ambient, memory_kib: u32, passes: u32) -> Self {
        let (salt, nonce) = (chance(ambient), chance(ambient));
        let mut wrapped = Self { memory_kib, passes, lanes: LANES, salt, nonce, sealed: Vec::new() };
        let cipher = wrapped.cipher(passphrase).expect("the parameters are those of this file");
        let payload = Payload { msg: key.as_bytes(), aad: CONTEXT };
        wrapped.sealed = cipher.encrypt(&XNonce::from(nonce), payload).expect("32 bytes are within what can be sealed");
        wrapped
    }

    /// The key.
    ///
    /// # Errors
    /// [`WrongPassphrase`], for parameters beyond reason too.
    pub fn open(&self, passphrase: &Passphrase) -> Result<CacheKey, WrongPassphrase> {
        if self.memory_kib > MOST_MEMORY_KIB || self.passes > MOST_PASSES {
            return Err(WrongPassphrase);
        }
        let cipher = self.cipher(passphrase).ok_or(WrongPassphrase)?;
        let payload = Payload { msg: &self.sealed, aad: CONTEXT };
        let opened = cipher.decrypt(&XNonce::from(self.nonce), payload).map_err(|_| WrongPassphrase)?;
        let opened = Zeroizing::new(opened);
        CacheKey::from_slice(&opened).ok_or(WrongPassphrase)
    }

    fn cipher(&self, passphrase: &Passphrase) -> Option<XChaCha20Poly1305> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()?;
        let mut key = Zeroizing::new([0; 32]);
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        argon.hash_password_into(passphrase.as_bytes(), &self.salt, key.as_mut_slice()).ok()?;
        Some(XChaCha20Poly1305::new_from_slice(key.as_slice()).expect("the key has its 32 bytes"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ambient::System;

    #[test]
    fn only_its_passphrase_opens_a_key() {
        let key = CacheKey::from_bytes([7; 32]);
        let passphrase = Passphrase::new("quatre mots au hasard".to_owned());
        let wrapped = Wrapped::with(&key, &passphrase, &System, 64, 1);
        assert_eq!(wrapped.open(&passphrase), Ok(key.clone()));
        assert_eq!(wrapped.open(&Passphrase::new("autre".to_owned())), Err(WrongPassphrase));
        let read: Wrapped = serde_json::from_str(&serde_json::to_string(&wrapped).unwrap()).unwrap();
        assert_eq!(read.open(&passphrase), Ok(key));
        let mut altered = wrapped.clone();
        altered.sealed[3] ^= 1;
        assert_eq!(altered.open(&passphrase), Err(WrongPassphrase));
        let greedy = Wrapped { memory_kib: u32::MAX, ..wrapped };
        assert_eq!(greedy.open(&passphrase), Err(WrongPassphrase));
    }
}
