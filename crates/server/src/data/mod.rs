//! The data folder: database, keys, files, ledger; opened as one.

mod not_opened;

use std::fs::{File, TryLockError};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use coopol_domain::time::Instant;
use coopol_store::rewrap::{Step, rewrap};
use coopol_store::{MasterKey, Store, SystemChance};
use ed25519_dalek::SigningKey;

use crate::app::{App, Engine, Parts};
use crate::authority::Authority;
use crate::blobs::{self, Blobs};
use crate::clock::{SharedClock, SystemClock};
pub use crate::database::{DATABASE, Database};
use crate::durable;
use crate::keys::{self, Keys};
use crate::ledger::{Ledger, Record, replay};
use crate::mail::Post;
use crate::settings::{Limits, Place, Settings};

pub use not_opened::NotOpened;

/// The folder of the files.
pub const BLOBS: &str = "blobs";

/// How long a database has to say what a move left there, when the configuration is checked.
const SOON: Duration = Duration::from_secs(2);

/// The file that whoever works with the folder holds a lock on.
const LOCK: &str = "lock";
/// The file that whoever serves a database in the folder holds a lock on.
const SERVED: &str = "served";

/// An opened data folder.
pub struct Opened {
    /// Everything that requests work with.
    pub app: Arc<App<Database>>,
    /// What runs beside them.
    pub engine: Engine<Database>,
    /// The database itself.
    pub database: Database,
    /// Kept as long as the folder is worked with.
    pub held: File,
}

/// Makes a data folder with its keys; what is there already stays.
///
/// # Errors
/// [`NotOpened`].
pub fn make(settings: &Settings) -> Result<(), NotOpened> {
    make_without_keys(settings)?;
    Keys::make(&settings.data, &SystemChance)?;
    Ok(())
}

/// The same, for whoever keeps the keys elsewhere.
///
/// # Errors
/// [`NotOpened`].
pub fn make_without_keys(settings: &Settings) -> Result<(), NotOpened> {
    folder(&settings.data)?;
    folder(&settings.data.join(BLOBS))
}

/// Makes sure that nobody else serves the database, for as long as what it gives is kept. Where that is a file, live connections
/// of one server would never hear of what comes to another; a PostgreSQL tells them, and `None` is given.
///
/// # Errors
/// [`NotOpened::Served`].
pub fn serve_alone(settings: &Settings) -> Result<Option<File>, NotOpened> {
    if settings.database != Place::Folder {
        return Ok(None);
    }
    match locked(&settings.data, SERVED, File::try_lock) {
        Err(NotOpened::Held { path }) => Err(NotOpened::Served { path }),
        other => other.map(Some),
    }
}

/// Checks that no move left the database for another; nothing is opened or begun. One that doesn't answer at once isn't asked
/// further: it needn't be there yet.
///
/// # Errors
/// [`NotOpened::Moved`], [`NotOpened::Unfinished`].
pub async fn serves_here(settings: &Settings) -> Result<(), NotOpened> {
    match tokio::time::timeout(SOON, Database::relocation_at(settings)).await {
        Ok(Ok(Some(known))) => Err(NotOpened::between(&settings.database, known)),
        _ => Ok(()),
    }
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
    opened(settings, clock, Company::Others).await
}

/// The same, with nobody beside: while the authority's key is changed, nobody may sign with the old one.
///
/// # Errors
/// [`NotOpened`].
pub async fn open_alone(settings: &Settings) -> Result<Opened, NotOpened> {
    opened(settings, Arc::new(SystemClock), Company::Nobody).await
}

/// The same, with nobody beside, and with keys that were kept elsewhere: those of a section that stands alone (J10).
///
/// # Errors
/// [`NotOpened`].
pub async fn open_with(settings: &Settings, keys: Keys, clock: SharedClock) -> Result<Opened, NotOpened> {
    over(settings, keys, clock, Company::Nobody).await
}

/// What is kept in a data folder whose authority's key is lost: nothing can be signed.
pub struct Keyless {
    /// What is kept.
    pub store: Store<Database>,
    database: Database,
    _held: File,
}

impl Keyless {
    /// Closes the database.
    pub async fn close(self) {
        self.database.close().await;
    }
}

/// Opens a data folder by its master key alone, with nobody beside, and replays the ledger.
///
/// # Errors
/// [`NotOpened`].
pub async fn open_keyless(settings: &Settings) -> Result<Keyless, NotOpened> {
    let master = keys::master(&settings.data)?;
    let held = Company::Nobody.hold(&settings.data)?;
    let (_, records) = Ledger::open(&settings.ledger())?;
    let database = Company::Nobody.open(settings).await?;
    match replayed(&database, &master, records).await.map_err(|failed| failed.halfway(&settings.data)) {
        Ok(store) => Ok(Keyless { store, database, _held: held }),
        Err(failed) => {
            database.close().await;
            Err(failed)
        }
    }
}

