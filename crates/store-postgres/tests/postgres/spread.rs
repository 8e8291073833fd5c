//! Streams over several databases: where they are, whom they wait for, and which databases belong together.

use coopol_domain::journal::Compartment;
use coopol_domain::wire::{PushOutcome, Submission};
use coopol_store::company::Position;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, dues, person};
use coopol_store::{Backend as _, StoreError, Write as _, Writes};
use coopol_store_postgres::{Postgres, Spread};
use coopol_testkit::postgres::{Cluster, cluster, name};
use tokio::runtime::Builder;

use crate::writers::somebody_waits;

pub fn asked(url: &str, statement: &str) -> String {
    cluster().tell(name(url), statement)
}

/// A push to the roster, which is elsewhere, and one to the dues, which are at home.
pub async fn one_in_each(scene: &Scene<Spread>, number: u64) -> Vec<Submission> {
    let (roster, owed) = (scene.of_section(Compartment::Roster), scene.of_section(Compartment::Dues));
    let (mut secretary, mut treasurer) = (scene.secretary.clone(), scene.treasurer.clone());
    let anne = About::new(number);
    vec![
        scene.push(&mut secretary, roster, &[(&anne, person("Martin", None))]).await,
        scene.push(&mut treasurer, owed, &[(&About::new(number + 100), dues(&anne))]).await,
    ]
}

/// Neither is empty, and what rights follow from is in the first.
#[test]
fn each_database_holds_streams() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread).await;
        let (roster, archive) = (scene.of_section(Compartment::Roster), scene.of_section(Compartment::Archive));
        let mut pen = scene.secretary.clone();
        scene.write(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
        let streams = "SELECT string_agg(encode(id, 'hex') || compartment, ' ' ORDER BY id) FROM streams";
        let [home, part] = urls.map(|url| asked(url, streams));
        let digits = |bytes: &[u8; 16]| format!("{:032x}", u128::from_be_bytes(*bytes));
        assert!(home.contains(&digits(archive.as_bytes())) && !part.contains(&digits(archive.as_bytes())));
        assert!(part.contains(&digits(roster.as_bytes())) && !home.contains(&digits(roster.as_bytes())));
        assert_eq!(home.split(' ').count() + part.split(' ').count(), 10, "{home} {part}");
        for of_rights in ["office", "dues", "agenda"] {
            assert!(home.matches(of_rights).count() == 2 && !part.contains(of_rights), "{home} {part}");
        }
        let lines =
            "SELECT count(*) FROM entries WHERE stream IN (SELECT id FROM streams WHERE compartment = 'roster')";
        assert_eq!(urls.map(|url| asked(url, lines)), ["0", "1"]);
    });
}

/// A group that is written in both is told from both, once it is there; nothing of how it was done is left.
#[test]
fn a_group_in_both_is_told_from_both() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread.clone()).await;
        let other = Spread::open(&urls).await.unwrap();
        let mut ear = other.ear().await.unwrap().unwrap();
        let group = one_in_each(&scene, 1).await;
        let streams = [&group[0], &group[1]].map(|push| push.signed.push.stream);
        assert_eq!(scene.submit(group, NOW).await, [PushOutcome::Received, PushOutcome::Received]);
        let mut told = [ear.hear().await.unwrap(), ear.hear().await.unwrap()];
        told.sort_by_key(|at| at.stream != streams[0]);
        assert_eq!(told, streams.map(|stream| Position { stream, size: 1, erased: 0 }));
        assert_eq!(asked(urls[1], "SELECT count(*) FROM pg_prepared_xacts WHERE database = current_database()"), "0");
        assert_ne!(asked(urls[0], "SELECT count(*) FROM decided"), "0");
        assert!(spread.leads().await.unwrap());
        assert_eq!(asked(urls[0], "SELECT count(*) FROM decided"), "0", "whoever leads clears up");
        drop(ear);
        other.close().await;
    });
}

