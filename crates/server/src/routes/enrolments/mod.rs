//! Enrolments.

/// See the file.
pub mod enrol;
