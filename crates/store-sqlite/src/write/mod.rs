//! Writing, list by list; an empty list costs nothing.

mod accounts;
mod blobs;
mod directory;
mod erasures;
mod journal;
mod streams;
mod subjects;

use coopol_domain::id::StreamId;
use coopol_store::row::StreamRow;
use coopol_store::{Read as _, StoreError, Write, Writes};
use sqlx::{SqliteConnection, SqlitePool, query};

use crate::failure::Orderly;
use crate::read::SqliteRead;

/// The one transaction that writes. Dropped, it is rolled back.
#[derive(Debug)]
pub struct SqliteWrite {
    rows: SqliteRead,
    writer: SqlitePool,
}

type Done = Result<(), StoreError>;

impl SqliteWrite {
    pub(crate) fn new(rows: SqliteRead, writer: SqlitePool) -> Self {
        Self { rows, writer }
    }
}

impl Write for SqliteWrite {
    type Read = SqliteRead;

    fn rows(&mut self) -> &mut SqliteRead {
        &mut self.rows
    }

    /// `BEGIN IMMEDIATE` has already kept everybody else out.
    async fn lock(&mut self, streams: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        self.rows.streams(streams).await
    }

    async fn commit(self, writes: Writes) -> Done {
        let mut tx = self.rows.into_inner();
        journal(&mut tx, &writes).await?;
        around(&mut tx, &writes).await?;
        tx.commit().await.orderly()?;
        if !writes.erasures.is_empty() {
            empty_the_log(&self.writer).await?;
        }
        Ok(())
    }
}

/// What pushes, snapshots and erasures write.
async fn journal(on: &mut SqliteConnection, writes: &Writes) -> Done {
    streams::found(on, &writes.founded).await?;
    streams::advance(on, &writes.heads).await?;
    journal::pushes(on, &writes.pushes).await?;
    journal::entries(on, &writes.entries).await?;
    journal::payloads(on, &writes.entries).await?;
    journal::waiting(on, &writes.entries).await?;
    journal::settled(on, &writes.settled).await?;
    journal::tiles(on, &writes.tiles).await?;
    subjects::subjects(on, &writes.subjects).await?;
    subjects::freed(on, &writes.freed).await?;
    subjects::taken(on, &writes.taken).await?;
    directory::units(on, &writes.units).await?;
    directory::mandates(on, &writes.mandates).await?;
    directory::devices(on, &writes.devices).await?;
    erasures::confirmed(on, &writes.confirmed).await?;
    directory::claims(on, &writes.claims).await?;
    blobs::used(on, &writes.used).await?;
    streams::snapshots(on, &writes.snapshots).await?;
    streams::moves(on, &writes.moves).await?;
    erasures::erasures(on, &writes.erasures).await
}

/// What the server keeps beside the journal.
async fn around(on: &mut SqliteConnection, writes: &Writes) -> Done {
    accounts::tokens(on, &writes.tokens).await?;
    accounts::ended(on, &writes.ended).await?;
    accounts::nonces(on, &writes.nonces).await?;
    accounts::expired(on, writes.expired).await?;
    accounts::settings(on, &writes.settings).await?;
    blobs::blobs(on, &writes.blobs).await?;
    blobs::dropped(on, &writes.dropped).await
}

/// What was erased is still in the write-ahead log until that is emptied. While somebody reads from it it can't be:
/// then the next checkpoint does it.
async fn empty_the_log(writer: &SqlitePool) -> Done {
    query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await.orderly().map(drop)
}
