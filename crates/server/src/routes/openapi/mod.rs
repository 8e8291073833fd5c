//! This description.

/// See the file.
pub mod show;
