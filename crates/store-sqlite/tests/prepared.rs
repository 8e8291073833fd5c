//! The data in `.sqlx` is what this schema says of each query, and no query is left over. That every query has its data,
//! the compiler checks.

use std::path::{Path, PathBuf};

use coopol_store_sqlite::MIGRATIONS;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection, Executor, SqlSafeStr, SqliteConnection};
use tokio::runtime::Builder;

/// The sources of a folder and those below it, as one text.
fn sources(folder: &Path) -> String {
    let text = |path: PathBuf| {
        if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).expect("sources are text") }
    };
    let entries = std::fs::read_dir(folder).expect("the sources are there");
    entries.map(|entry| text(entry.expect("the sources are there").path())).collect()
}

#[test]
fn prepared_queries_fit_the_schema() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (folder, sources) = (package.join(".sqlx"), sources(&package.join("src")));
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut on = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        MIGRATIONS.run(&mut on).await.unwrap();
        let mut checked = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let prepared: Value = serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap();
            let query = prepared["query"].as_str().unwrap().to_owned();
            let described = on.describe(AssertSqlSafe(query.clone()).into_sql_str()).await.unwrap();
            assert_eq!(serde_json::to_value(&described).unwrap(), prepared["describe"], "{query}");
            assert!(sources.contains(&query), "no longer asked: {query}");
            checked += 1;
        }
        assert!(checked > 50, "{checked}");
    });
}
