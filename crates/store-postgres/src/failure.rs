//! What PostgreSQL reports, in the words of the store.

use coopol_store::StoreError;
use sqlx::Error;

pub(crate) trait Orderly<T> {
    fn orderly(self) -> Result<T, StoreError>;
}

impl<T> Orderly<T> for Result<T, Error> {
    fn orderly(self) -> Result<T, StoreError> {
        self.map_err(named)
    }
}

fn named(error: Error) -> StoreError {
    match &error {
        Error::PoolTimedOut => StoreError::Busy,
        Error::Io(_) | Error::Tls(_) | Error::Protocol(_) | Error::PoolClosed | Error::WorkerCrashed => lost(error),
        Error::Database(told) => match told.code().as_deref() {
            Some(code) if comes_again(code) => StoreError::Busy,
            Some(code) if is_gone(code) => lost(error),
            _ => StoreError::Io(Box::new(error)),
        },
        _ => StoreError::Io(Box::new(error)),
    }
}

pub(crate) fn lost(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Unreachable(Box::new(error))
}

/// Somebody else was first: with what they wrote in view the same again is answered otherwise, or passes. A
/// serialization failure, a deadlock, a lock or a statement that took too long, a row that is there by now.
fn comes_again(code: &str) -> bool {
    ["40001", "40P01", "55P03", "57014", "23505"].contains(&code)
}

/// The connection is no more, or never was one: class 08, a server that stops, starts, has no room, or ended a transaction
/// that stood idle.
fn is_gone(code: &str) -> bool {
    code.starts_with("08") || ["57P01", "57P02", "57P03", "57P05", "53300", "25P03"].contains(&code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_is_gone_is_named() {
        let broken = std::io::Error::from(std::io::ErrorKind::BrokenPipe);
        assert!(matches!(named(Error::Io(broken)), StoreError::Unreachable(_)));
        assert!(matches!(named(Error::PoolClosed), StoreError::Unreachable(_)));
        assert!(matches!(named(Error::PoolTimedOut), StoreError::Busy));
        assert!(matches!(named(Error::RowNotFound), StoreError::Io(_)));
        assert!(is_gone("08006") && is_gone("57P01") && !is_gone("23505"));
        assert!(comes_again("40P01") && !comes_again("42P01"));
    }
}
