//! Cosignatures (C2SP tlog-cosignature, version 1): a witness says that it saw a checkpoint, when, and that it continues
//! every one that it signed before (J5.2).
//!
//! What is signed, by Ed25519, is the text of the checkpoint's note under two lines:
//!
//! ```text
//! cosignature/v1
//! time <seconds since 1970, decimal>
//! ```
//!
//! The signature stands in a line of its own under that of the authority: the time in 8 bytes, big-endian, then 64 bytes.

use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::key::{BadKey, KeyId, SignatureType, is_name};
use super::note::{Malformed, Note, NoteSignature, Unverified};

/// The time, and the signature itself.
const TIME: usize = 8;

/// Who cosigns: a name and the public half of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigner {
    name: String,
    id: KeyId,
    public_key: VerifyingKey,
}

impl Cosigner {
    /// # Errors
    /// [`BadKey`], for a name that can't stand in a signature line or a key of small order.
    pub fn new(name: &str, public_key: VerifyingKey) -> Result<Self, BadKey> {
        if !is_name(name) {
            return Err(BadKey::Name { given: name.to_owned() });
        }
        if public_key.is_weak() {
            return Err(BadKey::PublicKey);
        }
        let id = KeyId::of(name, SignatureType::CosignatureV1, &public_key);
        Ok(Self { name: name.to_owned(), id, public_key })
    }

    /// When it cosigned `note`, in seconds since 1970.
    ///
    /// # Errors
    /// [`Unverified`]: it didn't, or what stands there isn't its signature.
    pub fn cosigned(&self, note: &Note) -> Result<u64, Unverified> {
        let mut own = note.signatures().iter().filter(|one| one.name == self.name && one.key_id == self.id);
        let (name, key_id) = (self.name.clone(), self.id);
        let Some(signature) = own.next() else {
            return Err(Unverified::NotSigned { name, key_id, given: note.signatures().len() });
        };
        let read =
            signature.bytes.split_first_chunk::<TIME>().filter(|_| own.next().is_none()).and_then(|(at, rest)| {
                let at = u64::from_be_bytes(*at);
                let signature = Signature::from_slice(rest).ok()?;
                self.public_key.verify_strict(&message(at, note.unverified()), &signature).ok()?;
                Some(at)
            });
        read.ok_or(Unverified::BadSignature { name, key_id })
    }
}

/// The note with a cosignature of `key` under its last line, at `at` seconds since 1970.
///
/// # Errors
/// [`Malformed`], for a note that can't be read or a name that can't stand in it.
pub fn cosign(note: &str, name: &str, key: &SigningKey, at: u64) -> Result<String, Malformed> {
    let signature = key.sign(&message(at, Note::parse(note)?.unverified()));
    let line = NoteSignature {
        name: name.to_owned(),
        key_id: KeyId::of(name, SignatureType::CosignatureV1, &key.verifying_key()),
        bytes: [at.to_be_bytes().as_slice(), &signature.to_bytes()].concat(),
    };
    let signed = format!("{note}{line}\n");
    Note::parse(&signed)?;
    Ok(signed)
}

fn message(at: u64, text: &str) -> Vec<u8> {
    format!("cosignature/v1\ntime {at}\n{text}").into_bytes()
}
