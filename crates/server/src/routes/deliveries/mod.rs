//! Late deliveries.

/// See the file.
pub mod deliver;
