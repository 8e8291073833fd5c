//! What is read of one stream at a time.

/// See the file.
pub mod history;
/// See the file.
pub mod snapshot;
