//! Pages of a stream.

use coopol_domain::journal::Compartment;
use coopol_domain::wire::Page;

use super::pen::About;
use super::scene::{ALL, NOW, Scene, master, person, renumbered};
use crate::{Backend, Limit, SeededChance, Store, StoreError};

/// A page ends where the first limit is met, always gives a line, and tells the tree at its end.
pub async fn a_page_keeps_to_its_limits<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    for number in 0..5 {
        scene.write(&mut pen, roster, &[(&About::new(number), person("Martin", None))]).await;
    }
    let whole = scene.whole(roster).await.page.lines;
    let two = scene.store.page(roster, 1, Limit { lines: 2, ..ALL }).await.expect("read").expect("there");
    assert_eq!((two.page.lines.as_slice(), two.more), (&whole[1..3], true));
    let root = scene.store.root_at(roster, 3).await.expect("read");
    assert_eq!(Some(two.frontier.root()), root);
    assert_eq!(two.page.pushes.len(), 2);
    let least = scene.store.page(roster, 0, Limit { bytes: 1, ..ALL }).await.expect("read").expect("there");
    assert_eq!(least.page.lines, whole[..1], "one line always fits");
    let last = scene.store.page(roster, 3, Limit { lines: 2, ..ALL }).await.expect("read").expect("there");
    assert_eq!((last.page.lines.as_slice(), last.more), (&whole[3..], false));
    let some = scene.store.page(roster, 0, Limit { bytes: 1_000, ..ALL }).await.expect("read").expect("there");
    assert!((2..5).contains(&some.page.lines.len()), "{}", some.page.lines.len());
}

/// J8: what a device is told ends where a push ends, whatever the limit says.
pub async fn a_whole_page_ends_with_a_push<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, mut pen) = (scene.of_section(Compartment::Roster), scene.secretary.clone());
    let people: Vec<About> = (0..6).map(About::new).collect();
    for of_one in [&people[..3], &people[3..5], &people[5..]] {
        let facts: Vec<_> = of_one.iter().map(|about| (about, person("Martin", None))).collect();
        scene.write(&mut pen, roster, &facts).await;
    }
    for (after, lines, end) in [(0, 1, 3), (0, 3, 3), (0, 4, 3), (0, 5, 5), (1, 1, 3), (3, 1, 5), (3, 2, 5), (5, 1, 6)]
    {
        let limit = Limit { lines, ..ALL };
        let page = scene.store.whole_page(roster, after, limit).await.expect("read").expect("there");
        let told = (after + page.page.lines.len() as u64, page.frontier.size(), page.more);
        assert_eq!(told, (end, end, end < 6), "{lines} lines after {after}");
        assert_eq!(Some(page.frontier.root()), scene.store.root_at(roster, end).await.expect("read"));
    }
    let least = scene.store.whole_page(roster, 0, Limit { bytes: 1, ..ALL }).await.expect("read").expect("there");
    assert_eq!((least.page.lines.len(), least.page.pushes.len()), (3, 1), "one push always fits");
}

/// The key of a subject comes with the first line of the page that speaks of it, a push once.
pub async fn a_page_gives_each_key_and_push_once<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne, bruno) = (scene.of_section(Compartment::Roster), About::new(1), About::new(2));
    let mut pen = scene.secretary.clone();
    let facts =
        [(&anne, person("Martin", Some("N-1"))), (&bruno, person("Durand", None)), (&anne, renumbered("N-1", "N-2"))];
    scene.write(&mut pen, roster, &facts).await;
    scene.write(&mut pen, roster, &[(&anne, renumbered("N-2", "N-3"))]).await;
    let keys = |page: &Page| page.lines.iter().map(|line| line.key.clone()).collect::<Vec<_>>();
    let page = scene.whole(roster).await.page;
    assert_eq!(keys(&page), [Some(anne.key.clone()), Some(bruno.key), None, None]);
    assert_eq!(page.pushes.len(), 2);
    assert_eq!(Page::decode(&page.encode()), Ok(page), "it goes over the wire");
    let tail = scene.store.page(roster, 2, ALL).await.expect("read").expect("there").page;
    assert_eq!(keys(&tail), [Some(anne.key), None]);
}

/// A device that stands beyond the end, or in no stream, is told so by the absence of a page.
pub async fn beyond_the_end_there_is_no_page<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let empty = scene.store.page(roster, 0, ALL).await.expect("read").expect("there");
    assert_eq!((empty.page, empty.frontier.size(), empty.more), (Page::default(), 0, false));
    assert_eq!(scene.store.page(roster, 1, ALL).await.expect("read"), None);
    let nowhere = coopol_domain::id::StreamId::from_bytes([0x99; 16]);
    assert_eq!(scene.store.page(nowhere, 0, ALL).await.expect("read"), None);
    assert!(scene.store.heads(&[nowhere]).await.expect("read").is_empty());
    let taken = crate::NewStream { id: roster, unit: scene.federation, compartment: Compartment::Roster };
    let refused = scene.store.found(&[taken], NOW).await;
    assert!(matches!(refused, Err(StoreError::StreamTaken { stream }) if stream == roster));
}

/// What was written a moment ago is told from memory exactly as it would be read, or not at all.
pub async fn a_tail_is_the_page_that_would_be_read<B: Backend>(backend: B) {
    let scene = Scene::new(backend.clone()).await;
    let (roster, anne) = (scene.of_section(Compartment::Roster), About::new(1));
    let mut pen = scene.secretary.clone();
    let both = [(&anne, person("Martin", Some("N-1"))), (&About::new(2), person("Durand", Some("N-1")))];
    scene.write(&mut pen, roster, &both).await;
    scene.write(&mut pen, roster, &[(&anne, renumbered("N-1", "N-2"))]).await;
    let head = scene.store.heads(&[roster]).await.expect("read").remove(&roster).expect("there");
    for after in 0..3 {
        let page = scene.store.page(roster, after, ALL).await.expect("read");
        assert!(page.is_some());
        assert_eq!(scene.store.tail(&head, after, ALL), page, "after {after}");
    }
    assert_eq!(scene.store.tail(&head, 3, ALL), None, "nothing follows");
    assert_eq!(scene.store.tail(&head, 0, Limit { lines: 2, ..ALL }), None, "it is more than a page");
    assert_eq!(scene.store.tail(&head, 0, Limit { bytes: 1, ..ALL }), None, "it is more than a page");
    let other = Store::open(backend, &master(), SeededChance::new(7)).await.expect("it opens");
    assert_eq!(other.tail(&head, 0, ALL), None, "it wrote nothing");
    let submission = scene.push(&mut pen, roster, &[(&anne, renumbered("N-2", "N-3"))]).await;
    assert!(other.submit(vec![submission], NOW).await.failure.is_none());
    let head = scene.store.heads(&[roster]).await.expect("read").remove(&roster).expect("there");
    assert_eq!(scene.store.tail(&head, 2, ALL), None, "somebody else wrote the end");
    assert_eq!(other.tail(&head, 3, ALL), scene.store.page(roster, 3, ALL).await.expect("read"));
}
