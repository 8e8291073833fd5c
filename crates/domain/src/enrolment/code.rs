//! The code of an invitation: what an officer hands to a newcomer, on paper, by telephone or as a link.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::{SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};
use zeroize::Zeroize;

use super::base32;
use crate::id::{DeviceId, StreamId};
use crate::seal::Hash;
use crate::wire::Root;

/// Random bytes that the invitation's key comes from.
pub const SEED: usize = 16;
/// How much of the hash of the authority's key a code carries, in bytes.
pub const FINGERPRINT: usize = 16;

const VERSION: u8 = 1;
const CHECK: usize = 3;
const PLAIN: usize = 1 + SEED + 16 + FINGERPRINT + 16 + 4 + 8;

/// The beginning of the SHA-256 of an authority's public key: enough to know it by, short enough to be typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Fingerprint(pub [u8; FINGERPRINT]);

/// What a code says. Written in groups of five letters and digits; its last three bytes are a checksum, so that a slip
/// is told from a wrong code.
#[derive(Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The secret: whoever has it may enrol one device.
    pub seed: [u8; SEED],
    /// The device that is invited, as the `office` stream knows it.
    pub device: DeviceId,
    /// Which authority to believe.
    pub authority: Fingerprint,
    /// The `office` stream of the unit.
    pub office: StreamId,
    /// How many entries of it the inviter had verified; below 2^32.
    pub size: u32,
    /// The beginning of the root there: a server that shows the newcomer another past is caught.
    pub root: Root,
}

/// Text that isn't a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadCode {
    /// A letter that no code has, or too few or too many of them.
    #[error("a code has {} letters and digits", (PLAIN + CHECK) * 8 / 5)]
    Form,
    /// The same, of one of three sealed codes.
    #[error("a sealed code has 60 letters and digits")]
    SealedForm,
    /// The checksum differs: something was mistyped.
    #[error("a letter of the code was mistyped")]
    Mistyped,
    /// A code of a later version of the program.
    #[error("a code of version {given}, this program reads version {VERSION}")]
    Version {
        /// Its version.
        given: u8,
    },
}

impl Fingerprint {
    /// Of this public key.
    pub fn of(key: &VerifyingKey) -> Self {
        let mut start = [0; FINGERPRINT];
        start.copy_from_slice(&Hash::of(key.as_bytes()).as_bytes()[..FINGERPRINT]);
        Self(start)
    }
}

impl Invitation {
    /// The key whose public half the invitation in the `office` stream names, and which signs the newcomer's own.
    pub fn key(&self) -> SigningKey {
        invitation_key(&self.seed)
    }

    fn plain(&self) -> Vec<u8> {
        let parts: [&[u8]; 7] = [
            &[VERSION],
            &self.seed,
            self.device.as_bytes(),
            &self.authority.0,
            self.office.as_bytes(),
            &self.size.to_be_bytes(),
            self.root.as_bytes(),
        ];
        parts.concat()
    }

    /// The letters without their groups, for a link.
    pub fn compact(&self) -> String {
        let plain = self.plain();
        base32::encode(&[plain.as_slice(), &checksum(&plain)].concat())
    }
}

fn invitation_key(seed: &[u8; SEED]) -> SigningKey {
    let mut secret: [u8; 32] = Sha256::digest([b"coopol invitation\n", seed.as_slice()].concat()).into();
    let key = SigningKey::from_bytes(&secret);
    secret.zeroize();
    key
}

fn checksum(plain: &[u8]) -> [u8; CHECK] {
    let [a, b, c, ..] = *Hash::of(&[b"coopol code\n", plain].concat()).as_bytes();
    [a, b, c]
}

impl Drop for Invitation {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

impl fmt::Display for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&base32::grouped(&self.compact()))
    }
}

impl fmt::Debug for Invitation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Invitation").field("device", &self.device).field("office", &self.office).finish_non_exhaustive()
    }
}

impl FromStr for Invitation {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let bytes = base32::decode(text).filter(|bytes| bytes.len() == PLAIN + CHECK).ok_or(BadCode::Form)?;
        let (plain, check) = bytes.split_at(PLAIN);
        if check != checksum(plain) {
            return Err(BadCode::Mistyped);
        }
        if plain[0] != VERSION {
            return Err(BadCode::Version { given: plain[0] });
        }
        let mut rest = &plain[1..];
        Ok(Self {
            seed: take(&mut rest),
            device: DeviceId::from_bytes(take(&mut rest)),
            authority: Fingerprint(take(&mut rest)),
            office: StreamId::from_bytes(take(&mut rest)),
            size: u32::from_be_bytes(take(&mut rest)),
            root: Root::from_bytes(take(&mut rest)),
        })
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> [u8; N] {
    let (taken, left) = rest.split_first_chunk().expect("the length was checked");
    *rest = left;
    *taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Invitation {
        Invitation {
            seed: [7; SEED],
            device: DeviceId::from_bytes([1; 16]),
            authority: Fingerprint([2; FINGERPRINT]),
            office: StreamId::from_bytes([3; 16]),
            size: 41,
            root: Root::from_bytes([4; 8]),
        }
    }

    /// J5.5: what is handed over reads back, however it is typed.
    #[test]
    fn a_code_reads_back() {
        let code = invitation().to_string();
        assert_eq!(code.len(), 128 + 25);
        assert_eq!(code.parse(), Ok(invitation()));
        assert_eq!(code.to_lowercase().replace('-', " ").replace('0', "o").parse(), Ok(invitation()));
        assert_eq!(invitation().compact().parse(), Ok(invitation()));
    }

    #[test]
    fn a_slip_is_told_from_a_wrong_code() {
        let code = invitation().to_string();
        for (place, letter) in code.char_indices().filter(|(_, letter)| *letter != '-') {
            let other = if letter == 'Z' { "Y" } else { "Z" };
            let mut slip = code.clone();
            slip.replace_range(place..=place, other);
            assert_eq!(slip.parse::<Invitation>(), Err(BadCode::Mistyped), "{place}");
        }
        assert_eq!(code[1..].parse::<Invitation>(), Err(BadCode::Form));
        assert_eq!("".parse::<Invitation>(), Err(BadCode::Form));
    }

    #[test]
    fn nothing_of_the_seed_is_printed() {
        assert!(!format!("{:?}", invitation()).contains('7'));
        assert_ne!(invitation().key().to_bytes()[..SEED], [7; SEED]);
    }
}
