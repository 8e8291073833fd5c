//! Everything around the window: a home of its own, a session bus with nothing but what a test puts on it, and the
//! program, driven through `WebDriver`. The screen is the caller's (`xvfb-run`).

pub mod arrival;
mod bus;
mod children;
mod colleague;
mod keyring;
mod notifications;
mod process;
mod programs;
mod screen;
mod server;
mod tray;
mod window;

use std::fs::{DirBuilder, Permissions};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::TempDir;
use tokio::process::Command;

pub use arrival::{arrive, come_in};
pub use colleague::Colleague;
pub use notifications::Notifications;
pub use server::Server;
pub use tray::Tray;
pub use window::{Window, free_port};

use bus::Bus;
use children::Child;

/// How long anything may take to come about. Only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(10);

/// A desktop session.
pub struct Stage {
    bus: Bus,
    /// Ends with the session.
    keyring_daemon: Option<Child>,
    home: PathBuf,
    /// Goes with the session, unless the home is kept.
    temporary: Option<TempDir>,
}

impl Stage {
    /// A session with an open keyring.
    pub async fn with_keyring() -> Self {
        let mut stage = Self::bare().await;
        stage.open_keyring().await;
        stage
    }

    /// A session without a keyring, and without notifications.
    pub async fn bare() -> Self {
        let home = tempfile::Builder::new().prefix("coopol-window-").tempdir().unwrap();
        let mut stage = Self::at(home.path()).await;
        stage.temporary = Some(home);
        stage
    }

    /// The same, in a folder that stays: a later session finds everything there.
    pub async fn at(home: &Path) -> Self {
        // Whoever comes first: the driver's client and the server's share one provider.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        for folder in FOLDERS {
            // As the specification wants the runtime folder (XDG Base Directory).
            DirBuilder::new().mode(0o700).recursive(true).create(home.join(folder)).unwrap();
        }
        Self { bus: Bus::start(home).await, keyring_daemon: None, home: home.to_owned(), temporary: None }
    }

    /// From now on there is a keyring, and it is open.
    pub async fn open_keyring(&mut self) {
        self.keyring_daemon = Some(keyring::start(self).await);
    }

    /// Shows and keeps every notification of this session.
    pub async fn notifications(&self) -> Notifications {
        Notifications::start(self.bus.connect().await).await
    }

    /// A corner for icons, beside the clock.
    pub async fn tray(&self) -> Tray {
        Tray::start(self.bus.connect().await).await
    }

    /// From now on there is no keyring; what it kept comes back with it.
    pub fn close_keyring(&mut self) {
        self.keyring_daemon = None;
    }

    /// What the person has set before the program starts.
    pub fn settings(&self, json: &str) {
        let folder = self.folder("config/org.coopol.Coopol");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("settings.json"), json).unwrap();
    }

    /// Starts the program as a person does, and waits for its window.
    pub async fn start(&self, arguments: &[&str]) -> Window {
        Window::open(self, Path::new(window::PROGRAM), arguments).await
    }

    /// Starts the program while it runs already, or to no end but to leave. Waits until this start has ended.
    pub async fn start_again(&self, arguments: &[&str]) {
        let mut command = Command::new(window::PROGRAM);
        command.args(arguments).envs(self.environment());
        let ended = command.status();
        let status = tokio::time::timeout(PATIENCE, ended).await.expect("a second start ends by itself").unwrap();
        assert!(status.success(), "{arguments:?}: {status}");
    }

    /// What the person types in a terminal, over the profiles of the window.
    pub async fn types(&self, arguments: &[&str]) {
        let mut command = Command::new(programs::built("COOPOL_PROGRAM", "coopol").await);
        let output = command.args(arguments).envs(self.environment()).output().await.unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "coopol {arguments:?}: {complaint}");
    }

    /// A viewer for what the program opens outside its window. Answers the file that it keeps a copy of.
    pub fn viewer(&self) -> PathBuf {
        self.opener(r#"cp "$1""#)
    }

    /// A mail program. Answers the file in which it notes the link that it was opened with.
    pub fn mail_program(&self) -> PathBuf {
        self.opener(r#"printf %s "$1" >"#)
    }

    /// What takes what the program opens outside its window, and leaves it in the file that is answered.
    fn opener(&self, take: &str) -> PathBuf {
        let (opener, shown) = (self.folder("bin/xdg-open"), self.folder("home/shown"));
        let script = format!("#!/bin/sh\n{take} {0}.new && mv {0}.new {0}\n", shown.display());
        std::fs::write(&opener, script).unwrap();
        std::fs::set_permissions(&opener, Permissions::from_mode(0o700)).unwrap();
        shown
    }

    /// A server of its own, which doesn't listen yet.
    pub async fn server(&self) -> Server {
        let server = Server::at(&format!("127.0.0.1:{}", free_port()), &self.folder("server"));
        server.admin(&["init"]).await;
        server
    }

    /// Another officer, whom this link invites.
    pub async fn colleague(&self, link: &str) -> Colleague {
        Colleague::enrol(self, link).await
    }

    /// A folder of the session's home.
    pub fn folder(&self, name: &str) -> PathBuf {
        self.home.join(name)
    }

    /// What the program has written about itself so far.
    pub fn log(&self) -> String {
        let files = std::fs::read_dir(self.folder("data/org.coopol.Coopol/logs")).into_iter().flatten();
        files.map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect()
    }

    /// How many profiles are kept here.
    pub fn profiles(&self) -> usize {
        std::fs::read_dir(self.folder("data/org.coopol.Coopol/profiles")).map_or(0, Iterator::count)
    }

    /// What a program of this session finds around it.
    fn environment(&self) -> Vec<(&'static str, String)> {
        let folder = |name: &str| self.folder(name).display().to_string();
        vec![
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.address.clone()),
            ("HOME", folder("home")),
            // A viewer of its own comes first.
            ("PATH", format!("{}:{}", folder("bin"), std::env::var("PATH").unwrap())),
            ("TMPDIR", folder("tmp")),
            ("XDG_CACHE_HOME", folder("cache")),
            ("XDG_CONFIG_HOME", folder("config")),
            ("XDG_DATA_HOME", folder("data")),
            ("XDG_RUNTIME_DIR", folder("runtime")),
            ("XDG_STATE_HOME", folder("state")),
            // No accessibility bus is looked for: there is none, and looking takes seconds.
            ("NO_AT_BRIDGE", "1".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TZ", "Europe/Paris".to_owned()),
        ]
    }
}

const FOLDERS: [&str; 10] =
    ["bin", "home", "cache", "config", "data", "runtime", "state", "tmp", "server", "colleagues"];

/// Asks again and again until there is an answer.
pub async fn until<T>(what: &str, ask: impl AsyncFnMut() -> Option<T>) -> T {
    answered(ask).await.unwrap_or_else(|| panic!("it never came to this: {what}"))
}

/// The same; nothing when there is no answer in time.
async fn answered<T>(mut ask: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let mut again = tokio::time::interval(Duration::from_millis(50));
    let answered = async {
        loop {
            again.tick().await;
            if let Some(answer) = ask().await {
                return answer;
            }
        }
    };
    tokio::time::timeout(PATIENCE, answered).await.ok()
}
