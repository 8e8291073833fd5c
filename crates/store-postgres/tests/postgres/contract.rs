//! The backends keep the contract, each clause on a database of its own, or on two.

mod in_one {
    use coopol_store_postgres::Postgres;

    fn bed(test: impl AsyncFnOnce(Postgres)) {
        crate::on(async |postgres, _| test(postgres).await);
    }

    coopol_store::contract!(bed);
}

mod over_two {
    use coopol_store_postgres::Spread;

    fn bed(test: impl AsyncFnOnce(Spread)) {
        crate::on_two(async |spread, _| test(spread).await);
    }

    coopol_store::contract!(bed);
}
