//! The real server over a data folder, opened as the program opens it, but for time and chance: the same work gives the
//! same database.

use std::error::Error;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use coopol_domain::time::Instant;
use coopol_server::app::{App, Parts};
use coopol_server::authority::Authority;
use coopol_server::blobs::Blobs;
use coopol_server::clock::Clock;
use coopol_server::data::{BLOBS, Database};
use coopol_server::http::{accept, layers};
use coopol_server::keys::{AUTHORITY, Keys, MASTER};
use coopol_server::ledger::{Ledger, replay};
use coopol_server::settings::{Limits, Settings};
use coopol_server::{routes, timers};
use coopol_store::{SeededChance, Store};
use ed25519_dalek::SigningKey;
use object_store::local::LocalFileSystem;
use tokio::net::TcpListener;

/// The key that the server begins with; it goes over to another, twice.
pub const FIRST: [u8; 32] = [0xa7; 32];

/// Time that goes on when it is told to, for the server and for laptops alike.
#[derive(Debug, Clone)]
pub struct Time(Arc<AtomicU64>);

impl Time {
    /// An ordinary day.
    pub fn begin() -> Self {
        Self(Arc::new(AtomicU64::new(1_795_345_200_000)))
    }

    pub fn read(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }

    pub fn advance(&self, ms: u64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    /// A clock of its own, so much later.
    pub fn later(&self, ms: u64) -> Self {
        Self(Arc::new(AtomicU64::new(self.read().0 + ms)))
    }
}

impl Clock for Time {
    fn now(&self) -> Instant {
        self.read()
    }

    /// Nothing happens by itself here.
    fn until(&self, _: Instant) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(std::future::pending())
    }
}

/// A server that listens.
pub struct Served {
    pub app: Arc<App<Database>>,
    database: Database,
    address: SocketAddr,
}

fn settings(folder: &Path) -> Settings {
    // Everybody comes from one address here.
    let many = NonZeroU32::new(100_000).unwrap();
    Settings { data: folder.to_owned(), stranger_per_second: many, account_per_second: many, ..Settings::default() }
}

impl Served {
    /// Makes the folder, and serves it.
    pub async fn begin(folder: &Path, time: &Time) -> Self {
        std::fs::create_dir_all(folder.join(BLOBS)).unwrap();
        for (name, key) in [(MASTER, [0x4d; 32]), (AUTHORITY, FIRST)] {
            std::fs::write(folder.join(name), key).unwrap();
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                std::fs::set_permissions(folder.join(name), std::fs::Permissions::from_mode(0o600)).unwrap();
            }
        }
        Self::open(folder, time, 1).await.unwrap()
    }

    /// Goes over to this key, as `coopol-server admin key change` does, and serves again, at another address.
    pub async fn change_key(self, folder: &Path, time: &Time, key: [u8; 32]) -> Self {
        self.app.change_key(SigningKey::from_bytes(&key), None).await.unwrap();
        self.stop().await;
        std::fs::write(folder.join(AUTHORITY), key).unwrap();
        Self::open(folder, time, u64::from(key[0])).await.unwrap()
    }

    /// Serves what is there, if the server finds it fit.
    pub async fn open(folder: &Path, time: &Time, seed: u64) -> Result<Self, Box<dyn Error>> {
        let settings = settings(folder);
        let keys = Keys::read(folder)?;
        let (ledger, records) = Ledger::open(&settings.ledger())?;
        let database = Database::open(&settings).await?;
        let store = Store::open(database.clone(), &keys.master, SeededChance::new(seed)).await?;
        replay(&store, records).await?;
        let limits = Limits::from(&settings);
        let parts = Parts {
            store,
            authority: Authority::new(keys.authority),
            clock: Arc::new(time.clone()),
            chance: Arc::new(SeededChance::new(seed + 1)),
            blobs: Blobs::new(Arc::new(LocalFileSystem::new_with_prefix(folder.join(BLOBS))?)),
            ledger: Arc::new(ledger),
            post: None,
            limits: limits.clone(),
        };
        let (app, engine) = App::assemble(parts).await?;
        timers::run(&app, engine, &app.stopping).detach_all();
        let listener = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), 0)).await?;
        let address = listener.local_addr()?;
        let router = layers::around(routes::routes(app.clone()), &limits);
        tokio::spawn(accept::serve(listener, router, limits, None, app.stopping.clone()));
        Ok(Self { app, database, address })
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A copy of its database as it is now.
    pub async fn copy_to(&self, path: &Path) {
        self.database.copy_to(path).await.unwrap();
    }

    /// Stops it; everything stands in the database's one file then.
    pub async fn stop(self) {
        self.app.stopping.cancel();
        self.database.close().await;
    }
}
