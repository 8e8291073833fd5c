//! Claims to an office: which are open.

use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, Verdict};

use super::pen::{About, fact};
use super::scene::{NOW, Scene, holder};
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
