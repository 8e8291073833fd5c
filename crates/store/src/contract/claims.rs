//! Claims to an office: which are open.

use coopol_domain::access::Need;
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, Verdict};
use coopol_domain::time::DAY;

use super::pen::{About, fact};
use super::scene::{NOW, Scene, holder, person};
use crate::Backend;

fn claim<B: Backend>(scene: &Scene<B>, by: u8) -> Payload {
    let maker = holder(by);
    let edits = vec![
        Edit::set("unit", Value::bytes(scene.section.as_bytes())),
        Edit::set("office", Value::text("secretary")),
        Edit::set("holder", Value::bytes([0x77; 16])),
        Edit::set("holder_name", Value::text("Léo Müller")),
        Edit::set("elected_on", Value::text("2026-11-20")),
        Edit::set("since", Value::count(NOW.0)),
        Edit::set("proof", Value::text("Compte rendu")),
        Edit::set("made_by", Value::bytes(maker.as_bytes())),
        Edit::set(&format!("supported/{maker}"), Value::text("own")),
    ];
    fact("claim_made", edits)
}

/// The timer finds a claim as long as it is open, with the mandates of its unit.
pub async fn a_claim_is_listed_until_it_is_decided<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let office = scene.of_section(Compartment::Office);
    assert!(scene.store.claimed().await.expect("read").is_empty());
    let (mut treasurer, mut deputy) = (scene.treasurer.clone(), scene.deputy.clone());
    let (first, second) = (About::new(0x500), About::new(0x501));
    let made = [(&first, claim(&scene, 3))];
    assert_eq!(scene.write(&mut treasurer, office, &made).await, [Verdict::Accepted]);
    let other = [(&second, claim(&scene, 2))];
    assert_eq!(scene.write(&mut deputy, office, &other).await, [Verdict::Accepted]);
    assert_eq!(scene.store.claimed().await.expect("read"), [office]);

    let withdrawn = fact("claim_withdrawn", vec![Edit::set(REMOVED, Value::Bool(true))]);
    assert_eq!(scene.write(&mut treasurer, office, &[(&first, withdrawn.clone())]).await, [Verdict::Accepted]);
    assert_eq!(scene.store.claimed().await.expect("read"), [office], "the other is open");
    let found = scene.store.claims_in(office).await.expect("read");
    let open: Vec<_> = found.claims.iter().map(|claim| (claim.id, claim.is_open())).collect();
    assert_eq!(open, [(first.id, false), (second.id, true)]);
    assert_eq!(found.mandates.len(), 3, "the bureau's");
    assert!(found.keys.contains_key(&second.id));

    scene.store.erase(office, &[second.id], NOW).await.expect("it is carried out");
    assert!(scene.store.claimed().await.expect("read").is_empty());
}

/// The departure shield: what makes it stand is seen at once, in the same group too, and what its author touched is
/// remembered for a day.
pub async fn what_is_touched_under_the_shield_is_remembered<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (office, roster) = (scene.of_section(Compartment::Office), scene.of_section(Compartment::Roster));
    let (mut secretary, mut treasurer, mut deputy) =
        (scene.secretary.clone(), scene.treasurer.clone(), scene.deputy.clone());
    let made = About::new(0x500);
    scene.write(&mut treasurer, office, &[(&made, claim(&scene, 3))]).await;

    let support = vec![Edit::set(&format!("supported/{}", holder(2)), Value::text("own"))];
    let supported = scene.push(&mut deputy, office, &[(&made, fact("claim_countersigned", support))]).await;
    let people: Vec<(About, Payload)> = (0x600..0x615).map(|id| (About::new(id), person("Martin", None))).collect();
    let people: Vec<(&About, Payload)> = people.iter().map(|(about, payload)| (about, payload.clone())).collect();
    let mass = scene.push(&mut secretary, roster, &people).await;
    scene.submit(vec![supported, mass], NOW).await;
    let lines = scene.whole(roster).await.page.lines;
    let held = Verdict::Held(Need::SecondMandate);
    let waiting = lines.iter().filter(|line| line.entry.verdict == held).count();
    assert_eq!((lines.len(), waiting), (21, 1), "twenty count at once");

    let more = scene.push(&mut secretary, roster, &[(&About::new(0x700), person("Petit", None))]).await;
    assert_eq!(scene.accepted(more, NOW.plus(DAY - 1)).await, std::slice::from_ref(&held));
    let others = scene.push(&mut deputy, roster, &[(&About::new(0x701), person("Petit", None))]).await;
    assert_eq!(scene.accepted(others, NOW.plus(DAY - 1)).await, [Verdict::Accepted], "it is one author's day");
    let next = scene.push(&mut secretary, roster, &[(&About::new(0x702), person("Petit", None))]).await;
    assert_eq!(scene.accepted(next, NOW.plus(DAY)).await, [Verdict::Accepted]);
}
