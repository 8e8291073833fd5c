//! A section under faults, from one seed (J10).
//!
//! - `archive`: what a section keeps beside its people.
//! - `dues`: what members paid.
//! - `exchange`: requests and answers that are lost, late, doubled, or that go ahead.
//! - [`server`]: the authority's machine over a store in memory, with a thin shell of its own.
//! - [`laptop`]: the device's machine over a [`crate::disk::Disk`].
//! - `join`: it is decided that this section takes another in.
//! - `mail`: the authority sends the mailings whose time has come.
//! - `merge`: another section becomes a part of this one.
//! - `proposal`: what waits for somebody else, and what is said to it.
//! - `remind`: the federation reminds the section of what its renewal lacks.
//! - [`run`]: what happens, and what must hold at the end.
//! - `restore`: the server dies, a backup takes its place, and laptops give back what it lost.
//! - `rule`: the federation decides what becomes of a claim.
//! - `split`: another section comes out of this one.
//! - `suspend`: the federation suspends a mandate, and lifts that.
//! - `appoint`: the federation puts somebody in charge for a time, and prolongs that.
//! - [`witness`]: what the federation's laptop cosigns, and a server that forks.
//! - [`work`]: what officers do.
//!
//! To add a kind of change: a branch in [`work`], or its name among those that are never played, in the test. To add a fault: a branch in [`run`].

mod agenda;
mod appoint;
mod archive;
mod check;
mod desk;
mod dues;
mod exchange;
mod facts;
mod join;
pub mod laptop;
mod mail;
mod merge;
mod proposal;
mod remind;
mod restore;
mod rule;
pub mod run;
pub mod server;
mod split;
mod suspend;
pub mod witness;
pub mod work;
