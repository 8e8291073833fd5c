//! The database as a file: copying it while it is in use, and checking that it is whole.

use std::path::Path;

use coopol_store::StoreError;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, SqliteConnection};

/// A copy of the database as it is at one moment, in a new file.
pub async fn copy(database: &Path, to: &Path) -> Result<(), StoreError> {
    let mut connection = reader(database).await?;
    let to = to.to_str().ok_or(StoreError::Corrupt { what: "the name of the copy" })?;
    sqlx::query("VACUUM INTO ?").bind(to).execute(&mut connection).await.map_err(failed)?;
    Ok(())
}

/// Whether pages, indexes and references hold together.
pub async fn check(database: &Path) -> Result<(), StoreError> {
    let mut connection = reader(database).await?;
    let found: Vec<String> =
        sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_all(&mut connection).await.map_err(failed)?;
    let loose = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut connection).await.map_err(failed)?;
    if found == ["ok"] && loose.is_empty() { Ok(()) } else { Err(StoreError::Corrupt { what: "the database" }) }
}

async fn reader(database: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true).disable_statement_logging();
    options.connect().await.map_err(failed)
}

fn failed(error: sqlx::Error) -> StoreError {
    StoreError::Io(Box::new(error))
}
