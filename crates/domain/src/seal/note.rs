//! Signed texts (C2SP signed-note): the text, a blank line, then one line per signature.
//!
//! ```text
//! — <name> <base64(key id, 4 bytes big-endian ‖ signature)>
//! ```

use std::fmt;

use base64::{Engine as _, engine::general_purpose::STANDARD};

use super::key::{KeyId, MAX_NAME, Signer, Verifier, is_name};

/// The longest note read or made, in bytes: room for 16 signatures of 5 kB, as the specification asks.
pub const MAX_NOTE: usize = 128 * 1024;
/// The most signatures in a note.
pub const MAX_SIGNATURES: usize = 32;

const KEY_ID: usize = 4;

/// A text and its signatures, of which none is verified yet. Outside of the seals [`Note::verify`] is the only way to the
/// text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

/// One signature line, by a key that may be unknown here (a witness's, a later kind's): kept as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteSignature {
    /// Name of the key.
    pub name: String,
    /// Id of the key.
    pub key_id: KeyId,
    /// The signature without the key id; its form depends on the key.
    pub bytes: Vec<u8>,
}

/// The text is not a note. Lines are counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Malformed {
    /// More than [`MAX_NOTE`].
    #[error("a note of {bytes} bytes, at most {MAX_NOTE} are read")]
    TooLong {
        /// Length of the note.
        bytes: usize,
    },
    /// A control character below U+0020 other than newline.
    #[error("control character {given:?} in line {line}")]
    ControlCharacter {
        /// Where it is.
        line: usize,
        /// What it is.
        given: char,
    },
    /// The last line is cut, or the text to sign has no last newline.
    #[error("no newline at the end")]
    NoFinalNewline,
    /// No blank line separates text from signatures.
    #[error("no blank line before the signatures")]
    NoBlankLine,
    /// Nothing after the last blank line.
    #[error("no signature after the blank line")]
    NoSignature,
    /// More than [`MAX_SIGNATURES`].
    #[error("{given} signatures, at most {MAX_SIGNATURES} are read")]
    TooManySignatures {
        /// Signature lines in the note.
        given: usize,
    },
    /// A line after the blank line that is no signature.
    #[error("line {line} is {given:?}, expected \"— name base64\"")]
    NotASignature {
        /// Where it is.
        line: usize,
        /// The line.
        given: String,
    },
    /// A key name that can't be one.
    #[error(
        "{given:?} in line {line} is not a key name: 1 to {MAX_NAME} bytes without space, '+' or control character"
    )]
    Name {
        /// Where it is.
        line: usize,
        /// The name.
        given: String,
    },
    /// Not the base64 of a key id and a signature.
    #[error("{given:?} in line {line} is not base64 (RFC 4648 §4) of a key id and a signature")]
    Base64 {
        /// Where it is.
        line: usize,
        /// What stands there.
        given: String,
    },
}

/// The note doesn't hold for a key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// Others may have signed; this key has not.
    #[error("no signature by {name}+{key_id} among {given}")]
    NotSigned {
        /// Name of the key asked for.
        name: String,
        /// Id of the key asked for.
        key_id: KeyId,
        /// Signatures in the note.
        given: usize,
    },
    /// A signature under this key's name and id is not this key's signature of this text.
    #[error("the signature by {name}+{key_id} does not hold for this text")]
    BadSignature {
        /// Name of the key.
        name: String,
        /// Id of the key.
        key_id: KeyId,
    },
}

impl Note {
    /// Signs `text`, which ends in a newline, with one or more keys.
    pub fn sign(text: &str, signers: &[&Signer]) -> Result<Self, Malformed> {
        if !text.ends_with('\n') {
            return Err(Malformed::NoFinalNewline);
        }
        let signatures = signers.iter().map(|signer| NoteSignature::by(signer, text)).collect();
        let note = Self { text: text.to_owned(), signatures };
        // What is signed must be readable: the same limits hold on both sides.
        Self::parse(&note.to_string())
    }

