//! A whole server on a port of the loopback, with two sections, of which most tests use one: what a program that speaks with one is tested against.

use std::fs::File;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use coopol_domain::access::Office;
use coopol_domain::id::HolderId;
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_domain::time::Instant;
use coopol_server::admin;
use coopol_server::app::App;
use coopol_server::authority::{Founding, Installed, Said};
use coopol_server::clock::{Clock, SystemClock};
use coopol_server::data::{self, Database, Opened};
use coopol_server::http::{accept, layers};
use coopol_server::settings::{Limits, Mail, Place, Settings};
use coopol_server::{routes, timers};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio::task::JoinHandle;

/// A server that runs until it is dropped, on threads of its own: whoever tests it may wait for other programs.
pub struct Server {
    serving: Serving,
    /// A replica, and where whoever connects comes to one and the other in turn.
    beside: Option<(Serving, SocketAddr)>,
    section: Unit,
    federation: Unit,
    clock: Arc<Ahead>,
    neighbour: Unit,
    runtime: Runtime,
    settings: Settings,
    _folder: TempDir,
}

/// What listens.
struct Serving {
    app: Arc<App<Database>>,
    address: SocketAddr,
    database: Database,
    ends: JoinHandle<()>,
    held: Option<File>,
}

impl Server {
    /// Starts a server with a section.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn start() -> Self {
        Self::over(Place::Folder)
    }

    /// The same, with its database in another place.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn over(database: Place) -> Self {
        Self::set_up(database, None)
    }

    /// One that sends mail.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn mailing(mail: Mail) -> Self {
        Self::set_up(Place::Folder, Some(mail))
    }

    fn set_up(database: Place, mail: Option<Mail>) -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        // Everybody comes from one address here.
        let many = NonZeroU32::new(100_000).expect("it isn't zero");
        let data = folder.path().join("data");
        let settings = Settings {
            data,
            database,
            mail,
            stranger_per_second: many,
            account_per_second: many,
            ..Settings::default()
        };
        let runtime = Runtime::new().expect("threads can be started");
        let clock = Arc::new(Ahead::default());
        let (serving, federation, section, neighbour) = runtime.block_on(async {
            data::make(&settings).expect("the folder is empty");
            let serving = Serving::begin(&settings, clock.clone(), 0).await;
            let founding = |kind, name: &str, parent| Founding {
                kind,
                name: name.to_owned(),
                parent,
                zone: "Europe/Paris".to_owned(),
            };
            let federation = founding(UnitKind::Federation, "Fédération des Yvelines", None);
            let federation = serving.app.found(federation).await.expect("nobody founded it before");
            let section = founding(UnitKind::Section, "Section de Versailles", Some(federation.id));
            let section = serving.app.found(section).await.expect("nobody founded it before");
            let neighbour = founding(UnitKind::Section, "Section de Rennes", Some(federation.id));
            let neighbour = serving.app.found(neighbour).await.expect("nobody founded it before");
            (serving, federation, section, neighbour)
        });
        Self { serving, beside: None, section, neighbour, federation, clock, runtime, settings, _folder: folder }
    }

    /// The same, as two replicas over a database in PostgreSQL: whoever connects comes to one and the other in turn.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    #[cfg(all(unix, feature = "postgres"))]
    pub fn replicated() -> Self {
        let mut server = Self::over(Place::Postgres(crate::postgres::cluster().database()));
        server.beside = Some(server.runtime.block_on(async {
            let beside = Serving::begin(&server.settings, server.clock.clone(), 0).await;
            let door = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), 0)).await.expect("a port is free");
            let address = door.local_addr().expect("it listens");
            tokio::spawn(let_in(door, [server.serving.address, beside.address]));
            (beside, address)
        }));
        server
    }

    /// Stops it, goes over to another key as `coopol-server admin key change` does, and starts it again where it was.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn change_key(&mut self, address: Option<String>) {
        self.while_stopped(async |settings| {
            let change = admin::Command::Key(admin::KeyCommand::Change { address });
            admin::run(change, settings, &mut Vec::new()).await.expect("nobody works with the folder");
        });
    }

    /// Stops it, has something done with its data folder, and starts it again where it was.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn while_stopped(&mut self, meanwhile: impl AsyncFnOnce(&Settings)) {
        self.goes_on_over(self.settings.database.clone(), meanwhile);
    }

    /// The same, and starts it again over another database.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn goes_on_over(&mut self, database: Place, meanwhile: impl AsyncFnOnce(&Settings)) {
        let Self { serving, settings, clock, runtime, .. } = self;
        runtime.block_on(async {
            serving.app.stopping.cancel();
            (&mut serving.ends).await.expect("it ends by itself");
            serving.database.close().await;
            drop(serving.held.take());
            meanwhile(settings).await;
            settings.database = database;
            *serving = Serving::begin(settings, clock.clone(), serving.address.port()).await;
        });
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// The same, without the scheme.
    pub fn address(&self) -> SocketAddr {
        self.beside.as_ref().map_or(self.serving.address, |(_, address)| *address)
    }

    /// Its data folder.
    pub fn folder(&self) -> &Path {
        &self.settings.data
    }

    /// Sets the server's clock ahead, and has its timers look at the claims to offices, at units that become parts of others, at what is to be erased, and at mailings.
    ///
    /// # Panics
    /// Never: the timers mind their own failures.
    pub fn later(&self, ms: u64) {
        self.clock.0.fetch_add(ms, Ordering::SeqCst);
        self.runtime.block_on(async {
            // Whichever leads does it.
            for serving in self.each() {
                timers::hand_over(&serving.app).await;
                timers::merge_due(&serving.app).await;
                timers::erase_due(&serving.app).await;
                timers::send_due(&serving.app).await;
            }
        });
    }

    /// Gives somebody an office from now on: in the section, or in its federation when it is one of there.
    ///
    /// # Panics
    /// When the server fails.
    pub fn install(&self, name: &str, office: Office) -> HolderId {
        self.install_in(self.unit_of(office), name, office, None)
    }

    /// The same, with an end: so many milliseconds from now.
    ///
    /// # Panics
    /// When the server fails.
    pub fn install_for(&self, name: &str, office: Office, ms: u64) -> HolderId {
        self.install_in(self.unit_of(office), name, office, Some(self.clock.now().plus(ms)))
    }

    /// Gives somebody an office in the other section; the code by which their laptop comes in.
    ///
    /// # Panics
    /// When the server fails.
    pub fn neighbour(&self, name: &str, office: Office) -> String {
        let holder = self.install_in(&self.neighbour, name, office, None);
        self.invite_to(&self.neighbour, holder, name)
    }

    /// Founds a section that nothing stands above, and gives somebody an office in it; the code by which their laptop comes in.
    ///
    /// # Panics
    /// When the server fails.
    pub fn apart(&self, section: &str, name: &str, office: Office) -> String {
        let zone = "Europe/Paris".to_owned();
        let founding = Founding { kind: UnitKind::Section, name: section.to_owned(), parent: None, zone };
        let unit = self.runtime.block_on(self.serving.app.found(founding)).expect("nobody founded it before");
        let holder = self.install_in(&unit, name, office, None);
        self.invite_to(&unit, holder, name)
    }

    /// Makes the other section a part of the section, as `coopol-server admin unit merge` does; how many mandates that ends.
    ///
    /// # Panics
    /// When the server fails.
    pub fn merge_neighbour(&self) -> usize {
        self.runtime
            .block_on(self.serving.app.merge(&self.neighbour, &self.section, Said::ByOperator))
            .expect("it is stated")
    }

    fn each(&self) -> impl Iterator<Item = &Serving> {
        std::iter::once(&self.serving).chain(self.beside.as_ref().map(|(serving, _)| serving))
    }

    fn install_in(&self, unit: &Unit, name: &str, office: Office, until: Option<Instant>) -> HolderId {
        let installed = Installed { holder: None, holder_name: name.to_owned(), office, since: None, until };
        let (_, holder) = self.runtime.block_on(self.serving.app.install(unit, installed)).expect("it is recorded");
        holder
    }

    fn unit_of(&self, office: Office) -> &Unit {
        if office.is_held_in(UnitKind::Federation) { &self.federation } else { &self.section }
    }

    /// The code by which one laptop of a federal officer comes in.
    ///
    /// # Panics
    /// When the server fails.
    pub fn invite_federal(&self, holder: HolderId, name: &str) -> String {
        self.invite_to(&self.federation, holder, name)
    }

    /// The code by which a section that began alone comes in below the federation.
    ///
    /// # Panics
    /// When the server fails.
    pub fn adopt(&self, name: &str) -> String {
        let prepared = self.serving.app.prepare_adoption(self.federation.id, name.to_owned());
        self.runtime.block_on(prepared).expect("the store answers").to_string()
    }

    /// The code by which one laptop of a holder comes in.
    ///
    /// # Panics
    /// When the server fails.
    pub fn invite(&self, holder: HolderId, name: &str) -> String {
        self.invite_to(&self.section, holder, name)
    }

    fn invite_to(&self, unit: &Unit, holder: HolderId, name: &str) -> String {
        let invited = self.runtime.block_on(self.serving.app.invite(unit, holder, name.to_owned()));
        invited.expect("the holder has an office").to_string()
    }
}

