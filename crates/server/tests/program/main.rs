//! `coopol-server` as whoever runs it sees it: what counts of its configuration, and how it starts, serves and stops.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

#[cfg(unix)]
mod alone;
mod configuration;
#[cfg(unix)]
mod figures;
#[cfg(unix)]
mod json;
#[cfg(unix)]
mod killed;
#[cfg(target_os = "linux")]
mod power_cut;
#[cfg(unix)]
mod relocation;
#[cfg(unix)]
mod replicas;
#[cfg(unix)]
mod rotation;
#[cfg(unix)]
mod serving;
#[cfg(unix)]
mod staff;
#[cfg(unix)]
mod standby;

use std::path::Path;
use std::process::{Command, Output};

/// The program over a data folder, with nothing of this machine's environment.
fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_coopol-server"));
    command.env_clear().env("COOPOL_DATA", data);
    command
}

fn run(data: &Path, words: &[&str]) -> Output {
    program(data).args(words).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}
