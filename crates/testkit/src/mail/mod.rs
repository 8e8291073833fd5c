//! A mail server of a test's own, on a port of the loopback: `aiosmtpd`, which knows nothing of ours.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use coopol_server::settings::{Mail, Security};
use tempfile::TempDir;

const PROGRAM: &str = include_str!("peer.py");

/// The server; it ends with whoever started it.
#[derive(Debug)]
pub struct Peer {
    folder: TempDir,
    child: Child,
    port: u16,
    guarded: Option<Guarded>,
}

/// What one asks of whoever hands mail over.
#[derive(Debug, Clone)]
pub struct Guarded {
    /// Its certificate, of `localhost`, in PEM.
    pub certificate: PathBuf,
    /// The key of that.
    pub key: PathBuf,
    /// Who may.
    pub user: String,
    /// By which word.
    pub password: String,
}

/// A mail that it took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// To whom.
    pub to: String,
    /// As it came.
    pub text: String,
}

impl Peer {
    /// One that takes everything from everybody.
    ///
    /// # Panics
    /// Without `python3-aiosmtpd`.
    #[must_use]
    pub fn start() -> Self {
        Self::guarded(None)
    }

    /// One that is spoken to in TLS alone, and by those it knows.
    ///
    /// # Panics
    /// Without `python3-aiosmtpd`.
    #[must_use]
    pub fn guarded(guarded: Option<Guarded>) -> Self {
        let folder = tempfile::tempdir().expect("a folder for what it takes");
        let mut command = Command::new("/usr/bin/python3");
        command.args(["-I", "-c", PROGRAM]).arg(folder.path());
        match &guarded {
            Some(of) => command.arg(&of.certificate).arg(&of.key).arg(&of.user).arg(&of.password),
            None => command.args(["", "", "", ""]),
        };
        let started = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = started.expect("python3 and aiosmtpd: `cargo xtask setup` installs them");
        let mut line = String::new();
        let said = child.stdout.take().expect("it was asked for");
        BufReader::new(said).read_line(&mut line).expect("it says its port");
        let port = line.trim().parse().expect("it says its port: is python3-aiosmtpd installed?");
        Self { folder, child, port, guarded }
    }

    /// How a server is told of it.
    ///
    /// # Panics
    /// When the password can't be written.
    #[must_use]
    pub fn settings(&self) -> Mail {
        let password = self.guarded.as_ref().map(|of| {
            let path = self.folder.path().join("password");
            private(&path, &format!("{}\n", of.password));
            path
        });
        Mail {
            host: if self.guarded.is_some() { "localhost" } else { "127.0.0.1" }.to_owned(),
            port: Some(self.port),
            security: if self.guarded.is_some() { Security::Starttls } else { Security::None },
            user: self.guarded.as_ref().map(|of| of.user.clone()),
            password_file: password,
            sender: "section@parti.fr".to_owned(),
            certified_by: self.guarded.as_ref().map(|of| of.certificate.clone()),
        }
    }

    /// What it says to this address from now on: `450 later`, `550 no`, or any other line; `cut`, or `take`.
    ///
    /// # Panics
    /// When that can't be written.
    pub fn answer(&self, address: &str, with: &str) {
        let path = self.folder.path().join("answers");
        let told = std::fs::read_to_string(&path).unwrap_or_default();
        std::fs::write(&path, format!("{told}{address} {with}\n")).expect("its folder is there");
    }

    /// What it took, in order.
    ///
    /// # Panics
    /// When that can't be read.
    #[must_use]
    pub fn taken(&self) -> Vec<Taken> {
        let folder = std::fs::read_dir(self.folder.path().join("taken")).expect("its folder is there");
        let mut paths: Vec<PathBuf> = folder.map(|entry| entry.expect("it is listed").path()).collect();
        paths.retain(|path| path.extension().is_none());
        paths.sort();
        let read = |path: &PathBuf| {
            let whole = String::from_utf8(std::fs::read(path).expect("it was written whole")).expect("mail is ASCII");
            let (to, text) = whole.split_once("\n\n").expect("to whom stands first");
            Taken { to: to.to_owned(), text: text.to_owned() }
        };
        paths.iter().map(read).collect()
    }

    /// To whom it took mail, in the order of the addresses.
    #[must_use]
    pub fn reached(&self) -> Vec<String> {
        let mut reached: Vec<String> = self.taken().into_iter().map(|mail| mail.to).collect();
        reached.sort();
        reached
    }
}

/// A file that only its owner reads.
fn private(path: &Path, text: &str) {
    std::fs::write(path, text).expect("its folder is there");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600)).expect("it is ours");
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It may have ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
