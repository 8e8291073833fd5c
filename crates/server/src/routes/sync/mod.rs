//! Synchronisation.

/// See the file.
pub mod exchange;
