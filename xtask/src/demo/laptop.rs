//! The demonstration on a display: the server in the background, the program in front.

use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Child, Command, Stdio};

use super::folder::Folder;
use super::programs::Programs;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// Whether a window can be shown.
pub fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Fills the server's folder, starts the server, enrols the laptop unless it is, and opens the program until it is quit.
pub fn open(checkout: &Checkout, folder: &Folder, programs: &Programs) -> Result<(), Failure> {
    let address = match folder.read("address") {
        Some(address) => address,
        None => free_address()?,
    };
    folder.write("address", &address)?;
    let server = folder.path("server").display().to_string();
    let home = Home::of(folder);
    // Filled again it would invite again, for nobody.
    let link = match folder.read("enrolled") {
        Some(_) => None,
        None => Some(fill(checkout, programs, &server, &address)?),
    };
    let _server = Serving::start(programs, &server, &address)?;
    if let Some(link) = link {
        home.enrol(checkout, programs, &link)?;
        folder.write("enrolled", "")?;
    }
    println!("\nCoopol opens as the secretary of Versailles. Its server listens on {address}.");
    println!(
        "Closing the window keeps its reminders; Ctrl+C here ends everything. The data stay in {}.",
        folder.root().display()
    );
    home.start(checkout, programs)
}

/// Fills the server's folder unless it is filled. The link that invites a laptop of the secretary.
fn fill(checkout: &Checkout, programs: &Programs, server: &str, address: &str) -> Result<String, Failure> {
    let program = programs.path("coopol-demo");
    let words = [&program, "fill", "--data", server, "--server", address];
    let filled = Invocation::new("env", words).ask(checkout)?;
    if !filled.success {
        return Err(Failure::Told { what: "the demonstration can't be filled", said: filled.complaint });
    }
    let unnamed = || Failure::Malformed { origin: "coopol-demo".to_owned(), cause: "it names no link".to_owned() };
    link(&filled.said).map(str::to_owned).ok_or_else(unnamed)
}

/// A home for the laptop: the program finds there what it finds in the developer's own, and touches nothing of theirs.
struct Home(Vec<String>);

impl Home {
    fn of(folder: &Folder) -> Self {
        let variable = |name: &str, place: &str| format!("{name}={}", folder.path("laptop").join(place).display());
        let places = [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache")];
        Self(places.map(|(name, place)| variable(name, place)).to_vec())
    }

    /// By the command line, into the profile that the window opens. The key goes into the developer's keyring.
    fn enrol(&self, checkout: &Checkout, programs: &Programs, link: &str) -> Result<(), Failure> {
        let (server, _) = link.trim_start_matches("coopol://").split_once('/').unwrap_or((link, ""));
        let data = self.0[0].trim_start_matches("XDG_DATA_HOME=");
        let data = format!("{data}/org.coopol.Coopol");
        let address = format!("http://{server}");
        let words = ["--data", &data, "--profile", "Versailles", "enrol", "--server", &address, "--invitation", link];
        let program = programs.path("coopol");
        let enrol = std::iter::once(program.as_str()).chain(words);
        let answer = Invocation::new("env", self.0.iter().map(String::as_str).chain(enrol)).ask(checkout)?;
        if answer.success {
            Ok(())
        } else {
            Err(Failure::Told { what: "the laptop isn't enrolled", said: answer.complaint })
        }
    }

    fn start(&self, checkout: &Checkout, programs: &Programs) -> Result<(), Failure> {
        let program = [programs.path("coopol-desktop")];
        Invocation::new("env", self.0.iter().cloned().chain(program)).run(checkout)
    }
}

/// The running server. It ends with the demonstration.
struct Serving(Child);

impl Serving {
    /// Returns once it says that it serves.
    fn start(programs: &Programs, data: &str, address: &str) -> Result<Self, Failure> {
        let mut command = Command::new(programs.path("coopol-server"));
        command.args(["--data", data, "--listen", address, "--log", "info", "serve"]).stdin(Stdio::null());
        let named = || format!("coopol-server --data {data} --listen {address} serve");
        let not_started = |cause| Failure::NotStarted { command: named(), cause };
        let mut child = command.stdout(Stdio::piped()).spawn().map_err(not_started)?;
        let mut log = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let mut serving = Self(child);
        if log.by_ref().map_while(Result::ok).any(|line| line.contains("\"serving\"")) {
            // What it logs from now on is nobody's to read, and mustn't fill the pipe.
            std::thread::spawn(move || log.map_while(Result::ok).for_each(drop));
            return Ok(serving);
        }
        Err(Failure::Ended { command: named(), status: serving.0.wait().map_err(not_started)? })
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // One that ended by itself can't be killed, and needn't be.
        if self.0.kill().is_ok() {
            drop(self.0.wait());
        }
    }
}

fn free_address() -> Result<String, Failure> {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).and_then(|listener| listener.local_addr());
    let named = || "a server on a free port".to_owned();
    free.map(|address| address.to_string()).map_err(|cause| Failure::NotStarted { command: named(), cause })
}

/// The link in what `coopol-demo` printed.
fn link(told: &str) -> Option<&str> {
    let (_, rest) = told.split_once("\"link\": \"")?;
    rest.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_link_is_found_in_what_was_told() {
        let told = "{\n  \"filled\": false,\n  \"link\": \"coopol://127.0.0.1:1/join/ABC\"\n}";
        assert_eq!(link(told), Some("coopol://127.0.0.1:1/join/ABC"));
        assert_eq!(link("{}"), None);
    }

    #[test]
    fn a_free_address_can_be_listened_on() {
        let address = free_address().unwrap();
        assert!(TcpListener::bind(&address).is_ok(), "{address}");
    }
}
