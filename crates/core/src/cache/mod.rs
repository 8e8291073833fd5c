//! The encrypted cache: one database per profile, one connection that writes and checkpoints, several that only read.
//!
//! ```text
//! open    connect, prove that it is encrypted and ours, bring the tables up to date
//! insert  statements run in a row
//! apply   what the device's machine wants written, in one transaction, with everything that follows from it
//! rows    a subject's state -> the rows that the screens list, filter and search; one file per sort
//! read    the device back into memory, subjects for folding, state roots
//! ```
//!
//! To add a sort of subject: a migration with its table, a file in `rows`, a line in `rows::Rows`. To add a table of another
//! kind (settings, reminders): a migration, and its queries beside the code that uses them, through [`Cache::writer`] and
//! [`Cache::reader`].

mod apply;
mod codec;
mod error;
mod found_by;
mod insert;
mod open;
mod read;
mod rows;

pub use apply::{Contact, Step};
pub(crate) use codec::{column, count, id};
pub use error::CacheError;
pub use read::{Enrolled, Loaded};

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Sqlite, SqliteConnection, SqlitePool, Transaction};
use tokio::sync::{Mutex, MutexGuard};

/// People after whom the search is put in order.
const MANY: usize = 2000;

/// The database of one profile.
#[derive(Debug)]
pub struct Cache {
    /// The only connection that writes or checkpoints: SQLite 3.50.4, which SQLCipher 4.10 stands on, may corrupt a
    /// database when two do so at once.
    writer: Mutex<SqliteConnection>,
    readers: SqlitePool,
    /// Steps that were written since it was opened.
    steps: AtomicU64,
    /// People written since their search was last put in order.
    unsorted: AtomicUsize,
}

/// The one connection that writes, for as long as it is held.
#[derive(Debug)]
pub struct Writer<'a>(MutexGuard<'a, SqliteConnection>);

impl Cache {
    /// Waits for the connection that writes.
    pub async fn writer(&self) -> Writer<'_> {
        Writer(self.writer.lock().await)
    }

    /// A connection that reads what was committed last.
    pub async fn reader(&self) -> Result<PoolConnection<Sqlite>, CacheError> {
        Ok(self.readers.acquire().await?)
    }

    /// Changes whenever what the screens show may have changed. Whoever asks before they read and finds the same later may
    /// use again what they read.
    pub(crate) fn generation(&self) -> u64 {
        self.steps.load(Ordering::Acquire)
    }

    /// Puts the search of people in order after many were written: it is read in as many pieces as it was written in, until
    /// they are made one.
    pub(crate) async fn tidy(&self) -> Result<(), CacheError> {
        if self.unsorted.load(Ordering::Relaxed) < MANY {
            return Ok(());
        }
        let mut writer = self.writer().await;
        let mut transaction = writer.begin().await?;
        let merge = "INSERT INTO people_search (people_search) VALUES ('optimize')";
        sqlx::query(merge).execute(&mut *transaction).await?;
        transaction.commit().await?;
        self.unsorted.store(0, Ordering::Relaxed);
        Ok(())
    }

    /// Closes every connection, the writing one last, so that its file is left whole and without a log beside it.
    pub async fn close(self) -> Result<(), CacheError> {
        self.readers.close().await;
        Ok(self.writer.into_inner().close().await?)
    }
}

impl Writer<'_> {
    /// A transaction, which has the right to write from its beginning.
    pub async fn begin(&mut self) -> Result<Transaction<'_, Sqlite>, CacheError> {
        Ok(self.0.begin_with("BEGIN IMMEDIATE").await?)
    }
}
