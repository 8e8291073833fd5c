//! Where the device stands: streams, clock, access.

use coopol_domain::authority::device_of;
use coopol_domain::device::{Heard, Stream, Vouched};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_domain::time::{Hlc, Instant};
use rusqlite::{Connection, params};

use crate::cache::codec::{column, frontier_column, verbs_column};
use crate::cache::statement::run;
use crate::cache::{CacheError, Contact, rows};

pub(super) fn write(on: &Connection, stream: StreamId, position: &Stream) -> Result<(), CacheError> {
    let (size, frontier) = frontier_column(position);
    let erased: Vec<u8> = position.erased.iter().flat_map(|subject: &SubjectId| *subject.as_bytes()).collect();
    run(
        on,
        "INSERT INTO streams (id, unit, compartment, verbs, mandate, size, frontier, checkpoint, recorded_at,
             chain_number, chain_hash, erased, unchecked, behind) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
             verbs = excluded.verbs, mandate = excluded.mandate, size = excluded.size, frontier = excluded.frontier,
             checkpoint = excluded.checkpoint, recorded_at = excluded.recorded_at,
             chain_number = excluded.chain_number, chain_hash = excluded.chain_hash, erased = excluded.erased,
             unchecked = excluded.unchecked, behind = excluded.behind",
        params![
            stream.as_bytes().as_slice(),
            position.unit.as_bytes().as_slice(),
            position.compartment.to_string(),
            verbs_column(position.verbs),
            position.mandate.as_bytes().as_slice(),
            size,
            frontier,
            position.checkpoint.as_str(),
            column(position.recorded_at.0),
            column(position.chain.number),
            position.chain.hash.as_bytes().as_slice(),
            erased,
            position.unchecked,
            position.behind,
        ],
    )
}

/// Everything of the stream goes but what was still to be sent from it (J9).
pub(super) fn drop_stream(on: &Connection, stream: StreamId) -> Result<(), CacheError> {
    rows::delete_stream(on, stream)?;
    let stream = [stream.as_bytes().as_slice()];
    run(on, "DELETE FROM heard WHERE stream = ?", stream)?;
    run(on, "DELETE FROM moves WHERE stream = ?", stream)?;
    run(on, "DELETE FROM streams WHERE id = ?", stream)
}

/// The key that signs from now on, and where it is reached (J5.4).
pub(super) fn authority(on: &Connection, key: &Verifier, server: Option<&str>) -> Result<(), CacheError> {
    let (device, public) = (device_of(key.public_key()), key.public_key());
    run(
        on,
        "UPDATE device SET authority = ?, authority_key = ?, verifier = ?, server = coalesce(?, server)",
        params![device.as_bytes().as_slice(), public.as_bytes().as_slice(), key.to_string(), server],
    )
}

pub(super) fn moved(on: &Connection, stream: StreamId, moved: &Moved) -> Result<(), CacheError> {
    run(on, "INSERT INTO moves (stream, note) VALUES (?, ?)", params![stream.as_bytes().as_slice(), moved.note()])
}

/// What a witness cosigned, in place of what one of its level did before (J5.2).
pub(super) fn heard(on: &Connection, stream: StreamId, level: UnitKind, heard: &Heard) -> Result<(), CacheError> {
    run(
        on,
        "REPLACE INTO heard (stream, level, device, size, at, mark) VALUES (?, ?, ?, ?, ?, ?)",
        params![
            stream.as_bytes().as_slice(),
            level.as_str(),
            heard.device.as_bytes().as_slice(),
            column(heard.size),
            column(heard.at.0),
            column(heard.mark),
        ],
    )
}

/// What this device cosigned itself.
pub(super) fn vouched(on: &Connection, stream: StreamId, vouched: &Vouched) -> Result<(), CacheError> {
    let (size, root) = (column(vouched.seen.size), vouched.seen.root.as_bytes().as_slice());
    let values = params![stream.as_bytes().as_slice(), size, root, vouched.note];
    run(on, "REPLACE INTO vouched (stream, size, root, note) VALUES (?, ?, ?, ?)", values)
}

pub(super) fn clock(on: &Connection, clock: Hlc) -> Result<(), CacheError> {
    run(on, "UPDATE device SET clock = ?", [column(clock.0)])
}

pub(super) fn access(on: &Connection, mark: &str, lease_until: Instant) -> Result<(), CacheError> {
    run(on, "UPDATE device SET access_mark = ?", [mark])?;
    run(on, "UPDATE lease SET until = ?", [column(lease_until.0)])
}

/// A clock that was ahead is brought back here, and only here: the server's word counts.
pub(super) fn contact(on: &Connection, contact: Contact) -> Result<(), CacheError> {
    run(
        on,
        "UPDATE lease SET last_contact = ?1, last_seen = ?1, skew = ?2, mails = ?3",
        params![column(contact.now.0), contact.skew, contact.mails],
    )
}
