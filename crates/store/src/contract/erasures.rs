//! Erasures (J7.2).

use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{DAILY_CAP, WAIT};
use coopol_domain::time::DAY;
use coopol_domain::wire::{Erased, PushOutcome};

use super::pen::{About, fact};
use super::scene::{ALL, NOW, Scene, master, person, renumbered};
use crate::{Backend, Limit, SeededChance, Store};

/// Payload, key and looked-up values go; entries, roots and proofs stay.
pub async fn an_erasure_takes_the_content_and_leaves_the_tree<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut pen = scene.secretary.clone();
    let facts = [
        (&anne, person("Martin", Some("N-1"))),
        (&About::new(2), person("Durand", None)),
        (&anne, renumbered("N-1", "N-2")),
    ];
    scene.write(&mut pen, roster, &facts).await;
    let before = scene.whole(roster).await;

    let rows = scene.store.erase(roster, &[anne.id], NOW).await.expect("it is carried out");
    assert_eq!(rows.iter().map(|row| (row.number, row.subject)).collect::<Vec<_>>(), [(1, anne.id)]);
    let after = scene.whole(roster).await;
    for (was, is) in before.page.lines.iter().zip(&after.page.lines) {
        assert_eq!(was.entry, is.entry);
        let gone = is.entry.header.subject == anne.id;
        assert_eq!((is.payload.is_none(), is.key.is_none()), (gone, gone));
    }
    assert_eq!(after.frontier, before.frontier);
    let free = [(&About::new(3), person("Petit", Some("N-2")))];
    assert_eq!(scene.write(&mut pen, roster, &free).await, [Verdict::Accepted]);
    let told = scene.store.erasures(roster, 0).await.expect("read");
    assert_eq!(told, [Erased { stream: roster, number: 1, subject: anne.id }]);
    assert!(scene.store.erasures(roster, 1).await.expect("read").is_empty());
}

/// What was written a moment ago is told from memory: an erased subject's content never is, whoever erased it.
pub async fn nothing_erased_is_told_from_memory<B: Backend>(backend: B) {
    let scene = Scene::new(backend.clone()).await;
    let (roster, anne, bruno) = (scene.of_section(Compartment::Roster), About::new(1), About::new(2));
    let other = Store::open(backend, &master(), SeededChance::new(7)).await.expect("it opens");
    let mut pen = scene.secretary.clone();
    let head = async || scene.store.heads(&[roster]).await.expect("read").remove(&roster).expect("there");
    scene.write(&mut pen, roster, &[(&anne, person("Martin", None)), (&bruno, person("Durand", None))]).await;
    let before = head().await;
    assert!(scene.store.tail(&before, 0, ALL).is_some());
    other.erase(roster, &[anne.id], NOW).await.expect("another process carries it out");
    assert_eq!(scene.store.tail(&head().await, 0, ALL), None);
    scene.write(&mut pen, roster, &[(&bruno, renumbered("", "N-1"))]).await;
    assert_eq!(scene.store.tail(&head().await, 0, ALL), None);
    assert!(scene.store.tail(&head().await, 2, ALL).is_some());
    scene.store.erase(roster, &[bruno.id], NOW).await.expect("this one does");
    assert_eq!(scene.store.tail(&before, 0, ALL), None);
    assert_eq!(scene.store.tail(&head().await, 2, ALL), None);
}

/// A device that sends an erased subject's payload gets "gone", without its payload too.
pub async fn an_erased_subject_is_gone_for_good<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut pen = scene.secretary.clone();
    scene.write(&mut pen, roster, &[(&anne, person("Martin", None))]).await;
    scene.store.erase(roster, &[anne.id], NOW).await.expect("it is carried out");
    let gone = || [Verdict::Refused("gone".to_owned())];
    assert_eq!(scene.write(&mut pen, roster, &[(&anne, person("Martin", None))]).await, gone());
    let mut bare = scene.push(&mut pen, roster, &[(&anne, renumbered("", "N-1"))]).await;
    bare.changes[0].payload = None;
    assert_eq!(scene.accepted(bare, NOW).await, gone());
    assert!(scene.whole(roster).await.page.lines.iter().all(|line| line.payload.is_none() && line.key.is_none()));
    let again = scene.store.erase(roster, &[anne.id], NOW).await.expect("it is passed over");
    assert!(again.is_empty());
}

/// They take two mandates and seven days, and are capped per day.
pub async fn erasures_wait_seven_days<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let (mut pen, mut deputy) = (scene.secretary.clone(), scene.deputy.clone());
    let people: Vec<About> = (0..25).map(About::new).collect();
    let facts: Vec<_> = people.iter().map(|about| (about, person("Martin", None))).collect();
    scene.write(&mut pen, roster, &facts).await;
    let mut edits = vec![Edit::set("ground", Value::text("no_longer_needed"))];
    edits.extend(people.iter().map(|about| Edit::set(&format!("subject/{}", about.id), Value::Bool(true))));
    let (asking, asked) = (About::new(100), fact("erasure_asked", edits));
    let push = scene.push(&mut pen, roster, &[(&asking, asked.clone())]).await;
    let id = push.changes[0].header.id;
    scene.accepted(push, NOW).await;
    let later = NOW.plus(2 * WAIT);
    assert!(scene.store.erasures_due(later).await.expect("read").is_empty(), "one mandate isn't enough");

    let quote = Payload { quotes: Some(id), ..asked };
    assert_eq!(scene.write(&mut deputy, roster, &[(&asking, quote)]).await, [Verdict::Accepted]);
    assert!(scene.store.erasures_due(NOW.plus(WAIT - 1)).await.expect("read").is_empty());
    let due = scene.store.erasures_due(NOW.plus(WAIT)).await.expect("read");
    assert_eq!(due[&roster].len(), DAILY_CAP);
    scene.store.erase(roster, &due[&roster], NOW.plus(WAIT)).await.expect("they are carried out");
    assert!(scene.store.erasures_due(NOW.plus(WAIT)).await.expect("read").is_empty());
    let rest = scene.store.erasures_due(NOW.plus(WAIT + DAY)).await.expect("read");
    assert_eq!(rest[&roster].len(), people.len() - DAILY_CAP);
}

/// What a backup doesn't know yet is marked all the same: it never comes back.
pub async fn a_ledger_is_replayed_over_an_older_backup<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let rows = scene.store.erase(roster, &[anne.id, About::new(2).id], NOW).await.expect("it is carried out");
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2]);
    let mut pen = scene.secretary.clone();
    let push = scene.push(&mut pen, roster, &[(&anne, person("Martin", None))]).await;
    assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Received]);
    let page = scene.store.page(roster, 0, Limit { lines: 5, bytes: 5_000 }).await.expect("read").expect("there");
    assert_eq!(page.page.lines[0].payload, None);
}
