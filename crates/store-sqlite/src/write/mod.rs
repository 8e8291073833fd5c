//! Writing, list by list; an empty list costs nothing.

mod accounts;
mod blobs;
mod directory;
mod erasures;
mod journal;
mod mail;
mod streams;
mod subjects;

use coopol_domain::id::StreamId;
use coopol_store::row::StreamRow;
use coopol_store::{Answers, Questions, Read as _, StoreError, Write, Writes};
use rusqlite::Connection;

use crate::connections::Lent;
use crate::known::Known;
use crate::read::SqliteRead;
use crate::statement;

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

    async fn commit(mut self, writes: Writes) -> Done {
        if writes.erasures.is_empty() && writes.expired.is_none() {
            let (on, known) = self.rows.on_with_known()?;
            return committed(on, known, &writes);
        }
        // An erasure reads its streams, and waits for those who read the log.
        let work = move |lent: &mut Lent| {
            let (on, known) = lent.on_with_known();
            committed(on, known, &writes)?;
            lent.empty_the_log();
            Ok(())
        };
        Box::pin(self.rows.lent_aside(work)).await
    }
}

fn committed(on: &Connection, known: &mut Known, writes: &Writes) -> Done {
    known.look(on)?;
    journal(on, writes)?;
    around(on, writes)?;
    statement::execute(on, "COMMIT", &[])?;
    known.wrote(on, writes);
    Ok(())
}

/// What pushes, snapshots and erasures write.
fn journal(on: &Connection, writes: &Writes) -> Done {
    streams::found(on, &writes.founded)?;
    streams::advance(on, &writes.heads)?;
    streams::rekeyed(on, &writes.rekeyed)?;
    journal::pushes(on, &writes.pushes)?;
    journal::entries(on, &writes.entries)?;
    journal::waiting(on, &writes.entries)?;
    journal::settled(on, &writes.settled)?;
    journal::tiles(on, &writes.tiles)?;
    subjects::subjects(on, &writes.subjects)?;
    subjects::freed(on, &writes.freed)?;
    subjects::taken(on, &writes.taken)?;
    directory::units(on, &writes.units)?;
    directory::mandates(on, &writes.mandates)?;
    directory::devices(on, &writes.devices)?;
    erasures::confirmed(on, &writes.confirmed)?;
    directory::claims(on, &writes.claims)?;
    directory::touched(on, &writes.touched)?;
    blobs::used(on, &writes.used)?;
    streams::snapshots(on, &writes.snapshots)?;
    streams::moves(on, &writes.moves)?;
    streams::cosignatures(on, &writes.cosignatures)?;
    erasures::erasures(on, &writes.erasures)
}

/// What the server keeps beside the journal.
fn around(on: &Connection, writes: &Writes) -> Done {
    accounts::tokens(on, &writes.tokens)?;
    accounts::ended(on, &writes.ended)?;
    accounts::nonces(on, &writes.nonces)?;
    accounts::expired(on, writes.expired)?;
    accounts::settings(on, &writes.settings)?;
    mail::mailed(on, &writes.mailed)?;
    mail::mail(on, &writes.mail)?;
    blobs::blobs(on, &writes.blobs)?;
    blobs::dropped(on, &writes.dropped)
}
