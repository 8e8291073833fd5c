//! Live hints.

/// See the file.
pub mod listen;
