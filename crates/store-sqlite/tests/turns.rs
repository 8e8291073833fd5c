//! What a group of pushes costs is counted in turns: how often a connection is asked or told something, however many rows it
//! is about.

use coopol_domain::journal::Compartment;
use coopol_domain::wire::PushOutcome;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, person};
use coopol_store_sqlite::Sqlite;
use tokio::runtime::Builder;

/// Who signs, all questions, the claims that are open where the unit is known by then, all that is written.
const TURNS: u64 = 4;

/// A hundred pushes are asked for and written in as many turns as one.
#[test]
fn a_group_of_pushes_takes_as_many_turns_as_one_push() {
    let folder = tempfile::tempdir().unwrap();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let sqlite = Sqlite::open(&folder.path().join("server.db")).await.unwrap();
        let scene = Scene::new(sqlite.clone()).await;
        let (roster, mut pen) = (scene.of_section(Compartment::Roster), scene.secretary.clone());
        // Where the stream belongs and who holds the device is remembered from the first one on.
        scene.write(&mut pen, roster, &[(&About::new(0), person("Martin", Some("N-0")))]).await;
        let mut next = 1;
        for size in [1_u64, 2, 100] {
            let mut group = Vec::new();
            for number in next..next + size {
                let facts = [(&About::new(number), person("Martin", Some(&format!("N-{number}"))))];
                group.push(scene.push(&mut pen, roster, &facts).await);
            }
            next += size;
            let before = sqlite.turns();
            let decision = scene.store.submit(group, NOW).await;
            assert_eq!(sqlite.turns() - before, TURNS, "{size} pushes");
            assert!(decision.outcomes.iter().all(|outcome| *outcome == PushOutcome::Received), "{decision:?}");
        }
        sqlite.close().await;
    });
}
