//! For tests only: what the suites share.
//!
//! - [`chance`]: a seeded source of numbers, so that every run can be had again.
//! - [`demo`]: a federation that doesn't exist, with a year of history, and the reference work of the benches.
//! - [`disk`]: what a device makes durable, in memory: it survives a crash of the device, and nothing else does.
//! - [`sim`]: a section, its officers' devices and its authority, under faults, from one seed (J10).

pub mod chance;
pub mod demo;
pub mod disk;
pub mod sim;
