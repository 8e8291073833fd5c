//! The backend in PostgreSQL, on a cluster of its own.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod at_rest;
mod company;
mod contract;
mod lost;
mod plans;
mod prepared;
mod sessions;
mod standby;
mod statements;
mod tables;
mod writers;

use coopol_store_postgres::Postgres;
use coopol_testkit::postgres::cluster;
use tokio::runtime::Builder;

/// Runs a test on an empty database, and tells it the URL.
fn on(test: impl AsyncFnOnce(Postgres, &str)) {
    let url = cluster().database();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let postgres = Postgres::open(&url).await.unwrap();
        test(postgres.clone(), &url).await;
        postgres.close().await;
    });
}
