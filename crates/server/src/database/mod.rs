//! The database behind the server, whichever it is set to: nothing beyond this folder asks which.

mod copy;
mod rows;
mod tables;

use std::path::Path;

use coopol_store::company::{Ear, Errand, Position, Turn};
use coopol_store::{Backend, StoreError};
#[cfg(feature = "postgres")]
use coopol_store_postgres::{Postgres, Spread};
use coopol_store_sqlite::Sqlite;

use crate::settings::{Place, Settings};
pub use copy::{NotCopied, NotSound};
pub use rows::{DatabaseRead, DatabaseWrite};

/// The database's file in the data folder, where it is a file.
pub const DATABASE: &str = "server.db";

/// A database. Cloning it gives another handle to the same one.
#[derive(Clone, Debug)]
pub enum Database {
    /// In a file.
    Sqlite(Sqlite),
    /// In PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(Postgres),
    /// In several of PostgreSQL.
    #[cfg(feature = "postgres")]
    Spread(Spread),
}

/// Waits for the same of whichever of them it is. What speaks with a server is large, and lies apart.
macro_rules! whichever {
    ($sort:ident: $it:expr, $one:ident => $does:expr) => {
        match $it {
            $sort::Sqlite($one) => $does.await,
            #[cfg(feature = "postgres")]
            $sort::Postgres($one) => Box::pin($does).await,
            #[cfg(feature = "postgres")]
            $sort::Spread($one) => Box::pin($does).await,
        }
    };
}
use whichever;

impl Database {
    /// Opens the database that is set, or begins it, and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open(settings: &Settings) -> Result<Self, StoreError> {
        match &settings.database {
            Place::Folder => Self::open_file(&settings.data.join(DATABASE)).await,
            #[cfg(feature = "postgres")]
            Place::Postgres(url) if settings.database_parts.is_empty() => {
                Ok(Self::Postgres(Box::pin(Postgres::open(url)).await?))
            }
            #[cfg(feature = "postgres")]
            Place::Postgres(_) => {
                let all = std::iter::once(&settings.database).chain(&settings.database_parts);
                let urls: Vec<String> = all.map(Place::to_string).collect();
                Ok(Self::Spread(Box::pin(Spread::open(&urls)).await?))
            }
            #[cfg(not(feature = "postgres"))]
            Place::Postgres(_) => unreachable!("no such place can be set"),
        }
    }

    /// Opens a database that is a file, or begins it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_file(path: &Path) -> Result<Self, StoreError> {
        Ok(Self::Sqlite(Sqlite::open(path).await?))
    }

    /// Whether a newer program took steps with its schema that this one doesn't know.
    #[must_use]
    pub fn is_ahead(&self) -> bool {
        match self {
            Self::Sqlite(sqlite) => sqlite.is_ahead(),
            #[cfg(feature = "postgres")]
            Self::Postgres(postgres) => postgres.is_ahead(),
            #[cfg(feature = "postgres")]
            Self::Spread(spread) => spread.is_ahead(),
        }
    }

    /// Says that it is worked with, until it is closed; `alone`: by nobody else. Whether that is so. A file is in the data
    /// folder, which has a lock of its own.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim(&self, alone: bool) -> Result<bool, StoreError> {
        match (self, alone) {
            (Self::Sqlite(_), _) => Ok(true),
            #[cfg(feature = "postgres")]
            (Self::Postgres(postgres), alone) => Box::pin(postgres.claim(alone)).await,
            #[cfg(feature = "postgres")]
            (Self::Spread(spread), alone) => Box::pin(spread.claim(alone)).await,
        }
    }

    /// Closes every connection, after those who still use one.
    pub async fn close(&self) {
        whichever!(Self: self, database => database.close());
    }
}

impl Backend for Database {
    type Read = DatabaseRead;
    type Write = DatabaseWrite;

    async fn read(&self) -> Result<DatabaseRead, StoreError> {
        Ok(match self {
            Self::Sqlite(sqlite) => DatabaseRead::Sqlite(sqlite.read().await?),
            #[cfg(feature = "postgres")]
            Self::Postgres(postgres) => DatabaseRead::Postgres(postgres.read().await?),
            #[cfg(feature = "postgres")]
            Self::Spread(spread) => DatabaseRead::Spread(spread.read().await?),
        })
    }

    async fn glance(&self) -> Result<DatabaseRead, StoreError> {
        Ok(match self {
            Self::Sqlite(sqlite) => DatabaseRead::Sqlite(sqlite.glance().await?),
            #[cfg(feature = "postgres")]
            Self::Postgres(postgres) => DatabaseRead::Postgres(postgres.glance().await?),
            #[cfg(feature = "postgres")]
            Self::Spread(spread) => DatabaseRead::Spread(spread.glance().await?),
        })
    }

    async fn write(&self) -> Result<DatabaseWrite, StoreError> {
        Ok(match self {
            Self::Sqlite(sqlite) => DatabaseWrite::Sqlite(sqlite.write().await?),
            #[cfg(feature = "postgres")]
            Self::Postgres(postgres) => DatabaseWrite::Postgres(postgres.write().await?),
            #[cfg(feature = "postgres")]
            Self::Spread(spread) => DatabaseWrite::Spread(spread.write().await?),
        })
    }

    async fn ear(&self) -> Result<Option<Box<dyn Ear>>, StoreError> {
        whichever!(Self: self, database => database.ear())
    }

    async fn positions(&self) -> Result<Vec<Position>, StoreError> {
        whichever!(Self: self, database => database.positions())
    }

    async fn leads(&self) -> Result<bool, StoreError> {
        whichever!(Self: self, database => database.leads())
    }

    async fn turn(&self, errand: Errand) -> Result<Turn, StoreError> {
        whichever!(Self: self, database => database.turn(errand))
    }
}
