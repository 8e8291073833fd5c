//! The authority beside the device: the server's own machine, asked through its own routes. It is opened when it is first
//! asked, and must be closed before the process ends.

use std::fmt;
use std::fs::File;
use std::net::{IpAddr, Ipv4Addr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http;
use coopol_core::ambient::Ambient;
use coopol_core::transport::{self, Answer, Request, TransportError, Within};
use coopol_core::vault::CacheKey;
use coopol_server::app::App;
use coopol_server::clock::SystemClock;
use coopol_server::data::{self, Database, NotOpened, Opened};
use coopol_server::http::{Address, layers};
use coopol_server::settings::{Limits, Settings};
use coopol_server::{routes, timers};
use tokio::runtime::Handle;
use tokio::sync::Mutex;
use tokio::task::{JoinSet, spawn_blocking};
use tower::ServiceExt as _;

use crate::keys::{self, KeysError, Secret};

/// The authority's folder in that of the profile.
pub const FOLDER: &str = "authority";

/// How long what runs beside the requests may take to end.
const FAREWELL: Duration = Duration::from_secs(5);
/// Nobody is kept waiting by whoever asks their own computer: a large import may take its time on a slow one.
const PATIENCE: Duration = Duration::from_mins(10);

/// An authority that can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum NotAlone {
    /// Its keys.
    #[error(transparent)]
    Keys(#[from] KeysError),
    /// Its data.
    #[error(transparent)]
    Data(#[from] NotOpened),
}

/// The authority of a section that stands alone. Whoever holds the profile's lock has it to themselves.
pub struct Alone {
    folder: PathBuf,
    secret: Secret,
    running: Mutex<Option<Running>>,
}

/// What runs once it was opened.
struct Running {
    app: Arc<App<Database>>,
    database: Database,
    door: Router,
    tasks: JoinSet<()>,
    _held: File,
}

impl Alone {
    /// That of the profile in `profile`, under the profile's key. Nothing is opened yet.
    pub fn of(profile: &Path, key: &CacheKey) -> Arc<Self> {
        Arc::new(Self { folder: profile.join(FOLDER), secret: Secret::of(key), running: Mutex::new(None) })
    }

    /// Makes its folder and its keys.
    ///
    /// # Errors
    /// [`NotAlone`].
    pub fn make(&self, ambient: &dyn Ambient) -> Result<(), NotAlone> {
        data::make_without_keys(&self.settings())?;
        Ok(keys::make(&self.folder, &self.secret, ambient)?)
    }

    /// What works behind the door; opened if it wasn't yet.
    ///
    /// # Errors
    /// [`NotAlone`].
    pub async fn app(&self) -> Result<Arc<App<Database>>, NotAlone> {
        Ok(self.opened().await?.0)
    }

    /// Ends what runs, and closes the database. The next one who asks opens it again.
    pub async fn close(&self) {
        let Some(Running { app, database, door, tasks, _held }) = self.running.lock().await.take() else { return };
        app.stopping.cancel();
        // The writer ends when nobody can ask it any more.
        drop((door, app));
        // What doesn't end in time is let go of: whatever was answered is durable.
        drop(tokio::time::timeout(FAREWELL, tasks.join_all()).await);
        database.close().await;
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    async fn opened(&self) -> Result<(Arc<App<Database>>, Router), NotAlone> {
        let mut running = self.running.lock().await;
        if running.is_none() {
            // The compiler can't tell that this future may change threads (rust-lang/rust#100013): it stays on one.
            let (settings, secret, here) = (self.settings(), self.secret.clone(), Handle::current());
            let begun = spawn_blocking(move || here.block_on(Running::begin(&settings, &secret)));
            *running = Some(begun.await.expect("opening doesn't panic")?);
        }
        let Running { app, door, .. } = running.as_ref().expect("it was opened just now");
        Ok((app.clone(), door.clone()))
    }

    fn settings(&self) -> Settings {
        Settings {
            data: self.folder.clone(),
            // They protect a machine from strangers, and there are none.
            device_per_second: NonZeroU32::MAX,
            account_per_second: NonZeroU32::MAX,
            stranger_per_second: NonZeroU32::MAX,
            ..Settings::default()
        }
    }

    async fn ask(&self, request: Request) -> Result<transport::Response, TransportError> {
        if self.is_leaving() {
            return Err(TransportError::Leaving);
        }
        let (_, door) = self.opened().await.map_err(|error| TransportError::Own { why: error.to_string() })?;
        let unreadable = |_| TransportError::Own { why: "a request that can't be made".to_owned() };
        let mut request = http::Request::<transport::Body>::try_from(request).map_err(unreadable)?.map(Body::new);
        request.extensions_mut().insert(Address(IpAddr::V4(Ipv4Addr::LOCALHOST)));
        let answer = door.oneshot(request).await.unwrap_or_else(|never| match never {});
        Ok(answer.map(|body| transport::Body::wrap_stream(body.into_data_stream())).into())
    }
}

impl Running {
    async fn begin(settings: &Settings, secret: &Secret) -> Result<Self, NotAlone> {
        let keys = keys::read(&settings.data, secret)?;
        let opened = data::open_with(settings, keys, Arc::new(SystemClock)).await?;
        let Opened { app, engine, database, held } = opened;
        let tasks = timers::run(&app, engine, &app.stopping);
        // A command lasts no minute: what is due by now isn't left to the timers.
        timers::erase_due(&app).await;
        timers::hand_over(&app).await;
        timers::open_desks(&app).await;
        let limits = Limits { request_time: PATIENCE, ..Limits::from(settings) };
        let door = layers::around(routes::routes(app.clone()), &limits);
        Ok(Self { app, database, door, tasks, _held: held })
    }
}

impl Within for Alone {
    fn answer(&self, request: Request) -> Answer<'_> {
        Box::pin(self.ask(request))
    }
}

impl fmt::Debug for Alone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Alone").field("folder", &self.folder).finish_non_exhaustive()
    }
}
