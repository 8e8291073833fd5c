//! Challenges.

/// See the file.
pub mod create;
