//! For whoever watches the server.

/// See the file.
pub mod live;
/// See the file.
pub mod ready;
