//! Values that only one subject may have (J2.4).

use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, REMOVED, Verdict};
use coopol_domain::wire::PushOutcome;

use super::pen::{About, fact};
use super::scene::{NOW, Scene, person, renumbered};
use crate::Backend;

fn taken() -> Verdict {
    Verdict::Refused("taken".to_owned())
}

/// In one stream, that is: another section counts for itself.
pub async fn a_number_has_one_owner<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let roster = scene.of_section(Compartment::Roster);
    let mut pen = scene.secretary.clone();
    let facts = [(&About::new(1), person("Martin", Some("N-7")))];
    assert_eq!(scene.write(&mut pen, roster, &facts).await, [Verdict::Accepted]);
    let facts = [(&About::new(2), person("Durand", Some("N-7")))];
    assert_eq!(scene.write(&mut pen, roster, &facts).await, [taken()]);
    let elsewhere = super::scene::stream(scene.federation, Compartment::Roster);
    let mut federal = scene.federal.clone();
    let facts = [(&About::new(3), person("Durand", Some("N-7")))];
    assert_eq!(scene.write(&mut federal, elsewhere, &facts).await, [Verdict::Accepted]);
}

/// By another number, or by a deletion; and what is restored takes its own back.
pub async fn a_number_that_was_given_up_is_free<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne, bruno) = (scene.of_section(Compartment::Roster), About::new(1), About::new(2));
    let mut pen = scene.secretary.clone();
    scene.write(&mut pen, roster, &[(&anne, person("Martin", Some("N-7")))]).await;
    scene.write(&mut pen, roster, &[(&anne, renumbered("N-7", "N-8"))]).await;
    let facts = [(&bruno, person("Durand", Some("N-7")))];
    assert_eq!(scene.write(&mut pen, roster, &facts).await, [Verdict::Accepted]);
    let facts = [(&bruno, renumbered("N-7", "N-8"))];
    assert_eq!(scene.write(&mut pen, roster, &facts).await, [taken()]);

    let gone = fact("person_removed", vec![coopol_domain::kinds::removal()]);
    scene.write(&mut pen, roster, &[(&anne, gone)]).await;
    let facts = [(&bruno, renumbered("N-7", "N-8"))];
    assert_eq!(scene.write(&mut pen, roster, &facts).await, [Verdict::Accepted]);

    let back = || fact("person_restored", vec![Edit::change(REMOVED, Value::Bool(true), Value::Null)]);
    assert_eq!(scene.write(&mut pen, roster, &[(&anne, back())]).await, [taken()], "two would have it");
    scene.write(&mut pen, roster, &[(&bruno, renumbered("N-8", "N-9"))]).await;
    assert_eq!(scene.write(&mut pen, roster, &[(&anne, back())]).await, [Verdict::Accepted]);
    let facts = [(&bruno, renumbered("N-9", "N-8"))];
    assert_eq!(scene.write(&mut pen, roster, &facts).await, [taken()]);
}

/// In whatever order the pushes of one transaction give it up and take it.
pub async fn a_number_moves_within_one_group<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (roster, anne, bruno) = (scene.of_section(Compartment::Roster), About::new(1), About::new(2));
    let mut pen = scene.secretary.clone();
    let mut group = Vec::new();
    for facts in [
        [(&anne, person("Martin", Some("N-1")))],
        [(&anne, renumbered("N-1", "N-2"))],
        [(&bruno, person("Durand", Some("N-1")))],
        [(&bruno, renumbered("N-1", "N-3"))],
        [(&anne, renumbered("N-2", "N-1"))],
    ] {
        group.push(scene.push(&mut pen, roster, &facts).await);
    }
    assert_eq!(scene.submit(group, NOW).await, vec![PushOutcome::Received; 5]);
    let verdicts: Vec<Verdict> =
        scene.whole(roster).await.page.lines.into_iter().map(|line| line.entry.verdict).collect();
    assert_eq!(verdicts, vec![Verdict::Accepted; 5]);
    for (other, expected) in [(1, taken()), (2, Verdict::Accepted), (3, taken())] {
        let facts = [(&About::new(10 + other), person("Petit", Some(&format!("N-{other}"))))];
        assert_eq!(scene.write(&mut pen, roster, &facts).await, [expected], "N-{other}");
    }
}
