//! Statements gathered and run in a row: the way to the thread of the connection and back, which costs more than a small
//! statement itself, is paid once for all of them, and once for a hundred rows of one table.

use sqlx::query_builder::Separated;
use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::CacheError;

/// Rows per statement. A constant, so that the statement is prepared once for all full batches.
const BATCH: usize = 100;
/// Statements that are gathered at most.
const GATHERED: usize = 64;
/// What is kept prepared has no more rows and statements than this: what one edit takes comes again and again, the ragged
/// ends of large steps don't.
const KEPT: usize = 40;

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

/// Statements on their way to the database, in their order.
pub(super) struct Script<'c> {
    connection: &'c mut SqliteConnection,
    query: QueryBuilder<Sqlite>,
    statements: usize,
    rows: usize,
}

impl<'c> Script<'c> {
    pub(super) fn over(connection: &'c mut SqliteConnection) -> Self {
        Self { connection, query: QueryBuilder::default(), statements: 0, rows: 0 }
    }

    /// Begins a statement, whose values are bound by what is returned.
    pub(super) async fn say(&mut self, sql: &str) -> Result<&mut QueryBuilder<Sqlite>, CacheError> {
        if self.statements == GATHERED {
            self.run().await?;
        }
        if self.statements > 0 {
            self.query.push("; ");
        }
        self.statements += 1;
        Ok(self.query.push(sql))
    }

    pub(super) async fn insert<R: Row>(&mut self, rows: &[R]) -> Result<(), CacheError> {
        for batch in rows.chunks(BATCH) {
            if batch.len() == BATCH {
                self.run().await?;
                let mut query = QueryBuilder::new(R::INSERT);
                query.push_values(batch, |mut values, row| row.bind(&mut values)).push(R::CONFLICT);
                query.build().execute(&mut *self.connection).await?;
            } else {
                let query = self.say(R::INSERT).await?;
                query.push_values(batch, |mut values, row| row.bind(&mut values)).push(R::CONFLICT);
                self.rows += batch.len();
            }
        }
        Ok(())
    }

    /// A statement about these ids, a hundred at a time: its `start`, the list of them, its end.
    pub(super) async fn about(
        &mut self,
        ids: &[[u8; 16]],
        start: impl Fn(&mut QueryBuilder<Sqlite>),
        end: &str,
    ) -> Result<(), CacheError> {
        for batch in ids.chunks(BATCH) {
            let query = self.say("").await?;
            start(query);
            let mut list = query.separated(", ");
            for id in batch {
                list.push_bind(id.as_slice());
            }
            query.push(end);
            self.rows += batch.len();
        }
        Ok(())
    }

    /// Runs what was gathered, and gives the connection for what has an answer.
    pub(super) async fn run(&mut self) -> Result<&mut SqliteConnection, CacheError> {
        if self.statements > 0 {
            let mut query = std::mem::take(&mut self.query);
            let kept = self.rows + self.statements <= KEPT;
            query.build().persistent(kept).execute(&mut *self.connection).await?;
            (self.statements, self.rows) = (0, 0);
        }
        Ok(self.connection)
    }
}
