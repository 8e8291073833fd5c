//! Others on the same database.

use coopol_domain::journal::Compartment;
use coopol_store::company::{Errand, Position};
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, person};
use coopol_store::{Backend as _, StoreError};
use coopol_store_postgres::Postgres;
use coopol_testkit::postgres::{cluster, name};

use crate::writers::somebody_waits;

/// Every commit is told to whoever listens, in another process too; what nobody heard is found by where the streams stand.
#[test]
fn where_a_stream_stands_is_told_with_the_commit() {
    super::on(async |postgres, url| {
        let scene = Scene::new(postgres).await;
        let (roster, mut pen) = (scene.of_section(Compartment::Roster), scene.secretary.clone());
        let other = Postgres::open(url).await.unwrap();
        let mut ear = other.ear().await.unwrap().unwrap();
        for (number, family) in [(1, "Martin"), (2, "Petit")] {
            let push = scene.push(&mut pen, roster, &[(&About::new(number), person(family, None))]).await;
            scene.submit(vec![push], NOW).await;
            assert_eq!(ear.hear().await.unwrap(), Position { stream: roster, size: number, erased: 0 });
        }
        scene.store.erase(roster, &[About::new(1).id], NOW).await.unwrap();
        let erased = Position { stream: roster, size: 2, erased: 1 };
        assert_eq!(ear.hear().await.unwrap(), erased);
        assert!(other.positions().await.unwrap().contains(&erased));
        let cut = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'";
        cluster().tell("postgres", &format!("{cut} AND datname = '{}'", name(url)));
        assert!(matches!(ear.hear().await, Err(StoreError::Unreachable(_))));
        drop(ear);
        other.close().await;
    });
}

/// One leads, and goes on leading; when its connection is gone, however that came, another does.
#[test]
fn one_leads_until_it_is_gone() {
    super::on(async |postgres, url| {
        let other = Postgres::open(url).await.unwrap();
        for _ in 0..2 {
            assert!(postgres.leads().await.unwrap());
            assert!(!other.leads().await.unwrap());
        }
        let holds = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 1869639534 AND granted";
        let leader = format!("pid IN ({holds}) AND datname = '{}'", name(url));
        let holds = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity";
        cluster().tell("postgres", &format!("{holds} WHERE {leader}"));
        assert!(other.leads().await.unwrap(), "whoever asks first");
        assert!(
            matches!(postgres.leads().await, Err(StoreError::Unreachable(_))),
            "it is told that it doesn't any more"
        );
        assert!(!postgres.leads().await.unwrap());
        other.close().await;
        // PostgreSQL ends a session a moment after it was told to.
        let held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = 1869639534 \
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
        while cluster().tell(name(url), held) != "0" {}
        assert!(postgres.leads().await.unwrap());
    });
}

/// What one process is about, another waits for; something else it may do beside.
#[test]
fn an_errand_is_done_in_turn() {
    super::on(async |postgres, url| {
        let other = Postgres::open(url).await.unwrap();
        let mine = postgres.turn(Errand::Own).await.unwrap();
        drop(other.turn(Errand::File(0)).await.unwrap());
        let mut theirs = Box::pin(other.turn(Errand::Own));
        tokio::select! {
            _ = &mut theirs => panic!("it didn't wait"),
            () = somebody_waits(url) => {}
        }
        drop(mine);
        theirs.await.unwrap();
        other.close().await;
    });
}
