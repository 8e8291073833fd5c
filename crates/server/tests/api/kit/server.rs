//! A real server on a port of the loopback.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use coopol_domain::time::{DAY, Instant};
use coopol_server::app::{App, Parts};
use coopol_server::authority::Authority;
use coopol_server::blobs::Blobs;
use coopol_server::clock::Clock as _;
use coopol_server::data::BLOBS;
use coopol_server::database::{DATABASE, Database};
use coopol_server::http::{accept, layers};
use coopol_server::ledger::{Ledger, replay};
use coopol_server::mail::Post;
use coopol_server::settings::{Limits, Place, Settings};
use coopol_server::{routes, timers};
use coopol_store::memory::Memory;
use coopol_store::{Backend, MasterKey, Store, SystemChance};
use ed25519_dalek::SigningKey;
use object_store::ObjectStore;
use object_store::local::LocalFileSystem;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{Bucket, TestClock};

pub struct Server<B: Backend = Memory> {
    pub app: Arc<App<B>>,
    pub clock: Arc<TestClock>,
    pub address: SocketAddr,
    pub http: reqwest::Client,
    stop: CancellationToken,
    around: Around,
}

/// What replicas share beside their database.
#[derive(Clone)]
struct Around {
    folder: Arc<TempDir>,
    clock: Arc<TestClock>,
    objects: Arc<dyn ObjectStore>,
    files: PathBuf,
    post: Option<Post>,
}

impl Around {
    fn new() -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let files = folder.path().join(BLOBS);
        std::fs::create_dir(&files).unwrap();
        let objects = Arc::new(LocalFileSystem::new_with_prefix(&files).unwrap());
        Self { folder, clock: Arc::new(TestClock::new()), objects, files, post: None }
    }

    async fn with_files_in(bucket: &Bucket) -> Self {
        Self { objects: bucket.objects("78").await, files: bucket.folder("78"), ..Self::new() }
    }
}

/// Wide limits: a test that is about one of them narrows it.
pub fn limits() -> Limits {
    let many = NonZeroU32::new(100_000).unwrap();
    let limits = Limits::from(&Settings::default());
    Limits { device_per_second: many, account_per_second: many, stranger_per_second: many, ..limits }
}

/// One test for each of these and each backend. Each takes a server to itself.
macro_rules! over_each_backend {
    ($($test:ident),+ $(,)?) => {
        mod in_memory {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::kit::Server::start().await).await;
                }
            )+
        }

        mod in_sqlite {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::kit::Server::in_sqlite().await).await;
                }
            )+
        }

        #[cfg(unix)]
        mod in_postgres {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::kit::Server::in_postgres().await).await;
                }
            )+
        }

        #[cfg(unix)]
        mod over_two_postgres {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::kit::Server::over_two().await).await;
                }
            )+
        }
    };
}
pub(crate) use over_each_backend;

/// One test for each of these, whose files are in a bucket.
macro_rules! over_a_bucket {
    ($($test:ident),+ $(,)?) => {
        mod in_a_bucket {
            $(
                #[tokio::test]
                async fn $test() {
                    let bucket = crate::kit::Bucket::start().await;
                    super::$test(crate::kit::Server::in_bucket(&bucket).await).await;
                }
            )+
        }
    };
}
pub(crate) use over_a_bucket;

/// The same, and in a folder.
macro_rules! over_a_folder_and_a_bucket {
    ($($test:ident),+ $(,)?) => {
        mod in_a_folder {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::kit::Server::in_sqlite().await).await;
                }
            )+
        }

        crate::kit::over_a_bucket! { $($test),+ }
    };
}
pub(crate) use over_a_folder_and_a_bucket;

impl Server<Memory> {
    pub async fn start() -> Self {
        Self::with(Memory::new(), limits()).await
    }

    pub async fn limited(limits: Limits) -> Self {
        Self::with(Memory::new(), limits).await
    }
}

impl Server<Database> {
    pub async fn in_sqlite() -> Self {
        Self::in_file(Around::new()).await
    }

    /// Its database is a file, and its files are in a bucket.
    pub async fn in_bucket(bucket: &Bucket) -> Self {
        Self::in_file(Around::with_files_in(bucket).await).await
    }

    /// The same server, whose files are looked for in a bucket from now on.
    pub async fn gone_over(self, bucket: &Bucket) -> Self {
        let (objects, files) = (bucket.objects("78").await, bucket.folder("78"));
        Self::in_file(Around { objects, files, ..self.around.clone() }).await
    }

    /// One that sends mail.
    pub async fn mailing(post: Post) -> Self {
        Self::in_file(Around { post: Some(post), ..Around::new() }).await
    }

