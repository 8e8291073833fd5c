//! `coopol` against a real server: what officers and scripts type, what they read, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod alone;
mod attendance;
mod back_in;
mod delegation;
mod dues;
mod erasure;
mod export;
mod feeds;
mod groups;
mod handover;
mod import;
mod join;
mod json;
mod key;
#[cfg(unix)]
mod killed;
mod kit;
mod laptops;
mod mailings;
mod mandates;
mod mergers;
mod merges;
#[cfg(target_os = "linux")]
mod power_cut;
mod shield;
mod splits;
mod transfers;
mod undo;
mod units;
mod words;
