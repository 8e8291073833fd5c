//! The encrypted cache: one database per profile, one at a time who writes and checkpoints, several that only read.
//!
//! ```text
//! open       connect, prove that it is encrypted and ours, bring the tables up to date
//! apply      what the device's machine wants written, in one transaction, with everything that follows from it
//! found      whom a few letters find
//! statement  one statement, run where it is asked for
//! rows       a subject's state -> the rows that the screens list, filter and search; one file per sort
//! read       the device back into memory, subjects for folding, state roots
//! memo       what was read, for as long as nothing it was read from is written
//! ```
//!
//! To add a sort of subject: a migration with its table, a file in `rows`, a line in `rows::Rows`. To add a table of another
//! kind (settings, reminders): a migration, and its queries beside the code that uses them, through [`Cache::writer`] and
//! [`Cache::reader`].

mod apply;
mod codec;
mod error;
mod found;
mod memo;
mod open;
mod read;
mod readers;
mod rows;
mod statement;

pub use apply::{Contact, Step};
pub(crate) use codec::{change, column, count, id, list_of};
pub use error::{CacheError, Refused};
pub(crate) use memo::Memo;
pub use read::{Enrolled, Loaded};
pub use readers::Reader;

use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::TransactionBehavior;
use sqlx::{Connection as _, Sqlite, SqliteConnection, Transaction};
use tokio::sync::{Mutex, MutexGuard};

use readers::Readers;

/// The database of one profile.
#[derive(Debug)]
pub struct Cache {
    /// Nobody else writes or checkpoints: SQLite 3.50.4, which SQLCipher 4.10 stands on, may corrupt a database when two do
    /// so at once.
    /// None once it is closed.
    writer: Mutex<Option<Box<Pens>>>,
    readers: Readers,
    /// Steps that were written since it was opened.
    steps: AtomicU64,
    /// Those among them that may have said something of offices.
    offices: AtomicU64,
    /// What was written of the lease.
    leases: AtomicU64,
    found: found::Found,
}

/// The connections that write, only ever one of them at a time.
#[derive(Debug)]
struct Pens {
    /// For the steps of the device's machine, whose many statements run where they are asked for.
    steps: rusqlite::Connection,
    /// For what is written now and then, by statements that are checked when they are compiled.
    rare: SqliteConnection,
}

/// The right to write, for as long as it is held.
#[derive(Debug)]
pub struct Writer<'a>(MutexGuard<'a, Option<Box<Pens>>>);

impl Cache {
    /// Waits for the right to write.
    pub async fn writer(&self) -> Writer<'_> {
        Writer(self.writer.lock().await)
    }

    /// A connection that reads what was committed last.
    pub async fn reader(&self) -> Result<Reader<'_>, CacheError> {
        Ok(self.readers.one().await?)
    }

    /// Changes whenever what the screens show may have changed. Whoever asks before they read and finds the same later may
    /// use again what they read.
    pub(crate) fn generation(&self) -> u64 {
        self.steps.load(Ordering::Acquire)
    }

    /// The same, for what follows from offices alone: who holds which, what is claimed of them, which streams may be held and written.
    pub(crate) fn offices(&self) -> u64 {
        self.offices.load(Ordering::Acquire)
    }

    /// The same, for how long the cache may be read and what the clocks showed.
    pub(crate) fn leases(&self) -> u64 {
        self.leases.load(Ordering::Acquire)
    }

    /// Notes that something of that was written; what [`leases`](Self::leases) says from then on.
    pub(crate) fn note_lease(&self) -> u64 {
        self.leases.fetch_add(1, Ordering::AcqRel) + 1
    }

    /// Closes every connection, one that writes last, so that its file is left whole and without a log beside it.
    pub async fn close(mut self) -> Result<(), CacheError> {
        self.take().close().await
    }

    fn take(&mut self) -> Open {
        let mut others = self.readers.take();
        let pens = self.writer.get_mut().take();
        let steps = pens.map(|pens| {
            others.push(pens.rare);
            pens.steps
        });
        Open { steps, others }
    }
}

/// What is still open.
struct Open {
    steps: Option<rusqlite::Connection>,
    /// Those with a thread of their own, one that writes at the end.
    others: Vec<SqliteConnection>,
}

impl Open {
    async fn close(self) -> Result<(), CacheError> {
        // Whatever becomes of this one, the others are waited for.
        let steps = self.steps.map_or(Ok(()), |steps| steps.close().map_err(|(_, error)| error));
        for connection in self.others {
            connection.close().await?;
        }
        Ok(steps?)
    }
}

impl Drop for Cache {
    /// Closes what nobody closed, and waits for it. Each connection is at work in a thread of its own: when a process ends, SQLCipher
    /// frees what they stand on, and one that isn't done yet would take the process down with it.
    fn drop(&mut self) {
        let open = self.take();
        if open.others.is_empty() {
            return;
        }
        let closing = std::thread::spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().build().map_err(sqlx::Error::Io)?;
            runtime.block_on(open.close())
        });
        // Nobody is left to hear of it: who wants to calls `close`.
        drop(closing.join());
    }
}

impl Writer<'_> {
    /// A transaction, which has the right to write from its beginning, and is on the disk once it is committed.
    pub async fn begin(&mut self) -> Result<Transaction<'_, Sqlite>, CacheError> {
        let statement = "PRAGMA synchronous = FULL; BEGIN IMMEDIATE";
        Ok(self.pens()?.rare.begin_with(statement).await?)
    }

    /// The same for a step of the machine. Where it is `retold`, what the server tells again, it is on the disk with the next that isn't,
    /// or when the system gets to it: whole and in its order, though a power cut may take the end.
    fn step(&mut self, retold: bool) -> Result<rusqlite::Transaction<'_>, CacheError> {
        let steps = &mut self.pens()?.steps;
        steps.execute_batch(if retold { "PRAGMA synchronous = NORMAL" } else { "PRAGMA synchronous = FULL" })?;
        Ok(steps.transaction_with_behavior(TransactionBehavior::Immediate)?)
    }

    /// The connection of the steps, for whoever counts what they cost.
    ///
    /// # Errors
    /// [`CacheError`] once the cache is closed.
    pub fn steps(&mut self) -> Result<&rusqlite::Connection, CacheError> {
        Ok(&self.pens()?.steps)
    }

    fn pens(&mut self) -> Result<&mut Pens, CacheError> {
        Ok(self.0.as_mut().ok_or(sqlx::Error::PoolClosed)?)
    }
}
