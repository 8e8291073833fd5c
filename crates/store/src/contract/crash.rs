//! What isn't committed was never there (J3.5).

use coopol_domain::authority::{Judged, admit, judge};
use coopol_domain::journal::Compartment;
use coopol_domain::wire::PushOutcome;

use super::pen::About;
use super::scene::{NOW, Scene, person};
use crate::Backend;

/// A transaction that is dropped after it has judged leaves nothing, and nobody waiting.
pub async fn what_is_not_committed_was_never_there<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut pen = scene.secretary.clone();
    let push = scene.push(&mut pen, roster, &[(&anne, person("Martin", Some("N-1")))]).await;
    let author = scene.store.author(pen.device).await.expect("read").expect("it is enrolled");
    let mut tx = scene.store.begin().await.expect("nobody else writes");
    let docket = tx.docket(&push.needs()).await.expect("read").expect("there");
    let Ok(Judged::Ruled(ruling)) = judge(admit(push.clone(), &author).expect("it is right"), docket, NOW) else {
        panic!("it is the first");
    };
    tx.write(*ruling);
    let again = tx.docket(&push.needs()).await.expect("read").expect("there");
    assert_eq!((again.head.frontier.size(), again.chain.number), (1, 1), "the transaction sees its own writes");
    drop(tx);
    assert_eq!(scene.seen(roster).await.size, 0);
    assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Received]);
    assert_eq!(scene.whole(roster).await.page.lines.len(), 1);
}

/// One push that is rejected takes nothing of the others with it, and leaves nothing of its own.
pub async fn a_group_is_written_as_a_whole<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let (mut pen, mut deputy) = (scene.secretary.clone(), scene.deputy.clone());
    let mut group = vec![scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await];
    let mut skipped = scene.push(&mut deputy, roster, &[(&About::new(2), person("Durand", None))]).await;
    skipped.signed.signature[0] ^= 1;
    group.push(skipped);
    group.push(scene.push(&mut pen, roster, &[(&About::new(3), person("Petit", None))]).await);
    let decision = scene.store.submit(group, NOW).await;
    let received: Vec<bool> = decision.outcomes.iter().map(|outcome| *outcome == PushOutcome::Received).collect();
    assert_eq!(
        (received.as_slice(), decision.grown[&roster].head.frontier.size()),
        ([true, false, true].as_slice(), 2)
    );
    assert!(scene.store.chains(deputy.device).await.expect("read").is_empty());
}
