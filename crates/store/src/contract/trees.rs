//! The tree over a stream (J5.1, J5.2).

use coopol_domain::journal::{Compartment, Seen};
use coopol_domain::seal::Hash;
use coopol_domain::seal::proof::verify_consistency;
use coopol_domain::seal::tree::Frontier;
use coopol_domain::wire::{PushOutcome, Rejection};

use super::pen::About;
use super::scene::{NOW, Scene, person};
use crate::Backend;

const PUSHES: u64 = 3;
const EACH: u64 = 200;

async fn grown<B: Backend>(scene: &Scene<B>) -> Vec<Hash> {
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    for push in 0..PUSHES {
        let people: Vec<About> = (0..EACH).map(|one| About::new(push * EACH + one)).collect();
        let facts: Vec<_> = people.iter().map(|about| (about, person("Martin", None))).collect();
        let push = scene.push(&mut pen, roster, &facts).await;
        assert_eq!(scene.submit(vec![push], NOW).await, [PushOutcome::Received]);
    }
    scene.whole(roster).await.page.lines.iter().map(|line| line.entry.leaf()).collect()
}

/// At every size around a tile's edge, roots and proofs are those of the leaves.
pub async fn roots_and_proofs_hold_across_tiles<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let leaves = grown(&scene).await;
    let end = PUSHES * EACH;
    let known = scene.seen(roster).await;
    assert_eq!(known.size, end);
    for size in [0, 1, 200, 255, 256, 257, 400, 511, 512, 513, end] {
        let upto = usize::try_from(size).expect("it is small");
        let root = leaves[..upto].iter().copied().collect::<Frontier>().root();
        assert_eq!(scene.store.root_at(roster, size).await.expect("read"), Some(root), "{size}");
        let proof = scene.store.consistency(roster, size, end).await.expect("read").expect("both are there");
        assert_eq!(verify_consistency(size, root, end, known.root, &proof), Ok(()), "{size}");
    }
    assert_eq!(scene.store.consistency(roster, 5, end + 1).await.expect("read"), None);
    assert_eq!(scene.store.root_at(roster, end + 1).await.expect("read"), None);
}

/// What a device says to have seen is compared with what is there (J5.2), at its size and not only at the end.
pub async fn a_push_that_saw_another_past_is_rejected<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let leaves = grown(&scene).await;
    let mut pen = scene.deputy.clone();
    let mut push = |size: u64, root: Hash| {
        let change = pen.change(NOW, roster, size, &About::new(10_000 + size), &person("Durand", None));
        let before = pen.clone();
        let push = pen.push(roster, Seen { size, root }, vec![change]);
        (push, std::mem::replace(&mut pen, before))
    };
    let other = |size| PushOutcome::Rejected(Rejection::OtherPast { size });
    let (forked, _) = push(300, Hash::of(b"another past"));
    assert_eq!(scene.submit(vec![forked], NOW).await, [other(300)]);
    let (ahead, _) = push(900, Hash::of(b"a future"));
    let outcome = PushOutcome::Rejected(Rejection::Ahead { base: 900, size: PUSHES * EACH });
    assert_eq!(scene.submit(vec![ahead], NOW).await, [outcome]);
    let root = leaves[..300].iter().copied().collect::<Frontier>().root();
    let (honest, _) = push(300, root);
    assert_eq!(scene.submit(vec![honest], NOW).await, [PushOutcome::Received]);
}
