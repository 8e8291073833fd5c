//! The key of a cache: 256 bits that open the database, and nothing that prints them.

use std::fmt;

use zeroize::Zeroize as _;

use crate::ambient::{Ambient, chance};

/// Bytes of a key.
pub const LENGTH: usize = 32;

/// The raw key of SQLCipher.
#[derive(Clone, PartialEq, Eq)]
pub struct CacheKey([u8; LENGTH]);

impl CacheKey {
    /// A new key.
    pub fn new(ambient: &dyn Ambient) -> Self {
        Self(chance(ambient))
    }

    /// The key with exactly these bytes.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes, for whoever keeps them safe.
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// 64 hexadecimal digits.
    pub(crate) fn to_hex(&self) -> zeroize::Zeroizing<String> {
        let mut digits = zeroize::Zeroizing::new(String::with_capacity(2 * LENGTH));
        for nibble in self.0.iter().flat_map(|byte| [byte >> 4, byte & 0xf]) {
            digits.push(char::from_digit(nibble.into(), 16).expect("four bits make a digit"));
        }
        digits
    }

    /// Reads 64 hexadecimal digits, white space around them apart.
    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        let digits = text.trim().as_bytes();
        let mut bytes = [0; LENGTH];
        if digits.len() != 2 * LENGTH || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }
}

impl Drop for CacheKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CacheKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_and_never_prints() {
        let key = CacheKey::from_bytes([0xa7; LENGTH]);
        assert_eq!(CacheKey::from_hex(&format!(" {}\n", *key.to_hex())), Some(key.clone()));
        assert_eq!(CacheKey::from_hex(&key.to_hex()[1..]), None);
        assert_eq!(CacheKey::from_hex(&"é".repeat(LENGTH)), None);
        assert_eq!(format!("{key:?}"), "CacheKey(…)");
    }
}
