//! The database as a file: copying it while it is in use, and checking that it is whole.

use std::path::Path;

use coopol_store::StoreError;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

/// A copy of the database as it is at one moment, in a new file.
pub async fn copy(database: &Path, to: &Path) -> Result<(), StoreError> {
    let to = to.to_str().ok_or(StoreError::Corrupt { what: "the name of the copy" })?;
    let mut connection = reader(database).await?;
    let copied = sqlx::query("VACUUM INTO ?").bind(to).execute(&mut connection).await;
    connection.close().await.and(copied).map(drop).map_err(failed)
}

/// Whether pages, indexes and references hold together.
pub async fn check(database: &Path) -> Result<(), StoreError> {
    let mut connection = reader(database).await?;
    let whole = is_whole(&mut connection).await;
    let closed = connection.close().await;
    let whole = whole.and_then(|whole| closed.map(|()| whole)).map_err(failed)?;
    if whole { Ok(()) } else { Err(StoreError::Corrupt { what: "the database" }) }
}

async fn is_whole(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    let found: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check(1)").fetch_all(&mut *connection).await?;
    let loose = sqlx::query("PRAGMA foreign_key_check").fetch_all(connection).await?;
    Ok(found == ["ok"] && loose.is_empty())
}

async fn reader(database: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new().filename(database).read_only(true).disable_statement_logging();
    options.connect().await.map_err(failed)
}

fn failed(error: sqlx::Error) -> StoreError {
    StoreError::Io(Box::new(error))
}
