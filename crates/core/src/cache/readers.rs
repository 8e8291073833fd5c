//! The connections that only read: a few, each opened when it is first needed.

use std::ops::{Deref, DerefMut};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard, Semaphore, SemaphorePermit};

/// Screens read at once; each connection holds a few megabytes.
const READERS: usize = 4;

/// A connection that reads, for as long as it is held.
#[derive(Debug)]
pub struct Reader<'a> {
    // Let go before the turn is: who has a turn finds a free place.
    connection: MappedMutexGuard<'a, SqliteConnection>,
    _turn: SemaphorePermit<'a>,
}

/// As many as there are places. A pool of sqlx would do, but takes its connections back in a task of the runtime: later than
/// they are let go, and never while the runtime is held up by who waits for all of them to be closed.
#[derive(Debug)]
pub struct Readers {
    options: SqliteConnectOptions,
    places: [Mutex<Option<SqliteConnection>>; READERS],
    turns: Semaphore,
}

impl Readers {
    pub fn new(options: SqliteConnectOptions) -> Self {
        Self { options, places: std::array::from_fn(|_| Mutex::default()), turns: Semaphore::new(READERS) }
    }

    /// The first that is free; waits for one.
    pub async fn one(&self) -> Result<Reader<'_>, sqlx::Error> {
        let turn = self.turns.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let free = self.places.iter().find_map(|place| place.try_lock().ok());
        let mut place = free.ok_or(sqlx::Error::PoolClosed)?;
        if place.is_none() {
            *place = Some(self.options.connect().await?);
        }
        let connection = MutexGuard::try_map(place, Option::as_mut).map_err(|_| sqlx::Error::PoolClosed)?;
        Ok(Reader { connection, _turn: turn })
    }

    /// Takes away those that were opened.
    pub fn take(&mut self) -> Vec<SqliteConnection> {
        self.places.iter_mut().filter_map(|place| place.get_mut().take()).collect()
    }
}

impl Deref for Reader<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        &self.connection
    }
}

impl DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        &mut self.connection
    }
}
