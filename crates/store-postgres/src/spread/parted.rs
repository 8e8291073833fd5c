//! What is written, parted by database.

use std::collections::{BTreeMap, BTreeSet};

use coopol_domain::id::StreamId;
use coopol_store::{StoreError, Writes};

use super::places::HOME;

/// Each list whose rows are of a stream, and of which.
macro_rules! of_streams {
    ($apply:ident!($($arguments:tt)*)) => {
        $apply! {
            ($($arguments)*)
            founded: |row| row.head.stream,
            heads: |row| row.0.stream,
            rekeyed: |row| row.0,
            pushes: |row| row.stream,
            entries: |row| row.stream,
            tiles: |row| row.stream,
            subjects: |row| row.stream,
            freed: |row| row.stream,
            taken: |row| row.stream,
            confirmed: |row| row.stream,
            touched: |row| row.stream,
            used: |row| row.stream,
            snapshots: |row| row.stream,
            moves: |row| row.stream,
            cosignatures: |row| row.stream,
            erasures: |row| row.stream,
            blobs: |row| row.stream,
            dropped: |row| row.0
        }
    };
}

macro_rules! streams_in {
    (($writes:expr, $streams:expr) $($list:ident: |$row:ident| $stream:expr),+) => {
        $($streams.extend($writes.$list.iter().map(|$row| $stream));)+
    };
}

/// Takes everything apart, so that no list is forgotten, and deals out the rows of streams.
macro_rules! deal {
    (($writes:expr, $parts:expr, $placed:expr; $($rest:ident)+) $($list:ident: |$row:ident| $stream:expr),+) => {
        let Writes { $($list,)+ $($rest),+ } = $writes;
        $(for $row in $list {
            let place = $placed.get(&$stream).copied().unwrap_or(HOME);
            $parts[place].$list.push($row);
        })+
    };
}

/// The streams of all that is written.
pub fn streams(writes: &Writes) -> BTreeSet<StreamId> {
    let mut streams = BTreeSet::new();
    of_streams!(streams_in!(writes, streams));
    streams
}

/// What is written in each of `number` databases; `placed` says where the streams are.
pub fn parted(writes: Writes, number: usize, placed: &BTreeMap<StreamId, usize>) -> Result<Vec<Writes>, StoreError> {
    let mut parts = vec![Writes::default(); number];
    of_streams!(deal!(writes, parts, placed;
        settled units mandates devices claims tokens ended nonces expired settings mailed mail));
    // What an entry settles is in its own stream.
    let none = parts.iter().all(|part| part.entries.is_empty());
    for part in parts.iter_mut().filter(|part| none || !part.entries.is_empty()) {
        part.settled.clone_from(&settled);
    }
    let of_rights = units.iter().map(|row| row.stream).chain(mandates.iter().map(|row| row.stream));
    let mut of_rights =
        of_rights.chain(devices.iter().map(|row| row.stream)).chain(claims.iter().map(|row| row.stream));
    if of_rights.any(|stream| placed.get(&stream).is_some_and(|place| *place != HOME)) {
        return Err(StoreError::Corrupt { what: "what rights follow from, outside the first database," });
    }
    let home = std::mem::take(&mut parts[HOME]);
    parts[HOME] =
        Writes { units, mandates, devices, claims, tokens, ended, nonces, expired, settings, mailed, mail, ..home };
    Ok(parts)
}
