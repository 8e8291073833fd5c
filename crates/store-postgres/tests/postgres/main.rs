//! The backend in PostgreSQL, on a cluster of its own.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

mod at_rest;
mod company;
mod contract;
mod halves;
mod lost;
mod plans;
mod prepared;
mod sessions;
mod spread;
mod standby;
mod statements;
mod steps;
mod tables;
mod writers;

use coopol_store_postgres::{Postgres, Spread};
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
    cluster().give_back(&url);
}

/// The same over two databases, and tells their URLs.
fn on_two(test: impl AsyncFnOnce(Spread, [&str; 2])) {
    let urls = [cluster().database(), cluster().database()];
    let urls = [urls[0].as_str(), urls[1].as_str()];
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let spread = Spread::open(&urls).await.unwrap();
        test(spread.clone(), urls).await;
        spread.close().await;
    });
    for url in urls {
        cluster().give_back(url);
    }
}
