//! The connections that only read: a few, each opened when it is first needed.

use std::ops::{Deref, DerefMut};
use std::sync::{Mutex, PoisonError};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Screens read at once; each connection holds a few megabytes.
const READERS: usize = 4;

/// As many as there are turns. A pool of sqlx would do, but takes its connections back in a task of the runtime: later than
/// they are let go, and never while the runtime is held up by who waits for all of them to be closed.
#[derive(Debug)]
pub struct Readers {
    options: SqliteConnectOptions,
    /// Those that nobody holds, the one used last at the end.
    free: Mutex<Vec<SqliteConnection>>,
    turns: Semaphore,
}

impl Readers {
    pub fn new(options: SqliteConnectOptions) -> Self {
        Self { options, free: Mutex::default(), turns: Semaphore::new(READERS) }
    }

    /// Waits for a turn. Opens a connection where all that were opened are held.
    pub async fn one(&self) -> Result<Reader<'_>, sqlx::Error> {
        let turn = self.turns.acquire().await.map_err(|_| sqlx::Error::PoolClosed)?;
        let free = self.free().pop();
        let connection = match free {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(Reader { connection: Some(connection), readers: self, _turn: turn })
    }

    /// Takes away those that were opened.
    pub fn take(&mut self) -> Vec<SqliteConnection> {
        std::mem::take(self.free.get_mut().unwrap_or_else(PoisonError::into_inner))
    }

    fn free(&self) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that reads, for as long as it is held.
#[derive(Debug)]
pub struct Reader<'a> {
    /// None once it was given back.
    connection: Option<SqliteConnection>,
    readers: &'a Readers,
    // Let go last: who has a turn finds the connection that was given back.
    _turn: SemaphorePermit<'a>,
}

impl Drop for Reader<'_> {
    fn drop(&mut self) {
        self.readers.free().extend(self.connection.take());
    }
}

const HELD: &str = "it is given back when the reader goes";

impl Deref for Reader<'_> {
    type Target = SqliteConnection;

    fn deref(&self) -> &SqliteConnection {
        self.connection.as_ref().expect(HELD)
    }
}

impl DerefMut for Reader<'_> {
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.connection.as_mut().expect(HELD)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn no_more_are_opened_than_have_turns() {
        let mut readers = Readers::new(SqliteConnectOptions::new().in_memory(true));
        let held = [readers.one().await, readers.one().await, readers.one().await, readers.one().await];
        let held = held.map(Result::unwrap);
        assert!(readers.turns.try_acquire().is_err(), "a fifth waits");
        drop(held);
        drop(readers.one().await.unwrap());
        assert_eq!(readers.take().len(), READERS, "given back, and used again");
    }
}
