//! The key of a cache: 256 bits that open the database, and nothing that prints them.

use std::fmt;

use zeroize::Zeroize as _;

use crate::ambient::Ambient;

/// Bytes of a key.
pub const LENGTH: usize = 32;

/// The raw key of SQLCipher. It stays in one place: a value that is moved leaves copies on the stack, which nobody clears.
#[derive(Clone, PartialEq, Eq)]
pub struct CacheKey(Box<[u8; LENGTH]>);

impl CacheKey {
    /// A new key.
    pub fn new(ambient: &dyn Ambient) -> Self {
        let mut key = Self::empty();
        ambient.fill(key.0.as_mut_slice());
        key
    }

    /// The key with exactly these bytes.
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(Box::new(bytes))
    }

    /// The key with these bytes, if there are as many as a key has.
    pub(super) fn from_slice(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::empty();
        (bytes.len() == LENGTH).then(|| key.0.copy_from_slice(bytes))?;
        Some(key)
    }

    fn empty() -> Self {
        Self(Box::new([0; LENGTH]))
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
        let mut key = Self::empty();
        if digits.len() != 2 * LENGTH || !digits.iter().all(u8::is_ascii_hexdigit) {
            return None;
        }
        for (byte, pair) in key.0.iter_mut().zip(digits.chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
        }
        Some(key)
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
