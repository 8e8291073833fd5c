//! `coopol`: what the desktop program does, without its window. For scripts, federations and tests.
//!
//! Exit codes: 0 done · 1 a fault of the program or of the disk · 2 arguments that can't be understood · 3 the profile or its
//! key isn't to be had · 4 the server can't be reached, try later · 5 a rule or a right stands against it, or it isn't there ·
//! 6 a file can't be read · 7 the history doesn't hold together.

mod arguments;
mod commands;
mod failure;
mod open;
mod output;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

use crate::arguments::Arguments;

/// In place of glibc's (docs/decisions/0032).
#[cfg(all(target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

#[tokio::main]
async fn main() -> ExitCode {
    if rustls::crypto::aws_lc_rs::default_provider().install_default().is_err() {
        unreachable!("nothing has installed a provider before the first line of `main`");
    }
    let arguments = Arguments::parse();
    let json = arguments.json;
    match commands::run(arguments).await {
        Ok(said) => {
            output::say(&said);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            output::complain(&failure, json);
            ExitCode::from(failure.exit_code())
        }
    }
}
