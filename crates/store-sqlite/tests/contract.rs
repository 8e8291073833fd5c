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
