//! Whole tables, for a server that goes over from one database to another: row by row, as they are, in the order of their keys.

use std::path::Path;

use coopol_store::StoreError;
use coopol_store::tables::{Cell, Cells, Page, RELOCATION, Relocation, Sort, TABLES, Table};
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, OptionalExtension as _, Params, Row, ToSql, params_from_iter};

use crate::Sqlite;
use crate::connections::Connections;
use crate::failure::Orderly as _;
use crate::read::SqliteRead;
use crate::statement::{self, bytes, cell};

impl Sqlite {
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
        let after = after.map(<[Cell]>::to_vec);
        self.glance_aside().await?.aside(move |on| page(on, of, after.as_deref(), most)).await
    }

    /// Adds rows to a table: all of them, durably, or none.
    ///
    /// # Errors
    /// [`StoreError`], also when one is there.
    pub async fn put(&self, into: &'static Table, rows: Vec<Cells>) -> Result<(), StoreError> {
        let marks = vec!["?"; into.columns.len()].join(", ");
        let insert = format!("INSERT INTO {} ({}) VALUES ({marks})", into.name, into.names());
        self.at_once(move |on| {
            let mut insert = on.prepare_cached(&insert).orderly()?;
            rows.iter().try_for_each(|row| insert.execute(bound(row)).orderly().map(drop))
        })
        .await
    }

    /// Deletes every row of every table, but for what lies between this database and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn empty(&self) -> Result<(), StoreError> {
        let delete = |table: &Table| format!("DELETE FROM {}", table.name);
        // What refers to others goes first.
        let all: Vec<String> = TABLES.iter().rev().map(delete).collect();
        self.at_once(move |on| on.execute_batch(&all.join(";")).orderly()).await
    }

    /// What lies between this database and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation(&self) -> Result<Option<Relocation>, StoreError> {
        self.glance_aside().await?.aside(relocation).await
    }

    /// The same of a file that is left as it is, also where an older program wrote it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relocation_at(path: &Path) -> Result<Option<Relocation>, StoreError> {
        let reader = Connections::new(path, false, 1);
        let found = {
            let lent = reader.take().await?;
            let known = "SELECT count(*) FROM sqlite_schema WHERE name = ?1";
            let there: i64 = lent.on().query_row(known, [RELOCATION], |row| row.get(0)).orderly()?;
            if there == 0 { Ok(None) } else { relocation(lent.on()) }
        };
        reader.close().await;
        found
    }

    /// Says, durably, what lies between this database and another.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_relocation(&self, known: Option<&Relocation>) -> Result<(), StoreError> {
        let known = known.cloned();
        self.at_once(move |on| {
            statement::execute(on, "DELETE FROM relocation", &[])?;
            let Some((way, place, key)) = known.as_ref().map(Relocation::columns) else { return Ok(()) };
            let insert = "INSERT INTO relocation (one, way, place, key) VALUES (1, ?1, ?2, ?3)";
            statement::execute(on, insert, rusqlite::params![way, place, key])
        })
        .await
    }

    /// Writes in one transaction, beside nobody.
    async fn at_once(
        &self,
        work: impl FnOnce(&Connection) -> Result<(), StoreError> + Send + 'static,
    ) -> Result<(), StoreError> {
        let commit = move |on: &Connection| {
            work(on)?;
            statement::execute(on, "COMMIT", &[])
        };
        SqliteRead::new(self.writer.take().await?, Some("BEGIN IMMEDIATE"), self.turns.clone()).aside(commit).await
    }
}

fn page(on: &Connection, of: &Table, after: Option<&[Cell]>, most: Page) -> Result<Vec<Cells>, StoreError> {
    let (names, key) = (of.names(), of.key_names());
    let from = after.map_or_else(String::new, |_| format!("WHERE ({key}) > ({})", vec!["?"; of.key].join(", ")));
    let select = format!("SELECT {names} FROM {} {from} ORDER BY {key} LIMIT {}", of.name, most.rows);
    let mut select = on.prepare_cached(&select).orderly()?;
    let mut found = select.query(bound(after.unwrap_or_default())).orderly()?;
    let (mut rows, mut weight) = (Vec::new(), 0);
    while weight < most.bytes
        && let Some(row) = found.next().orderly()?
    {
        let read = of.columns.iter().enumerate().map(|(place, (_, sort))| read(row, place, *sort));
        let row = read.collect::<Result<Cells, StoreError>>()?;
        weight += row.iter().map(Cell::weight).sum::<u64>();
        rows.push(row);
    }
    Ok(rows)
}

fn read(row: &Row<'_>, place: usize, sort: Sort) -> Result<Cell, StoreError> {
    if row.get_ref(place).orderly()? == ValueRef::Null {
        return Ok(Cell::Null);
    }
    Ok(match sort {
        Sort::Bytes => Cell::Bytes(bytes(row, place)?.to_vec()),
        Sort::Number => Cell::Number(cell(row, place)?),
        Sort::Text => Cell::Text(cell(row, place)?),
        Sort::Flag => Cell::Flag(cell(row, place)?),
    })
}

fn relocation(on: &Connection) -> Result<Option<Relocation>, StoreError> {
    let select = "SELECT way, place, key FROM relocation";
    let mut select = on.prepare_cached(select).orderly()?;
    let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get(1)?, row.get::<_, Option<Vec<u8>>>(2)?));
    let Some((way, place, key)) = select.query_row([], read).optional().orderly()? else { return Ok(None) };
    Relocation::read(&way, place, key.as_deref()).map(Some)
}

fn bound(cells: &[Cell]) -> impl Params {
    params_from_iter(cells.iter().map(Bound))
}

struct Bound<'a>(&'a Cell);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
            Cell::Number(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Flag(flag) => ToSqlOutput::Owned(Value::Integer(i64::from(*flag))),
        })
    }
}
