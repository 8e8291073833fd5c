//! Statements, each prepared once and run where it is asked for: no other thread has to be woken for it, which costs more than
//! most of them do. Each row is bound as it is.

use rusqlite::{Connection, OptionalExtension as _, Params, ToSql};

use super::CacheError;

/// How many statements a connection keeps prepared: all that there are.
pub(super) const KEPT: usize = 128;

/// What can stand in a table.
pub(super) trait Row {
    /// `INSERT INTO table (columns)`.
    const INSERT: &'static str;
    /// What becomes of a row that is there already; nothing must be, usually.
    const CONFLICT: &'static str = "";
    /// Binds the columns, in that order.
    fn bind(&self, values: &mut Values<'_>);
}

/// The values of one row, bound in the order of the columns.
pub(super) struct Values<'a>(&'a mut dyn FnMut(&dyn ToSql));

impl Values<'_> {
    pub(super) fn push_bind(&mut self, value: impl ToSql) -> &mut Self {
        (self.0)(&value);
        self
    }
}

/// Runs a statement that gives nothing.
pub(super) fn run(on: &Connection, statement: &str, values: impl Params) -> Result<(), CacheError> {
    on.prepare_cached(statement)?.execute(values)?;
    Ok(())
}

/// What stands first in the row that a statement gives, if it gives one.
pub(super) fn one<T: rusqlite::types::FromSql>(
    on: &Connection,
    statement: &str,
    values: impl Params,
) -> Result<Option<T>, CacheError> {
    Ok(on.prepare_cached(statement)?.query_row(values, |row| row.get(0)).optional()?)
}

pub(super) fn insert<R: Row>(on: &Connection, rows: &[R]) -> Result<(), CacheError> {
    if rows.is_empty() {
        return Ok(());
    }
    let columns = R::INSERT.matches(',').count() + 1;
    let statement = format!("{}VALUES ({}?){}", R::INSERT, "?, ".repeat(columns - 1), R::CONFLICT);
    let mut statement = on.prepare_cached(&statement)?;
    for row in rows {
        let (mut place, mut bound) = (0, Ok(()));
        row.bind(&mut Values(&mut |value| {
            place += 1;
            if bound.is_ok() {
                bound = statement.raw_bind_parameter(place, value);
            }
        }));
        bound?;
        debug_assert_eq!(place, columns, "{}", R::INSERT);
        statement.raw_execute()?;
    }
    Ok(())
}