/// In whichever order streams are named, they are locked home first.
#[test]
fn nobody_waits_in_a_circle() {
    crate::on_two(async |spread, urls| {
        let scene = Scene::new(spread.clone()).await;
        let (elsewhere, home) = (scene.of_section(Compartment::Roster), scene.of_section(Compartment::Dues));
        let mut holds = spread.write().await.unwrap();
        holds.lock(&[home]).await.unwrap();
        let locks = async |streams: [_; 2]| {
            let mut write = spread.write().await.unwrap();
            assert_eq!(write.lock(&streams).await.unwrap().len(), 2);
            write.commit(Writes::default()).await.unwrap();
        };
        let both = async { tokio::join!(locks([elsewhere, home]), locks([home, elsewhere])) };
        let mut both = Box::pin(both);
        tokio::select! {
            _ = &mut both => panic!("they didn't wait"),
            () = somebody_waits(urls[0]) => {}
        }
        let mut beside = spread.write().await.unwrap();
        assert_eq!(beside.lock(&[elsewhere]).await.unwrap().len(), 1, "nobody waits there before home is theirs");
        drop((holds, beside));
        both.await;
    });
}

/// Whoever reads first is alone in all of them.
#[test]
fn whoever_reads_first_is_alone_in_both() {
    crate::on_two(async |spread, urls| {
        use coopol_store::Read as _;
        let scene = Scene::new(spread.clone()).await;
        let (roster, mut alone) = (scene.of_section(Compartment::Roster), spread.write().await.unwrap());
        assert_eq!(alone.rows().setting("epoch").await.unwrap(), None);
        let (mut other, wanted) = (spread.write().await.unwrap(), [roster]);
        let mut locked = Box::pin(other.lock(&wanted));
        tokio::select! {
            _ = &mut locked => panic!("it didn't wait"),
            () = somebody_waits(urls[0]) => {}
        }
        drop(alone);
        assert_eq!(locked.await.unwrap().len(), 1);
    });
}

async fn refused(urls: &[&str]) -> String {
    match Spread::open(urls).await {
        Err(StoreError::NotTogether(why)) => why.to_string(),
        other => panic!("{other:?}"),
    }
}

/// A database that is left out, or stands in the place of another, is served by nobody.
#[test]
fn databases_know_to_which_they_belong() {
    crate::on_two(async |_, [home, part]| {
        for (url, place) in [(home, 1), (part, 2)] {
            let alone = Postgres::open(url).await.unwrap_err();
            assert!(alone.to_string().contains(&format!("{url} is database {place} of 2")), "{alone}");
        }
        let (empty, other) = (cluster().database(), [cluster().database(), cluster().database()]);
        let other = Spread::open(&[&other[0], &other[1]]).await.map(|spread| (spread, other)).unwrap();
        assert!(refused(&[part, home]).await.contains("isn't database 1 of this server"));
        assert!(refused(&[home, &empty]).await.contains(&format!("{empty} isn't database 2")));
        assert!(refused(&[home, &other.1[1]]).await.contains(&format!("{} isn't database 2", other.1[1])));
        assert!(refused(&[home, part, &empty]).await.contains("over 2 databases for good, and 3 are set"));
        assert!(refused(&[home]).await.contains("and 1 are set"));
        assert!(refused(&[&empty, part]).await.contains("isn't database 2"), "it is another's");
        other.0.close().await;
        Spread::open(&[home, part]).await.unwrap().close().await;
    });
}

/// A server that grew in one database goes on in two; what it held stays where it is. A part begins empty, and is another one.
#[test]
fn one_database_becomes_two() {
    let [home, part, used] = [(); 3].map(|()| cluster().database());
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        for url in [&home, &used] {
            let postgres = Postgres::open(url).await.unwrap();
            Scene::new(postgres.clone()).await;
            postgres.close().await;
        }
        assert!(refused(&[&home, &used]).await.contains(&format!("{used} holds a server already")));
        assert!(refused(&[&home, &home]).await.contains("isn't database 2"));
        let spread = Spread::open(&[&home, &part]).await.unwrap();
        let streams = spread.positions().await.unwrap();
        assert_eq!((streams.len(), asked(&part, "SELECT count(*) FROM streams").as_str()), (10, "0"));
        let ids: Vec<_> = streams.iter().map(|at| at.stream).collect();
        let mut write = spread.write().await.unwrap();
        assert_eq!(write.lock(&ids).await.unwrap().len(), 10, "each is found");
        drop(write);
        spread.close().await;
    });
}

/// What PostgreSQL has to be set to is told before anything is begun.
#[test]
fn a_postgresql_that_prepares_nothing_is_refused() {
    let durable = Cluster::durable();
    Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let urls = [durable.database(), durable.database()];
        assert!(refused(&[&urls[0], &urls[1]]).await.contains("`max_prepared_transactions = 64`"));
        let left = durable.tell(name(&urls[0]), "SELECT count(*) FROM part");
        assert_eq!(left, "0");
    });
}
