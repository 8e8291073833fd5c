//! The backend in SQLite keeps the contract, each clause on a file of its own.

use coopol_store_sqlite::Sqlite;
use tokio::runtime::Builder;

fn bed(test: impl AsyncFnOnce(Sqlite)) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let sqlite = Sqlite::open(&folder.path().join("server.db")).await.expect("a new file opens");
        test(sqlite.clone()).await;
        sqlite.close().await;
    });
}

coopol_store::contract!(bed);

/// A newer program served the file before, or serves it beside: its steps added to every table, and took nothing away.
mod grown {
    use coopol_store::StoreError;
    use coopol_store_sqlite::Sqlite;
    use sqlx::{AssertSqlSafe, Connection as _, Executor as _, SqliteConnection, query_scalar};
    use std::path::Path;
    use tokio::runtime::Builder;

    async fn grow(path: &Path, then: &str) {
        let mut on = SqliteConnection::connect(path.to_str().expect("it is text")).await.expect("the file opens");
        let tables = query_scalar::<_, String>(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> '_sqlx_migrations'",
        );
        for table in tables.fetch_all(&mut on).await.expect("the schema is read") {
            let grown = format!("ALTER TABLE {table} ADD COLUMN later INTEGER NOT NULL DEFAULT 7");
            on.execute(AssertSqlSafe(grown)).await.expect("a table grows");
        }
        let step = "CREATE TABLE later (one INTEGER PRIMARY KEY) STRICT;
             INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
             VALUES (9999, 'later', TRUE, x'00', 0)";
        on.execute(step).await.expect("a step is noted");
        on.execute(AssertSqlSafe(then.to_owned())).await.expect("the rest is done");
        on.close().await.expect("it closes");
    }

    fn on_grown(then: &str, test: impl AsyncFnOnce(Result<Sqlite, StoreError>)) {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        runtime.block_on(async {
            let path = folder.path().join("server.db");
            Sqlite::open(&path).await.expect("a new file opens").close().await;
            grow(&path, then).await;
            test(Sqlite::open(&path).await).await;
        });
    }

    fn bed(test: impl AsyncFnOnce(Sqlite)) {
        on_grown("SELECT 1", async |sqlite| {
            let sqlite = sqlite.expect("what grew is served");
            assert!(sqlite.is_ahead());
            test(sqlite.clone()).await;
            sqlite.close().await;
        });
    }

    coopol_store::contract!(bed);

    #[test]
    fn what_was_taken_away_is_told() {
        on_grown("UPDATE schema_floor SET step = 9999", async |sqlite| {
            let refused = sqlite.expect_err("something that it asks for is gone");
            assert!(matches!(refused, StoreError::NewerSchema { floor: 9999, .. }), "{refused}");
        });
    }
}
