//! One statement, prepared once for each connection and run where it is asked for: no other thread has to be woken for it,
//! which costs more than most of ours do. Each row is bound as it is.

use coopol_store::StoreError;
use rusqlite::types::FromSql;
use rusqlite::{Connection, Row, ToSql};

use crate::failure::Orderly as _;

/// How many statements a connection keeps prepared: all that there are.
pub(crate) const KEPT: usize = 128;

/// Runs a statement that gives nothing. It is checked against the schema when it is compiled, like any other.
macro_rules! run {
    ($on:expr, $statement:literal $(, $parameter:expr)* $(,)?) => {{
        #[expect(unused_must_use, reason = "it is there to be compiled, not to be run")]
        let _checked = || { sqlx::query!($statement $(, $parameter)*); };
        crate::statement::execute($on, $statement, rusqlite::params![$($parameter),*])
    }};
}

/// The rows that a statement gives, each read by what stands before it; what its columns hold is read by their places.
macro_rules! rows {
    ($on:expr, $read:expr, $statement:literal $(, $parameter:expr)* $(,)?) => {{
        #[expect(unused_must_use, reason = "it is there to be compiled, not to be run")]
        let _checked = || { sqlx::query!($statement $(, $parameter)*); };
        crate::statement::query($on, $statement, rusqlite::params![$($parameter),*], $read)
    }};
}

pub(crate) use {rows, run};

pub(crate) fn execute(on: &Connection, statement: &str, parameters: &[&dyn ToSql]) -> Result<(), StoreError> {
    on.prepare_cached(statement).orderly()?.execute(parameters).orderly().map(drop)
}

pub(crate) fn query<T>(
    on: &Connection,
    statement: &str,
    parameters: &[&dyn ToSql],
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut statement = on.prepare_cached(statement).orderly()?;
    let mut found = statement.query(parameters).orderly()?;
    let mut all = Vec::new();
    while let Some(row) = found.next().orderly()? {
        all.push(read(row)?);
    }
    Ok(all)
}

/// What stands at a place of a row.
pub(crate) fn cell<T: FromSql>(row: &Row<'_>, place: usize) -> Result<T, StoreError> {
    row.get(place).orderly()
}

/// The bytes at a place of a row, where they lie.
pub(crate) fn bytes<'row>(row: &'row Row<'_>, place: usize) -> Result<&'row [u8], StoreError> {
    row.get_ref(place).orderly()?.as_blob().map_err(|_| StoreError::Corrupt { what: "a column" })
}

/// The same, where there may be none.
pub(crate) fn bytes_or_null<'row>(row: &'row Row<'_>, place: usize) -> Result<Option<&'row [u8]>, StoreError> {
    row.get_ref(place).orderly()?.as_blob_or_null().map_err(|_| StoreError::Corrupt { what: "a column" })
}