/// The system's clock, set ahead by so many milliseconds.
#[derive(Debug, Default)]
struct Ahead(AtomicU64);

impl Clock for Ahead {
    fn now(&self) -> Instant {
        SystemClock.now().plus(self.0.load(Ordering::SeqCst))
    }

    fn until(&self, at: Instant) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        SystemClock.until(Instant(at.0.saturating_sub(self.0.load(Ordering::SeqCst))))
    }
}

impl Serving {
    async fn begin(settings: &Settings, clock: Arc<Ahead>, port: u16) -> Self {
        let Opened { app, engine, database, held } = data::open_at(settings, clock).await.expect("it was made before");
        timers::run(&app, engine, &app.stopping).detach_all();
        let listener = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), port)).await.expect("the port is free");
        let address = listener.local_addr().expect("it listens");
        let limits = Limits::from(settings);
        let router = layers::around(routes::routes(app.clone()), &limits);
        let ends = tokio::spawn(accept::serve(listener, router, limits, None, app.stopping.clone()));
        Self { app, address, database, ends, held: Some(held) }
    }
}

/// Passes whoever comes on to these servers in turn.
#[cfg(all(unix, feature = "postgres"))]
async fn let_in(door: TcpListener, servers: [SocketAddr; 2]) {
    for server in servers.into_iter().cycle() {
        let Ok((mut device, _)) = door.accept().await else { return };
        tokio::spawn(async move {
            let Ok(mut server) = tokio::net::TcpStream::connect(server).await else { return };
            // A connection that breaks off breaks off on both sides.
            drop(tokio::io::copy_bidirectional(&mut device, &mut server).await);
        });
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        for serving in self.each() {
            serving.app.stopping.cancel();
            // A process that ends while a database is being closed may crash.
            self.runtime.block_on(serving.database.close());
        }
    }
}
