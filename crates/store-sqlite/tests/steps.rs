//! What was kept before a step that moves rows is kept after it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::borrow::Cow;

use coopol_store_sqlite::MIGRATIONS;
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection as _, SqliteConnection, query, query_as, query_scalar};
use tokio::runtime::Builder;

const STREAM: &str = "INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased) \
                      VALUES (?1, ?1, 'roster', 0, x'', 0, x'01', 3, 1)";

/// A stream of this id in a database as it was before a step, then `work`.
fn before(step: i64, work: impl AsyncFnOnce(&mut SqliteConnection)) {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut on = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        let before: Vec<_> = MIGRATIONS.iter().filter(|one| one.version < step).cloned().collect();
        assert_eq!(before.last().unwrap().version, step - 1);
        Migrator { migrations: Cow::Owned(before), ..Migrator::DEFAULT }.run(&mut on).await.unwrap();
        query(STREAM).bind(id(7)).execute(&mut on).await.unwrap();
        work(&mut on).await;
    });
}

fn id(last: u8) -> Vec<u8> {
    [[1; 15].as_slice(), &[last]].concat()
}

/// A table without rowids has none.
async fn rowids(on: &mut SqliteConnection, table: &str) -> i64 {
    let count = AssertSqlSafe(format!("SELECT count(rowid) FROM {table}"));
    query_scalar(count).fetch_one(on).await.unwrap()
}

#[test]
fn subjects_are_kept_when_they_get_rows_of_their_own() {
    type Row = (Vec<u8>, Vec<u8>, Option<Vec<u8>>, Option<Vec<u8>>, Option<i64>);
    const INSERT: &str = "INSERT INTO subjects (stream, id, key, state, seq) VALUES (?1, ?2, ?3, ?4, ?5)";
    before(26, async |on| {
        let rows: Vec<Row> = vec![
            (id(7), id(1), Some(vec![1]), Some(vec![2; 5_000]), Some(3)),
            (id(7), id(2), None, None, None),
            (id(7), id(3), Some(vec![4]), Some(vec![5]), Some(6)),
        ];
        for (stream, id, key, state, seq) in rows.iter().rev() {
            query(INSERT).bind(stream).bind(id).bind(key).bind(state).bind(seq).execute(&mut *on).await.unwrap();
        }
        MIGRATIONS.run(&mut *on).await.unwrap();
        let select = "SELECT stream, id, key, state, seq FROM subjects ORDER BY stream, id";
        let after: Vec<Row> = query_as(select).fetch_all(&mut *on).await.unwrap();
        assert_eq!(after, rows);
        assert_eq!(rowids(on, "subjects").await, 3);
        let again = query(INSERT).bind(id(7)).bind(id(1)).bind(vec![1]).bind(vec![2]).bind(3).execute(on).await;
        assert!(again.unwrap_err().to_string().contains("UNIQUE"), "a subject has one row");
    });
}

/// Two pushes, the first of two entries, the second of which was refused, or erased, and has no payload; the third waits.
async fn push(on: &mut SqliteConnection) {
    let (hash, change) = (|last: u8| format!("x'{last:064x}'"), |last: u8| format!("x'{last:032x}'"));
    let entry =
        |seq: u8, by: u8| format!("(?2, {seq}, {}, ?1, {}, {}, x'6{}')", change(seq), hash(by), hash(seq), seq + 2);
    let statements = [
        format!(
            "INSERT INTO pushes (hash, device, stream, number, holder, bytes) VALUES \
             ({}, ?1, ?2, 1, NULL, x'61'), ({}, ?1, ?2, 2, ?1, x'62')",
            hash(1),
            hash(2)
        ),
        format!(
            "INSERT INTO entries (stream, seq, change, subject, push, leaf, bytes) VALUES {}, {}, {}",
            entry(1, 1),
            entry(2, 1),
            entry(3, 2)
        ),
        "INSERT INTO payloads (stream, seq, subject, sealed) VALUES (?2, 1, ?1, x'66'), (?2, 3, ?1, zeroblob(9000))"
            .to_owned(),
        "INSERT INTO waiting (stream, seq) SELECT ?2, 3 WHERE ?1 IS NOT NULL".to_owned(),
    ];
    for statement in statements {
        query(AssertSqlSafe(statement)).bind(id(1)).bind(id(7)).execute(&mut *on).await.unwrap();
    }
}

#[test]
fn entries_are_kept_when_what_they_say_comes_to_them() {
    type Push = (Vec<u8>, Vec<u8>, i64, Vec<u8>, Option<Vec<u8>>, Vec<u8>);
    type Entry = (Vec<u8>, i64, Vec<u8>, Vec<u8>, Vec<u8>, i64, Vec<u8>, Vec<u8>, Option<Vec<u8>>);
    let end = |length: usize, last: u8| [vec![0; length - 1], vec![last]].concat();
    before(27, async |on| {
        push(on).await;
        MIGRATIONS.run(&mut *on).await.unwrap();
        let select = "SELECT device, stream, number, hash, holder, bytes FROM pushes ORDER BY number";
        let pushes: Vec<Push> = query_as(select).fetch_all(&mut *on).await.unwrap();
        let push = |number: u8, holder, bytes| (id(1), id(7), number.into(), end(32, number), holder, bytes);
        assert_eq!(pushes, [push(1, None, b"a".to_vec()), push(2, Some(id(1)), b"b".to_vec())]);
        let select =
            "SELECT stream, seq, change, subject, device, number, leaf, bytes, sealed FROM entries ORDER BY seq";
        let entries: Vec<Entry> = query_as(select).fetch_all(&mut *on).await.unwrap();
        let entry = |seq: u8, push, sealed| {
            (id(7), seq.into(), end(16, seq), id(1), id(1), push, end(32, seq), vec![b'b' + seq], sealed)
        };
        let expected = [entry(1, 1, Some(b"f".to_vec())), entry(2, 1, None), entry(3, 2, Some(vec![0; 9_000]))];
        assert_eq!(entries, expected);
        assert_eq!((rowids(on, "pushes").await, rowids(on, "entries").await), (2, 3));
        let waiting: Vec<i64> = query_scalar("SELECT seq FROM waiting").fetch_all(&mut *on).await.unwrap();
        assert_eq!(waiting, [3]);
        let there: Vec<String> = query_scalar("SELECT name FROM sqlite_schema WHERE name LIKE '%payload%'")
            .fetch_all(&mut *on)
            .await
            .unwrap();
        assert!(there.is_empty(), "{there:?}");
        let again = query(
            "INSERT INTO entries SELECT stream, seq, zeroblob(16), subject, device, number, leaf, bytes, sealed FROM entries WHERE seq = 1",
        );
        let again = again.execute(&mut *on).await;
        assert!(again.unwrap_err().to_string().contains("entries.stream, entries.seq"), "one entry in one place");
    });
}

/// Nothing is left out without a word.
#[test]
fn an_entry_whose_push_is_missing_stops_the_step() {
    before(27, async |on| {
        push(on).await;
        query("DELETE FROM pushes WHERE number = 2").execute(&mut *on).await.unwrap();
        let stopped = MIGRATIONS.run(&mut *on).await.unwrap_err().to_string();
        assert!(stopped.contains("NOT NULL constraint failed: entry_rows.device"), "{stopped}");
        let left = "SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM pushes), (SELECT count(*) FROM payloads), step FROM schema_floor";
        let left: (i64, i64, i64, i64) = query_as(left).fetch_one(on).await.unwrap();
        assert_eq!(left, (3, 1, 2, 24));
    });
}
