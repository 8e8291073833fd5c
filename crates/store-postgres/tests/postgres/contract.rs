//! The backend keeps the contract, each clause on a database of its own.

use coopol_store_postgres::Postgres;

fn bed(test: impl AsyncFnOnce(Postgres)) {
    super::on(async |postgres, _| test(postgres).await);
}

coopol_store::contract!(bed);
