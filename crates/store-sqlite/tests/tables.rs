//! Every table of the schema is in the list of those that are carried when a server moves, column by column.

use coopol_store::schema::FLOOR;
use coopol_store::tables::{RELOCATION, Sort, TABLES};
use coopol_store_sqlite::MIGRATIONS;
use sqlx::{Connection as _, SqliteConnection, query_as};
use tokio::runtime::Builder;

const COLUMNS: &str = "SELECT t.name, c.name, c.type, c.\"notnull\" FROM pragma_table_list AS t, pragma_table_info(t.name) AS c \
                       WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.name";
/// Of each table, the columns of each unique index.
const UNIQUE: &str = "SELECT group_concat(name, ' ') FROM (SELECT i.name AS \"of\", c.name FROM pragma_index_list(?1) AS i, \
                      pragma_index_info(i.name) AS c WHERE i.\"unique\" ORDER BY i.name, c.seqno) GROUP BY \"of\"";

#[test]
fn every_column_is_carried() {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut on = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        MIGRATIONS.run(&mut on).await.unwrap();
        let found: Vec<(String, String, String, bool)> = query_as(COLUMNS).fetch_all(&mut on).await.unwrap();
        // It has no meaning elsewhere.
        let own = |table: &str| [RELOCATION, FLOOR, "_sqlx_migrations"].contains(&table);
        let found = found.into_iter().filter(|(table, ..)| !own(table));
        let found: Vec<(String, String, String)> =
            found.map(|(table, column, sort, _)| (table, column, sort)).collect();
        let sort = |sort: Sort| match sort {
            Sort::Bytes => "BLOB",
            Sort::Number | Sort::Flag => "INTEGER",
            Sort::Text => "TEXT",
        };
        let row =
            |table: &str, (column, of): &(&str, Sort)| (table.to_owned(), (*column).to_owned(), sort(*of).to_owned());
        let mut carried: Vec<_> =
            TABLES.iter().flat_map(|table| table.columns.iter().map(|column| row(table.name, column))).collect();
        carried.sort();
        assert_eq!(found, carried);
    });
}

/// Rows are read in the order of their keys, and none has that of another.
#[test]
fn the_key_tells_each_row_from_every_other() {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut on = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        MIGRATIONS.run(&mut on).await.unwrap();
        for table in &TABLES {
            let unique: Vec<(String,)> = query_as(UNIQUE).bind(table.name).fetch_all(&mut on).await.unwrap();
            let key = table.key_names().replace(',', "");
            assert!(unique.contains(&(key,)), "{}: {unique:?}", table.name);
        }
    });
}
