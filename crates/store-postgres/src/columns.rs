//! From what columns hold to what the domain names, and back.

use std::collections::BTreeMap;

use coopol_domain::seal::Hash;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::Instant;
use coopol_store::StoreError;

pub(crate) fn id<'a, T: TryFrom<&'a [u8]>>(bytes: &'a [u8]) -> Result<T, StoreError> {
    T::try_from(bytes).map_err(|_| StoreError::Corrupt { what: "an id" })
}

pub(crate) fn hash(bytes: &[u8]) -> Result<Hash, StoreError> {
    <[u8; 32]>::try_from(bytes).map(Hash::from).map_err(|_| StoreError::Corrupt { what: "a hash" })
}

pub(crate) fn count(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Corrupt { what: "a count" })
}

pub(crate) fn instant(number: i64) -> Result<Instant, StoreError> {
    count(number).map(Instant)
}

/// The database's numbers are signed; no count of the journal reaches 2^63, and a bound beyond it is as good as none.
pub(crate) fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

pub(crate) fn subtrees(frontier: &Frontier) -> Vec<u8> {
    frontier.parts().1.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

pub(crate) fn frontier(size: i64, subtrees: &[u8]) -> Result<Frontier, StoreError> {
    let subtrees = subtrees.chunks(32).map(hash).collect::<Result<_, _>>()?;
    Ok(Frontier::from_parts(count(size)?, subtrees)?)
}

/// One column of many rows, as a statement takes it: ids and hashes.
pub(crate) fn each<'a, T, const N: usize>(rows: &'a [T], cell: impl Fn(&'a T) -> &'a [u8; N]) -> Vec<&'a [u8]> {
    rows.iter().map(|row| cell(row).as_slice()).collect()
}

/// The same: counts and instants.
pub(crate) fn numbers<T>(rows: &[T], cell: impl Fn(&T) -> u64) -> Vec<i64> {
    rows.iter().map(|row| number(cell(row))).collect()
}

/// What several rows say of one thing, as the last of them has it: one statement writes a row once.
pub(crate) fn last<'a, T, K: Ord>(rows: &'a [T], key: impl Fn(&'a T) -> K) -> Vec<&'a T> {
    rows.iter().map(|row| (key(row), row)).collect::<BTreeMap<_, _>>().into_values().collect()
}
