//! Whole tables, for a server that goes over from one database to another: row by row, as they are, in the order of their keys.
//! Rows come in by `COPY`, which PostgreSQL takes faster than any statement.

use coopol_store::StoreError;
use coopol_store::tables::{Cell, Cells, Page, RELOCATION, Relocation, Sort, TABLES, Table};
use sqlx::postgres::{PgArguments, PgConnection, PgPoolCopyExt as _, PgRow};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Connection as _, Postgres as Engine, Row as _, query, query_as, query_scalar};

use crate::Postgres;
use crate::failure::{Orderly as _, lost};
use crate::primary::Primary;

/// How `COPY` in its binary form begins: a signature, no flags, no more of a header.
const SIGNATURE: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// And how it ends.
const END: [u8; 2] = (-1_i16).to_be_bytes();

const SELECT: &str = "SELECT way, place, key FROM relocation";
type Known = (String, String, Option<Vec<u8>>);

impl Postgres {
    /// The rows of a table after the one with this key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rows_of(
        &self,
        of: &'static Table,
        after: Option<&[Cell]>,
        most: Page,
    ) -> Result<Vec<Cells>, StoreError> {
        let key = ordered(of);
        let marks: Vec<String> = (1..=of.key).map(|place| format!("${place}")).collect();
        let from = after.map_or_else(String::new, |_| format!("WHERE ({key}) > ({})", marks.join(", ")));
        let (names, weight) = (of.names(), weight(of));
        // It reads no more than it gives: a row counts for those behind it.
        let select = format!(
            "SELECT {names} FROM (SELECT {names}, sum(weight) OVER (ORDER BY {key}) - weight AS before FROM \
             (SELECT {names}, {weight} AS weight FROM {} {from} ORDER BY {key} LIMIT {}) AS first) AS weighed \
             WHERE before < {} ORDER BY {key}",
            of.name, most.rows, most.bytes
        );
        let after = after.unwrap_or_default();
        let asked = after.iter().fold(query(AssertSqlSafe(select)), |asked, cell| bound(asked, cell.clone()));
        let rows = asked.fetch_all(&self.pool).await.orderly()?;
        rows.iter().map(|row| read(of, row)).collect()
    }

    /// Adds rows to a table: all of them, durably, or none.
    ///
    /// # Errors
    /// [`StoreError`], also when one is there.
    pub async fn put(&self, into: &'static Table, rows: Vec<Cells>) -> Result<(), StoreError> {
        let statement = format!("COPY {} ({}) FROM STDIN (FORMAT binary)", into.name, into.names());
        let mut copy = self.pool.copy_in_raw(&statement).await.orderly()?;
        copy.send(packed(&rows)?).await.orderly()?;
        copy.finish().await.orderly().map(drop)
    }

    /// Deletes every row of every table, but for what lies between this database and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn empty(&self) -> Result<(), StoreError> {
        let all: Vec<&str> = TABLES.iter().map(|table| table.name).collect();
        let truncate = format!("TRUNCATE {}", all.join(", "));
        query(AssertSqlSafe(truncate)).execute(&self.pool).await.orderly().map(drop)
    }

    /// What lies between this database and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation(&self) -> Result<Option<Relocation>, StoreError> {
        known(query_as(SELECT).fetch_optional(&self.pool).await.orderly()?)
    }

    /// The same of a database that is left as it is, also where an older program wrote it, or none.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation_at(url: &str) -> Result<Option<Relocation>, StoreError> {
        let mut on = Primary::of(url)?.connect().await?;
        let there: bool =
            query_scalar("SELECT to_regclass($1) IS NOT NULL").bind(RELOCATION).fetch_one(&mut on).await.orderly()?;
        let found = if there { query_as(SELECT).fetch_optional(&mut on).await.orderly()? } else { None };
        on.close().await.orderly()?;
        known(found)
    }

    /// Says, durably, what lies between this database and another: by the connection that claimed it. If that broke, somebody
    /// else may have begun to work with the database, and nothing is said.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_relocation(&self, known: Option<&Relocation>) -> Result<(), StoreError> {
        let gone = || lost(std::io::Error::from(std::io::ErrorKind::NotConnected));
        let mut on = self.claimed().take().ok_or_else(gone)?;
        let said = say(&mut on, known).await;
        if said.is_ok() {
            *self.claimed() = Some(on);
        }
        said
    }
}

