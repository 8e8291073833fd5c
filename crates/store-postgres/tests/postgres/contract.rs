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

/// A newer program served the database before, or serves it beside: its steps added to every table, and took nothing away.
mod grown {
    use coopol_store::StoreError;
    use coopol_store_postgres::Postgres;
    use coopol_testkit::postgres::{cluster, name};
    use tokio::runtime::Builder;

    fn on_grown(then: &str, test: impl AsyncFnOnce(Result<Postgres, StoreError>)) {
        let url = cluster().database();
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            Postgres::open(&url).await.unwrap().close().await;
            cluster().grow(name(&url));
            cluster().tell(name(&url), then);
            test(Postgres::open(&url).await).await;
        });
        cluster().give_back(&url);
    }

    fn bed(test: impl AsyncFnOnce(Postgres)) {
        on_grown("SELECT 1", async |postgres| {
            let postgres = postgres.unwrap();
            assert!(postgres.is_ahead());
            test(postgres.clone()).await;
            postgres.close().await;
        });
    }

    coopol_store::contract!(bed);

    #[test]
    fn what_was_taken_away_is_told() {
        on_grown("UPDATE schema_floor SET step = 9999", async |postgres| {
            let refused = postgres.unwrap_err();
            assert!(matches!(refused, StoreError::NewerSchema { floor: 9999, .. }), "{refused}");
        });
    }
}
