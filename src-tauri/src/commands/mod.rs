//! What the page may ask, one file per room. A command is an adapter: its body is in the core, or in the shell when it is
//! about this laptop.

pub mod agenda;
pub mod archive;
pub mod caretaker;
pub mod codes;
pub mod delegation;
pub mod desk;
pub mod devices;
pub mod dues;
pub mod erasure;
pub mod export;
pub mod feeds;
pub mod frame;
pub mod gate;
pub mod handover;
pub mod history;
pub mod import;
pub mod late;
pub mod memory;
pub mod merge;
pub mod pending;
pub mod request;
pub mod rollback;
pub mod roster;
pub mod season;
pub mod settings;
pub mod split;
pub mod suspension;
pub mod ties;
pub mod transfers;
pub mod unit;

use tauri::State;

use crate::contract::failure::Failure;
use crate::shell::Shell;

/// What a command answers.
type Answer<T> = Result<T, Failure>;

/// The shell, as Tauri hands it to a command.
type TheShell<'a> = State<'a, Shell>;
