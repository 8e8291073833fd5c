//! The code by which a section that began alone joins a server (J5.4, J10): whoever runs the server hands it over.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroize;

use super::base32;
use super::code::{BadCode, FINGERPRINT, Fingerprint, SEED};
use crate::id::StreamId;
use crate::seal::Hash;

/// Told apart from an invitation's by its length; a later form has another first byte.
const VERSION: u8 = 1;
const CHECK: usize = 2;
const PLAIN: usize = 1 + SEED + FINGERPRINT;

/// What the code says. It serves one section, once.
#[derive(Clone, PartialEq, Eq)]
pub struct Adoption {
    /// The secret: whoever has it may hand over one section.
    pub seed: [u8; SEED],
    /// Which server to believe.
    pub authority: Fingerprint,
}

impl Adoption {
    /// As what the server knows it. It leads back to the secret by no way.
    pub fn id(&self) -> StreamId {
        let mut id = [0; 16];
        let hash = Hash::of(&[b"coopol adoption\n", self.seed.as_slice()].concat());
        id.copy_from_slice(&hash.as_bytes()[..16]);
        StreamId::from_bytes(id)
    }

    fn plain(&self) -> Vec<u8> {
        [&[VERSION], self.seed.as_slice(), &self.authority.0].concat()
    }
}

fn checksum(plain: &[u8]) -> [u8; CHECK] {
    let [a, b, ..] = *Hash::of(&[b"coopol adoption code\n", plain].concat()).as_bytes();
    [a, b]
}

impl Drop for Adoption {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

impl fmt::Display for Adoption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        f.write_str(&base32::grouped(&base32::encode(&[plain.as_slice(), &checksum(&plain)].concat())))
    }
}

impl fmt::Debug for Adoption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Adoption").field("id", &self.id()).finish_non_exhaustive()
    }
}

impl FromStr for Adoption {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let bytes = base32::decode(text).filter(|bytes| bytes.len() == PLAIN + CHECK).ok_or(BadCode::Form)?;
        let (plain, check) = bytes.split_at(PLAIN);
        if check != checksum(plain) {
            return Err(BadCode::Mistyped);
        }
        let (seed, authority) = plain[1..].split_at(SEED);
        match (plain[0], seed.try_into(), authority.try_into()) {
            (VERSION, Ok(seed), Ok(authority)) => Ok(Self { seed, authority: Fingerprint(authority) }),
            (given, ..) => Err(BadCode::Version { given }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adoption() -> Adoption {
        Adoption { seed: [7; SEED], authority: Fingerprint([2; FINGERPRINT]) }
    }

    #[test]
    fn a_code_reads_back_and_a_slip_is_told() {
        let code = adoption().to_string();
        assert_eq!(code.len(), 56 + 11);
        assert_eq!(code.to_lowercase().replace('-', " ").parse(), Ok(adoption()));
        for (place, letter) in code.char_indices().filter(|(_, letter)| *letter != '-') {
            let mut slip = code.clone();
            slip.replace_range(place..=place, if letter == 'Z' { "Y" } else { "Z" });
            assert_eq!(slip.parse::<Adoption>(), Err(BadCode::Mistyped), "{place}");
        }
        assert_eq!(code[1..].parse::<Adoption>(), Err(BadCode::Form));
        assert!(!format!("{:?}", adoption()).contains("[7"));
    }
}
