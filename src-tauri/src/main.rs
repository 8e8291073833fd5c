//! The desktop program: a window around the core. It opens the profile, hands the page what it asks for, rings reminders,
//! and knows nothing of the rules.
//!
//! - [`arguments`], [`address`]: how it is started and what a link may point at.
//! - [`app`], [`window`], [`tray`]: the desktop's side.
//! - [`shell`]: the open profile, or why there is none.
//! - [`contract`], [`bridge`], [`commands`]: the page's side; a command is an adapter of a few lines.
//! - [`notices`]: notifications of the system.
//! - [`view`]: what the core answers, as the page reads it.
//! - [`settings`], [`words`], [`logs`]: what was set, what is said, what is noted.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod address;
mod app;
mod arguments;
mod bridge;
mod commands;
mod contract;
mod logs;
mod notices;
mod quit;
mod settings;
mod shell;
mod tray;
mod view;
mod window;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

/// What is given back is wiped: a program that was locked remembers nothing of what it showed.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let provider = rustls::crypto::aws_lc_rs::default_provider();
    provider.install_default().expect("nothing has chosen a TLS provider before main");
    match app::run(arguments) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            tracing::error!(%error, "the program can't start");
            ExitCode::FAILURE
        }
    }
}
