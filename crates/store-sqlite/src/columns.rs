//! From what columns hold to what the domain names.

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

/// SQLite's numbers are signed; no count of the journal reaches 2^63, and a bound beyond it is as good as none.
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
