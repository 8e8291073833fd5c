//! Pushes in, entries out (J3).

use coopol_domain::authority::Known;
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Verdict};
use coopol_domain::wire::{PushOutcome, Rejection};

use super::at_once;
use super::pen::{About, Pen, fact};
use super::scene::{NOW, Scene, person};
use crate::Backend;

/// J3.2, J3.5: what was received is there, as it was sent, under the device's signature.
pub async fn an_accepted_push_is_read_back<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut pen = scene.secretary.clone();
    let push = scene.push(&mut pen, roster, &[(&anne, person("Martin", None))]).await;
    assert_eq!(scene.accepted(push.clone(), NOW).await, [Verdict::Accepted]);

    let extract = scene.whole(roster).await;
    let line = extract.page.lines.first().expect("one entry");
    assert_eq!(extract.page.lines.len(), 1);
    assert_eq!((line.entry.seq, line.entry.recorded_at), (1, NOW));
    assert_eq!(line.entry.header, push.changes[0].header);
    assert_eq!(line.payload, push.changes[0].payload);
    assert_eq!(line.key.as_ref(), Some(&anne.key));
    assert_eq!(extract.page.pushes, [push.signed]);
    assert_eq!(
        extract.frontier.root(),
        [line.entry.leaf()].into_iter().collect::<coopol_domain::seal::tree::Frontier>().root()
    );
    assert_eq!(scene.seen(roster).await.root, extract.frontier.root());
    let known = scene.store.subject(roster, anne.id).await.expect("read");
    assert!(matches!(known, Some(Known::Living { state, key }) if key == anne.key && !state.cells.is_empty()));
    assert_eq!(scene.store.subject(roster, About::new(9).id).await.expect("read"), None);
    assert!(!extract.more);
    let facts = line.entry.authority.expect("it was judged by a mandate");
    assert_eq!(facts.stream, scene.of_section(Compartment::Office));
}

/// J3.3: a push that comes again gets its first answer and no second entry.
pub async fn a_replay_has_the_same_answer_and_no_entry<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    let first = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
    scene.accepted(first.clone(), NOW).await;
    let second = scene.push(&mut pen, roster, &[(&About::new(2), person("Durand", None))]).await;
    scene.accepted(second.clone(), NOW).await;

    let again = vec![first.clone(), second, first];
    assert_eq!(scene.submit(again, NOW.plus(5)).await, vec![PushOutcome::Received; 3]);
    assert_eq!(scene.whole(roster).await.page.lines.len(), 2);
}

/// J3.1: a device's pushes come in order, and form one chain.
pub async fn out_of_order_and_forked_pushes_write_nothing<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    let mut copy = pen.clone();
    let first = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
    let second = scene.push(&mut pen, roster, &[(&About::new(2), person("Durand", None))]).await;
    let forked = scene.push(&mut copy, roster, &[(&About::new(3), person("Petit", None))]).await;

    let early = PushOutcome::Rejected(Rejection::OutOfOrder { expected: 1 });
    assert_eq!(scene.submit(vec![second.clone()], NOW).await, [early]);
    assert_eq!(scene.whole(roster).await.page.lines.len(), 0);
    let outcomes = scene.submit(vec![first, forked, second], NOW).await;
    let split = PushOutcome::Rejected(Rejection::Forked);
    assert_eq!(outcomes, [PushOutcome::Received, split, PushOutcome::Received]);
    assert_eq!(scene.whole(roster).await.page.lines.len(), 2);
}

/// J3.2: numbers are dense, however many write at once.
pub async fn pushes_at_once_get_dense_numbers<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let (mut secretary, mut deputy) = (scene.secretary.clone(), scene.deputy.clone());
    let mut groups = Vec::new();
    for round in 0..6 {
        let mut group = Vec::new();
        for (who, pen) in [(0, &mut secretary), (100, &mut deputy)] {
            let about = About::new(round + who);
            group.push(scene.push(pen, roster, &[(&about, person("Martin", None))]).await);
        }
        groups.push(group);
    }
    let by_device: Vec<Vec<_>> = (0..2).map(|who| groups.iter().map(|group| group[who].clone()).collect()).collect();
    let outcomes = at_once(by_device.into_iter().map(|group| scene.submit(group, NOW)).collect()).await;
    assert!(outcomes.iter().flatten().all(|outcome| *outcome == PushOutcome::Received), "{outcomes:?}");

    let page = scene.whole(roster).await.page;
    let numbers: Vec<u64> = page.lines.iter().map(|line| line.entry.seq).collect();
    assert_eq!(numbers, (1..=12).collect::<Vec<u64>>());
    let leaves: coopol_domain::seal::tree::Frontier = page.lines.iter().map(|line| line.entry.leaf()).collect();
    assert_eq!(leaves.root(), scene.seen(roster).await.root);
}