async fn say(on: &mut PgConnection, known: Option<&Relocation>) -> Result<(), StoreError> {
    let mut tx = on.begin().await.orderly()?;
    query("DELETE FROM relocation").execute(&mut *tx).await.orderly()?;
    if let Some((way, place, key)) = known.map(Relocation::columns) {
        let insert = query("INSERT INTO relocation (one, way, place, key) VALUES (1, $1, $2, $3)");
        insert.bind(way).bind(place).bind(key).execute(&mut *tx).await.orderly()?;
    }
    tx.commit().await.orderly()
}

fn known(row: Option<Known>) -> Result<Option<Relocation>, StoreError> {
    row.map(|(way, place, key)| Relocation::read(&way, place, key.as_deref())).transpose()
}

/// The columns of the key, in the order of their bytes whatever the language that the database is set to.
fn ordered(of: &Table) -> String {
    let name = |(name, sort): &(&str, Sort)| match sort {
        Sort::Text => format!("{name} COLLATE \"C\""),
        Sort::Bytes | Sort::Number | Sort::Flag => (*name).to_owned(),
    };
    of.columns[..of.key].iter().map(name).collect::<Vec<_>>().join(", ")
}

/// As [`Cell::weight`] has it.
fn weight(of: &Table) -> String {
    let heavy = of.columns.iter().filter(|(_, sort)| matches!(sort, Sort::Bytes | Sort::Text));
    heavy.map(|(name, _)| format!("coalesce(octet_length({name}), 0)")).collect::<Vec<_>>().join(" + ")
}

fn bound(asked: Query<'_, Engine, PgArguments>, cell: Cell) -> Query<'_, Engine, PgArguments> {
    match cell {
        Cell::Null => asked.bind(None::<i64>),
        Cell::Bytes(bytes) => asked.bind(bytes),
        Cell::Number(number) => asked.bind(number),
        Cell::Text(text) => asked.bind(text),
        Cell::Flag(flag) => asked.bind(flag),
    }
}

fn read(of: &Table, row: &PgRow) -> Result<Cells, StoreError> {
    let cell = |(place, (_, sort)): (usize, &(&str, Sort))| {
        Ok(match sort {
            Sort::Bytes => row.try_get::<Option<Vec<u8>>, _>(place).orderly()?.map(Cell::Bytes),
            Sort::Number => row.try_get::<Option<i64>, _>(place).orderly()?.map(Cell::Number),
            Sort::Text => row.try_get::<Option<String>, _>(place).orderly()?.map(Cell::Text),
            Sort::Flag => row.try_get::<Option<bool>, _>(place).orderly()?.map(Cell::Flag),
        }
        .unwrap_or(Cell::Null))
    };
    of.columns.iter().enumerate().map(cell).collect()
}

/// Rows as `COPY` reads them: how many cells there are, then each with its length, -1 for nothing.
fn packed(rows: &[Cells]) -> Result<Vec<u8>, StoreError> {
    let mut bytes = SIGNATURE.to_vec();
    for row in rows {
        bytes.extend(i16::try_from(row.len()).map_err(|_| StoreError::Corrupt { what: "a row" })?.to_be_bytes());
        for cell in row {
            match cell {
                Cell::Null => bytes.extend((-1_i32).to_be_bytes()),
                Cell::Bytes(cell) => pack(&mut bytes, cell)?,
                Cell::Number(number) => pack(&mut bytes, &number.to_be_bytes())?,
                Cell::Text(text) => pack(&mut bytes, text.as_bytes())?,
                Cell::Flag(flag) => pack(&mut bytes, &[u8::from(*flag)])?,
            }
        }
    }
    bytes.extend(END);
    Ok(bytes)
}

fn pack(bytes: &mut Vec<u8>, cell: &[u8]) -> Result<(), StoreError> {
    let length = i32::try_from(cell.len()).map_err(|_| StoreError::Corrupt { what: "a cell of 2 GiB" })?;
    bytes.extend(length.to_be_bytes());
    bytes.extend(cell);
    Ok(())
}
