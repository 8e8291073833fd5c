//! Copying a database while it is in use, putting a copy back, and checking that it is sound.

use std::path::{Path, PathBuf};

use coopol_store::StoreError;
#[cfg(feature = "postgres")]
use coopol_store_postgres::{Careless, NotTogether, Postgres};

use super::{DATABASE, Database};
use crate::durable;
use crate::settings::{Place, Settings};

/// A copy that couldn't be made or put back.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// PostgreSQL's own programs did.
    #[cfg(feature = "postgres")]
    #[error(transparent)]
    Postgres(#[from] coopol_store_postgres::NotCopied),
    /// There is a database already.
    #[error("{}: there is a database already; a backup goes into a folder without one", .path.display())]
    NotEmpty {
        /// Which.
        path: PathBuf,
    },
    /// The copy can't be put in its place.
    #[error("{}: {source}", .path.display())]
    Io {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// A database that isn't sound.
#[derive(Debug, thiserror::Error)]
pub enum NotSound {
    /// What is in it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What PostgreSQL is set to.
    #[cfg(feature = "postgres")]
    #[error(transparent)]
    Careless(Careless),
}

impl Settings {
    /// What a copy of the database is called in a backup: one sort isn't put back into the other.
    pub fn copy_name(&self) -> &'static str {
        match self.database {
            Place::Folder => DATABASE,
            Place::Postgres(_) => "server.pgdump",
        }
    }
}

impl Database {
    /// Writes a copy of everything to a new file, as it is at one moment.
    ///
    /// # Errors
    /// [`NotCopied`].
    pub async fn copy_to(&self, path: &Path) -> Result<(), NotCopied> {
        match self {
            Self::Sqlite(sqlite) => Ok(sqlite.copy_to(path).await?),
            #[cfg(feature = "postgres")]
            Self::Postgres(postgres) => Ok(Box::pin(postgres.copy_to(path)).await?),
            #[cfg(feature = "postgres")]
            Self::Spread(_) => Err(StoreError::from(NotTogether::AsOne).into()),
        }
    }

    /// Checks that there is none yet where the settings say.
    ///
    /// # Errors
    /// [`NotCopied`].
    pub async fn is_missing(settings: &Settings) -> Result<(), NotCopied> {
        match &settings.database {
            Place::Folder => {
                let path = settings.data.join(DATABASE);
                if path.exists() { Err(NotCopied::NotEmpty { path }) } else { Ok(()) }
            }
            #[cfg(feature = "postgres")]
            Place::Postgres(url) if Box::pin(Postgres::is_empty(url)).await? => Ok(()),
            #[cfg(feature = "postgres")]
            Place::Postgres(_) => Err(coopol_store_postgres::NotCopied::NotEmpty.into()),
            #[cfg(not(feature = "postgres"))]
            Place::Postgres(_) => unreachable!("no such place can be set"),
        }
    }

    /// Makes a copy the database that the settings name.
    ///
    /// # Errors
    /// [`NotCopied`].
    pub async fn put_back(settings: &Settings, copy: &Path) -> Result<(), NotCopied> {
        match &settings.database {
            // It gets its name last: a backup that was cut short or altered leaves none.
            Place::Folder => std::fs::rename(copy, settings.data.join(DATABASE))
                .and_then(|()| durable::sync(&settings.data))
                .map_err(|source| NotCopied::Io { path: copy.to_owned(), source }),
            #[cfg(feature = "postgres")]
            Place::Postgres(url) => {
                Box::pin(Postgres::put_back(url, copy)).await?;
                std::fs::remove_file(copy).map_err(|source| NotCopied::Io { path: copy.to_owned(), source })
            }
            #[cfg(not(feature = "postgres"))]
            Place::Postgres(_) => unreachable!("no such place can be set"),
        }
    }

    /// Checks that what is in a file holds together, or that PostgreSQL is set to keep what it is given.
    ///
    /// # Errors
    /// [`NotSound`].
    pub async fn check(&self) -> Result<(), NotSound> {
        match self {
            Self::Sqlite(sqlite) => Ok(sqlite.check().await?),
            #[cfg(feature = "postgres")]
            Self::Postgres(postgres) => cared_for(Box::pin(postgres.careless()).await?),
            #[cfg(feature = "postgres")]
            Self::Spread(spread) => cared_for(Box::pin(spread.careless()).await?),
        }
    }
}

#[cfg(feature = "postgres")]
fn cared_for(found: Option<Careless>) -> Result<(), NotSound> {
    found.map_or(Ok(()), |found| Err(NotSound::Careless(found)))
}
