//! A device against an authority in the same process: the rules of both are those of `coopol_domain`.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod agenda;
mod archive;
mod attendance;
mod authority;
mod cache;
mod desk;
mod devices;
mod dossier;
mod dues;
mod edits;
mod erasure;
mod export;
mod handover;
mod ics;
mod import;
mod kill;
mod lease;
mod left_alone;
mod mailings;
mod memory;
mod office;
mod places;
mod quarantine;
mod reminders;
mod rollback;
mod rows;
mod search;
mod sent;
mod shield;
mod suspended;
mod sync;
mod told;
mod upgrade;
mod work;
mod world;
