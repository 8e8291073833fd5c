//! The data folder: database, keys, files, ledger; opened as one.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use coopol_store::{Store, StoreError, SystemChance};
use coopol_store_sqlite::Sqlite;
use object_store::local::LocalFileSystem;

use crate::app::{App, Engine, Parts};
use crate::authority::Authority;
use crate::blobs::Blobs;
use crate::clock::{SharedClock, SystemClock};
use crate::keys::{KeyError, Keys};
use crate::ledger::{Ledger, LedgerError, replay};
use crate::settings::{Limits, Settings};

/// The database that this program is built with.
pub type Database = Sqlite;

/// The database's file in the data folder.
pub const DATABASE: &str = "server.db";
/// The folder of the files.
pub const BLOBS: &str = "blobs";

/// An opened data folder.
pub struct Opened {
    /// Everything that requests work with.
    pub app: Arc<App<Database>>,
    /// What runs beside them.
    pub engine: Engine<Database>,
    /// The database itself.
    pub database: Database,
}

/// A data folder that can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// It can't be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A key is missing or readable by others.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The ledger can't be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The folder of the files can't be used.
    #[error(transparent)]
    Blobs(#[from] object_store::Error),
    /// The database can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Makes a data folder with its keys; what is there already stays.
///
/// # Errors
/// [`NotOpened`].
pub fn make(settings: &Settings) -> Result<(), NotOpened> {
    folder(&settings.data)?;
    folder(&settings.data.join(BLOBS))?;
    Keys::make(&settings.data, &SystemChance)?;
    Ok(())
}

/// Opens a data folder and replays the ledger, so that nothing that was erased is ever served.
///
/// # Errors
/// [`NotOpened`].
pub async fn open(settings: &Settings) -> Result<Opened, NotOpened> {
    open_at(settings, Arc::new(SystemClock)).await
}

/// The same, by another clock than the system's.
///
/// # Errors
/// [`NotOpened`].
pub async fn open_at(settings: &Settings, clock: SharedClock) -> Result<Opened, NotOpened> {
    let keys = Keys::read(&settings.data)?;
    let (ledger, records) = Ledger::open(&settings.ledger())?;
    let database = Sqlite::open(&settings.data.join(DATABASE)).await?;
    let store = Store::open(database.clone(), &keys.master, SystemChance).await?;
    replay(&store, records).await?;
    let objects = LocalFileSystem::new_with_prefix(settings.data.join(BLOBS))?.with_fsync(true);
    let parts = Parts {
        store,
        authority: Authority::new(keys.authority),
        clock,
        chance: Arc::new(SystemChance),
        blobs: Blobs::new(Arc::new(objects)),
        ledger: Arc::new(ledger),
        limits: Limits::from(settings),
    };
    let (app, engine) = App::assemble(parts).await?;
    Ok(Opened { app, engine, database })
}

fn folder(path: &Path) -> Result<(), NotOpened> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(|source| NotOpened::Io { path: path.to_owned(), source })
}
