//! A connection that breaks in the middle: named, and nothing of the transaction is there.

use coopol_domain::authority::{Judged, admit, judge};
use coopol_domain::journal::Compartment;
use coopol_domain::wire::PushOutcome;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, person};
use coopol_store::row::SettingRow;
use coopol_store::{Backend as _, Read as _, StoreError, Write as _, Writes};
use coopol_testkit::postgres::{cluster, name};

/// Ends every connection to a database, as a server that fails over does.
fn cut(url: &str) {
    let ended = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity";
    cluster().tell("postgres", &format!("{ended} WHERE datname = '{}'", name(url)));
}

/// What wasn't committed was never there, and whoever comes again is served.
#[test]
fn a_transaction_that_is_cut_writes_nothing() {
    super::on(async |postgres, url| {
        let mut write = postgres.write().await.unwrap();
        assert_eq!(write.rows().setting("epoch").await.unwrap(), None);
        cut(url);
        let settings = vec![SettingRow { name: "epoch".to_owned(), sealed: b"2".to_vec() }];
        let lost = write.commit(Writes { settings, ..Writes::default() }).await.unwrap_err();
        assert!(matches!(lost, StoreError::Unreachable(_)), "{lost:?}");
        assert_eq!(postgres.read().await.unwrap().setting("epoch").await.unwrap(), None);
    });
}

/// A push whose commit was cut comes again, and has its answer then; it is never there twice (J3.3).
#[test]
fn a_push_comes_again_after_the_cut() {
    super::on(async |postgres, url| {
        let scene = Scene::new(postgres).await;
        let (roster, mut pen) = (scene.of_section(Compartment::Roster), scene.secretary.clone());
        let push = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
        let author = scene.store.author(pen.device).await.unwrap().unwrap();
        let mut tx = scene.store.begin().await.unwrap();
        let docket = tx.docket(&push.needs()).await.unwrap().unwrap();
        let Ok(Judged::Ruled(ruling)) = judge(admit(push.clone(), &author).unwrap(), docket, NOW) else {
            panic!("it is the first");
        };
        tx.write(*ruling);
        cut(url);
        let lost = tx.commit().await.unwrap_err();
        assert!(matches!(lost, StoreError::Unreachable(_)), "{lost:?}");
        // As many connections stood idle as were cut: each tells so once.
        let decision = loop {
            let decision = scene.store.submit(vec![push.clone()], NOW).await;
            match decision.failure {
                None => break decision,
                Some(failure) => assert!(matches!(failure, StoreError::Unreachable(_)), "{failure:?}"),
            }
        };
        assert_eq!(
            (decision.outcomes.as_slice(), decision.grown[&roster].head.frontier.size()),
            ([PushOutcome::Received].as_slice(), 1)
        );
        assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Received]);
        assert_eq!(scene.whole(roster).await.page.lines.len(), 1);
    });
}
