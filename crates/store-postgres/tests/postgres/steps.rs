//! What was kept before a step that moves rows is kept after it.

use std::borrow::Cow;

use coopol_store_postgres::MIGRATIONS;
use coopol_testkit::postgres::cluster;
use sqlx::migrate::Migrator;
use sqlx::{Connection as _, Executor as _, PgConnection, query_as, query_scalar};
use tokio::runtime::Builder;

/// Two pushes, the first of two entries, the second of which was refused, or erased, and has no payload; the third waits.
const PUSHED: &str = r"
    INSERT INTO streams (id, unit, compartment, size, frontier, recorded_at, key, subjects, erased)
        VALUES (decode(repeat('07', 16), 'hex'), decode(repeat('07', 16), 'hex'), 'roster', 3, '', 0, '\x01', 1, 0);
    INSERT INTO pushes (hash, device, stream, number, holder, bytes)
        SELECT decode(repeat('0' || n, 32), 'hex'), decode(repeat('01', 16), 'hex'), decode(repeat('07', 16), 'hex'), n, NULL, '\x61'
        FROM generate_series(1, 2) AS n;
    INSERT INTO entries (stream, seq, change, subject, push, leaf, bytes)
        SELECT decode(repeat('07', 16), 'hex'), n, decode(repeat('0' || n, 16), 'hex'), decode(repeat('01', 16), 'hex'),
            decode(repeat('0' || (n + 1) / 2, 32), 'hex'), decode(repeat('0' || n, 32), 'hex'), decode('6' || n, 'hex')
        FROM generate_series(1, 3) AS n;
    INSERT INTO payloads (stream, seq, subject, sealed) VALUES
        (decode(repeat('07', 16), 'hex'), 1, decode(repeat('01', 16), 'hex'), '\x66'),
        (decode(repeat('07', 16), 'hex'), 3, decode(repeat('01', 16), 'hex'), decode(repeat('00', 9000), 'hex'));
    INSERT INTO waiting (stream, seq) VALUES (decode(repeat('07', 16), 'hex'), 3)";

/// A database as it was before the step, with what was pushed to it.
fn before(work: impl AsyncFnOnce(&mut PgConnection)) {
    let url = cluster().database();
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut on = PgConnection::connect(&url).await.unwrap();
        let before: Vec<_> = MIGRATIONS.iter().filter(|step| step.version < 27).cloned().collect();
        assert_eq!(before.last().unwrap().version, 26);
        Migrator { migrations: Cow::Owned(before), ..Migrator::DEFAULT }.run(&mut on).await.unwrap();
        on.execute(PUSHED).await.unwrap();
        work(&mut on).await;
        on.close().await.unwrap();
    });
}

#[test]
fn entries_are_kept_when_what_they_say_comes_to_them() {
    type Entry = (i64, Vec<u8>, Vec<u8>, Vec<u8>, i64, Vec<u8>, Vec<u8>, Option<Vec<u8>>);
    before(async |on| {
        MIGRATIONS.run(&mut *on).await.unwrap();
        let select = "SELECT seq, change, subject, device, number, leaf, bytes, sealed FROM entries ORDER BY seq";
        let entries: Vec<Entry> = query_as(select).fetch_all(&mut *on).await.unwrap();
        let entry = |n: u8, push, sealed| {
            let one = vec![1; 16];
            (n.into(), vec![n; 16], one.clone(), one, push, vec![n; 32], vec![0x60 + n], sealed)
        };
        assert_eq!(entries, [entry(1, 1, Some(vec![0x66])), entry(2, 1, None), entry(3, 2, Some(vec![0; 9_000]))]);
        let pushes: Vec<(i64, Vec<u8>)> =
            query_as("SELECT number, hash FROM pushes ORDER BY number").fetch_all(&mut *on).await.unwrap();
        assert_eq!(pushes, [(1, vec![1; 32]), (2, vec![2; 32])]);
        let waiting: Vec<i64> = query_scalar("SELECT seq FROM waiting").fetch_all(&mut *on).await.unwrap();
        assert_eq!(waiting, [3]);
        for (table, key) in [("entries", "entries_pkey"), ("entries", "entries_change_key"), ("pushes", "pushes_pkey")]
        {
            let columns = if table == "pushes" {
                "device, stream, number, hash, bytes"
            } else {
                "stream, seq, change, subject, device, number, leaf, bytes"
            };
            let again = format!("INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE number = 1");
            let again = if key == "entries_change_key" {
                again.replacen("SELECT stream, seq", "SELECT stream, seq + 10", 1)
            } else {
                again
            };
            let twice = on.execute(sqlx::AssertSqlSafe(again)).await.unwrap_err().to_string();
            assert!(twice.contains(key), "{twice}");
        }
    });
}

/// Nothing is left out without a word.
#[test]
fn an_entry_whose_push_is_missing_stops_the_step() {
    before(async |on| {
        on.execute("DELETE FROM pushes WHERE number = 2").await.unwrap();
        let stopped = MIGRATIONS.run(&mut *on).await.unwrap_err().to_string();
        assert!(stopped.contains("violates not-null constraint"), "{stopped}");
        let left: (i64, i64, i64) = query_as("SELECT (SELECT count(*) FROM entries), (SELECT count(*) FROM payloads), (SELECT step FROM schema_floor)::bigint")
            .fetch_one(&mut *on)
            .await
            .unwrap();
        assert_eq!(left, (3, 2, 24));
    });
}
