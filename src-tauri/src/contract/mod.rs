//! What crosses the bridge to the page, name by name as `ui/src/platform/contract` writes it.
//!
//! These are shapes without rules: a command turns them into what the core takes, and what the core answers into them.
//! `bindings.gen.ts` is generated from here, and `ui/src/platform/tauri.ts` holds only if both sides agree.
//!
//! To add a command: its shapes here, its function in `commands/<noun>.rs`, its name in `bridge.rs` and in
//! `capabilities/main.json`; then `cargo test -p coopol-desktop bindings` says how to write the bindings again.

pub mod agenda;
pub mod archive;
pub mod base;
pub mod caretaker;
pub mod checked;
pub mod codes;
pub mod delegation;
pub mod desk;
pub mod devices;
pub mod event;
pub mod failure;
pub mod feeds;
pub mod field;
pub mod first_day;
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
pub mod search;
pub mod season;
pub mod session;
pub mod settings;
pub mod shield;
pub mod split;
pub mod ties;
pub mod unit;
