//! Bytes as they lie on the disk: parts of 64 KiB, each sealed on its own and bound to its place, the last one marked, so
//! that none can be altered, moved or left out (the STREAM construction: Hoang, Reyhanitabar, Rogaway and Vizár, 2015).
//!
//! A key seals one content, ever, so the place alone makes the nonce.

use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};

/// Bytes of a part.
pub(super) const PART: usize = 64 << 10;
/// Bytes that sealing adds to each.
pub(super) const TAG: usize = 16;

/// The seal of one file.
pub(super) struct Seal(XChaCha20Poly1305);

impl Seal {
    pub(super) fn new(key: &[u8; 32]) -> Self {
        Self(XChaCha20Poly1305::new(key.into()))
    }

    /// The part at `place`, sealed.
    pub(super) fn seal(&self, place: u64, last: bool, part: &[u8]) -> Vec<u8> {
        self.0.encrypt(&nonce(place, last), part).expect("a part is far below what the cipher takes")
    }

    /// The part, if it is what was sealed there.
    pub(super) fn open(&self, place: u64, last: bool, sealed: &[u8]) -> Option<Vec<u8>> {
        self.0.decrypt(&nonce(place, last), sealed).ok()
    }

    /// A whole content, sealed.
    pub(super) fn seal_all(&self, content: &[u8]) -> Vec<u8> {
        let parts = content.chunks(PART);
        let last = parts.len().saturating_sub(1);
        let sealed = (0..).zip(parts).map(|(place, part)| self.seal(place, place == last as u64, part));
        sealed.flatten().collect()
    }

    /// A whole content of `size` bytes.
    pub(super) fn open_all(&self, sealed: &[u8], size: u64) -> Option<Vec<u8>> {
        let parts = sealed.chunks(PART + TAG);
        let last = parts.len().saturating_sub(1);
        let mut content = Vec::with_capacity(usize::try_from(size).ok()?.min(sealed.len()));
        for (place, part) in (0..).zip(parts) {
            content.extend(self.open(place, place == last as u64, part)?);
        }
        (content.len() as u64 == size).then_some(content)
    }
}

fn nonce(place: u64, last: bool) -> XNonce {
    let mut nonce = [0; 24];
    nonce[15..23].copy_from_slice(&place.to_be_bytes());
    nonce[23] = u8::from(last);
    XNonce::from(nonce)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_opens_whole_and_unaltered_or_not_at_all() {
        let seal = Seal::new(&[7; 32]);
        for size in [1, PART - 1, PART, PART + 1, 3 * PART] {
            let content: Vec<u8> = (0..size).map(|byte| u8::try_from(byte % 251).unwrap()).collect();
            let sealed = seal.seal_all(&content);
            assert_eq!(seal.open_all(&sealed, size as u64).as_ref(), Some(&content), "{size}");
            assert_eq!(seal.open_all(&sealed, size as u64 + 1), None);
            assert_eq!(Seal::new(&[8; 32]).open_all(&sealed, size as u64), None);
            let mut altered = sealed.clone();
            altered[size / 2] ^= 1;
            assert_eq!(seal.open_all(&altered, size as u64), None);
        }
        let three = seal.seal_all(&vec![1; 3 * PART]);
        assert_eq!(seal.open_all(&three[..2 * (PART + TAG)], 2 * PART as u64), None, "cut after a part");
        let (first, rest) = three.split_at(PART + TAG);
        let (second, third) = rest.split_at(PART + TAG);
        assert_eq!(seal.open_all(&[second, first, third].concat(), 3 * PART as u64), None, "parts changed places");
    }
}
