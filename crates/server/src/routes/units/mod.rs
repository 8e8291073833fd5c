//! The units of the party.

/// See the file.
pub mod audience;
/// See the file.
pub mod list;
