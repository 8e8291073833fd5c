//! J5.4: the server goes over to another key, and laptops that were enrolled before follow by themselves: the one that is
//! there, and the one that was away during two changes, with work of its own.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use coopol_core::device::Seal;
use coopol_domain::access::Office;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

async fn people(laptop: &Laptop) -> usize {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    let people: i64 =
        sqlx::query_scalar("SELECT count(*) FROM people WHERE NOT removed").fetch_one(&mut *reader).await.unwrap();
    usize::try_from(people).unwrap()
}

async fn address(laptop: &Laptop) -> String {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    sqlx::query_scalar("SELECT server FROM device").fetch_one(&mut *reader).await.unwrap()
}

/// Everything that it holds is sealed, from the first entry to the last.
async fn whole(laptop: &Laptop, people_there: usize) {
    let found = laptop.session.verify().await.unwrap();
    assert!(found.len() > 3 && found.iter().all(|found| found.seal == Seal::Whole), "{found:?}");
    assert_eq!(people(laptop).await, people_there);
}

#[test]
fn laptops_follow_without_being_enrolled_again() {
    let (folder, laptops) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
    let mut server = Server::start();
    let (zoe, anne) = (server.install("Zoé Lefèvre", Office::Secretary), server.install("Anne Martin", Office::Deputy));
    // Handed out under the first key, used under the third.
    let late = server.invite(zoe, "Ancien code");
    let codes = [server.invite(zoe, "Zoé"), server.invite(anne, "Anne")];
    let enrol = |name: &'static str, server: String, code: String, seed: u64| {
        let (folder, around) = (folder.path().to_owned(), Surroundings::new(0, seed));
        async move { Laptop::enrol(&folder, name, &server, &code, around).await }
    };
    let url = server.url();
    let [there, away] = laptops.block_on(async {
        let there = enrol("zoe", url.clone(), codes[0].clone(), 1).await;
        let away = enrol("anne", url.clone(), codes[1].clone(), 2).await;
        for laptop in [&there, &away] {
            laptop.sync().await;
        }
        there.add("Martin").await;
        there.sync().await;
        away.sync().await;
        // Without a network from here on.
        away.add("Nguyen").await;
        [there, away]
    });
    server.change_key(None);
    laptops.block_on(async {
        there.add("Petit").await;
        there.sync().await;
        whole(&there, 2).await;
    });
    let elsewhere = url.replace("127.0.0.1", "localhost");
    server.change_key(Some(elsewhere.clone()));
    assert_eq!(server.url(), url);
    laptops.block_on(async {
        there.add("Durand").await;
        for laptop in [&there, &away, &there] {
            laptop.sync().await;
        }
        for laptop in [&there, &away] {
            whole(laptop, 4).await;
            assert_eq!(address(laptop).await, elsewhere, "where it goes from its next start on");
        }
        // Invitations name the key that signs today.
        let code = away.session.prepare_invitation(anne).await.unwrap().code;
        away.sync().await;
        let newcomer = enrol("anne-2", url.clone(), code.to_string(), 3).await;
        let led = enrol("zoe-2", url.clone(), late, 4).await;
        for laptop in [&newcomer, &led] {
            laptop.sync().await;
            whole(laptop, 4).await;
        }
        for laptop in [there, away, newcomer, led] {
            laptop.close().await;
        }
    });
    drop(server);
}
