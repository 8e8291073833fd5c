//! A commit in two databases that is cut off, at each of its steps: it is there in both or in neither, once somebody settles it.

use coopol_domain::wire::{PushOutcome, Submission};
use coopol_store::contract::scene::{NOW, Scene, master};
use coopol_store::{Backend as _, Decision, SeededChance, Store, StoreError};
use coopol_store_postgres::Spread;
use coopol_testkit::postgres::{cluster, name};
use sqlx::{Connection as _, Executor as _, PgConnection};

use crate::spread::{asked, one_in_each};

/// Whoever is about to commit rows of a table in a database waits there until it is let go.
struct Gate(PgConnection);

impl Gate {
    async fn before_commits_of(table: &str, url: &str) -> Self {
        let wait = "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS \
                    'BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NULL; END'";
        asked(url, wait);
        let trigger = "DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION wait()";
        asked(url, &format!("CREATE CONSTRAINT TRIGGER waits AFTER INSERT ON {table} {trigger}"));
        let mut on = PgConnection::connect(url).await.unwrap();
        on.execute("SELECT pg_advisory_lock(1)").await.unwrap();
        Self(on)
    }

    async fn open(self) {
        self.0.close().await.unwrap();
    }
}

/// Ends every connection to a database.
fn cut(url: &str) {
    let ended = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity";
    asked("postgres", &format!("{ended} WHERE datname = '{}'", name(url)));
}

/// Ends whoever waits at the gate of a database.
fn end_who_waits(url: &str) {
    let ended = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity";
    asked(url, &format!("{ended} WHERE wait_event = 'advisory' AND datname = current_database()"));
}

fn prepared(url: &str) -> String {
    asked(url, "SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()")
}

/// How many entries of the group are there: at home, and elsewhere.
fn there(urls: [&str; 2]) -> [String; 2] {
    urls.map(|url| {
        asked(url, "SELECT count(*) FROM entries JOIN streams ON id = stream WHERE compartment IN ('roster', 'dues')")
    })
}

async fn until_somebody_waits_at_the_gate(url: &str) {
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'advisory' AND datname = current_database()";
    while asked(url, waits) == "0" {
        tokio::task::yield_now().await;
    }
}

/// Submits a group to a store of its own, over what `spread` opened, and does something as soon as it waits at `gate`.
async fn submitted(
    scene: &Scene<Spread>,
    group: Vec<Submission>,
    gate: &str,
    meanwhile: impl Future<Output = ()>,
) -> Decision {
    let mut submitting = Box::pin(scene.store.submit(group, NOW));
    tokio::select! {
        decision = &mut submitting => panic!("nobody waited: {decision:?}"),
        () = until_somebody_waits_at_the_gate(gate) => {}
    }
    meanwhile.await;
    submitting.await
}

fn unreachable(decision: &Decision) {
    assert!(matches!(decision.failure, Some(StoreError::Unreachable(_))), "{decision:?}");
    assert!(decision.outcomes.iter().all(|outcome| *outcome != PushOutcome::Received), "{decision:?}");
}

/// The server is started anew; what it left is settled before anything is asked of it.
async fn anew(scene: Scene<Spread>, urls: [&str; 2]) -> (Scene<Spread>, Spread) {
    let spread = Spread::open(&urls).await.unwrap();
    assert_eq!(prepared(urls[1]), "0");
    assert_eq!(asked(urls[0], "SELECT count(*) FROM decided"), "0");
    let store = Store::open(spread.clone(), &master(), SeededChance::new(9)).await.unwrap();
    (Scene { store, ..scene }, spread)
}

/// The same again has its answer, and no second effect (J3.3).
async fn again(scene: &Scene<Spread>, group: Vec<Submission>, urls: [&str; 2]) {
    assert_eq!(scene.submit(group, NOW).await, [PushOutcome::Received, PushOutcome::Received]);
    assert_eq!(there(urls), ["1", "1"]);
}

