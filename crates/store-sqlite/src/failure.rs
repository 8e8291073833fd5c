//! What sqlx reports, in the words of the store.

use coopol_store::StoreError;

/// SQLite's result codes for "somebody else has the lock" (<https://sqlite.org/rescode.html>).
const BUSY: i32 = 5;
const LOCKED: i32 = 6;

pub(crate) trait Orderly<T> {
    fn orderly(self) -> Result<T, StoreError>;
}

impl<T> Orderly<T> for Result<T, sqlx::Error> {
    fn orderly(self) -> Result<T, StoreError> {
        self.map_err(|error| match &error {
            sqlx::Error::PoolTimedOut => StoreError::Busy,
            sqlx::Error::Database(cause) if is_busy(cause.code().as_deref()) => StoreError::Busy,
            _ => io(error),
        })
    }
}

pub(crate) fn io(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Io(Box::new(error))
}

/// Extended codes carry the primary one in their low byte.
fn is_busy(code: Option<&str>) -> bool {
    code.and_then(|code| code.parse::<i32>().ok()).is_some_and(|code| [BUSY, LOCKED].contains(&(code & 0xff)))
}
