//! Where the device stands: streams, clock, access.

use coopol_domain::device::Stream;
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::time::{Hlc, Instant};
use sqlx::SqliteConnection;

use crate::cache::codec::{column, frontier_column, verbs_column};
use crate::cache::{CacheError, rows};

pub(super) async fn write(
    connection: &mut SqliteConnection,
    stream: StreamId,
    position: &Stream,
) -> Result<(), CacheError> {
    let (id, unit, mandate) = (stream.as_bytes().as_slice(), position.unit.as_bytes().as_slice(), position.mandate);
    let (compartment, verbs, mandate) =
        (position.compartment.to_string(), verbs_column(position.verbs), mandate.as_bytes().as_slice());
    let (size, frontier) = frontier_column(position);
    let (recorded_at, number) = (column(position.recorded_at.0), column(position.chain.number));
    let hash = position.chain.hash.as_bytes().as_slice();
    let erased: Vec<u8> = position.erased.iter().flat_map(|subject: &SubjectId| *subject.as_bytes()).collect();
    sqlx::query!(
        "INSERT INTO streams (id, unit, compartment, verbs, mandate, size, frontier, checkpoint, recorded_at,
             chain_number, chain_hash, erased, unchecked, behind)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
             verbs = excluded.verbs, mandate = excluded.mandate, size = excluded.size, frontier = excluded.frontier,
             checkpoint = excluded.checkpoint, recorded_at = excluded.recorded_at,
             chain_number = excluded.chain_number, chain_hash = excluded.chain_hash, erased = excluded.erased,
             unchecked = excluded.unchecked, behind = excluded.behind",
        id,
        unit,
        compartment,
        verbs,
        mandate,
        size,
        frontier,
        position.checkpoint,
        recorded_at,
        number,
        hash,
        erased,
        position.unchecked,
        position.behind,
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Everything of the stream goes but what was still to be sent from it (J9).
pub(super) async fn drop_stream(connection: &mut SqliteConnection, stream: StreamId) -> Result<(), CacheError> {
    rows::delete_stream(connection, stream).await?;
    let id = stream.as_bytes().as_slice();
    sqlx::query!("DELETE FROM streams WHERE id = ?", id).execute(connection).await?;
    Ok(())
}

pub(super) async fn clock(connection: &mut SqliteConnection, clock: Hlc) -> Result<(), CacheError> {
    let clock = column(clock.0);
    sqlx::query!("UPDATE device SET clock = ?", clock).execute(connection).await?;
    Ok(())
}

pub(super) async fn access(
    connection: &mut SqliteConnection,
    mark: &str,
    lease_until: Instant,
) -> Result<(), CacheError> {
    let until = column(lease_until.0);
    sqlx::query!("UPDATE device SET access_mark = ?", mark).execute(&mut *connection).await?;
    sqlx::query!("UPDATE lease SET until = ?", until).execute(connection).await?;
    Ok(())
}
