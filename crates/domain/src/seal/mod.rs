//! Seals (journal rules J5): what lets a device catch a server that rewrites, drops or forks the past.
//!
//! Each stream is a Merkle tree as in RFC 6962, and its authority signs the tree's size and root.
//!
//! - [`tree`]: the root of a growing tree, and of a part of one, from leaves or from stored tiles.
//! - [`proof`]: that one tree continues another, that a leaf is in a tree.
//! - [`key`] and [`note`]: signed texts (C2SP signed-note).
//! - [`checkpoint`]: a size and root, as the text of a signed note (C2SP tlog-checkpoint).
//! - [`cosignature`]: what a witness adds to one (C2SP tlog-cosignature).
//! - [`moved`]: from one key to the next, as the text of a note that both sign.

pub mod checkpoint;
pub mod cosignature;
pub mod key;
pub mod moved;
pub mod note;
pub mod proof;
pub mod tree;

use std::fmt;

use sha2::{Digest, Sha256};

/// Prefixes that keep a leaf from passing for a node (RFC 6962 §2.1).
const LEAF: [u8; 1] = [0x00];
const NODE: [u8; 1] = [0x01];

/// A SHA-256 hash: 32 bytes, written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hash([u8; 32]);

/// What was given as a [`struct@Hash`] is not one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not a hash: expected 64 lower-case hexadecimal digits")]
pub struct NotAHash {
    /// The text as it came.
    pub given: String,
}

impl Hash {
    /// The SHA-256 of `bytes`, without any prefix; of nothing, it is the root of the empty tree.
    pub fn of(bytes: &[u8]) -> Self {
        sha256([bytes])
    }

    /// Reads what `Display` writes, and no other spelling of it.
    pub fn from_hex(given: &str) -> Result<Self, NotAHash> {
        let refused = || NotAHash { given: given.to_owned() };
        let digits: &[u8; 64] = given.as_bytes().try_into().map_err(|_| refused())?;
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = digit(pair[0]).zip(digit(pair[1])).map(|(high, low)| high << 4 | low).ok_or_else(refused)?;
        }
        Ok(Self(bytes))
    }

    /// The hash as raw bytes.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// The hash of a leaf: SHA-256(0x00 ‖ leaf) (RFC 6962 §2.1).
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    sha256([&LEAF, leaf])
}

/// The hash of a node over its two subtrees: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1).
pub fn node_hash(left: Hash, right: Hash) -> Hash {
    sha256([&NODE, left.as_ref(), right.as_ref()])
}

fn sha256<const N: usize>(parts: [&[u8]; N]) -> Hash {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    Hash(hasher.finalize().into())
}

const fn digit(ascii: u8) -> Option<u8> {
    match ascii {
        b'0'..=b'9' => Some(ascii - b'0'),
        b'a'..=b'f' => Some(ascii - b'a' + 10),
        _ => None,
    }
}

impl From<[u8; 32]> for Hash {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl From<Hash> for [u8; 32] {
    fn from(hash: Hash) -> Self {
        hash.0
    }
}

impl AsRef<[u8]> for Hash {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_spelling() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let hash = Hash::from_hex(empty).unwrap();
        assert_eq!(hash, Hash::of(b""));
        assert_eq!((hash.to_string(), format!("{hash:?}")), (empty.to_owned(), empty.to_owned()));

        let upper = empty.to_uppercase();
        let signed = format!("+{}", &empty[1..]);
        let beyond = format!("g{}", &empty[1..]);
        let accented = format!("é{}", &empty[2..]);
        for given in ["", &empty[1..], &format!("{empty}0"), &upper, &signed, &beyond, &accented] {
            assert_eq!(Hash::from_hex(given), Err(NotAHash { given: given.to_owned() }));
        }
    }

    // J5.1
    #[test]
    fn a_leaf_never_passes_for_a_node() {
        let (left, right) = (Hash::of(b"left"), Hash::of(b"right"));
        let both = [left.as_ref(), right.as_ref()].concat();
        assert_eq!(leaf_hash(&both), Hash::of(&[&[0x00], both.as_slice()].concat()));
        assert_eq!(node_hash(left, right), Hash::of(&[&[0x01], both.as_slice()].concat()));
    }
}
