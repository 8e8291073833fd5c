//! Files of a stream (J12).

/// See the file.
pub mod append;
/// See the file.
pub mod begin;
/// See the file.
pub mod fetch;
/// See the file.
pub mod inspect;
/// See the file.
pub mod key;
