//! What a device does, without a window: the encrypted cache, the outbox, sync, the roster and its history.
//!
//! Laid out as the data travel:
//!
//! - [`ambient`]: time and chance, the one place that reads them.
//! - [`profile`] and [`vault`]: whose files, under which key.
//! - [`cache`]: the encrypted database; what is written together, what is read for the machine.
//! - [`device`]: the session, a thin shell around `coopol_domain::device`: record, sync, audit, lease, wipe.
//! - [`transport`], [`enrolment`]: how a device reaches its authority, and how it first came in.
//! - [`text`]: folding, sorting and searching words.
//! - [`roster`], [`agenda`], [`archive`], [`history`], [`status`]: what the screens show and do, each command one function.
//! - [`overlaps`]: two values of one field of anything, one click to settle them.
//! - [`proposals`]: what others did that waits for the office held here; [`quarantine`]: what came after its author's mandate had
//!   ended; [`shield`]: what will wait for somebody else.
//! - [`units`], [`mandates`], [`devices`], [`codes`]: how the unit is called, who holds office in it, on which laptops, and the codes
//!   that enrol more.
//! - [`delegations`]: who may do one thing until a date without an office, and what they see and do.
//! - [`memory`]: what the section promised, and where things are; [`desk`]: the lists and the texts of messages of an office.
//! - [`handover`]: claims to an office, and where each stands; [`dossier`]: what whoever takes office reads first.
//! - [`search`], [`reminders`], [`export`]: over all of them.
//!
//! A further noun of the screens is a folder beside `roster`: its queries over the tables of the cache, its commands over
//! [`device::Session::record`] and [`device::Session::act`].

pub mod agenda;
pub mod ambient;
pub mod archive;
pub mod cache;
pub mod codes;
pub mod delegations;
pub mod desk;
pub mod device;
pub mod devices;
pub mod dossier;
pub mod enrolment;
pub mod export;
pub mod handover;
pub mod history;
mod kept;
pub mod mandates;
pub mod memory;
pub mod overlaps;
pub mod profile;
pub mod proposals;
pub mod quarantine;
pub mod reminders;
pub mod roster;
pub mod sealed;
pub mod search;
pub mod shield;
pub mod status;
pub mod text;
pub mod transport;
pub mod units;
pub mod vault;
