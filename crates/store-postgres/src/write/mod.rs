//! Writing, list by list: a statement for each, however long it is; an empty list costs nothing.

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
use coopol_store::{StoreError, Write, Writes};
use sqlx::postgres::PgConnection;

use crate::read::PostgresRead;

/// A transaction that writes. Dropped, it is rolled back.
#[derive(Debug)]
pub struct PostgresWrite {
    rows: PostgresRead,
}

pub(crate) type Done = Result<(), StoreError>;

impl PostgresWrite {
    pub(crate) fn new(rows: PostgresRead) -> Self {
        Self { rows }
    }
}

impl Write for PostgresWrite {
    type Read = PostgresRead;

    fn rows(&mut self) -> &mut PostgresRead {
        &mut self.rows
    }

    async fn lock(&mut self, streams: &[StreamId]) -> Result<Vec<StreamRow>, StoreError> {
        self.rows.beside_others();
        self.rows.lock(streams).await
    }

    async fn commit(mut self, writes: Writes) -> Done {
        // Who asked nothing has nothing that somebody else's writing could make untrue.
        self.rows.beside_others();
        let on = self.rows.on().await?;
        everything(on, &writes).await?;
        self.rows.commit().await
    }
}

/// All of it, in the order of its lists.
pub(crate) async fn everything(on: &mut PgConnection, writes: &Writes) -> Done {
    journal(on, writes).await?;
    around(on, writes).await
}

/// What pushes, snapshots and erasures write.
async fn journal(on: &mut PgConnection, writes: &Writes) -> Done {
    streams::found(on, &writes.founded).await?;
    streams::advance(on, &writes.heads).await?;
    streams::rekeyed(on, &writes.rekeyed).await?;
    journal::pushes(on, &writes.pushes).await?;
    journal::entries(on, &writes.entries).await?;
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
    directory::touched(on, &writes.touched).await?;
    blobs::used(on, &writes.used).await?;
    streams::snapshots(on, &writes.snapshots).await?;
    streams::moves(on, &writes.moves).await?;
    streams::cosignatures(on, &writes.cosignatures).await?;
    erasures::erasures(on, &writes.erasures).await
}

/// What the server keeps beside the journal.
async fn around(on: &mut PgConnection, writes: &Writes) -> Done {
    accounts::tokens(on, &writes.tokens).await?;
    accounts::ended(on, &writes.ended).await?;
    accounts::nonces(on, &writes.nonces).await?;
    accounts::expired(on, writes.expired).await?;
    accounts::settings(on, &writes.settings).await?;
    mail::mailed(on, &writes.mailed).await?;
    mail::mail(on, &writes.mail).await?;
    blobs::blobs(on, &writes.blobs).await?;
    blobs::dropped(on, &writes.dropped).await
}
