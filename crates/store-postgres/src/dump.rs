//! Copying the database into a file and back, by PostgreSQL's own programs: they know every version of it.

use std::path::Path;

use coopol_store::StoreError;
use sqlx::query_scalar;
use tokio::process::Command;

use crate::Postgres;
use crate::failure::Orderly as _;
use crate::place;
use crate::primary::Primary;

/// A copy that couldn't be made or put back.
#[derive(Debug, thiserror::Error)]
pub enum NotCopied {
    /// A program that isn't there.
    #[error("{program} can't be started ({source}): it comes with PostgreSQL's client programs")]
    NoProgram {
        /// Which.
        program: &'static str,
        /// Why.
        source: std::io::Error,
    },
    /// It ran, and failed.
    #[error("{program}: {told}")]
    Failed {
        /// Which.
        program: &'static str,
        /// What it told.
        told: String,
    },
    /// There is something in the database.
    #[error("the database isn't empty: a copy is put back into a new one (`createdb`)")]
    NotEmpty,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Postgres {
    /// Writes a copy of the database to a new file, as it is at one moment, while others go on writing. What is in
    /// it is sealed as it is in the database (J7.1).
    ///
    /// # Errors
    /// [`NotCopied`].
    pub async fn copy_to(&self, to: &Path) -> Result<(), NotCopied> {
        let mut copy = Command::new("pg_dump");
        copy.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(to);
        done("pg_dump", copy, &self.url).await
    }

    /// Puts a copy back into the empty database of this URL, as a whole or not at all.
    ///
    /// # Errors
    /// [`NotCopied`].
    pub async fn put_back(url: &str, from: &Path) -> Result<(), NotCopied> {
        if !Self::is_empty(url).await? {
            return Err(NotCopied::NotEmpty);
        }
        let mut back = Command::new("pg_restore");
        back.args(["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]).arg(from);
        done("pg_restore", back, url).await
    }

    /// Whether there is no table in the database of this URL.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_empty(url: &str) -> Result<bool, StoreError> {
        let mut on = Primary::of(url)?.connect().await?;
        let tables = query_scalar!(
            r#"SELECT count(*) AS "tables!" FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"#
        );
        Ok(tables.fetch_one(&mut on).await.orderly()? == 0)
    }
}

/// Runs a program over the database of a URL. Where that says nothing of it, a database elsewhere has to prove who it is to them,
/// too.
async fn done(program: &'static str, mut command: Command, url: &str) -> Result<(), NotCopied> {
    command.arg("--dbname").arg(url);
    command.env("PGTARGETSESSIONATTRS", "read-write");
    if !place::options(url).is_ok_and(|each| each.iter().all(place::is_here)) {
        command.env("PGSSLMODE", "verify-full");
    }
    let ended = command.kill_on_drop(true).output().await.map_err(|source| NotCopied::NoProgram { program, source })?;
    if ended.status.success() {
        return Ok(());
    }
    Err(NotCopied::Failed { program, told: String::from_utf8_lossy(&ended.stderr).trim().to_owned() })
}
