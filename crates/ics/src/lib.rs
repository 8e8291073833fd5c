//! When an event is, and how a calendar file says it (RFC 5545). Pure: what is written depends on what is given, and on the tables of
//! zones that are built in.
//!
//! ```text
//! when    wall times and a zone -> instants, by the rules of summer time
//! zone    the definitions of zones that every program understands
//! write   events -> a file
//! ```
//!
//! Laptops export an agenda with it, and the server tells one by it.

pub mod when;

mod write;
mod zone;

pub use when::{NotATime, When};
pub use write::{Written, calendar, feed, named, uid};
