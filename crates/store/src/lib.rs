//! What the server keeps, above any database.
//!
//! - [`Store`]: what the server calls. Pushes in ([`Store::submit`]), pages, snapshots, proofs and erasures out; tokens,
//!   settings and blobs beside them.
//! - [`Tx`]: one transaction over pushes: a docket for each, each seeing those before it, then one commit for all.
//! - [`Backend`], [`Read`], [`Write`], [`Writes`] and [`row`]: what a database has to do. It sees ids, sizes and sealed
//!   bytes (J7.1); rules, seals and arithmetic are above it.
//! - [`company`]: others who work with the same database, where it lets them.
//! - [`tables`]: all that a database holds, for whoever carries it into another.
//! - [`memory`]: a backend without a disk, for tests and simulations.
//! - `contract` (feature of that name): what every backend must show, as one suite.
//!
//! To add something to keep: a row and a list in [`Writes`], a question in [`Read`], the same in each backend, a
//! migration, its table in [`tables`], and a test in the suite.

mod accounts;
mod backend;
mod bearers;
mod blobs;
mod chance;
mod claims;
pub mod company;
#[cfg(any(test, feature = "contract"))]
pub mod contract;
mod erase;
mod error;
mod facts;
mod found;
mod mail;
pub mod memory;
mod moves;
mod questions;
mod read;
mod recent;
mod restored;
pub mod rewrap;
pub mod row;
pub mod schema;
mod sealing;
mod snapshot;
mod store;
mod submit;
pub mod tables;
mod touch;
mod tx;
mod witness;
mod writes;

pub use accounts::{Rotation, Session};
pub use backend::{Backend, Read, Write};
pub use blobs::{Begun, Blob, BlobKey};
pub use chance::{Chance, SeededChance, SystemChance};
pub use claims::Claims;
pub use error::StoreError;
pub use questions::{Answers, Questions};
pub use read::{DeviceAt, Extract, Limit, StreamHead};
pub use restored::Restored;
pub use row::NewStream;
pub use sealing::MasterKey;
pub use snapshot::StoredSnapshot;
pub use store::Store;
pub use submit::{Admission, Decision};
pub use tx::{HandedOver, Tx};
pub use witness::Cosignature;
pub use writes::Writes;
