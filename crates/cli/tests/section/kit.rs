//! A section, its officers' laptops, and the program as they type it.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use coopol_domain::access::Office;
use coopol_domain::id::HolderId;
use coopol_testkit::mail::Peer;
use coopol_testkit::server::Server;
use jiff::civil::Date;
use serde_json::Value as Json;
use tempfile::TempDir;

/// A section with its server, and a folder for everybody's laptops.
pub struct Section {
    pub server: Server,
    home: TempDir,
}

/// One laptop, whose key is in a file.
pub struct Laptop {
    pub data: PathBuf,
    pub key: PathBuf,
}

impl Section {
    pub fn start() -> Self {
        Self { server: Server::start(), home: tempfile::tempdir().unwrap() }
    }

    /// One whose server sends mail.
    pub fn mailing(peer: &Peer) -> Self {
        Self { server: Server::mailing(peer.settings()), home: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    /// A file with these words.
    pub fn file(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    /// A laptop that belongs to nobody yet.
    pub fn new_laptop(&self, name: &str) -> Laptop {
        Laptop { data: self.path(name), key: self.path(&format!("{name}.key")) }
    }

    /// One more laptop of a holder, enrolled and synchronised.
    pub fn laptop(&self, name: &str, holder: HolderId, called: &str) -> Laptop {
        let laptop = self.new_laptop(name);
        let code = self.server.invite(holder, called);
        laptop.done(&["enrol", "--server", &self.server.url(), "--invitation", &code, "--device-name", name]);
        laptop.done(&["sync"]);
        laptop
    }

    /// Somebody new in the federation, with a laptop.
    pub fn federal(&self, name: &str, office: Office) -> Laptop {
        let holder = self.server.install(name, office);
        let laptop = self.new_laptop(name);
        let code = self.server.invite_federal(holder, name);
        laptop.done(&["enrol", "--server", &self.server.url(), "--invitation", &code, "--device-name", name]);
        laptop.done(&["sync"]);
        laptop
    }

    /// Somebody new in an office of the section beside it, with a laptop.
    pub fn neighbour(&self, name: &str, office: Office) -> Laptop {
        let (laptop, code) = (self.new_laptop(name), self.server.neighbour(name, office));
        laptop.done(&["enrol", "--server", &self.server.url(), "--invitation", &code]);
        laptop.done(&["sync"]);
        laptop
    }

    /// Somebody new in a section that nothing stands above, with a laptop.
    pub fn apart(&self, unit: &str, name: &str, office: Office) -> Laptop {
        let (laptop, code) = (self.new_laptop(name), self.server.apart(unit, name, office));
        laptop.done(&["enrol", "--server", &self.server.url(), "--invitation", &code]);
        laptop.done(&["sync"]);
        laptop
    }

    /// Sends what ends the mandate of whoever uses it. The server may have carried it out before the laptop has hung up, or does it then.
    pub fn leaves(&self, laptop: &Laptop) {
        let told = laptop.done(&["sync"]);
        self.server.later(0);
        let told = if told.contains("détruites") { told } else { laptop.done(&["sync"]) };
        assert!(told.contains("détruites"), "{told}");
    }

    /// Somebody new in an office, with a laptop.
    pub fn officer(&self, name: &str, office: Office) -> Laptop {
        let holder = self.server.install(name, office);
        self.laptop(name, holder, name)
    }
}

/// The day that a calendar in the section's zone shows at an instant, in milliseconds since 1970.
pub fn day(at: i64) -> Date {
    jiff::Timestamp::from_millisecond(at).unwrap().in_tz("Europe/Paris").unwrap().date()
}

impl Laptop {
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = bare(&self.data);
        command.arg("--key-file").arg(&self.key).args(words);
        command
    }

    /// With `typed` on the standard input.
    pub fn run(&self, words: &[&str], typed: &str) -> Output {
        run(self.command(words), typed)
    }

    /// What it prints when it is done.
    pub fn done(&self, words: &[&str]) -> String {
        let output = self.run(words, "\n");
        assert!(output.status.success(), "{words:?}: {}", text(&output.stderr));
        text(&output.stdout)
    }

    /// The same, as JSON.
    pub fn json(&self, words: &[&str]) -> Json {
        let printed = self.done(&[&["--json"], words].concat());
        serde_json::from_str(&printed).unwrap_or_else(|error| panic!("{words:?}: {error}: {printed}"))
    }

    /// The day on which the holder's mandate began, which is today, as a calendar shows it in the section's zone.
    pub fn today(&self) -> Date {
        let since = self.json(&["mandate", "list"])[0]["since"].as_i64().unwrap();
        day(since)
    }

    /// The exit code, and what is said of why.
    pub fn fails(&self, words: &[&str]) -> (i32, String) {
        let output = self.run(words, "\n");
        assert!(output.stdout.is_empty(), "{words:?}: {}", text(&output.stdout));
        (output.status.code().unwrap(), text(&output.stderr))
    }

    /// The id of the only person whose sheet has these words.
    pub fn person(&self, words: &str) -> String {
        let page = self.json(&["roster", "list", "--search", words]);
        assert_eq!(page["total"], 1, "{words}: {page}");
        page["rows"][0]["id"].as_str().unwrap().to_owned()
    }
}

/// The program over a data folder, without a keyring or anything else of this machine's environment.
pub fn bare(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coopol"));
    command.env_clear().env("COOPOL_DATA", data).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn run(mut command: Command, typed: &str) -> Output {
    let mut child = command.spawn().unwrap();
    // A program that asks nothing may have ended before.
    drop(child.stdin.take().unwrap().write_all(typed.as_bytes()));
    child.wait_with_output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub const MEMBERS: &str = "Nom;Prénom;E-mail;Téléphone;Cotisation 2026\n\
    LEFÈVRE;Zoé;zoe@exemple.fr;0612345678;36,50 €\n\
    Martin;Anne;anne@exemple.fr;;\n";
