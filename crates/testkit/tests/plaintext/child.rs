//! The programs that are watched: processes of their own, so that their folders, logs and memory are theirs alone.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use coopol_core::ambient::System;
use coopol_core::archive;
use coopol_core::device::Session;
use coopol_core::enrolment;
use coopol_core::profile::{Profiles, Protection};
use coopol_core::vault::{CacheKey, create_key_file, read_key_file};
use tracing::level_filters::LevelFilter;

use crate::markers::Markers;
use crate::planting::{look_at_everything, plant};

/// Tells a child what it has to do; without it a child's test has nothing to do.
const HOME: &str = "COOPOL_TEST_HOME";
const SERVER: &str = "COOPOL_TEST_SERVER";
const CODE: &str = "COOPOL_TEST_CODE";

/// The folders that a program may write to.
pub struct Home(pub PathBuf);

impl Home {
    pub fn make(folder: &Path) -> Self {
        let home = Self(folder.to_owned());
        for part in ["data", "tmp", "run", "logs", "keys"] {
            std::fs::create_dir_all(folder.join(part)).unwrap();
        }
        home
    }

    pub fn part(&self, part: &str) -> PathBuf {
        self.0.join(part)
    }

    /// Lies elsewhere, with the person.
    pub fn key(&self) -> PathBuf {
        self.part("keys").join("key")
    }

    /// Starts a child of this test program.
    pub fn start(&self, test: &str, server: &str, code: &str) -> Child {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", test, "--nocapture", "--test-threads=1"]).env(HOME, &self.0);
        command.env("TMPDIR", self.part("tmp")).env("XDG_RUNTIME_DIR", self.part("run")).env("HOME", &self.0);
        command.env(SERVER, server).env(CODE, code).stdin(Stdio::piped()).stdout(Stdio::piped());
        command.spawn().unwrap()
    }
}

fn home() -> Option<Home> {
    std::env::var_os(HOME).map(|folder| Home(folder.into()))
}

/// The log at its most talkative, in a file.
fn log_to(path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let log = tracing_subscriber::fmt().with_max_level(LevelFilter::TRACE).with_ansi(false);
    log.with_writer(std::sync::Mutex::new(file)).init();
}

/// Works in every room, synchronises, and ends.
#[tokio::test]
async fn that_works() {
    let Some(home) = home() else { return };
    log_to(&home.part("logs").join("works.log"));
    rustls::crypto::aws_lc_rs::default_provider().install_default().unwrap();
    let (markers, server) = (Markers::all(), std::env::var(SERVER).unwrap());
    let invitation = std::env::var(CODE).unwrap().parse().unwrap();
    let enrolled = enrolment::enrol(&server, &invitation, &markers.laptop, &System).await.unwrap();
    let profile = Profiles::at(home.part("data")).begin("section", Protection::KeyFile, &System).unwrap();
    let key = CacheKey::new(&System);
    create_key_file(&home.key(), &key).unwrap();
    let session = Arc::new(Session::found(profile, &key, &enrolled, Arc::new(System)).await.unwrap());
    let way = session.http().await.unwrap();
    session.sync_once(&way).await.unwrap();
    archive::exchange(&session, &way).await.unwrap();
    plant(&session, &markers, &home.part("run")).await;
    session.sync_once(&way).await.unwrap();
    archive::exchange(&session, &way).await.unwrap();
    session.sync_once(&way).await.unwrap();
    drop(way);
    Arc::into_inner(session).unwrap().close().await.unwrap();
}

/// Opens what the other left, shows all of it, is locked, and waits.
#[tokio::test]
async fn that_is_locked() {
    let Some(home) = home() else { return };
    log_to(&home.part("logs").join("locked.log"));
    let key = read_key_file(&home.key()).unwrap();
    let profile = Profiles::at(home.part("data")).open("section").unwrap();
    let session = Session::open(profile, &key, Arc::new(System)).await.unwrap();
    assert!(look_at_everything(&session).await > 0);
    if std::env::var_os(CODE).is_some_and(|code| code == "open") {
        wait("open");
    }
    session.close().await.unwrap();
    drop(key);
    wait("locked");
}

/// Says where it stands, until somebody answers.
fn wait(standing: &str) {
    std::io::stdout().write_all(format!("{standing}\n").as_bytes()).unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
}
