//! Agendas, for calendar programs.

/// See the file.
pub mod read;
