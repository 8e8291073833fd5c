//! The rules of Coopol and the words on the wire. Pure: no I/O, no clock, no randomness; time and chance are arguments.
//!
//! - [`id`], [`time`], [`codec`]: identifiers, instants and the hybrid clock, canonical bytes.
//! - [`seal`]: the tree over a stream's entries and the signed checkpoints.
//! - [`journal`]: changes, pushes, entries, states, undo, snapshots.
//! - [`kinds`]: every kind of change and what it may say.
//! - [`access`]: who may do what, from mandates.
//! - [`audience`]: how many people one could write to.
//! - [`authority`] and [`device`]: the two machines of sync (J10), which the server, the laptop and the simulator run.
//! - [`enrolment`]: invitation codes, and how a device says who it is.
//! - [`feed`]: the address at which an agenda is told to calendar programs.
//! - [`handover`]: what becomes of a claim to an office.
//! - [`mailing`]: whom a mailing goes to, and whether it may go.
//! - [`wire`]: what they say to each other.
//!
//! The rules themselves are numbered in `docs/journal.md`.

pub mod access;
pub mod audience;
pub mod authority;
pub mod codec;
pub mod device;
pub mod enrolment;
pub mod feed;
pub mod handover;
pub mod id;
pub mod journal;
pub mod kinds;
pub mod mailing;
pub mod merger;
pub mod seal;
pub mod time;
pub mod wire;
