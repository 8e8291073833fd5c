//! How many durable pushes a second, on a file in the folder given (or the system's temporary one): once in one section, once
//! spread over 32.

use std::path::PathBuf;

use coopol_store::contract::load::{PUSHES, submitting, told};
use coopol_store_sqlite::Sqlite;
use tokio::runtime::Builder;

#[expect(clippy::print_stdout, reason = "it is what a bench is for")]
fn main() {
    let folder = std::env::args_os().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    for spread in [false, true] {
        let folder = tempfile::tempdir_in(&folder).expect("the folder can be written");
        let path = folder.path().join("server.db");
        let took = runtime.block_on(async {
            let sqlite = Sqlite::open(&path).await.expect("a new file opens");
            let took = submitting(sqlite.clone(), spread).await;
            sqlite.close().await;
            took
        });
        let size = std::fs::metadata(&path).map_or(0, |file| file.len());
        println!("{}, {} bytes each on disk", told(spread, took), size / PUSHES);
    }
}
