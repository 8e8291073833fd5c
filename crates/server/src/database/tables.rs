//! Whole tables, handed on to whichever database it is: for a server that goes over from one to another.

use coopol_store::StoreError;
use coopol_store::tables::{Cell, Cells, Page, Relocation, Table};
#[cfg(feature = "postgres")]
use coopol_store_postgres::{NotTogether, Postgres};
use coopol_store_sqlite::Sqlite;

use super::{DATABASE, Database, whichever};
use crate::settings::{Place, Settings};

/// The same as [`whichever`], of one database.
macro_rules! alone {
    ($it:expr, $one:ident => $does:expr) => {
        match $it {
            Self::Sqlite($one) => $does.await,
            #[cfg(feature = "postgres")]
            Self::Postgres($one) => Box::pin($does).await,
            #[cfg(feature = "postgres")]
            Self::Spread(_) => Err(NotTogether::AsOne.into()),
        }
    };
}

impl Database {
    /// The rows of a table after the one with this key, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rows_of(
        &self,
        of: &'static Table,
        after: Option<&[Cell]>,
        most: Page,
    ) -> Result<Vec<Cells>, StoreError> {
        alone!(self, database => database.rows_of(of, after, most))
    }

    /// Adds rows to a table: all of them, durably, or none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put(&self, into: &'static Table, rows: Vec<Cells>) -> Result<(), StoreError> {
        alone!(self, database => database.put(into, rows))
    }

    /// Deletes every row of every table.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn empty(&self) -> Result<(), StoreError> {
        alone!(self, database => database.empty())
    }

    /// What lies between this database and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation(&self) -> Result<Option<Relocation>, StoreError> {
        whichever!(Self: self, database => database.relocation())
    }

    /// Says, durably, what lies between this database and another, as long as it is still claimed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_relocation(&self, known: Option<&Relocation>) -> Result<(), StoreError> {
        alone!(self, database => database.set_relocation(known))
    }

    /// What lies between the database that is set and another; it isn't opened for that, and none is begun.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation_at(settings: &Settings) -> Result<Option<Relocation>, StoreError> {
        match &settings.database {
            Place::Folder => {
                let path = settings.data.join(DATABASE);
                if path.exists() { Sqlite::relocation_at(&path).await } else { Ok(None) }
            }
            #[cfg(feature = "postgres")]
            Place::Postgres(url) => Box::pin(Postgres::relocation_at(url)).await,
            #[cfg(not(feature = "postgres"))]
            Place::Postgres(_) => unreachable!("no such place can be set"),
        }
    }
}
