//! Many rows by one statement: the way from Rust to SQLite is paid once for a hundred of them.

use sqlx::query_builder::Separated;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::CacheError;

/// Rows per statement. A constant, so that the statement is prepared once for all full batches.
pub(super) const BATCH: usize = 100;

/// The values of one row, bound in the order of the columns.
pub(super) type Values<'a> = Separated<'a, Sqlite, &'static str>;

/// What can stand in a table.
pub(super) trait Row {
    /// `INSERT INTO table (columns)`.
    const INSERT: &'static str;
    /// What becomes of a row that is there already; nothing must be, usually.
    const CONFLICT: &'static str = "";
    /// Binds the columns, in that order.
    fn bind(&self, values: &mut Values<'_>);
}

pub(super) async fn insert<R: Row>(connection: &mut SqliteConnection, rows: &[R]) -> Result<(), CacheError> {
    for batch in rows.chunks(BATCH) {
        let mut query = QueryBuilder::<Sqlite>::new(R::INSERT);
        query.push_values(batch, |mut values, row| row.bind(&mut values));
        query.push(R::CONFLICT);
        query.build().execute(&mut *connection).await?;
    }
    Ok(())
}

/// A statement that deletes rows of one stream by their ids, in the pieces between which its values stand.
pub(super) struct Deletion {
    /// Up to the stream.
    pub(super) start: &'static str,
    /// From there to the list of ids.
    pub(super) list: &'static str,
    /// What closes it.
    pub(super) end: &'static str,
}

impl Deletion {
    pub(super) async fn run(
        &self,
        connection: &mut SqliteConnection,
        stream: &[u8],
        ids: &[[u8; 16]],
    ) -> Result<(), CacheError> {
        for batch in ids.chunks(BATCH) {
            let mut query = QueryBuilder::<Sqlite>::new(self.start);
            query.push_bind(stream).push(self.list);
            let mut list = query.separated(", ");
            for id in batch {
                list.push_bind(id.as_slice());
            }
            query.push(self.end);
            query.build().execute(&mut *connection).await?;
        }
        Ok(())
    }
}
