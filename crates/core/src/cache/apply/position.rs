//! Where the device stands: streams, clock, access.

use coopol_domain::authority::device_of;
use coopol_domain::device::{Heard, Stream, Vouched};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::key::Verifier;
use coopol_domain::seal::moved::Moved;
use coopol_domain::time::{Hlc, Instant};

use crate::cache::codec::{column, frontier_column, verbs_column};
use crate::cache::insert::Script;
use crate::cache::{CacheError, Contact, rows};

pub(super) async fn write(script: &mut Script<'_>, stream: StreamId, position: &Stream) -> Result<(), CacheError> {
    let (id, unit, mandate) = (stream.as_bytes().as_slice(), position.unit.as_bytes().as_slice(), position.mandate);
    let (compartment, verbs, mandate) =
        (position.compartment.to_string(), verbs_column(position.verbs), mandate.as_bytes().as_slice());
    let (size, frontier) = frontier_column(position);
    let (recorded_at, number) = (column(position.recorded_at.0), column(position.chain.number));
    let hash = position.chain.hash.as_bytes().as_slice();
    let erased: Vec<u8> = position.erased.iter().flat_map(|subject: &SubjectId| *subject.as_bytes()).collect();
    let query = script.say(
        "INSERT INTO streams (id, unit, compartment, verbs, mandate, size, frontier, checkpoint, recorded_at,
             chain_number, chain_hash, erased, unchecked, behind) VALUES (",
    );
    let query = query.await?;
    let mut values = query.separated(", ");
    values.push_bind(id).push_bind(unit).push_bind(compartment).push_bind(verbs).push_bind(mandate);
    values.push_bind(size).push_bind(frontier).push_bind(position.checkpoint.as_str()).push_bind(recorded_at);
    values.push_bind(number).push_bind(hash).push_bind(erased).push_bind(position.unchecked).push_bind(position.behind);
    query.push(
        ") ON CONFLICT (id) DO UPDATE SET
             verbs = excluded.verbs, mandate = excluded.mandate, size = excluded.size, frontier = excluded.frontier,
             checkpoint = excluded.checkpoint, recorded_at = excluded.recorded_at,
             chain_number = excluded.chain_number, chain_hash = excluded.chain_hash, erased = excluded.erased,
             unchecked = excluded.unchecked, behind = excluded.behind",
    );
    Ok(())
}

/// Everything of the stream goes but what was still to be sent from it (J9).
pub(super) async fn drop_stream(script: &mut Script<'_>, stream: StreamId) -> Result<(), CacheError> {
    rows::delete_stream(script, stream).await?;
    script.say("DELETE FROM heard WHERE stream = ").await?.push_bind(stream.as_bytes().as_slice());
    script.say("DELETE FROM moves WHERE stream = ").await?.push_bind(stream.as_bytes().as_slice());
    script.say("DELETE FROM streams WHERE id = ").await?.push_bind(stream.as_bytes().as_slice());
    Ok(())
}

/// The key that signs from now on, and where it is reached (J5.4).
pub(super) async fn authority(script: &mut Script<'_>, key: &Verifier, server: Option<&str>) -> Result<(), CacheError> {
    let device = device_of(key.public_key());
    let statement = script.say("UPDATE device SET authority = ").await?.push_bind(device.as_bytes().to_vec());
    let statement = statement.push(", authority_key = ").push_bind(key.public_key().as_bytes().to_vec());
    let statement = statement.push(", verifier = ").push_bind(key.to_string());
    if let Some(server) = server {
        statement.push(", server = ").push_bind(server.to_owned());
    }
    Ok(())
}

pub(super) async fn moved(script: &mut Script<'_>, stream: StreamId, moved: &Moved) -> Result<(), CacheError> {
    let statement = script.say("INSERT INTO moves (stream, note) VALUES (").await?;
    statement.push_bind(stream.as_bytes().to_vec()).push(", ").push_bind(moved.note().to_owned()).push(")");
    Ok(())
}

/// What a witness cosigned, in place of what one of its level did before (J5.2).
pub(super) async fn heard(
    script: &mut Script<'_>,
    stream: StreamId,
    level: UnitKind,
    heard: &Heard,
) -> Result<(), CacheError> {
    let statement = script.say("REPLACE INTO heard (stream, level, device, size, at, mark) VALUES (").await?;
    let mut values = statement.separated(", ");
    values.push_bind(stream.as_bytes().to_vec()).push_bind(level.as_str().to_owned());
    values.push_bind(heard.device.as_bytes().to_vec()).push_bind(column(heard.size));
    values.push_bind(column(heard.at.0)).push_bind(column(heard.mark));
    statement.push(")");
    Ok(())
}

/// What this device cosigned itself.
pub(super) async fn vouched(script: &mut Script<'_>, stream: StreamId, vouched: &Vouched) -> Result<(), CacheError> {
    let statement = script.say("REPLACE INTO vouched (stream, size, root, note) VALUES (").await?;
    let mut values = statement.separated(", ");
    values.push_bind(stream.as_bytes().to_vec()).push_bind(column(vouched.seen.size));
    values.push_bind(vouched.seen.root.as_bytes().to_vec()).push_bind(vouched.note.clone());
    statement.push(")");
    Ok(())
}

pub(super) async fn clock(script: &mut Script<'_>, clock: Hlc) -> Result<(), CacheError> {
    script.say("UPDATE device SET clock = ").await?.push_bind(column(clock.0));
    Ok(())
}

pub(super) async fn access(script: &mut Script<'_>, mark: &str, lease_until: Instant) -> Result<(), CacheError> {
    script.say("UPDATE device SET access_mark = ").await?.push_bind(mark);
    script.say("UPDATE lease SET until = ").await?.push_bind(column(lease_until.0));
    Ok(())
}

/// A clock that was ahead is brought back here, and only here: the server's word counts.
pub(super) async fn contact(script: &mut Script<'_>, contact: Contact) -> Result<(), CacheError> {
    let now = column(contact.now.0);
    let query = script.say("UPDATE lease SET last_contact = ").await?;
    query.push_bind(now).push(", last_seen = ").push_bind(now).push(", skew = ").push_bind(contact.skew);
    query.push(", mails = ").push_bind(contact.mails);
    Ok(())
}
