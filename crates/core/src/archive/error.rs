//! Why a file can't be had or kept.

use std::io;
use std::path::PathBuf;

use crate::cache::CacheError;
use crate::device::Failure;
use crate::profile::ProfileError;
use crate::transport::TransportError;

/// What a command of the archives may fail with.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// As any command.
    #[error(transparent)]
    Failure(#[from] Failure),
    /// The server never told how files are named here: synchronise once.
    #[error("this device has to speak with its server once before it can keep files")]
    NotNamed,
    /// A file without a byte.
    #[error("the file is empty")]
    Empty,
    /// More than the server takes.
    #[error("a file of {size} bytes: at most {most} are kept")]
    TooLarge {
        /// Its bytes.
        size: u64,
        /// How many are taken.
        most: u64,
    },
    /// A document that is only a title.
    #[error("this document has no file")]
    NoFile,
    /// The file is at the server only: fetch it first.
    #[error("the file isn't on this device")]
    NotHere,
    /// What came, or what lies here, isn't what its name says.
    #[error("the file was altered")]
    Altered,
    /// The server.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// The folder of the profile.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The disk.
    #[error("{}: {source}", path.display())]
    Disk {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl From<CacheError> for ArchiveError {
    fn from(error: CacheError) -> Self {
        Self::Failure(error.into())
    }
}

impl From<sqlx::Error> for ArchiveError {
    fn from(error: sqlx::Error) -> Self {
        Self::Failure(error.into())
    }
}
