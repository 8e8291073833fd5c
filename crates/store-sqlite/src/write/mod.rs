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
use coopol_store::{Answers, Questions, Read as _, StoreError, Write, Writes};
use sqlx::{SqliteConnection, query};

use crate::failure::Orderly;
use crate::read::SqliteRead;
use crate::script::Script;

/// The one transaction that writes. Dropped, it is rolled back.
#[derive(Debug)]
pub struct SqliteWrite {
    rows: SqliteRead,
}

type Done = Result<(), StoreError>;

impl SqliteWrite {
    pub(crate) fn new(rows: SqliteRead) -> Self {
        Self { rows }
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

    async fn ask(&mut self, questions: Questions) -> Result<Answers, StoreError> {
        self.rows.ask(questions).await
    }

    async fn commit(self, writes: Writes) -> Done {
        let mut rows = self.rows;
        let erases = !writes.erasures.is_empty();
        let mut script = Script::default();
        journal(&mut script, &writes);
        around(&mut script, &writes);
        drop(writes);
        script.add("COMMIT", []);
        let on = rows.end(script).await?;
        if erases { empty_the_log(on).await } else { Ok(()) }
    }
}

/// What pushes, snapshots and erasures write.
fn journal(script: &mut Script, writes: &Writes) {
    streams::found(script, &writes.founded);
    streams::advance(script, &writes.heads);
    journal::pushes(script, &writes.pushes);
    journal::entries(script, &writes.entries);
    journal::payloads(script, &writes.entries);
    journal::waiting(script, &writes.entries);
    journal::settled(script, &writes.settled);
    journal::tiles(script, &writes.tiles);
    subjects::subjects(script, &writes.subjects);
    subjects::freed(script, &writes.freed);
    subjects::taken(script, &writes.taken);
    directory::units(script, &writes.units);
    directory::mandates(script, &writes.mandates);
    directory::devices(script, &writes.devices);
    erasures::confirmed(script, &writes.confirmed);
    directory::claims(script, &writes.claims);
    blobs::used(script, &writes.used);
    streams::snapshots(script, &writes.snapshots);
    streams::moves(script, &writes.moves);
    streams::cosignatures(script, &writes.cosignatures);
    erasures::erasures(script, &writes.erasures);
}

/// What the server keeps beside the journal.
fn around(script: &mut Script, writes: &Writes) {
    accounts::tokens(script, &writes.tokens);
    accounts::ended(script, &writes.ended);
    accounts::nonces(script, &writes.nonces);
    accounts::expired(script, writes.expired);
    accounts::settings(script, &writes.settings);
    blobs::blobs(script, &writes.blobs);
    blobs::dropped(script, &writes.dropped);
}

/// What was erased is still in the write-ahead log until that is emptied. While somebody reads from it it can't be:
/// then the next checkpoint does it.
async fn empty_the_log(on: &mut SqliteConnection) -> Done {
    query("PRAGMA wal_checkpoint(TRUNCATE)").execute(on).await.orderly().map(drop)
}
