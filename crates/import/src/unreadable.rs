//! Why a whole file could not be read.

use crate::limits;

/// A file that gives no roster at all. A cell that can't be read is a [`crate::Problem`] instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unreadable {
    /// There is nothing in the file.
    #[error("the file is empty")]
    Empty,
    /// More bytes than [`limits::FILE_BYTES`].
    #[error("the file has {bytes} bytes, at most {} are read", limits::FILE_BYTES)]
    TooLong {
        /// Size of the file.
        bytes: usize,
    },
    /// Inflates to more than [`limits::INFLATED_BYTES`].
    #[error("the file unpacks to more than {} bytes", limits::INFLATED_BYTES)]
    Bomb,
    /// More rows than [`limits::ROWS`].
    #[error("the file has more than {} rows", limits::ROWS)]
    TooManyRows,
    /// A row wider than [`limits::COLUMNS`].
    #[error("row {row} has more than {} columns", limits::COLUMNS)]
    TooWide {
        /// 1-based row.
        row: u32,
    },
    /// More than [`limits::CELLS`] cells or [`limits::TEXT_BYTES`] of text.
    #[error("the cells hold more than can be read")]
    TooFull,
    /// A spreadsheet behind a password.
    #[error("the file is protected by a password")]
    Locked,
    /// An image, a PDF, a text document…
    #[error("the file is no spreadsheet, no CSV and no vCard")]
    UnknownFormat,
    /// The file says it is of a format and breaks its rules.
    #[error("the {format} file is damaged: {reason}")]
    Damaged {
        /// The format found.
        format: &'static str,
        /// What the parser said.
        reason: String,
    },
    /// Well-formed, but nothing in it looks like people.
    #[error("no list of people was found in the file")]
    NotARoster,
}

impl Unreadable {
    pub(crate) fn damaged(format: &'static str, reason: impl std::fmt::Display) -> Self {
        Self::Damaged { format, reason: reason.to_string() }
    }
}
