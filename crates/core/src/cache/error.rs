//! Why a cache gives or takes nothing.

use coopol_domain::codec::Malformed;
use rusqlite::ErrorCode;

/// What went wrong with the cache. The first five are found when it is opened.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// The key isn't the one the file was encrypted with.
    #[error("the key doesn't open the database")]
    WrongKey,
    /// The file is something else: a plain database, or no database.
    #[error("the file isn't a cache of Coopol: {why}")]
    Foreign {
        /// What it is taken for.
        why: &'static str,
    },
    /// It was written by a later version of the program.
    #[error("the database was written by a later version of the program (step {found})")]
    Newer {
        /// A step of its tables that this program doesn't know.
        found: i64,
    },
    /// This program was built with an SQLite that encrypts nothing.
    #[error("this build can't encrypt a database")]
    NotEncrypted,
    /// This program was built with an SQLite that nobody has tried out.
    #[error("SQLite {version} with SQLCipher {cipher} isn't a combination that was tried out")]
    Untried {
        /// Of SQLite.
        version: String,
        /// Of SQLCipher.
        cipher: String,
    },
    /// No room left on the disk. Nothing was written.
    #[error("the disk is full: nothing was written")]
    Full,
    /// Something stored doesn't read back: the file was damaged.
    #[error("what is stored in `{place}` can't be read: {why}")]
    Damaged {
        /// In which table.
        place: &'static str,
        /// What is wrong with it.
        why: String,
    },
    /// The database refused; a fault of the program, or of the disk.
    #[error("the database refused: {0}")]
    Database(#[source] Refused),
}

/// What the database said, by whichever way it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// Something that was read, or written now and then.
    #[error(transparent)]
    Asked(sqlx::Error),
    /// A step of the machine.
    #[error(transparent)]
    Step(rusqlite::Error),
}

/// `SQLITE_FULL` and `SQLITE_NOTADB` (sqlite.org/rescode.html).
const FULL: i64 = 13;
const NOT_A_DATABASE: i64 = 26;

impl From<sqlx::Error> for CacheError {
    fn from(error: sqlx::Error) -> Self {
        let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code);
        match code.and_then(|code| code.parse::<i64>().ok()).map(|code| code & 0xff) {
            Some(FULL) => Self::Full,
            Some(NOT_A_DATABASE) => Self::WrongKey,
            _ => Self::Database(Refused::Asked(error)),
        }
    }
}

impl From<rusqlite::Error> for CacheError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase) => Self::WrongKey,
            _ => Self::Database(Refused::Step(error)),
        }
    }
}

impl CacheError {
    pub(crate) fn damaged(place: &'static str) -> impl Fn(Malformed) -> Self {
        move |error| Self::Damaged { place, why: error.to_string() }
    }
}
