//! What every connection is set to, whatever the database is set to.

use coopol_store::{Backend as _, Read as _, StoreError};
use coopol_store_postgres::Postgres;
use coopol_testkit::postgres::{cluster, name};
use tokio::runtime::Builder;

/// J3.5: somebody may have set the database to answer before the disk has it.
#[test]
fn a_careless_database_is_overruled() {
    let url = cluster().database();
    let name = name(&url);
    for careless in ["synchronous_commit = off", "statement_timeout = 0", "lock_timeout = 0", "jit = on"] {
        cluster().tell("postgres", &format!("ALTER DATABASE {name} SET {careless}"));
    }
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let postgres = Postgres::open(&url).await.unwrap();
        let wanted = [
            ("synchronous_commit", "on"),
            ("statement_timeout", "30s"),
            ("lock_timeout", "10s"),
            ("idle_in_transaction_session_timeout", "1min"),
            ("jit", "off"),
        ];
        for (setting, wanted) in wanted {
            assert_eq!(postgres.set_to(setting).await.unwrap(), wanted, "{setting}");
        }
        postgres.close().await;
    });
}

/// Everything that a reader reads was true at one moment.
#[test]
fn a_reader_sees_one_moment() {
    super::on(async |postgres, url| {
        let mut reader = postgres.read().await.unwrap();
        assert_eq!(reader.setting("epoch").await.unwrap(), None);
        cluster().tell(name(url), "INSERT INTO settings VALUES ('epoch', '2')");
        assert_eq!(reader.setting("epoch").await.unwrap(), None);
        drop(reader);
        assert!(postgres.read().await.unwrap().setting("epoch").await.unwrap().is_some());
    });
}

/// Nobody who has no business there is let in, and it is told whose fault it is.
#[test]
fn where_nobody_answers_is_told() {
    let url = cluster().database().replace("test_", "nowhere_");
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let refused = Postgres::open(&url).await.unwrap_err();
        assert!(matches!(refused, StoreError::Unreachable(_)) && refused.to_string().contains("nowhere_"), "{refused}");
        let absent = Postgres::open("postgres://coopol@%2Fnowhere/coopol").await.unwrap_err();
        assert!(matches!(absent, StoreError::Unreachable(_)), "{absent:?}");
    });
}
