//! The server's store in one SQLite file: a backend of [`coopol_store`].
//!
//! One connection writes and makes checkpoints; readers are read-only. Lists go in as JSON, with bytes in hexadecimal,
//! so that a transaction over a hundred pushes takes as many statements as one over a single push; and they are handed
//! over together, all that is asked and all that is written (`script.rs`).
//!
//! Queries are checked against the schema when they are compiled, from the data in `.sqlx`; a test holds that data to
//! the schema. After changing a query or a migration, refresh it in this folder, with nothing but SQLite (3.37 or newer)
//! and cargo: `cat ../../migrations/server-sqlite/*.sql | sqlite3 /tmp/fresh.db && rm .sqlx/* && touch src/lib.rs &&
//! COOPOL_SQLITE_URL=sqlite:/tmp/fresh.db SQLX_OFFLINE=false SQLX_OFFLINE_DIR=$PWD/.sqlx SQLX_TMP=$PWD/.sqlx cargo check`.
//! (`cargo sqlx prepare` does the same; its sqlx-cli must be built with the feature `sqlx-toml`.)
//!
//! To add a table: a migration in `migrations/server-sqlite`, its reading in `read`, its writing in `write`.

mod columns;
mod connections;
mod copy;
mod failure;
mod parameters;
mod read;
mod script;
mod turns;
mod write;

use std::path::Path;

use coopol_store::{Backend, StoreError};
use sqlx::ConnectOptions as _;
use sqlx::migrate::Migrator;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};

use connections::{Connections, PATIENCE};
use failure::io;
pub use read::SqliteRead;
use turns::Turns;
pub use write::SqliteWrite;

/// The schema, step by step.
pub static MIGRATIONS: Migrator = sqlx::migrate!("../../migrations/server-sqlite");

/// Reading transactions at one time; more of them wait.
const READERS: u32 = 4;

/// A database file. Cloning it gives another handle to the same one.
#[derive(Clone, Debug)]
pub struct Sqlite {
    writer: Connections,
    readers: Connections,
    turns: Turns,
}

impl Sqlite {
    /// Opens the file, or begins it, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Io`] when the file can't be opened or isn't one of this program's.
    pub async fn open(path: &Path) -> Result<Self, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            // A commit that was answered must survive a power cut (J3.5).
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("temp_store", "MEMORY")
            // What is deleted is overwritten: a wrapped key must not outlive its erasure in a free page (J7.2).
            .pragma("secure_delete", "ON")
            .row_buffer_size(1_024)
            .disable_statement_logging();
        let writer = Connections::new(options.clone().create_if_missing(true), 1);
        let migrated = async { MIGRATIONS.run(writer.take().await?.on()).await.map_err(io) };
        if let Err(failure) = migrated.await {
            writer.close().await;
            return Err(failure);
        }
        let readers = Connections::new(options.read_only(true), READERS);
        Ok(Self { writer, readers, turns: Turns::default() })
    }

    /// How often a connection was handed something to do since the file was opened: whatever is asked or written at once
    /// is one turn.
    pub fn turns(&self) -> u64 {
        self.turns.so_far()
    }

    /// Closes every connection, after those who still use one.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

impl Backend for Sqlite {
    type Read = SqliteRead;
    type Write = SqliteWrite;

    async fn read(&self) -> Result<SqliteRead, StoreError> {
        Ok(SqliteRead::new(self.readers.take().await?, Some("BEGIN"), self.turns.clone()))
    }

    async fn glance(&self) -> Result<SqliteRead, StoreError> {
        Ok(SqliteRead::new(self.readers.take().await?, None, self.turns.clone()))
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
            let mut writer = sqlite.writer.take().await.unwrap();
            for (asked, wanted) in [("PRAGMA synchronous", 2_i64), ("PRAGMA secure_delete", 1)] {
                let set: i64 = sqlx::query_scalar(asked).fetch_one(writer.on()).await.unwrap();
                assert_eq!(set, wanted, "{asked}");
            }
            let mode: String = sqlx::query_scalar("PRAGMA journal_mode").fetch_one(writer.on()).await.unwrap();
            assert_eq!(mode, "wal");
            drop(writer);
            sqlite.close().await;
        });
    }
}
