//! Witnesses.

/// See the file.
pub mod cosign;
/// See the file.
pub mod show;
