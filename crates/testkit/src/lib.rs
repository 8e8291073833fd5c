//! For tests only: what the suites share.
//!
//! - [`chance`]: a seeded source of numbers, so that every run can be had again.
//! - [`demo`]: a federation that doesn't exist, with a year of history, and the reference work of the benches.
//! - [`disk`]: what a device makes durable, in memory: it survives a crash of the device, and nothing else does.
//! - `finder`: looks for words in files, in every form in which a program may have written them, when asked for.
//! - `hand`: a device that pushes and folds nothing, for a crowd of them, with `laptops`.
//! - `laptop`: a device as the programs have it, its clock and chance apart, when the feature asks for it.
//! - `mail`: a mail server of a test's own, when `server` is asked for.
//! - `postgres`: a PostgreSQL of a test's own, when the feature asks for it.
//! - [`powercut`]: what a disk may hold after a power cut, rebuilt from what a program asked of the system.
//! - `relay`: stands between devices and a server, and says how far a push has come, when `server` is asked for.
//! - [`seeds`]: which seeds a test plays, in every run and in a campaign.
//! - `server`: a whole server on a port of the loopback, with a section, when the feature asks for it.
//! - [`sim`]: a section, its officers' devices and its authority, under faults, from one seed (J10).

pub mod chance;
pub mod demo;
pub mod disk;
#[cfg(feature = "finder")]
pub mod finder;
#[cfg(feature = "laptops")]
pub mod hand;
#[cfg(feature = "laptops")]
pub mod laptop;
#[cfg(feature = "server")]
pub mod mail;
#[cfg(all(feature = "postgres", unix))]
pub mod postgres;
pub mod powercut;
#[cfg(feature = "server")]
pub mod relay;
pub mod seeds;
#[cfg(feature = "server")]
pub mod server;
pub mod sim;
