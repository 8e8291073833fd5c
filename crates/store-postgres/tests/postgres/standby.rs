//! A primary, a standby that has what it answered, and a failover between them.

use coopol_domain::journal::Compartment;
use coopol_domain::wire::PushOutcome;
use coopol_store::company::Position;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, person};
use coopol_store::row::SettingRow;
use coopol_store::{Backend as _, Read as _, StoreError, Write as _, Writes};
use coopol_store_postgres::Postgres;
use coopol_testkit::postgres::{Pair, name};
use tokio::runtime::Builder;

fn over(test: impl AsyncFnOnce(Pair)) {
    Builder::new_current_thread().enable_all().build().unwrap().block_on(test(Pair::start()));
}

/// Of two servers the primary is worked with, wherever it stands in the URL; after a failover the promoted one is, with all that was
/// answered, and whoever listened or led before is told that it doesn't any more.
#[test]
fn a_failover_is_followed() {
    over(async |pair| {
        let url = pair.database();
        let postgres = Postgres::open(&url).await.unwrap();
        let mut ear = postgres.ear().await.unwrap().unwrap();
        assert!(postgres.leads().await.unwrap());
        let scene = Scene::new(postgres.clone()).await;
        let (roster, mut pen) = (scene.of_section(Compartment::Roster), scene.secretary.clone());
        let push = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
        assert_eq!(scene.submit(vec![push.clone()], NOW).await, [PushOutcome::Received]);
        while ear.hear().await.unwrap() != (Position { stream: roster, size: 1, erased: 0 }) {}

        assert_eq!(postgres.careless().await.unwrap(), None);

        pair.cut();
        pair.promote();
        assert!(matches!(ear.hear().await, Err(StoreError::Unreachable(_))));
        drop(ear);
        // Each connection that stood idle tells once that it is gone.
        while postgres.positions().await.is_err() {}
        assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Received], "it is there, and nothing is twice");
        let push = scene.push(&mut pen, roster, &[(&About::new(2), person("Petit", None))]).await;
        let mut ear = postgres.ear().await.unwrap().unwrap();
        assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Received]);
        assert_eq!((ear.hear().await.unwrap().stream, scene.whole(roster).await.page.lines.len()), (roster, 2));
        drop(ear);
        while postgres.leads().await.is_err() {}
        assert!(postgres.leads().await.unwrap());
        let led = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1869639534 AND granted";
        assert_eq!(pair.tell_second(name(&url), led), "1");
        let careless = postgres.careless().await.unwrap().unwrap();
        assert_eq!(careless.setting, "synchronous_standby_names", "the promoted one has no standby yet");
        postgres.close().await;
    });
}

/// One that comes back as it was takes part in nothing: not for whoever knows that another was promoted, nor for whoever asks
/// both for the first time. What is written there alone is never answered.
#[test]
fn a_primary_that_comes_back_is_none() {
    over(async |pair| {
        let url = pair.database();
        let postgres = Postgres::open(&url).await.unwrap();
        pair.cut();
        pair.promote();
        pair.come_back();
        let asked = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT id, size, erased%'";
        // Until it has asked both again it takes the one it knows for the primary.
        while postgres.positions().await.is_err() || pair.tell_second("postgres", asked) != "1" {}
        let fresh = Postgres::open(&url).await.unwrap();
        fresh.positions().await.unwrap();
        assert_eq!(pair.tell_second("postgres", asked), "2");
        while pair.tell_first("postgres", asked) != "0" {
            postgres.positions().await.unwrap();
        }
        fresh.close().await;
        postgres.close().await;

        let past = Postgres::open(&pair.first(name(&url))).await.unwrap();
        let mut write = past.write().await.unwrap();
        assert_eq!(write.rows().setting("epoch").await.unwrap(), None);
        let settings = vec![SettingRow { name: "epoch".to_owned(), sealed: b"2".to_vec() }];
        let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
        let waiting = async {
            while pair.tell_first("postgres", waits) == "0" {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            answered = write.commit(Writes { settings, ..Writes::default() }) => panic!("{answered:?}"),
            () = waiting => {}
        }
    });
}
