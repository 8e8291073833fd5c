//! The file that custodians sign: what is stated of each stream, by its id.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{Failed, NotMovable};

/// Between which keys they move, and where to: what a custodian holds against what they were told.
pub fn said(notes: &BTreeMap<String, String>) -> BTreeSet<&str> {
    let told = |line: &&str| ["from ", "to ", "at "].iter().any(|word| line.starts_with(word));
    notes.values().flat_map(|note| note.lines()).filter(told).collect()
}

pub fn read(file: &Path) -> Result<BTreeMap<String, String>, Failed> {
    let bytes = std::fs::read(file).map_err(|source| Failed::Io { path: file.to_owned(), source })?;
    serde_json::from_slice(&bytes).map_err(|_| NotMovable::Form { path: file.to_owned() }.into())
}

pub fn written(notes: &BTreeMap<String, String>) -> Vec<u8> {
    serde_json::to_vec_pretty(notes).expect("texts make JSON")
}
