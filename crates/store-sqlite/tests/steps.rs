//! What was kept before a step that moves rows is kept after it.

use std::borrow::Cow;

use coopol_store_sqlite::MIGRATIONS;
use sqlx::migrate::Migrator;
use sqlx::{Connection as _, SqliteConnection, query, query_as};
use tokio::runtime::Builder;

type Row = (Vec<u8>, Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>, Option<i64>);

const STREAM: &str = "INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased) \
                      VALUES (?1, ?1, 'roster', 0, x'', 0, x'01', 3, 1)";
const SUBJECT: &str = "INSERT INTO subjects (stream, id, key, state, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
const SUBJECTS: &str = "SELECT stream, id, key, state, seq FROM subjects ORDER BY stream, id";

#[test]
fn subjects_are_kept_when_they_get_rows_of_their_own() {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut on = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let before: Vec<_> = MIGRATIONS.iter().filter(|step| step.version < 26).cloned().collect();
        assert_eq!(before.last().unwrap().version, 25);
        Migrator { migrations: Cow::Owned(before), ..Migrator::DEFAULT }.run(&mut on).await.unwrap();
        let (stream, id) = (vec![7; 16], |last: u8| [[1; 15].as_slice(), &[last]].concat());
        query(STREAM).bind(&stream).execute(&mut on).await.unwrap();
        let rows: Vec<Row> = vec![
            (stream.clone(), id(1), Some(vec![1]), Some(vec![2; 5_000]), Some(3)),
            (stream.clone(), id(2), None, None, None),
            (stream.clone(), id(3), Some(vec![4]), Some(vec![5]), Some(6)),
        ];
        for (stream, id, key, state, seq) in rows.iter().rev() {
            query(SUBJECT).bind(stream).bind(id).bind(key).bind(state).bind(seq).execute(&mut on).await.unwrap();
        }
        MIGRATIONS.run(&mut on).await.unwrap();
        let after: Vec<Row> = query_as(SUBJECTS).fetch_all(&mut on).await.unwrap();
        assert_eq!(after, rows);
        // A table without rowids has none.
        let (rows,): (i64,) = query_as("SELECT count(rowid) FROM subjects").fetch_one(&mut on).await.unwrap();
        assert_eq!(rows, 3);
        let again = query(SUBJECT).bind(&stream).bind(id(1)).bind(vec![1]).bind(vec![2]).bind(3).execute(&mut on).await;
        assert!(again.unwrap_err().to_string().contains("UNIQUE"), "a subject has one row");
    });
}
