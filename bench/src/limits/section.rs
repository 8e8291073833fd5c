//! The reference work from a server to a laptop: packed, sent, unpacked, written into tables of their own with indexes
//! and full-text search, in one transaction of an encrypted database.

use std::path::Path;

use coopol_domain::codec::Value;
use coopol_testkit::demo::reference::Item;
use coopol_testkit::demo::reference_section;
use sqlx::{Connection as _, QueryBuilder, Sqlite, SqliteConnection};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::database::{self, Sort};
use crate::Failure;
use crate::measure::{median, ms, now};

/// Rows per statement.
const BATCH: usize = 100;
const COLUMNS: usize = 8;
const KINDS: [(&str, &str); 5] = [
    ("person_recorded", "people"),
    ("person_changed", "attendances"),
    ("dues_recorded", "dues"),
    ("event_planned", "events"),
    ("document_filed", "documents"),
];

/// What the transfer costs.
#[derive(Debug, Clone, Copy)]
pub struct Transfer {
    /// All of it, in milliseconds.
    pub whole: f64,
    /// The transaction alone, in milliseconds.
    pub write: f64,
    /// Bytes on the way.
    pub bytes: usize,
}

struct Row {
    id: Vec<u8>,
    values: Vec<String>,
}

/// The medians of some rounds.
pub async fn transfer(folder: &Path, rounds: usize) -> Result<Transfer, Failure> {
    let items = reference_section(0);
    let body: Vec<u8> = items.iter().flat_map(|item| item.payload.encode()).collect();
    let tables = KINDS.map(|(kind, table)| (table, rows(&items, kind)));
    let (mut whole, mut write, mut bytes) = (Vec::new(), Vec::new(), 0);
    for _ in 0..rounds {
        let mut database = database::open(&folder.join("section.db"), Sort::Encrypted).await?;
        make_tables(&mut database).await?;
        let begun = now();
        let packed = zstd::bulk::compress(&body, 1)?;
        bytes = packed.len();
        let came = sent(packed).await?;
        let unpacked = zstd::bulk::decompress(&came, body.len())?;
        if unpacked.len() != body.len() {
            return Err("something was lost on the way".into());
        }
        let writing = now();
        fill(&mut database, &tables).await?;
        write.push(ms(writing));
        whole.push(ms(begun));
    }
    Ok(Transfer { whole: median(&whole), write: median(&write), bytes })
}

async fn sent(packed: Vec<u8>) -> Result<Vec<u8>, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let sending = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await?;
        socket.write_all(&packed).await?;
        socket.shutdown().await
    });
    let mut came = Vec::new();
    TcpStream::connect(address).await?.read_to_end(&mut came).await?;
    sending.await??;
    Ok(came)
}

fn rows(items: &[Item], kind: &str) -> Vec<Row> {
    let of_kind = items.iter().filter(|item| item.payload.kind == kind);
    let row = |(place, item): (usize, &Item)| {
        let mut values: Vec<String> = item.payload.edits.iter().map(|edit| text(&edit.after)).collect();
        values.resize(COLUMNS, String::new());
        let subject = item.subject.as_bytes();
        // Several attendances are about one person.
        let id = if kind == "person_changed" {
            [&subject[..12], &place.to_be_bytes()[4..]].concat()
        } else {
            subject.to_vec()
        };
        Row { id, values }
    };
    of_kind.enumerate().map(row).collect()
}

fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => format!("{other:?}"),
    }
}

async fn make_tables(database: &mut SqliteConnection) -> Result<(), Failure> {
    for (_, table) in KINDS {
        let columns = (0..COLUMNS).map(|column| format!("c{column} TEXT")).collect::<Vec<_>>().join(", ");
        for statement in [
            format!(
                "CREATE TABLE {table} (place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, seq INTEGER NOT NULL, {columns})"
            ),
            format!("CREATE INDEX {table}_by ON {table} (c0, c1)"),
        ] {
            sqlx::query(sqlx::AssertSqlSafe(statement)).execute(&mut *database).await?;
        }
    }
    for search in ["people_search", "documents_search"] {
        let sql = format!(
            "CREATE VIRTUAL TABLE {search} USING fts5(words, content='', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
        );
        sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut *database).await?;
    }
    Ok(())
}

async fn fill(database: &mut SqliteConnection, tables: &[(&str, Vec<Row>)]) -> Result<(), Failure> {
    let mut transaction = database.begin_with("BEGIN IMMEDIATE").await?;
    for (table, rows) in tables {
        let columns: Vec<String> = (0..COLUMNS).map(|column| format!("c{column}")).collect();
        let insert = format!("INSERT INTO {table} (place, id, seq, {}) ", columns.join(", "));
        for (batch, rows) in rows.chunks(BATCH).enumerate() {
            let place = |row: usize| i64::try_from(batch * BATCH + row + 1).expect("they are counted in thousands");
            let mut query = QueryBuilder::<Sqlite>::new(&insert);
            query.push_values(rows.iter().enumerate(), |mut values, (row, Row { id, values: texts })| {
                values.push_bind(place(row)).push_bind(id.as_slice()).push_bind(place(row));
                for text in texts {
                    values.push_bind(text.as_str());
                }
            });
            query.build().execute(&mut *transaction).await?;
            if ["people", "documents"].contains(table) {
                let mut query = QueryBuilder::<Sqlite>::new(format!("INSERT INTO {table}_search (rowid, words) "));
                query.push_values(rows.iter().enumerate(), |mut values, (row, Row { values: texts, .. })| {
                    values.push_bind(place(row)).push_bind(texts.join(" "));
                });
                query.build().execute(&mut *transaction).await?;
            }
        }
    }
    Ok(transaction.commit().await?)
}