    /// The same text under one more signature. Nothing is said about those that are there.
    pub(super) fn signed_too(mut self, signer: &Signer) -> Result<Self, Malformed> {
        self.signatures.push(NoteSignature::by(signer, &self.text));
        Self::parse(&self.to_string())
    }

    /// Reads a note without believing it.
    pub fn parse(given: &str) -> Result<Self, Malformed> {
        if given.len() > MAX_NOTE {
            return Err(Malformed::TooLong { bytes: given.len() });
        }
        check_characters(given)?;
        if !given.ends_with('\n') {
            return Err(Malformed::NoFinalNewline);
        }
        // A text may hold blank lines, signatures may not: the last one separates.
        let end = given.rfind("\n\n").ok_or(Malformed::NoBlankLine)? + 1;
        let (text, signed) = (&given[..end], &given[end + 1..]);

        let count = signed.lines().count();
        if count == 0 {
            return Err(Malformed::NoSignature);
        }
        if count > MAX_SIGNATURES {
            return Err(Malformed::TooManySignatures { given: count });
        }
        let first = text.lines().count() + 2;
        let signatures = (first..).zip(signed.lines()).map(|(number, line)| NoteSignature::parse(number, line));
        Ok(Self { text: text.to_owned(), signatures: signatures.collect::<Result<_, _>>()? })
    }

    /// The text, if `key` signed it. Every signature under that key's name and id must hold; others are ignored.
    pub fn verify(&self, key: &Verifier) -> Result<&str, Unverified> {
        let (name, key_id) = (key.name(), key.id());
        let mut by_key = self.signatures.iter().filter(|s| s.name == name && s.key_id == key_id).peekable();
        if by_key.peek().is_none() {
            return Err(Unverified::NotSigned { name: name.to_owned(), key_id, given: self.signatures.len() });
        }
        if by_key.all(|signature| key.holds(&self.text, &signature.bytes)) {
            Ok(&self.text)
        } else {
            Err(Unverified::BadSignature { name: name.to_owned(), key_id })
        }
    }

    /// Whether there is a signature under this key's name and id, be it one or not.
    pub fn names(&self, key: &Verifier) -> bool {
        self.signatures.iter().any(|signature| signature.name == key.name() && signature.key_id == key.id())
    }

    /// The text before anybody's signature was checked, for one that names its own keys.
    pub(super) fn unverified(&self) -> &str {
        &self.text
    }

    /// All signatures, verified or not, in the order of their lines.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }
}

impl NoteSignature {
    fn by(signer: &Signer, text: &str) -> Self {
        let (name, key_id) = (signer.verifier().name().to_owned(), signer.verifier().id());
        Self { name, key_id, bytes: signer.sign(text).to_vec() }
    }

    fn parse(line: usize, given: &str) -> Result<Self, Malformed> {
        let (name, encoded) = given
            .strip_prefix("— ")
            .and_then(|rest| rest.split_once(' '))
            .ok_or_else(|| Malformed::NotASignature { line, given: given.to_owned() })?;
        if !is_name(name) {
            return Err(Malformed::Name { line, given: name.to_owned() });
        }
        let refused = || Malformed::Base64 { line, given: encoded.to_owned() };
        let decoded = STANDARD.decode(encoded).map_err(|_| refused())?;
        match decoded.split_first_chunk::<KEY_ID>() {
            Some((id, bytes)) if !bytes.is_empty() => {
                let key_id = KeyId(u32::from_be_bytes(*id));
                Ok(Self { name: name.to_owned(), key_id, bytes: bytes.to_vec() })
            }
            _ => Err(refused()),
        }
    }
}

fn check_characters(given: &str) -> Result<(), Malformed> {
    for (line, characters) in (1..).zip(given.split('\n')) {
        if let Some(given) = characters.chars().find(|c| *c < ' ') {
            return Err(Malformed::ControlCharacter { line, given });
        }
    }
    Ok(())
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.text)?;
        self.signatures.iter().try_for_each(|signature| writeln!(f, "{signature}"))
    }
}

impl fmt::Display for NoteSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = STANDARD.encode([&self.key_id.0.to_be_bytes(), self.bytes.as_slice()].concat());
        write!(f, "— {} {encoded}", self.name)
    }
}
