//! How many durable pushes a second, in the two empty databases whose URLs are given: once in one section, once spread over 32.

use coopol_store::contract::load::{submitting, told};
use coopol_store_postgres::Postgres;
use tokio::runtime::Builder;

#[expect(clippy::print_stdout, reason = "it is what a bench is for")]
fn main() {
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    for (spread, url) in [false, true].into_iter().zip(std::env::args().skip(1)) {
        let took = runtime.block_on(async {
            let postgres = Postgres::open(&url).await.expect("the database opens");
            if let Some(careless) = postgres.careless().await.expect("it says how it is set") {
                println!("{careless}");
            }
            let took = submitting(postgres.clone(), spread).await;
            postgres.close().await;
            took
        });
        println!("{}", told(spread, took));
    }
}
