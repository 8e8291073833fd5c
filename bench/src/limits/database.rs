//! Databases as the programs have them: a laptop's encrypted, the server's not, both durable at each commit.

use std::path::Path;

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions as _, Connection as _, SqliteConnection};

use crate::Failure;

/// Whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    /// A laptop's.
    Encrypted,
    /// The server's.
    Plain,
}

/// A new one, with a table for what is one row.
pub async fn open(path: &Path, sort: Sort) -> Result<SqliteConnection, Failure> {
    for end in ["", "-wal", "-shm"] {
        // Of an earlier round, perhaps.
        drop(std::fs::remove_file(format!("{}{end}", path.display())));
    }
    let mut options = SqliteConnectOptions::new().filename(path).create_if_missing(true).disable_statement_logging();
    if sort == Sort::Encrypted {
        options = options.pragma("key", format!("\"x'{}'\"", "2d".repeat(32)));
    }
    let options = options.pragma("temp_store", "MEMORY").pragma("cache_size", "-8000");
    let options = options.journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
    let mut database = options.connect().await?;
    sqlx::query("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL)").execute(&mut database).await?;
    Ok(database)
}

/// One row of 250 bytes, durable.
pub async fn one_row(database: &mut SqliteConnection, number: usize) -> Result<(), Failure> {
    rows(database, &[number]).await
}

/// Rows by one statement in one transaction, durable.
pub async fn rows(database: &mut SqliteConnection, numbers: &[usize]) -> Result<(), Failure> {
    let mut transaction = database.begin_with("BEGIN IMMEDIATE").await?;
    let mut query = sqlx::QueryBuilder::<sqlx::Sqlite>::new("INSERT INTO rows (id, body) ");
    query.push_values(numbers, |mut values, number| {
        values.push_bind(i64::try_from(*number).expect("they are counted in thousands")).push_bind(vec![7_u8; 250]);
    });
    query.build().execute(&mut *transaction).await?;
    Ok(transaction.commit().await?)
}
