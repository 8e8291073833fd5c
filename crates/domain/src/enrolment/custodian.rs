//! The key of a custodian as it is kept on paper (J5.4): whoever holds it may sign, with a second one, that the records move to
//! another server when the key of theirs is lost.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{SigningKey, VerifyingKey};
use zeroize::Zeroizing;

use super::base32;
use super::code::BadCode;
use crate::authority::device_of;
use crate::seal::Hash;
use crate::seal::key::{BadKey, Signer, Verifier};

const VERSION: u8 = 1;
const CHECK: usize = 2;
const SECRET: usize = 32;

/// A custodian's key. It signs nothing but moves.
#[derive(Clone)]
pub struct Custodian(SigningKey);

impl Custodian {
    /// The one of this secret.
    pub fn new(secret: [u8; SECRET]) -> Self {
        Self(SigningKey::from_bytes(&secret))
    }

    /// As it signs.
    ///
    /// # Panics
    /// Never: an id makes a key's name.
    pub fn signer(&self) -> Signer {
        Signer::new(&name(&self.0.verifying_key()), self.0.clone()).expect("an id has no space and no +")
    }

    /// As statements name the custodian with this public key.
    ///
    /// # Errors
    /// [`BadKey`], for one that holds for many texts.
    pub fn verifier(key: VerifyingKey) -> Result<Verifier, BadKey> {
        Verifier::new(&name(&key), key)
    }
}

fn name(key: &VerifyingKey) -> String {
    format!("custodian/{}", device_of(key))
}

fn checksum(plain: &[u8]) -> [u8; CHECK] {
    let [a, b, ..] = *Hash::of(&[b"coopol custodian key\n", plain].concat()).as_bytes();
    [a, b]
}

impl fmt::Display for Custodian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = Zeroizing::new(self.0.to_bytes());
        let plain = Zeroizing::new([&[VERSION], secret.as_slice()].concat());
        let whole = Zeroizing::new([plain.as_slice(), &checksum(&plain)].concat());
        f.write_str(&base32::grouped(&base32::encode(&whole)))
    }
}

impl fmt::Debug for Custodian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Custodian").field(&name(&self.0.verifying_key())).finish()
    }
}

impl FromStr for Custodian {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let bytes = base32::decode(text).filter(|bytes| bytes.len() == 1 + SECRET + CHECK).ok_or(BadCode::Form)?;
        let bytes = Zeroizing::new(bytes);
        let (plain, check) = bytes.split_at(1 + SECRET);
        if check != checksum(plain) {
            return Err(BadCode::Mistyped);
        }
        match (plain[0], plain[1..].try_into()) {
            (VERSION, Ok(secret)) => Ok(Self::new(secret)),
            (given, _) => Err(BadCode::Version { given }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_on_paper_reads_back_and_a_slip_is_told() {
        let (custodian, paper) = (Custodian::new([7; 32]), Custodian::new([7; 32]).to_string());
        assert_eq!(paper.len(), 56 + 11);
        let read: Custodian = paper.to_lowercase().replace('-', " ").parse().unwrap();
        assert_eq!(read.signer().verifier(), custodian.signer().verifier());
        assert_eq!(
            Custodian::verifier(*custodian.signer().verifier().public_key()).as_ref(),
            Ok(read.signer().verifier())
        );
        for (place, letter) in paper.char_indices().filter(|(_, letter)| *letter != '-') {
            let mut slip = paper.clone();
            slip.replace_range(place..=place, if letter == 'Z' { "Y" } else { "Z" });
            assert_eq!(slip.parse::<Custodian>().unwrap_err(), BadCode::Mistyped, "{place}");
        }
        assert_eq!(paper[1..].parse::<Custodian>().unwrap_err(), BadCode::Form);
        assert!(!format!("{custodian:?}").contains(&paper));
    }
}
