//! A section that stands alone: its authority is on its secretary's laptop until it joins a server (J10).
//!
//! Nothing of an authority is written twice: this is the server's own code, over the server's own database, in the folder of
//! the profile, asked through the server's own routes without a socket. What this crate adds is where the keys are, and
//! when it is opened and closed.
//!
//! - [`keys`]: the authority's two keys, sealed under the key of the profile.
//! - [`authority`]: the door that the device asks, and what runs behind it.
//! - [`join`]: handing all of it over to a server.
//! - [`mod@begin`]: the first facts of a section, and this laptop's enrolment.
//!
//! ```text
//! profiles/<uuid>/authority/server.db    as a server's: what people wrote is sealed (J7.1)
//!                           blobs        the same
//!                           ledger.jsonl what a restore would replay
//!                           keys         the authority's keys, sealed; they stand nowhere else
//! ```

pub mod authority;
pub mod begin;
pub mod join;
pub mod keys;

pub use authority::Alone;
pub use begin::{Beginning, Begun, NotBegun, begin};
pub use join::NotJoined;
