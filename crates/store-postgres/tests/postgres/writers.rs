//! Who waits for whom.

use std::pin::Pin;

use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_store::contract::scene::{NOW, Scene, stream};
use coopol_store::row::SettingRow;
use coopol_store::{Backend as _, Read as _, Write as _, Writes};
use coopol_store_postgres::Postgres;
use coopol_testkit::postgres::{cluster, name};

/// Returns once somebody waits for a lock in the database.
pub async fn somebody_waits(url: &str) {
    let waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while cluster().tell("postgres", &format!("{waiting} AND datname = '{}'", name(url))) == "0" {
        tokio::task::yield_now().await;
    }
}

/// What comes of something that has to wait for what is done meanwhile.
async fn after<T>(
    url: &str,
    mut waiting: Pin<Box<dyn Future<Output = T> + '_>>,
    meanwhile: Pin<Box<dyn Future<Output = ()> + '_>>,
) -> T {
    tokio::select! {
        _ = &mut waiting => panic!("it didn't wait"),
        () = somebody_waits(url) => {}
    }
    meanwhile.await;
    waiting.await
}

async fn founded(postgres: &Postgres) -> [StreamId; 2] {
    let scene = Scene::new(postgres.clone()).await;
    [stream(scene.section, Compartment::Roster), stream(scene.section, Compartment::Dues)]
}

/// A stream has one writer at a time; whoever waited sees what the other wrote. Another stream is written beside.
#[test]
fn a_stream_is_written_by_one_at_a_time() {
    super::on(async |postgres, url| {
        let [roster, dues] = founded(&postgres).await;
        let mut first = postgres.write().await.unwrap();
        let mut head = first.lock(&[roster]).await.unwrap().remove(0).head;
        let mut beside = postgres.write().await.unwrap();
        assert_eq!(beside.lock(&[dues]).await.unwrap().len(), 1, "nobody writes there");
        beside.commit(Writes::default()).await.unwrap();
        let (mut second, wanted) = (postgres.write().await.unwrap(), [roster]);
        head.recorded_at = NOW.plus(7);
        let writes = Writes { heads: vec![(head, 9)], ..Writes::default() };
        let seen =
            after(url, Box::pin(second.lock(&wanted)), Box::pin(async { first.commit(writes).await.unwrap() })).await;
        let seen = seen.unwrap().remove(0);
        assert_eq!((seen.head.recorded_at, seen.subjects), (NOW.plus(7), 9));
    });
}

/// What isn't in a stream is read and written by one alone: nobody writes anything meanwhile.
#[test]
fn whoever_reads_first_is_alone() {
    super::on(async |postgres, url| {
        let [roster, _] = founded(&postgres).await;
        let mut alone = postgres.write().await.unwrap();
        assert_eq!(alone.rows().setting("epoch").await.unwrap(), None);
        let mut other = postgres.write().await.unwrap();
        let settings = vec![SettingRow { name: "epoch".to_owned(), sealed: b"2".to_vec() }];
        let writes = Writes { settings, ..Writes::default() };
        let seen = after(
            url,
            Box::pin(other.rows().setting("epoch")),
            Box::pin(async { alone.commit(writes).await.unwrap() }),
        )
        .await;
        assert_eq!(seen.unwrap().map(|row| row.sealed), Some(b"2".to_vec()));
        let (mut third, wanted) = (postgres.write().await.unwrap(), [roster]);
        let locked = after(url, Box::pin(third.lock(&wanted)), Box::pin(async { drop(other) })).await;
        assert_eq!(locked.unwrap().len(), 1);
    });
}

/// In whichever order they are named, they are locked in one.
#[test]
fn nobody_waits_in_a_circle() {
    super::on(async |postgres, url| {
        let [roster, dues] = founded(&postgres).await;
        let (mut holds, mut first, mut second) =
            (postgres.write().await.unwrap(), postgres.write().await.unwrap(), postgres.write().await.unwrap());
        holds.lock(&[roster, dues]).await.unwrap();
        let one = async {
            first.lock(&[roster, dues]).await.unwrap();
            first.commit(Writes::default()).await.unwrap();
        };
        let other = async {
            second.lock(&[dues, roster]).await.unwrap();
            second.commit(Writes::default()).await.unwrap();
        };
        after(url, Box::pin(async { tokio::join!(one, other) }), Box::pin(async { drop(holds) })).await;
    });
}
