//! The data in `.sqlx` is what this schema says of each query, and no query is left over. That every query has its data,
//! the compiler checks.

use std::path::{Path, PathBuf};

use serde_json::Value;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection, SqlSafeStr as _};

/// The sources of a folder and those below it, as one text.
fn sources(folder: &Path) -> String {
    let text = |path: PathBuf| if path.is_dir() { sources(&path) } else { std::fs::read_to_string(path).unwrap() };
    std::fs::read_dir(folder).unwrap().map(|entry| text(entry.unwrap().path())).collect()
}

#[test]
fn prepared_queries_fit_the_schema() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (folder, sources) = (package.join(".sqlx"), sources(&package.join("src")));
    super::on(async |_, url| {
        let mut on = PgConnection::connect(url).await.unwrap();
        let mut checked = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let prepared: Value = serde_json::from_slice(&std::fs::read(entry.unwrap().path()).unwrap()).unwrap();
            let query = prepared["query"].as_str().unwrap().to_owned();
            let described = on.describe(AssertSqlSafe(query.clone()).into_sql_str()).await.unwrap();
            let described = serde_json::to_value(&described).unwrap();
            // What may be NULL is guessed from a plan, which depends on more than the schema: where it matters, the query says it.
            for part in ["columns", "parameters"] {
                assert_eq!(described[part], prepared["describe"][part], "{query}");
            }
            assert!(sources.contains(&query), "no longer asked: {query}");
            checked += 1;
        }
        assert!(checked > 70, "{checked}");
        on.close().await.unwrap();
    });
}