/// J3.3: a refusal is an entry too, and its payload stays on its device.
pub async fn a_refused_change_is_an_entry_without_payload<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    let nameless = fact("person_recorded", vec![Edit::set("category", Value::text("member"))]);
    let verdicts = scene.write(&mut pen, roster, &[(&About::new(1), nameless)]).await;
    assert_eq!(verdicts, [Verdict::Refused("field_missing".to_owned())]);
    let line = scene.whole(roster).await.page.lines.remove(0);
    assert_eq!((line.payload, line.key), (None, None));

    let verdicts = scene.write(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
    assert_eq!(verdicts, [Verdict::Accepted], "nothing of the subject was kept");
    let told: Vec<bool> = scene.whole(roster).await.page.lines.iter().map(|line| line.key.is_some()).collect();
    assert_eq!(told, [true, false], "the key comes with the first line that speaks of the subject");
}

/// One group is one transaction, and each push is judged with those before it in view.
pub async fn a_push_sees_those_before_it_in_its_group<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let (mut pen, mut deputy) = (scene.secretary.clone(), scene.deputy.clone());
    let moved = fact("person_changed", vec![Edit::set("first_name", Value::text("Anne"))]);
    let group = vec![
        scene.push(&mut pen, roster, &[(&anne, person("Martin", Some("N-1")))]).await,
        scene.push(&mut deputy, roster, &[(&anne, moved)]).await,
        scene.push(&mut deputy, roster, &[(&About::new(2), person("Durand", Some("N-1")))]).await,
    ];
    assert_eq!(scene.submit(group, NOW).await, vec![PushOutcome::Received; 3]);
    let verdicts: Vec<Verdict> =
        scene.whole(roster).await.page.lines.into_iter().map(|line| line.entry.verdict).collect();
    assert_eq!(verdicts, [Verdict::Accepted, Verdict::Accepted, Verdict::Refused("taken".to_owned())]);
}

/// J3.3: a change that comes in a second push keeps its first entry.
pub async fn a_change_has_one_entry<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    let first = scene.push(&mut pen, roster, &[(&About::new(1), person("Martin", None))]).await;
    scene.accepted(first.clone(), NOW).await;
    let seen = scene.seen(roster).await;
    let new = pen.change(NOW, roster, seen.size, &About::new(2), &person("Durand", None));
    let again = pen.push(roster, seen, vec![first.changes[0].clone(), new]);
    assert_eq!(scene.accepted(again, NOW).await, [Verdict::Accepted]);
    assert_eq!(scene.whole(roster).await.page.lines.len(), 2);
    assert_eq!(scene.store.chains(pen.device).await.expect("chains are read")[&roster], pen.chain(roster));
}

/// What a stranger sends is told apart from what a device sends to a stream that isn't there, and both write nothing.
pub async fn strangers_and_unknown_streams_are_rejected<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut stranger = Pen::new(0x77, scene.secretary.mandate);
    let foreign = scene.push(&mut stranger, roster, &[(&About::new(1), person("Martin", None))]).await;
    let mut forger = scene.secretary.clone().with_key(stranger.key.clone());
    let forged = scene.push(&mut forger, roster, &[(&About::new(1), person("Martin", None))]).await;
    let nowhere = coopol_domain::id::StreamId::from_bytes([0x99; 16]);
    let mut pen = scene.secretary.clone();
    let lost = pen.change(NOW, nowhere, 0, &About::new(1), &person("Martin", None));
    let lost = pen.push(nowhere, scene.seen(roster).await, vec![lost]);
    let outcomes = scene.submit(vec![foreign, forged, lost], NOW).await;
    let rejected = [Rejection::UnknownDevice, Rejection::BadSignature, Rejection::NotFound];
    assert_eq!(outcomes, rejected.map(PushOutcome::Rejected));
    assert_eq!(scene.whole(roster).await.page.lines.len(), 0);
}

/// What a device that was set up anew has to know before it signs again.
pub async fn a_chain_is_told_by_stream<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    assert!(scene.store.chains(pen.device).await.expect("chains are read").is_empty());
    for number in 0..3 {
        scene.write(&mut pen, roster, &[(&About::new(number), person("Martin", None))]).await;
    }
    let chains = scene.store.chains(pen.device).await.expect("chains are read");
    assert_eq!(chains.into_iter().collect::<Vec<_>>(), [(roster, pen.chain(roster))]);
    assert_eq!(pen.chain(roster).number, 3);
}
