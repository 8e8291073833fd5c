//! J5.2: the programs as they are. A laptop of the federation synchronises, and cosigns by itself what the section's rooms
//! came to; the section's laptop says so, and keeps it.

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use coopol_core::device::Seal;
use coopol_domain::access::Office;
use coopol_domain::kinds::UnitKind;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

/// A clock that is three years ahead, in milliseconds: the authority's holds it back.
const AHEAD: i64 = 3 * 365 * 24 * 3600 * 1000;

#[test]
fn the_federation_cosigns_by_itself_and_the_section_says_so() {
    let (folder, laptops) = (tempfile::tempdir().unwrap(), Runtime::new().unwrap());
    let mut server = Server::start();
    let zoe = server.install("Zoé Lefèvre", Office::Secretary);
    let above = server.install("Nour Diallo", Office::FirstFederalSecretary);
    let codes = [server.invite(zoe, "Zoé"), server.invite_federal(above, "Nour")];
    let url = server.url();
    let [zoe, nour] = laptops.block_on(async {
        let zoe = Laptop::enrol(folder.path(), "zoe", &url, &codes[0], Surroundings::new(0, 1)).await;
        let nour = Laptop::enrol(folder.path(), "nour", &url, &codes[1], Surroundings::new(AHEAD, 2)).await;
        zoe.sync().await;
        zoe.add("Martin").await;
        zoe.sync().await;
        let found = zoe.session.verify().await.unwrap();
        assert!(found.iter().all(|found| found.witnessed.is_empty()), "nobody cosigned yet");
        assert!(zoe.session.cosigned().await.unwrap().is_empty());
        // The first time it is introduced to the section, which is an entry too.
        for laptop in [&nour, &nour, &zoe] {
            laptop.sync().await;
        }
        cosigned(&zoe).await;
        [zoe, nour]
    });
    // The key that signs changes; the one that cosigned goes on from what it saw.
    server.change_key(None);
    laptops.block_on(async {
        zoe.add("Nguyen").await;
        for laptop in [&zoe, &nour, &zoe] {
            laptop.sync().await;
        }
        cosigned(&zoe).await;
        let (kept, _) = nour.session.cache().load().await.unwrap().unwrap();
        assert!(kept.vouched.len() >= 2 && kept.vouched.values().all(|vouched| vouched.seen.size > 0));
        for laptop in [zoe, nour] {
            laptop.close().await;
        }
    });
    drop(server);
}

/// Every room of the section in which there is something was cosigned to its end by the federation, today.
async fn cosigned(laptop: &Laptop) {
    let found = laptop.session.verify().await.unwrap();
    assert!(found.len() >= 5);
    let times = found.iter().filter(|found| found.entries > 0).map(|found| found.witnessed[&UnitKind::Federation].at);
    assert_eq!(laptop.session.cosigned().await.unwrap().get(&UnitKind::Federation).copied(), times.min());
    for found in found.iter().filter(|found| found.entries > 0) {
        let heard = &found.witnessed[&UnitKind::Federation];
        assert_eq!((found.seal.clone(), heard.size), (Seal::Whole, found.entries), "{found:?}");
        assert!(heard.at.0 <= laptop.session.ambient().now().0, "{found:?}");
        let (kept, _) = laptop.session.cache().load().await.unwrap().unwrap();
        assert_eq!(kept.streams[&found.stream].witnessed, found.witnessed, "as it is opened again");
    }
}