/// Goes over to another master key, with nobody beside; cut off anywhere, the same again goes on. Answers how much was under the
/// old one.
///
/// # Errors
/// [`NotOpened`].
pub async fn rotate(settings: &Settings, watch: &mut (dyn FnMut(Step) + Send)) -> Result<u64, NotOpened> {
    let _held = Company::Nobody.hold(&settings.data)?;
    let old = keys::master(&settings.data)?;
    let database = Company::Nobody.open(settings).await?;
    let rewrapped: Result<u64, NotOpened> = async {
        let next = keys::next_master(&settings.data, &SystemChance)?;
        Ok(rewrap(&database, &old, &next, SystemChance, watch).await?)
    }
    .await;
    // Whoever closes it last empties its log.
    database.close().await;
    let done = rewrapped?;
    keys::follow_master(&settings.data)?;
    Ok(done)
}

async fn opened(settings: &Settings, clock: SharedClock, company: Company) -> Result<Opened, NotOpened> {
    let keys = Keys::read(&settings.data)?;
    over(settings, keys, clock, company).await
}

async fn over(settings: &Settings, keys: Keys, clock: SharedClock, company: Company) -> Result<Opened, NotOpened> {
    let held = company.hold(&settings.data)?;
    let (ledger, records) = Ledger::open(&settings.ledger())?;
    let database = company.open(settings).await?;
    let assembled = async {
        let store =
            replayed(&database, &keys.master, records).await.map_err(|failed| failed.halfway(&settings.data))?;
        let (app, engine) = assemble(settings, store, keys.authority, clock, ledger).await?;
        // What the ledger erased anew may have had files; and what an earlier version sealed gets keys of its own.
        app.discard_gone(Instant(0)).await?;
        app.seal_anew().await?;
        Ok((app, engine))
    };
    match assembled.await {
        Ok((app, engine)) => Ok(Opened { app, engine, database, held }),
        Err(failed) => {
            database.close().await;
            Err(failed)
        }
    }
}

pub(crate) async fn replayed(
    database: &Database,
    master: &MasterKey,
    records: Vec<Record>,
) -> Result<Store<Database>, NotOpened> {
    let store = Store::open(database.clone(), master, SystemChance).await?;
    replay(&store, records).await?;
    Ok(store)
}

pub(crate) async fn assemble(
    settings: &Settings,
    store: Store<Database>,
    authority: SigningKey,
    clock: SharedClock,
    ledger: Ledger,
) -> Result<(Arc<App<Database>>, Engine<Database>), NotOpened> {
    let next = keys::follow(&settings.data, store.authority().map(|(_, key)| key))?;
    let parts = Parts {
        store,
        authority: Authority::new(next.unwrap_or(authority)),
        clock,
        chance: Arc::new(SystemChance),
        blobs: Blobs::new(blobs::open(settings).await?),
        ledger: Arc::new(ledger),
        post: settings.mail.as_ref().map(Post::open).transpose()?,
        limits: Limits::from(settings),
    };
    Ok(App::assemble(parts).await?)
}

/// Who else may work with the same at the same time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Company {
    /// Whoever wants no more than that.
    Others,
    /// Nobody.
    Nobody,
}

impl Company {
    /// Locks the folder, for as long as the file is kept.
    pub(crate) fn hold(self, folder: &Path) -> Result<File, NotOpened> {
        match self {
            Self::Others => locked(folder, LOCK, File::try_lock_shared),
            Self::Nobody => locked(folder, LOCK, File::try_lock),
        }
    }

    /// Opens the database, which may be worked with from another folder; none that lies on one side of a move.
    pub(crate) async fn open(self, settings: &Settings) -> Result<Database, NotOpened> {
        let database = self.claimed(settings).await?;
        let refused = match database.relocation().await {
            Ok(None) => return Ok(database),
            Ok(Some(known)) => NotOpened::between(&settings.database, known),
            Err(error) => error.into(),
        };
        database.close().await;
        Err(refused)
    }

    /// The same, whatever a move left there.
    pub(crate) async fn claimed(self, settings: &Settings) -> Result<Database, NotOpened> {
        let database = Database::open(settings).await?;
        let refused = match database.claim(self == Self::Nobody).await {
            Ok(true) => return Ok(database),
            Ok(false) => NotOpened::InUse { database: settings.database.clone() },
            Err(error) => error.into(),
        };
        database.close().await;
        Err(refused)
    }
}

fn locked(folder: &Path, name: &str, lock: impl FnOnce(&File) -> Result<(), TryLockError>) -> Result<File, NotOpened> {
    let path = folder.join(name);
    let failed = |source| NotOpened::Io { path: path.clone(), source };
    let file = File::options().create(true).append(true).open(&path).map_err(failed)?;
    match lock(&file) {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(NotOpened::Held { path: folder.to_owned() }),
        Err(TryLockError::Error(source)) => Err(failed(source)),
    }
}

fn folder(path: &Path) -> Result<(), NotOpened> {
    durable::create(path).map_err(|source| NotOpened::Io { path: path.to_owned(), source })
}
