//! Between the words of the journal and the columns of the cache.

use coopol_domain::access::{Verb, Verbs};
use coopol_domain::codec::Malformed;
use coopol_domain::device::{Progress, Stream};
use coopol_domain::journal::Change;
use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;

use super::CacheError;

/// A count in a column. SQLite's numbers end at 2^63, and no count of the journal reaches that.
pub(crate) fn column(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// A count from a column, 0 for what can't be one.
pub(crate) fn count(column: i64) -> u64 {
    u64::try_from(column).unwrap_or_default()
}

/// Numbers as a list that SQLite reads with `json_each`.
pub(crate) fn list_of(numbers: impl Iterator<Item = i64>) -> String {
    serde_json::to_string(&numbers.collect::<Vec<_>>()).expect("numbers are written as JSON")
}

/// Sixteen bytes, or whatever `N`, from a column.
pub(crate) fn array<const N: usize>(place: &'static str, bytes: &[u8]) -> Result<[u8; N], CacheError> {
    bytes.try_into().map_err(|_| CacheError::Damaged { place, why: format!("{} bytes, not {N}", bytes.len()) })
}

/// An identifier from a column.
pub(crate) fn id<T>(place: &'static str, bytes: &[u8], from: impl Fn([u8; 16]) -> T) -> Result<T, CacheError> {
    array(place, bytes).map(from)
}

pub(super) fn verbs_column(verbs: Verbs) -> i64 {
    Verb::ALL.into_iter().filter(|verb| verbs.has(*verb)).fold(0, |all, verb| all | i64::from(verb as u16))
}

pub(super) fn verbs(column: i64) -> Verbs {
    let given = |verb: &Verb| column & i64::from(*verb as u16) != 0;
    Verb::ALL.into_iter().filter(given).fold(Verbs::NONE, |all, verb| all.and(Verbs::of(&[verb])))
}

pub(super) fn frontier_column(stream: &Stream) -> (i64, Vec<u8>) {
    let (size, subtrees) = stream.frontier.parts();
    (column(size), subtrees.iter().flat_map(|hash| *hash.as_bytes()).collect())
}

pub(super) fn frontier(size: i64, bytes: &[u8]) -> Result<Frontier, CacheError> {
    let subtrees = bytes.chunks(32).map(|hash| array("streams", hash).map(Hash::from)).collect::<Result<_, _>>()?;
    Frontier::from_parts(count(size), subtrees)
        .map_err(|error| CacheError::Damaged { place: "streams", why: error.to_string() })
}

pub(super) fn progress_columns(progress: &Progress) -> (&'static str, Option<String>) {
    match progress {
        // In which push it is, and how far that got, stands beside it.
        Progress::Saved | Progress::Signed(_) | Progress::Received(_) => ("saved", None),
        Progress::Refused(code) => ("refused", Some(code.clone())),
        Progress::Held(need) => ("held", Some(need.to_string())),
        Progress::Quarantined => ("quarantined", None),
    }
}

pub(crate) fn progress(word: &str, detail: Option<&str>) -> Result<Progress, CacheError> {
    let progress = match (word, detail) {
        ("saved", _) => Some(Progress::Saved),
        ("refused", Some(code)) => Some(Progress::Refused(code.to_owned())),
        ("held", Some(need)) => need.parse().ok().map(Progress::Held),
        ("quarantined", _) => Some(Progress::Quarantined),
        _ => None,
    };
    progress.ok_or_else(|| CacheError::Damaged { place: "outbox", why: format!("`{word}` is no progress") })
}

/// A change from its two columns.
pub(crate) fn change(header: &[u8], payload: &[u8]) -> Result<Change, CacheError> {
    use coopol_domain::journal::{Header, Payload};
    let read = || -> Result<Change, Malformed> {
        Ok(Change { header: Header::decode(header)?, payload: Payload::decode(payload)? })
    };
    read().map_err(CacheError::damaged("outbox"))
}
