//! Tokens.

/// See the file.
pub mod issue;
