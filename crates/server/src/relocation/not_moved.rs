//! Why a server stays where it is.

use coopol_domain::id::StreamId;
use coopol_store::StoreError;

use crate::audit::NotWhole;
use crate::data::NotOpened;
use crate::database::NotCopied;
use crate::keys::{AUTHORITY, KeyError, NEXT};
use crate::settings::Place;

/// A move that couldn't be made. The old database serves, unless it says where its server went: then the same again ends it.
#[derive(Debug, thiserror::Error)]
pub enum NotMoved {
    /// One of the two can't be opened, or lies on one side of another move.
    #[error(transparent)]
    Data(#[from] NotOpened),
    /// A key is missing.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// From a place to itself.
    #[error("from {place} to the same place")]
    SamePlace {
        /// Which.
        place: Place,
    },
    /// There is no server to move.
    #[error("{place}: there is no server in this database")]
    Nothing {
        /// Where none is.
        place: Place,
    },
    /// What a newer program keeps there this one would leave behind.
    #[error("{place}: a newer program works with this database too; move it with that one")]
    Newer {
        /// Where.
        place: Place,
    },
    /// There is something where it is to go.
    #[error("{place}: there is a server in this database already; a server moves into an empty one")]
    NotEmpty {
        /// Where.
        place: Place,
    },
    /// What was copied isn't there as it was copied.
    #[error(
        "the table {table} isn't the same on both sides: somebody else writes there; nothing was moved, the same again copies it anew"
    )]
    Differs {
        /// Which.
        table: &'static str,
    },
    /// A stream isn't what it was.
    #[error("{stream}: it doesn't end on both sides with the same entries; nothing was moved")]
    OtherStream {
        /// Which.
        stream: StreamId,
    },
    /// What was copied isn't whole, nor was it before.
    #[error(transparent)]
    NotWhole(#[from] NotWhole),
    /// The key under which the server is to go on is in neither file.
    #[error(
        "{AUTHORITY} and {NEXT}: neither is the key under which this server goes on; put the data folder's files back"
    )]
    KeyLost,
    /// Whether there is something can't be told.
    #[error(transparent)]
    NotCopied(#[from] NotCopied),
    /// Nobody hears how far it is.
    #[error("how far it is can't be told: {0}")]
    Watch(#[from] std::io::Error),
}

impl From<StoreError> for NotMoved {
    fn from(error: StoreError) -> Self {
        Self::Data(error.into())
    }
}
