//! A whole server on a port of the loopback, with one section: what a program that speaks with one is tested against.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use coopol_domain::access::Office;
use coopol_domain::id::HolderId;
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_server::app::App;
use coopol_server::authority::{Founding, Installed};
use coopol_server::data::{self, Database, Opened};
use coopol_server::http::{accept, layers};
use coopol_server::settings::{Limits, Settings};
use coopol_server::{routes, timers};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

/// A server that runs until it is dropped, on threads of its own: whoever tests it may wait for other programs.
pub struct Server {
    app: Arc<App<Database>>,
    address: SocketAddr,
    section: Unit,
    runtime: Runtime,
    data: PathBuf,
    _folder: TempDir,
}

impl Server {
    /// Starts a server with a section.
    ///
    /// # Panics
    /// When anything fails: the test can't go on.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        // Everybody comes from one address here.
        let many = NonZeroU32::new(100_000).expect("it isn't zero");
        let data = folder.path().join("data");
        let settings =
            Settings { data: data.clone(), stranger_per_second: many, account_per_second: many, ..Settings::default() };
        let runtime = Runtime::new().expect("threads can be started");
        let (app, address, section) = runtime.block_on(async {
            data::make(&settings).expect("the folder is empty");
            let Opened { app, engine, .. } = data::open(&settings).await.expect("it was just made");
            timers::run(&app, engine, &app.stopping).detach_all();
            let listener = TcpListener::bind((IpAddr::from([127, 0, 0, 1]), 0)).await.expect("a port is free");
            let address = listener.local_addr().expect("it listens");
            let limits = Limits::from(&settings);
            let router = layers::around(routes::routes(app.clone()), &limits);
            tokio::spawn(accept::serve(listener, router, limits, app.stopping.clone()));
            let (name, zone) = ("Section de Versailles".to_owned(), "Europe/Paris".to_owned());
            let founding = Founding { kind: UnitKind::Section, name, parent: None, zone };
            let section = app.found(founding).await.expect("nobody founded it before");
            (app, address, section)
        });
        Self { app, address, section, runtime, data, _folder: folder }
    }

    /// Where it is reached.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The same, without the scheme.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its data folder.
    pub fn folder(&self) -> &Path {
        &self.data
    }

    /// Gives somebody an office in the section from now on.
    ///
    /// # Panics
    /// When the server fails.
    pub fn install(&self, name: &str, office: Office) -> HolderId {
        let installed = Installed { holder: None, holder_name: name.to_owned(), office, since: None, until: None };
        let (_, holder) = self.runtime.block_on(self.app.install(&self.section, installed)).expect("it is recorded");
        holder
    }

    /// The code by which one laptop of a holder comes in.
    ///
    /// # Panics
    /// When the server fails.
    pub fn invite(&self, holder: HolderId, name: &str) -> String {
        let invited = self.runtime.block_on(self.app.invite(&self.section, holder, name.to_owned()));
        invited.expect("the holder has an office").to_string()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.app.stopping.cancel();
    }
}
