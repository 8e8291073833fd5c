//! What SQLite reports, in the words of the store.

use coopol_store::StoreError;
use rusqlite::{Error, ErrorCode};

pub(crate) trait Orderly<T> {
    fn orderly(self) -> Result<T, StoreError>;
}

impl<T> Orderly<T> for Result<T, Error> {
    fn orderly(self) -> Result<T, StoreError> {
        self.map_err(|error| match error.sqlite_error_code() {
            // Somebody else has the lock.
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
            _ => io(error),
        })
    }
}

pub(crate) fn io(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Io(Box::new(error))
}
