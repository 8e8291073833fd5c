//! Why a data folder isn't opened.

use std::path::{Path, PathBuf};

use coopol_store::StoreError;
use coopol_store::tables::Relocation;

use crate::blobs::NoFiles;
use crate::keys::{self, KeyError};
use crate::ledger::LedgerError;
use crate::mail::NoPost;
use crate::settings::Place;

/// A data folder that can't be opened.
#[derive(Debug, thiserror::Error)]
pub enum NotOpened {
    /// It can't be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A key is missing or readable by others.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The ledger can't be read.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The files can't be worked with.
    #[error(transparent)]
    Files(#[from] NoFiles),
    /// Mail can't be handed over.
    #[error(transparent)]
    Mail(#[from] NoPost),
    /// Another program works with it.
    #[error("{}: another program works with this data folder; stop it first", .path.display())]
    Held {
        /// The folder.
        path: PathBuf,
    },
    /// Another server serves it. Only a PostgreSQL is served by several.
    #[error("{}: another server serves this data folder; several serve one database only where it is a PostgreSQL", .path.display())]
    Served {
        /// The folder.
        path: PathBuf,
    },
    /// Another program works with the database, from another folder.
    #[error("{database}: another program works with this database; stop it first")]
    InUse {
        /// Where the database is.
        database: Place,
    },
    /// The server that was in the database is served from another.
    #[error("{database}: this server moved to {to} and signs under another key there; set `database = \"{to}\"`")]
    Moved {
        /// Where it was.
        database: Place,
        /// Where it is.
        to: String,
    },
    /// A server that is on its way into the database isn't all there yet.
    #[error(
        "{database}: the move from {from} isn't finished; run `coopol-server admin move --from {from} --to {database}` again"
    )]
    Unfinished {
        /// Where it is to be.
        database: Place,
        /// Where it comes from.
        from: String,
    },
    /// All that is stored is on its way to another master key, and isn't all there yet.
    #[error("{}: the change of the master key isn't finished; run `coopol-server admin rotate-key` again", .path.display())]
    Rewrapping {
        /// The key that is to follow.
        path: PathBuf,
    },
    /// The database can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NotOpened {
    /// Why a database isn't worked with that lies on one side of a move.
    pub(crate) fn between(database: &Place, known: Relocation) -> Self {
        let database = database.clone();
        match known {
            Relocation::Coming { from } => Self::Unfinished { database, from },
            Relocation::Gone { to, .. } => Self::Moved { database, to },
        }
    }

    /// The same, where the key that doesn't open the database has one beside it that is to follow.
    pub(super) fn halfway(self, folder: &Path) -> Self {
        let path = folder.join(keys::MASTER_NEXT);
        if matches!(self, Self::Store(StoreError::OtherMasterKey)) && path.exists() {
            Self::Rewrapping { path }
        } else {
            self
        }
    }
}
