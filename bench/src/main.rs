//! Measures the real programs beside the limits of the machine, in one run; `cargo xtask bench` builds and starts it.
//!
//! ```text
//! device     a laptop without a window: the real core behind lines of JSON; also what `ours/` gives to the peers' harness
//! laptop     such a laptop as a process, seen from here
//! server     coopol-server as a process, with its admin commands, its memory and its processor time
//! load       many laptops reduced to what goes over the network
//! limits     bare programs that do the least the work can be done with: store, send, answer
//! phases     what is measured, in its order
//! nation     a national server: what it bears, what it does with more, and how its costs grow; `cargo xtask bench --load`
//! report     targets, and the table
//! ```
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::cast_precision_loss,
    reason = "a program that measures and prints, with numbers far below 2^52"
)]

mod device;
mod laptop;
mod limits;
mod load;
mod measure;
mod nation;
mod phases;
mod report;
mod server;

use std::process::ExitCode;

/// In place of glibc's (docs/decisions/0032).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

/// Whatever goes wrong ends the run: its reader needs a sentence.
type Failure = Box<dyn std::error::Error + Send + Sync>;

#[tokio::main]
async fn main() -> ExitCode {
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        unreachable!("nothing has installed a provider before the first line of `main`");
    }
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words[..] {
        ["device"] => device::serve().await,
        ["nation", ref options @ ..] => nation::run(options).await,
        ["prepare", folder, address] => server::prepare_and_say(folder.as_ref(), address),
        _ => measure_all(&words).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("coopol-bench: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn measure_all(words: &[&str]) -> Result<(), Failure> {
    let usage = || "usage: coopol-bench [--rounds N] [--beside FOLDER] [--window FILE] [--phases NAMES] | nation [--backend NAME] [--sections N] | device | prepare FOLDER ADDRESS:PORT";
    let (mut rounds, mut beside, mut window, mut wanted) = (phases::ROUNDS, None, None, phases::ALL);
    for pair in words.chunks(2) {
        match *pair {
            ["--rounds", number] => rounds = number.parse()?,
            ["--beside", folder] => beside = Some(std::path::Path::new(folder)),
            ["--window", file] => window = Some(std::path::Path::new(file)),
            ["--phases", names] => wanted = names,
            _ => return Err(usage().into()),
        }
    }
    phases::run(rounds, beside, window, wanted).await
}
