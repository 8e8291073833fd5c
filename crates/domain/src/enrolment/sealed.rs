//! A sealed code as it is kept on paper: one of three, which three people keep apart. One alone is worth nothing; two of the same
//! making let somebody come back to a unit whose office nobody can enter any more.

use std::fmt;
use std::str::FromStr;

use ed25519_dalek::SigningKey;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::base32;
use super::code::BadCode;
use crate::id::{DeviceId, StreamId};
use crate::kinds::SEALED_CODES;
use crate::seal::Hash;

const VERSION: u8 = 1;
const CHECK: usize = 3;
const SEED: usize = 16;
const PLAIN: usize = 2 + SEED + 16;

/// One of three codes. The journal knows its public half alone.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedCode {
    /// Which of the three: 1, 2 or 3.
    pub number: u8,
    /// The secret.
    pub seed: [u8; SEED],
    /// The `office` stream of the unit, so that a code says itself where it belongs.
    pub office: StreamId,
}

/// What two codes sign: who comes back, on an invitation of their own making, and when it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComingBack<'a> {
    /// The `office` stream of the unit.
    pub office: StreamId,
    /// The device that is to come in.
    pub device: DeviceId,
    /// The public half of the invitation's key.
    pub invitation: &'a [u8; 32],
    /// How the person who comes back is called.
    pub holder_name: &'a str,
    /// The challenge of the authority's, which serves once.
    pub nonce: &'a [u8; super::NONCE],
}

impl SealedCode {
    /// The key of this code.
    pub fn key(&self) -> SigningKey {
        let mut secret: [u8; 32] = Sha256::digest([b"coopol sealed code\n", self.seed.as_slice()].concat()).into();
        let key = SigningKey::from_bytes(&secret);
        secret.zeroize();
        key
    }
}

/// The device that two codes call back for somebody of this name, and the secret of its invitation. The same two give the same
/// again: an answer that is lost, or a paper, costs nothing.
pub fn called_back_by([one, other]: [&SealedCode; 2], holder_name: &str) -> (DeviceId, [u8; SEED]) {
    let (low, high) = if one.number <= other.number { (one, other) } else { (other, one) };
    let part = |purpose: &str| {
        let parts = [purpose.as_bytes(), low.seed.as_slice(), high.seed.as_slice(), holder_name.as_bytes()].concat();
        let mut start = [0; SEED];
        start.copy_from_slice(&Sha256::digest(&*Zeroizing::new(parts))[..SEED]);
        start
    };
    (DeviceId::from_bytes(part("coopol device called back\n")), part("coopol invitation of who comes back\n"))
}

impl ComingBack<'_> {
    /// The bytes that are signed.
    pub fn message(&self) -> Vec<u8> {
        let parts: [&[u8]; 6] = [
            b"coopol coming back\n",
            self.office.as_bytes(),
            self.device.as_bytes(),
            self.invitation,
            self.nonce,
            self.holder_name.as_bytes(),
        ];
        parts.concat()
    }
}

fn checksum(plain: &[u8]) -> [u8; CHECK] {
    let [a, b, c, ..] = *Hash::of(&[b"coopol sealed\n", plain].concat()).as_bytes();
    [a, b, c]
}

impl Drop for SealedCode {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}

impl fmt::Display for SealedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = [&[VERSION, self.number], self.seed.as_slice(), self.office.as_bytes().as_slice()].concat();
        let plain = Zeroizing::new(plain);
        let whole = Zeroizing::new([plain.as_slice(), &checksum(&plain)].concat());
        f.write_str(&base32::grouped(&base32::encode(&whole)))
    }
}

impl fmt::Debug for SealedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealedCode").field("number", &self.number).field("office", &self.office).finish_non_exhaustive()
    }
}

impl FromStr for SealedCode {
    type Err = BadCode;

    fn from_str(text: &str) -> Result<Self, BadCode> {
        let bytes = base32::decode(text).filter(|bytes| bytes.len() == PLAIN + CHECK).ok_or(BadCode::SealedForm)?;
        let bytes = Zeroizing::new(bytes);
        let (plain, check) = bytes.split_at(PLAIN);
        if check != checksum(plain) {
            return Err(BadCode::Mistyped);
        }
        let (head, rest) = plain.split_at(2);
        let (seed, office) = rest.split_at(SEED);
        let known = (1..=SEALED_CODES).contains(&usize::from(head[1]));
        match (seed.try_into(), <[u8; 16]>::try_from(office)) {
            (Ok(seed), Ok(office)) if head[0] == VERSION && known => {
                Ok(Self { number: head[1], seed, office: StreamId::from_bytes(office) })
            }
            _ => Err(BadCode::Version { given: head[0] }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code() -> SealedCode {
        SealedCode { number: 2, seed: [7; SEED], office: StreamId::from_bytes([3; 16]) }
    }

    #[test]
    fn a_sealed_code_reads_back_and_a_slip_is_told() {
        let paper = code().to_string();
        assert_eq!(paper.len(), 60 + 11);
        assert_eq!(paper.parse(), Ok(code()));
        assert_eq!(paper.to_lowercase().replace('-', " ").replace('0', "o").parse(), Ok(code()));
        // The last letter ends in bits that mean nothing: those must be zero.
        for (place, letter) in paper.char_indices().filter(|(_, letter)| *letter != '-') {
            let mut slip = paper.clone();
            slip.replace_range(place..=place, if letter == 'Z' { "Y" } else { "Z" });
            let told = slip.parse::<SealedCode>().unwrap_err();
            assert!(matches!(told, BadCode::Mistyped | BadCode::SealedForm), "{place}");
        }
        assert_eq!(paper[1..].parse::<SealedCode>(), Err(BadCode::SealedForm));
        assert_eq!("".parse::<SealedCode>(), Err(BadCode::SealedForm));
    }

    #[test]
    fn a_code_of_another_number_or_version_is_none() {
        for (number, given) in [(0, 1), (4, 1)] {
            let strange = SealedCode { number, ..code() }.to_string();
            assert_eq!(strange.parse::<SealedCode>(), Err(BadCode::Version { given }));
        }
    }

    /// The order in which they are typed is nobody's affair; the person is.
    #[test]
    fn two_codes_give_the_same_invitation_again() {
        let other = SealedCode { number: 3, seed: [8; SEED], ..code() };
        let third = SealedCode { number: 1, seed: [9; SEED], ..code() };
        let given = called_back_by([&code(), &other], "Zoé");
        assert_eq!(called_back_by([&other, &code()], "Zoé"), given);
        for (codes, name) in [([&code(), &third], "Zoé"), ([&other, &third], "Zoé"), ([&code(), &other], "Zoe")] {
            let another = called_back_by(codes, name);
            assert!(another.0 != given.0 && another.1 != given.1, "{codes:?} {name}");
        }
    }

    #[test]
    fn nothing_of_the_secret_is_printed() {
        assert!(!format!("{:?}", code()).contains('7'));
        assert_ne!(code().key().to_bytes()[..SEED], [7; SEED]);
    }
}