    /// Two servers over one database, both of which send mail.
    #[cfg(unix)]
    pub async fn replicas_mailing(post: Post) -> [Self; 2] {
        let (around, urls) = (Around { post: Some(post), ..Around::new() }, databases(1));
        [Self::over(around.clone(), &urls).await, Self::over(around, &urls).await]
    }

    async fn in_file(around: Around) -> Self {
        let database = Database::open_file(&around.folder.path().join(DATABASE)).await.unwrap();
        Self::within(around, database, limits()).await
    }

    #[cfg(unix)]
    pub async fn in_postgres() -> Self {
        Self::over(Around::new(), &databases(1)).await
    }

    /// Its streams are spread over two databases.
    #[cfg(unix)]
    pub async fn over_two() -> Self {
        Self::over(Around::new(), &databases(2)).await
    }

    /// Two servers over so many databases, and their URLs.
    #[cfg(unix)]
    pub async fn replicas(number: usize) -> ([Self; 2], Vec<String>) {
        let (around, urls) = (Around::new(), databases(number));
        ([Self::over(around.clone(), &urls).await, Self::over(around, &urls).await], urls)
    }

    /// Two servers over one database, each with a way of its own to the bucket of the files.
    #[cfg(unix)]
    pub async fn replicas_in_bucket(bucket: &Bucket) -> [Self; 2] {
        let (around, urls) = (Around::with_files_in(bucket).await, databases(1));
        let beside = Around { objects: bucket.objects("78").await, ..around.clone() };
        [Self::over(around, &urls).await, Self::over(beside, &urls).await]
    }

    #[cfg(unix)]
    async fn over(around: Around, urls: &[String]) -> Self {
        let mut places = urls.iter().cloned().map(Place::Postgres);
        let database = places.next().unwrap();
        let settings = Settings { database, database_parts: places.collect(), ..Settings::default() };
        let database = Database::open(&settings).await.unwrap();
        // It holds all that a server is made of, and tests hold two of them.
        Box::pin(Self::within(around, database, limits())).await
    }
}

#[cfg(unix)]
fn databases(number: usize) -> Vec<String> {
    (0..number).map(|_| coopol_testkit::postgres::cluster().database()).collect()
}

impl<B: Backend> Server<B> {
    pub async fn with(backend: B, limits: Limits) -> Self {
        Self::within(Around::new(), backend, limits).await
    }

    /// The server put back over a copy of its database, with its keys, its ledger and its clock.
    pub async fn restored(&self, backend: B) -> Self {
        let restored = Self::within(self.around.clone(), backend, limits()).await;
        restored.app.store.note_restored(self.now(), self.now().plus(DAY)).await.unwrap();
        restored
    }

    /// Everything that it keeps holds, from the first entry on (J5.3).
    pub async fn whole(&self) {
        let whole = self.app.check_all().await.unwrap_or_else(|error| panic!("{error}"));
        assert!(whole.entries() > 0);
    }

    async fn within(around: Around, backend: B, limits: Limits) -> Self {
        let (clock, master) = (around.clock.clone(), MasterKey::from_bytes([7; 32]));
        let store = Store::open(backend, &master, SystemChance).await.unwrap();
        let (ledger, records) = Ledger::open(&around.folder.path().join("ledger.jsonl")).unwrap();
        replay(&store, records).await.unwrap();
        let parts = Parts {
            store,
            authority: Authority::new(SigningKey::from_bytes(&[9; 32])),
            clock: clock.clone(),
            chance: Arc::new(SystemChance),
            blobs: Blobs::new(around.objects.clone()),
            ledger: Arc::new(ledger),
            post: around.post.clone(),
            limits: limits.clone(),
        };
        let (app, engine) = App::assemble(parts).await.unwrap();
        let stop = CancellationToken::new();
        timers::run(&app, engine, &stop).detach_all();
        let listener = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = layers::around(routes::routes(app.clone()), &limits);
        tokio::spawn(accept::serve(listener, router, limits, None, stop.clone()));
        // Another test of this process may have been first.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let http = reqwest::Client::builder().timeout(Duration::from_secs(20)).build().unwrap();
        Self { app, clock, address, http, stop, around }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    pub fn ledger(&self) -> String {
        std::fs::read_to_string(self.ledger_path()).unwrap()
    }

    pub fn ledger_path(&self) -> PathBuf {
        self.folder().join("ledger.jsonl")
    }

    /// Where its files lie.
    pub fn files(&self) -> &Path {
        &self.around.files
    }

    /// Everything that it keeps on the disk, but for a PostgreSQL and a bucket.
    pub fn folder(&self) -> &Path {
        self.around.folder.path()
    }
}

impl<B: Backend> Drop for Server<B> {
    fn drop(&mut self) {
        self.stop.cancel();
        self.app.stopping.cancel();
    }
}
