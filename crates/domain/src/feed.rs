//! The address at which an agenda is told to calendar programs, which know nothing of Coopol: whoever has it needs nothing else. The journal
//! holds only the hash of what is secret in it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::id::{StreamId, SubjectId};

/// What is drawn for an address: as much as no one guesses.
pub const SECRET: usize = 32;
/// How calendar programs know a calendar by its address.
const SUFFIX: &str = ".ics";
/// Where a server answers.
pub const PATH: &str = "/v1/feeds/";

/// The part of an address that follows [`PATH`]: the agenda's stream, so that a server finds it without a table of addresses, and the secret.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    stream: StreamId,
    secret: Zeroizing<[u8; SECRET]>,
}

/// Text that is the address of no feed. It may be anything, and isn't repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the address of a feed: 64 letters and digits, and `{SUFFIX}`")]
pub struct NotAnAddress;

impl Address {
    /// An address in the agenda `stream`, with what was drawn for it.
    pub fn new(stream: StreamId, secret: [u8; SECRET]) -> Self {
        Self { stream, secret: Zeroizing::new(secret) }
    }

    /// The agenda.
    pub const fn stream(&self) -> StreamId {
        self.stream
    }

    /// What the journal knows it by.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.secret.as_slice()).into()
    }

    /// The feed that has this address: the hash's first half is its id, so that one address is one feed's for ever.
    pub fn feed(&self) -> SubjectId {
        let hash = self.hash();
        SubjectId::from_bytes(*hash.first_chunk().expect("a hash has 32 bytes"))
    }

    /// The whole address, on a server: `https://coopol.example/v1/feeds/….ics`.
    pub fn at(&self, server: &str) -> Zeroizing<String> {
        Zeroizing::new(format!("{server}{PATH}{}", self.text().as_str()))
    }

    /// As it is written: 64 letters, digits, `-` and `_`, and `.ics`.
    pub fn text(&self) -> Zeroizing<String> {
        let bytes = Zeroizing::new([self.stream.as_bytes().as_slice(), self.secret.as_slice()].concat());
        Zeroizing::new(format!("{}{SUFFIX}", URL_SAFE_NO_PAD.encode(bytes.as_slice())))
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Address").field("stream", &self.stream).finish_non_exhaustive()
    }
}

impl FromStr for Address {
    type Err = NotAnAddress;

    fn from_str(text: &str) -> Result<Self, NotAnAddress> {
        let text = text.strip_suffix(SUFFIX).ok_or(NotAnAddress)?;
        let bytes = Zeroizing::new(URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAnAddress)?);
        let (stream, secret) = bytes.split_first_chunk().ok_or(NotAnAddress)?;
        Ok(Self::new(StreamId::from_bytes(*stream), secret.try_into().map_err(|_| NotAnAddress)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> Address {
        Address::new(StreamId::from_bytes([3; 16]), [9; SECRET])
    }

    #[test]
    fn an_address_reads_back_and_has_one_spelling() {
        let text = address().text();
        assert_eq!(text.len(), 64 + SUFFIX.len());
        assert_eq!(text.parse(), Ok(address()));
        let bare = text.strip_suffix(SUFFIX).unwrap();
        for strange in [bare, "", SUFFIX, &text[1..], &format!("{bare}={SUFFIX}"), &format!("{bare}AAAA{SUFFIX}")] {
            assert_eq!(strange.parse::<Address>(), Err(NotAnAddress), "{strange}");
        }
    }

    /// What the journal holds doesn't open it, and nor does a line of a log.
    #[test]
    fn the_secret_is_told_by_the_address_alone() {
        let known = [address().hash().as_slice(), address().feed().as_bytes()].concat();
        assert!(!known.windows(SECRET).any(|part| part == [9; SECRET]));
        assert!(address().hash().starts_with(address().feed().as_bytes()));
        assert!(!format!("{:?}", address()).contains('9'), "{:?}", address());
    }

    #[test]
    fn it_stands_after_the_servers_own() {
        let whole = address().at("https://coopol.example");
        assert_eq!(whole.strip_prefix("https://coopol.example/v1/feeds/"), Some(address().text().as_str()));
    }
}
