//! Connections, lent and taken back. sqlx's own pool pings each one that comes back to it, which wakes two threads, as
//! every statement does; nobody has to wait for ours.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use coopol_store::StoreError;
use futures_util::FutureExt as _;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection, query};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::failure::{Orderly as _, io};

/// How long to wait for a connection before the answer is "busy".
pub(crate) const PATIENCE: Duration = Duration::from_secs(10);

/// Connections of one sort, opened when they are first needed. Cloning it gives another handle to the same ones.
#[derive(Clone, Debug)]
pub(crate) struct Connections(Arc<Home>);

#[derive(Debug)]
struct Home {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<SqliteConnection>>,
    free: Arc<Semaphore>,
    most: u32,
}

/// A connection on loan. Dropped, it goes back, and what it began and didn't end is rolled back.
#[derive(Debug)]
pub(crate) struct Lent {
    /// There until it is dropped.
    own: Option<SqliteConnection>,
    home: Arc<Home>,
    /// Whether a transaction may be open on it.
    open: bool,
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    /// At most so many.
    pub fn new(options: SqliteConnectOptions, most: u32) -> Self {
        let free = Arc::new(Semaphore::new(most as usize));
        Self(Arc::new(Home { options, idle: Mutex::default(), free, most }))
    }

    /// One of them, after whoever came before.
    pub async fn take(&self) -> Result<Lent, StoreError> {
        let home = self.0.clone();
        let permit = tokio::time::timeout(PATIENCE, home.free.clone().acquire_owned()).await;
        let permit = permit.map_err(|_| StoreError::Busy)?.map_err(io)?;
        let idle = home.idle().pop();
        let own = match idle {
            Some(connection) => connection,
            None => home.options.connect().await.orderly()?,
        };
        Ok(Lent { own: Some(own), home, open: false, _permit: permit })
    }

    /// Closes all of them, after those who still use one.
    pub async fn close(&self) {
        let home = &self.0;
        // Closed already: then nobody uses one any more.
        let Ok(_all) = home.free.acquire_many(home.most).await else { return };
        home.free.close();
        let idle = std::mem::take(&mut *home.idle());
        for connection in idle {
            // What it still had to say was rolled back; its thread has ended either way.
            drop(connection.close().await);
        }
    }
}

impl Home {
    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Lent {
    /// To hand it something.
    pub fn on(&mut self) -> &mut SqliteConnection {
        self.own.as_mut().expect("it is there until it is dropped")
    }

    /// Notes that what is handed over next begins a transaction.
    pub fn begins(&mut self) {
        self.open = true;
    }

    /// Notes that the transaction was ended.
    pub fn ended(&mut self) {
        self.open = false;
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        let Some(mut own) = self.own.take() else { return };
        if self.open {
            // Handed over and not waited for: whoever takes the connection next is served after it. Where nothing had
            // begun yet it fails, which changes nothing.
            drop(query("ROLLBACK").execute(&mut own).now_or_never());
        }
        self.home.idle().push(own);
    }
}