/// Prepared elsewhere, and gone before home had decided: nothing was there.
#[test]
fn what_nobody_decided_is_undone() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread).await;
        let group = one_in_each(&scene, 1).await;
        let gate = Gate::before_commits_of("decided", urls[0]).await;
        unreachable(&submitted(&scene, group.clone(), urls[0], async { end_who_waits(urls[0]) }).await);
        gate.open().await;
        assert_eq!((prepared(urls[1]).as_str(), there(urls)), ("1", ["0", "0"].map(str::to_owned)));
        let (scene, spread) = anew(scene, urls).await;
        assert_eq!(there(urls), ["0", "0"]);
        again(&scene, group, urls).await;
        spread.close().await;
    });
}

/// Decided at home, and gone before the other was told: it is there in both.
#[test]
fn what_was_decided_is_carried_out() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread).await;
        let group = one_in_each(&scene, 1).await;
        let gate = Gate::before_commits_of("decided", urls[0]).await;
        let gone = async {
            cut(urls[1]);
            gate.open().await;
        };
        unreachable(&submitted(&scene, group.clone(), urls[0], gone).await);
        assert_eq!((prepared(urls[1]).as_str(), there(urls)), ("1", ["1", "0"].map(str::to_owned)), "half of it");
        let (scene, spread) = anew(scene, urls).await;
        assert_eq!(there(urls), ["1", "1"]);
        again(&scene, group, urls).await;
        spread.close().await;
    });
}

/// Home was gone before the other had prepared anything.
#[test]
fn what_is_prepared_too_late_is_undone() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread).await;
        let group = one_in_each(&scene, 1).await;
        let gate = Gate::before_commits_of("entries", urls[1]).await;
        let gone = async {
            cut(urls[0]);
            gate.open().await;
        };
        unreachable(&submitted(&scene, group.clone(), urls[1], gone).await);
        assert_eq!((prepared(urls[1]).as_str(), there(urls)), ("1", ["0", "0"].map(str::to_owned)));
        let (scene, spread) = anew(scene, urls).await;
        again(&scene, group, urls).await;
        spread.close().await;
    });
}

/// A server that goes on settles what it left itself, before it writes again.
#[test]
fn whoever_left_it_settles_it() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread).await;
        let group = one_in_each(&scene, 1).await;
        let gate = Gate::before_commits_of("decided", urls[0]).await;
        let gone = async {
            cut(urls[1]);
            gate.open().await;
        };
        unreachable(&submitted(&scene, group.clone(), urls[0], gone).await);
        assert_eq!(prepared(urls[1]), "1");
        // As many connections stood idle as were cut: each tells so once.
        let outcomes = loop {
            let decision = scene.store.submit(group.clone(), NOW).await;
            match decision.failure {
                None => break decision.outcomes,
                Some(failure) => assert!(matches!(failure, StoreError::Unreachable(_)), "{failure:?}"),
            }
        };
        assert_eq!(outcomes, [PushOutcome::Received, PushOutcome::Received]);
        assert_eq!((prepared(urls[1]).as_str(), there(urls)), ("0", ["1", "1"].map(str::to_owned)));
    });
}

/// What one that is gone left, whoever leads settles. What is still to be decided is left alone.
#[test]
fn whoever_leads_settles_it() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread).await;
        let other = Spread::open(&urls).await.unwrap();
        let group = one_in_each(&scene, 1).await;
        let gate = Gate::before_commits_of("decided", urls[0]).await;
        let gone = async {
            assert!(other.leads().await.unwrap());
            assert_eq!(prepared(urls[1]), "1", "it is under way");
            cut(urls[1]);
            gate.open().await;
        };
        unreachable(&submitted(&scene, group, urls[0], gone).await);
        while other.leads().await.is_err() {}
        assert_eq!((prepared(urls[1]).as_str(), there(urls)), ("0", ["1", "1"].map(str::to_owned)));
        other.close().await;
    });
}

/// No server settles what is another's in the same cluster.
#[test]
fn what_others_prepared_is_theirs() {
    crate::on_two(async |spread, urls| {
        let foreign = "coopol_00000000-0000-0000-0000-000000000000_00000000-0000-0000-0000-000000000001";
        asked(
            urls[1],
            &format!(
                "BEGIN; INSERT INTO nonces VALUES (decode(repeat('00', 32), 'hex'), 1); PREPARE TRANSACTION '{foreign}'"
            ),
        );
        assert!(spread.leads().await.unwrap());
        assert_eq!(prepared(urls[1]), "1");
        cluster().tell(name(urls[1]), &format!("ROLLBACK PREPARED '{foreign}'"));
    });
}
