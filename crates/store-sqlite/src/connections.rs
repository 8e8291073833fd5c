//! Connections, lent and taken back.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use coopol_store::StoreError;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::failure::{Orderly as _, io};
use crate::known::Known;
use crate::statement::KEPT;

/// How long to wait for a connection, or for another process to end its writing, before the answer is "busy".
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// For how long whoever empties the log waits for those who read from it.
const A_MOMENT: Duration = Duration::from_secs(1);

/// Connections of one sort, opened when they are first needed. Cloning it gives another handle to the same ones.
#[derive(Clone, Debug)]
pub(crate) struct Connections(Arc<Home>);

#[derive(Debug)]
struct Home {
    path: PathBuf,
    access: OpenFlags,
    idle: Mutex<Vec<Own>>,
    free: Arc<Semaphore>,
    most: u32,
}

/// A connection on loan. Dropped, it goes back, and what it began and didn't end is rolled back.
#[derive(Debug)]
pub(crate) struct Lent {
    /// There until it is dropped.
    own: Option<Own>,
    home: Arc<Home>,
    _permit: OwnedSemaphorePermit,
}

/// A connection, and what it was told.
#[derive(Debug)]
struct Own {
    connection: Connection,
    known: Box<Known>,
}

impl Connections {
    /// At most so many, which write if they may.
    pub fn new(path: &Path, writes: bool, most: u32) -> Self {
        let access = if writes { OpenFlags::SQLITE_OPEN_READ_WRITE } else { OpenFlags::SQLITE_OPEN_READ_ONLY };
        // One thread at a time has a connection: it needs no lock of its own.
        let access = access | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let free = Arc::new(Semaphore::new(most as usize));
        Self(Arc::new(Home { path: path.to_owned(), access, idle: Mutex::default(), free, most }))
    }

    /// One of them, after whoever came before.
    pub async fn take(&self) -> Result<Lent, StoreError> {
        if let Some(lent) = self.take_now()? {
            return Ok(lent);
        }
        let permit = tokio::time::timeout(PATIENCE, self.0.free.clone().acquire_owned()).await;
        self.lend(permit.map_err(|_| StoreError::Busy)?.map_err(io)?)
    }

    /// One of them, if one is free.
    pub fn take_now(&self) -> Result<Option<Lent>, StoreError> {
        self.0.free.clone().try_acquire_owned().ok().map(|permit| self.lend(permit)).transpose()
    }

    fn lend(&self, permit: OwnedSemaphorePermit) -> Result<Lent, StoreError> {
        let home = self.0.clone();
        let idle = home.idle().pop();
        let own = match idle {
            Some(own) => own,
            None => Own { connection: home.open()?, known: home.known() },
        };
        Ok(Lent { own: Some(own), home, _permit: permit })
    }

    /// Closes all of them, after those who still use one.
    pub async fn close(&self) {
        let home = &self.0;
        // Closed already: then nobody uses one any more.
        let Ok(_all) = home.free.acquire_many(home.most).await else { return };
        home.free.close();
        let idle = std::mem::take(&mut *home.idle());
        for own in idle {
            // What it still had to say was rolled back; it is closed either way.
            drop(own.connection.close());
        }
    }
}

impl Home {
    fn open(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open_with_flags(&self.path, self.access).orderly()?;
        connection.busy_timeout(PATIENCE).orderly()?;
        connection.set_prepared_statement_cache_capacity(KEPT);
        // A commit that was answered must survive a power cut (J3.5). What is deleted is overwritten: a wrapped key must not
        // outlive its erasure in a free page (J7.2).
        // The log is copied into the file after 4,000 pages, 16 MB: the streams that are written to now write the same pages again
        // and again, and each is copied once.
        let settings = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; \
                        PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint = 4000;";
        connection.execute_batch(settings).orderly()?;
        Ok(connection)
    }

    fn known(&self) -> Box<Known> {
        let writes = self.access.contains(OpenFlags::SQLITE_OPEN_READ_WRITE);
        Box::new(if writes { Known::kept() } else { Known::nothing() })
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Own>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const UNTIL_DROPPED: &str = "it is there until it is dropped";

impl Lent {
    /// To hand it something.
    pub fn on(&self) -> &Connection {
        &self.own.as_ref().expect(UNTIL_DROPPED).connection
    }

    /// The same, with what it was told.
    pub fn on_with_known(&mut self) -> (&Connection, &mut Known) {
        let own = self.own.as_mut().expect(UNTIL_DROPPED);
        (&own.connection, &mut own.known)
    }

    /// Copies the log into the file and empties it: until then one of them may hold what was erased (J7.2). Where somebody reads from it for longer
    /// than a moment it stays as it is, for the next sweep; what was committed is committed whatever becomes of it here.
    pub fn empty_the_log(&self) {
        let on = self.on();
        let empty = |()| on.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, bool>(0));
        let kept = on.busy_timeout(A_MOMENT).and_then(empty);
        match on.busy_timeout(PATIENCE).and(kept) {
            Ok(false) => {}
            Ok(true) => tracing::info!("somebody reads what the log holds; it is emptied with the next sweep"),
            Err(error) => {
                tracing::warn!(%error, "the log couldn't be emptied; it will be tried again with the next sweep");
            }
        }
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(own) = self.own.take() else { return };
        // One that can't end what it began is of no use to anybody.
        if own.connection.is_autocommit() || own.connection.execute_batch("ROLLBACK").is_ok() {
            self.home.idle().push(own);
        }
    }
}
