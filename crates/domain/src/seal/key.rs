//! Who signs notes: names, keys and their ids (C2SP signed-note, "Signatures" and "Verifier keys").

use std::fmt;
use std::str::FromStr;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use super::Hash;

/// The longest key name accepted, in bytes.
pub const MAX_NAME: usize = 255;

/// What a key signs; the byte is part of the key's id, so that one key used in two ways is two keys to a reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum SignatureType {
    /// Ed25519 over the note's text: 64 bytes.
    Ed25519 = 0x01,
    /// A witness's Ed25519 cosignature with its time (C2SP tlog-cosignature): 72 bytes.
    CosignatureV1 = 0x04,
}

/// A hint at the key of a signature, unique with the key's name; not a fingerprint, since it is only 32 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId(pub u32);

impl KeyId {
    /// The first four bytes, big-endian, of SHA-256(name ‖ 0x0A ‖ type ‖ public key).
    pub fn of(name: &str, signature_type: SignatureType, public_key: &VerifyingKey) -> Self {
        let named = [name.as_bytes(), b"\n", &[signature_type as u8], public_key.as_bytes()].concat();
        let [a, b, c, d, ..] = *Hash::of(&named).as_bytes();
        Self(u32::from_be_bytes([a, b, c, d]))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// Why a name and key can't sign or verify notes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// Not of the form `name+id+key`.
    #[error("{given:?} is not a verifier key: expected name+id+key")]
    Form {
        /// The text as it came.
        given: String,
    },
    /// The name can't stand in a signature line.
    #[error("{given:?} is not a key name: expected 1 to {MAX_NAME} bytes without space, '+' or control character")]
    Name {
        /// The name as it came.
        given: String,
    },
    /// The key part is not base64 of a type byte and a key.
    #[error("{given:?} is not base64 (RFC 4648 §4) of a type byte and a key")]
    Base64 {
        /// The key part as it came.
        given: String,
    },
    /// A type of key that is not verified here.
    #[error("keys of type {given:#04x} are not verified here, only of type 0x01 (ed25519)")]
    Type {
        /// The type byte.
        given: u8,
    },
    /// The public key is not a usable point of the curve.
    #[error("not an ed25519 public key: expected 32 bytes that encode a point of large order")]
    PublicKey,
    /// The id is not that of the name and key.
    #[error("key id {given:?} where {expected} belongs to that name and key")]
    OtherId {
        /// The id as it came.
        given: String,
        /// The id of that name and key.
        expected: KeyId,
    },
}

/// Whose signatures are believed: a name and an Ed25519 public key. Written `name+id+base64(0x01 ‖ key)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verifier {
    name: String,
    id: KeyId,
    public_key: VerifyingKey,
}

impl Verifier {
    /// Keys of small order are refused: one signature of theirs holds for many texts.
    pub fn new(name: &str, public_key: VerifyingKey) -> Result<Self, BadKey> {
        if !is_name(name) {
            return Err(BadKey::Name { given: name.to_owned() });
        }
        if public_key.is_weak() {
            return Err(BadKey::PublicKey);
        }
        let id = KeyId::of(name, SignatureType::Ed25519, &public_key);
        Ok(Self { name: name.to_owned(), id, public_key })
    }

    /// The name that stands in the signature line.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The id that stands in the signature line.
    pub const fn id(&self) -> KeyId {
        self.id
    }

    /// The key itself.
    pub const fn public_key(&self) -> &VerifyingKey {
        &self.public_key
    }

    /// Whether these bytes are this key's signature of `text`, read strictly: no second form of a signature passes.
    pub(super) fn holds(&self, text: &str, signature: &[u8]) -> bool {
        Signature::from_slice(signature)
            .is_ok_and(|signature| self.public_key.verify_strict(text.as_bytes(), &signature).is_ok())
    }
}

impl fmt::Display for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let typed = [&[SignatureType::Ed25519 as u8], self.public_key.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, self.id, STANDARD.encode(typed))
    }
}

impl FromStr for Verifier {
    type Err = BadKey;

    fn from_str(given: &str) -> Result<Self, BadKey> {
        // Base64 has '+' among its letters: only the first two separate.
        let mut parts = given.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(BadKey::Form { given: given.to_owned() });
        };
        let typed = STANDARD.decode(key).map_err(|_| BadKey::Base64 { given: key.to_owned() })?;
        let public_key = match typed.split_first() {
            None => return Err(BadKey::Base64 { given: key.to_owned() }),
            Some((0x01, bytes)) => VerifyingKey::try_from(bytes).map_err(|_| BadKey::PublicKey)?,
            Some((other, _)) => return Err(BadKey::Type { given: *other }),
        };
        let verifier = Self::new(name, public_key)?;
        if verifier.id.to_string() == id {
            Ok(verifier)
        } else {
            Err(BadKey::OtherId { given: id.to_owned(), expected: verifier.id })
        }
    }
}

/// A name and an Ed25519 key pair. `Debug` shows the public half; the secret is wiped when dropped.
pub struct Signer {
    verifier: Verifier,
    key: SigningKey,
}

impl Signer {
    /// Fails on a name that can't stand in a signature line.
    pub fn new(name: &str, key: SigningKey) -> Result<Self, BadKey> {
        Ok(Self { verifier: Verifier::new(name, key.verifying_key())?, key })
    }

    /// The public half: what others need to believe this signer.
    pub const fn verifier(&self) -> &Verifier {
        &self.verifier
    }

    pub(super) fn sign(&self, text: &str) -> [u8; 64] {
        self.key.sign(text.as_bytes()).to_bytes()
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("verifier", &self.verifier).finish_non_exhaustive()
    }
}

/// Names are not empty and hold neither Unicode spaces nor '+' nor control characters.
pub(super) fn is_name(given: &str) -> bool {
    let fits = |c: char| !c.is_whitespace() && !c.is_control() && c != '+';
    (1..=MAX_NAME).contains(&given.len()) && given.chars().all(fits)
}
