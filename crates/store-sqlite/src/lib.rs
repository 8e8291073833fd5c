//! The server's store in one SQLite file: a backend of [`coopol_store`].
//!
//! One connection writes and makes checkpoints; readers are read-only. A statement runs on the thread that asks for it: most
//! of ours take less than waking another would. What may take long runs aside (`read::SqliteRead::aside`). What nearly every push
//! asks is known to the one that writes until somebody else does (`known`).
//!
//! Queries are checked against the schema when they are compiled, from the data in `.sqlx`; a test holds that data to
//! the schema. After changing a query or a migration, refresh it in this folder, with nothing but SQLite (3.37 or newer)
//! and cargo: `cat ../../migrations/server-sqlite/*.sql | sqlite3 /tmp/fresh.db && rm .sqlx/* && touch src/lib.rs &&
//! COOPOL_SQLITE_URL=sqlite:/tmp/fresh.db SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$PWD/.sqlx SQLX_TMP=$PWD/.sqlx cargo check`.
//! (`cargo sqlx prepare` does the same; its sqlx-cli must be built with the feature `sqlx-toml`.)
//!
//! To add a table: a migration in `migrations/server-sqlite`, its reading in `read`, its writing in `write`, its columns in
//! [`coopol_store::tables`]; and in `known`, what it changes of the answers that are kept there.

mod columns;
mod connections;
mod copy;
mod failure;
mod known;
mod read;
mod statement;
mod tables;
mod turns;
mod write;

use std::path::Path;

use coopol_store::schema::Schema;
use coopol_store::{Backend, StoreError};
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use connections::{Connections, PATIENCE};
use failure::io;
pub use read::SqliteRead;
use turns::Turns;
pub use write::SqliteWrite;

/// The schema, step by step. Steps that a newer program took are none of its business: see [`coopol_store::schema`].
pub static MIGRATIONS: Migrator = Migrator { ignore_missing: true, ..sqlx::migrate!("../../migrations/server-sqlite") };

/// Reading transactions at one time; more of them wait.
const READERS: u32 = 4;

/// A database file. Cloning it gives another handle to the same one.
#[derive(Clone, Debug)]
pub struct Sqlite {
    writer: Connections,
    readers: Connections,
    turns: Turns,
    ahead: bool,
}

impl Sqlite {
    /// Opens the file, or begins it, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the file can't be opened or isn't one of this program's; [`StoreError::NewerSchema`].
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        // It stays what it is made here: what others open finds the log that is written ahead.
        let options = SqliteConnectOptions::new().filename(path).journal_mode(SqliteJournalMode::Wal);
        let options = options.synchronous(SqliteSynchronous::Full).foreign_keys(true).busy_timeout(PATIENCE);
        let options = options.pragma("secure_delete", "ON").create_if_missing(true).disable_statement_logging();
        let mut first = options.connect().await.map_err(io)?;
        let migrated = brought_up(&mut first).await;
        let writer = Connections::new(path, true, 1);
        // Before the first is closed: whoever closes the last one empties the log.
        let opened = match migrated {
            Ok(ahead) => ready(&writer).map(|()| ahead),
            failed => failed,
        };
        let closed = first.close().await.map_err(io);
        let ahead = opened?;
        closed?;
        let readers = Connections::new(path, false, READERS);
        Ok(Self { writer, readers, turns: Turns::default(), ahead })
    }

    /// Whether a newer program took steps with the schema that this one doesn't know.
    pub const fn is_ahead(&self) -> bool {
        self.ahead
    }

    /// How often a connection was asked or told something since the file was opened: whatever is asked or written at once
    /// is one turn.
    pub fn turns(&self) -> u64 {
        self.turns.so_far()
    }

    /// A reader without a transaction.
    async fn glance_aside(&self) -> Result<SqliteRead, StoreError> {
        Ok(SqliteRead::new(self.readers.take().await?, None, self.turns.clone()))
    }

    /// Closes every connection, after those who still use one.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Opens the connection that writes. A program that was killed may have left in the log what it erased (J7.2).
fn ready(writer: &Connections) -> Result<(), StoreError> {
    writer.take_now()?.ok_or(StoreError::Busy)?.empty_the_log();
    Ok(())
}

/// Whether the schema is ahead of this program.
async fn brought_up(on: &mut SqliteConnection) -> Result<bool, StoreError> {
    MIGRATIONS.run(&mut *on).await.map_err(io)?;
    let found = sqlx::query_as("SELECT (SELECT max(version) FROM _sqlx_migrations), step FROM schema_floor");
    let (taken, floor) = found.fetch_one(on).await.map_err(io)?;
    let known = MIGRATIONS.iter().map(|step| step.version).max().unwrap_or_default();
    Schema { taken, floor }.served_by(known)
}

impl Backend for Sqlite {
    type Read = SqliteRead;
    type Write = SqliteWrite;

    async fn read(&self) -> Result<SqliteRead, StoreError> {
        Ok(SqliteRead::new(self.readers.take().await?, Some("BEGIN"), self.turns.clone()))
    }

    /// By the connection that writes, if nobody does: it needn't read again what it wrote, as the others must.
    async fn glance(&self) -> Result<SqliteRead, StoreError> {
        match self.writer.take_now()? {
            Some(writer) => Ok(SqliteRead::new(writer, None, self.turns.clone())),
            None => self.glance_aside().await,
        }
    }

    async fn write(&self) -> Result<SqliteWrite, StoreError> {
        let rows = SqliteRead::new(self.writer.take().await?, Some("BEGIN IMMEDIATE"), self.turns.clone());
        Ok(SqliteWrite::new(rows))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// J3.5: what was answered is on the disk, a power cut included; J7.2: what is erased is overwritten there.
    #[test]
    fn what_was_answered_is_on_the_disk() {
        let folder = tempfile::tempdir().unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let sqlite = Sqlite::open(&folder.path().join("server.db")).await.unwrap();
            let writer = sqlite.writer.take().await.unwrap();
            let reader = sqlite.readers.take().await.unwrap();
            for (asked, wanted) in [("synchronous", 2_i64), ("secure_delete", 1), ("foreign_keys", 1)] {
                let set: i64 = writer.on().pragma_query_value(None, asked, |row| row.get(0)).unwrap();
                assert_eq!(set, wanted, "{asked}");
            }
            for of in [&writer, &reader] {
                let mode: String = of.on().pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
                assert_eq!(mode, "wal");
            }
            assert!(reader.on().execute("DELETE FROM nonces", []).is_err(), "readers only read");
            drop(reader);
            drop(writer);
            sqlite.close().await;
        });
    }
}
