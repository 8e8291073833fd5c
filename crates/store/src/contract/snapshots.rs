//! Snapshots (J6).

use coopol_domain::journal::Compartment;
use coopol_domain::journal::snapshot::Snapshot;
use coopol_domain::seal::checkpoint::StateRoot;

use super::pen::About;
use super::scene::{NOW, Scene, dues, folded, person, renumbered};
use crate::Backend;

/// It holds what folding the stream gives, and is due once the stream has grown.
pub async fn a_snapshot_is_the_fold_of_its_stream<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    let people: Vec<About> = (0..300).map(About::new).collect();
    let facts: Vec<_> = people.iter().map(|about| (about, person("Martin", None))).collect();
    let push = scene.push(&mut pen, roster, &facts).await;
    let decision = scene.store.submit(vec![push], NOW).await;
    assert_eq!(
        (decision.grown[&roster].head.frontier.size(), decision.snapshots_due.as_slice()),
        (300, [roster].as_slice())
    );
    let push = scene.push(&mut pen, roster, &[(&people[7], renumbered("", "N-7"))]).await;
    scene.accepted(push, NOW).await;

    assert!(scene.store.make_snapshot(roster).await.expect("it is made"));
    let stored = scene.store.snapshot(roster).await.expect("read").expect("it was kept");
    let snapshot = Snapshot::unpack(&stored.packed).expect("it is one");
    let extract = scene.whole(roster).await;
    let states = folded(&extract);
    assert_eq!(snapshot.subjects.len(), 300);
    for subject in &snapshot.subjects {
        assert_eq!(subject.state().expect("canonical"), states[&subject.id]);
        let about = people.iter().find(|about| about.id == subject.id).expect("it was recorded");
        assert_eq!(subject.key, about.key);
    }
    assert_eq!((&snapshot.frontier, &stored.frontier), (&extract.frontier, &extract.frontier));
    assert_eq!(stored.state_root, snapshot.state_root());
    let head = scene.store.heads(&[roster]).await.expect("read").remove(&roster).expect("there");
    assert_eq!(head.snapshot, Some(StateRoot { seq: 301, root: stored.state_root }));
    assert_eq!(head.subjects, 300);

    let push = scene.push(&mut pen, roster, &[(&people[8], renumbered("", "N-8"))]).await;
    assert!(scene.store.submit(vec![push], NOW).await.snapshots_due.is_empty(), "not at each change");
}

/// Held and late changes come with it until they are settled.
pub async fn a_snapshot_carries_what_waits<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let stream = scene.of_section(Compartment::Dues);
    let (mut secretary, mut treasurer) = (scene.secretary.clone(), scene.treasurer.clone());
    let payload = dues(&About::new(9));
    let proposed = scene.push(&mut secretary, stream, &[(&About::new(1), payload.clone())]).await;
    let id = proposed.changes[0].header.id;
    scene.accepted(proposed, NOW).await;
    let waiting = async || {
        assert!(scene.store.make_snapshot(stream).await.expect("it is made"));
        let stored = scene.store.snapshot(stream).await.expect("read").expect("it was kept");
        Snapshot::unpack(&stored.packed).expect("it is one").waiting
    };
    let line = scene.whole(stream).await.page.lines.remove(0);
    let before = waiting().await;
    assert_eq!(before.len(), 1);
    assert_eq!((before[0].entry.clone(), Some(before[0].payload.clone())), (line.entry.encode(), line.payload));

    let quote = coopol_domain::journal::Payload { quotes: Some(id), ..payload };
    scene.write(&mut treasurer, stream, &[(&About::new(1), quote)]).await;
    assert!(waiting().await.is_empty());
}

/// J6: none outlives an erasure.
pub async fn an_erasure_discards_the_snapshot<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut pen = scene.secretary.clone();
    scene.write(&mut pen, roster, &[(&anne, person("Martin", None)), (&About::new(2), person("Durand", None))]).await;
    assert!(scene.store.make_snapshot(roster).await.expect("it is made"));
    scene.store.erase(roster, &[anne.id], NOW).await.expect("it is carried out");
    assert_eq!(scene.store.snapshot(roster).await.expect("read"), None);
    let head = scene.store.heads(&[roster]).await.expect("read").remove(&roster).expect("there");
    assert_eq!((head.snapshot, head.erased), (None, 1));

    assert!(scene.store.make_snapshot(roster).await.expect("it is made"));
    let stored = scene.store.snapshot(roster).await.expect("read").expect("it was kept");
    let snapshot = Snapshot::unpack(&stored.packed).expect("it is one");
    assert_eq!(snapshot.subjects.iter().map(|subject| subject.id).collect::<Vec<_>>(), [About::new(2).id]);
}
