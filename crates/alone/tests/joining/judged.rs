//! What is refused, and what is taken once.

use coopol_domain::access::Office;
use coopol_domain::device::Alarm;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::seal::Hash;
use coopol_domain::seal::moved::Moved;
use coopol_domain::time::Instant;
use coopol_domain::wire::Page;
use coopol_server::authority::{Installed, Named, NotAdopted, Offer, Offered};
use coopol_store::{Chance as _, StoreError, SystemChance};
use ed25519_dalek::SigningKey;

use crate::scene::{Pages, Scene};

fn office_page(pages: &mut Pages, office: StreamId) -> &mut Page {
    &mut pages.iter_mut().find(|(stream, _)| *stream == office).unwrap().1
}

fn office(offer: &mut Offer) -> &mut Offered {
    offer.streams.iter_mut().find(|of| of.compartment == Compartment::Office).unwrap()
}

#[tokio::test]
async fn a_section_is_taken_in_once_below_its_parent() {
    let scene = Scene::new().await;
    let (code, pages, offer) = (scene.code().await, scene.pages().await, scene.offer().await);
    let custodians: Named = [("Ada", 1), ("Ben", 2), ("Clo", 3)]
        .map(|(name, secret)| (name.to_owned(), SigningKey::from_bytes(&[secret; 32]).verifying_key()))
        .into();
    scene.server.name_custodians(&custodians).await.unwrap();
    scene.adopt(&code, pages, offer.clone()).await.unwrap();
    let unit = scene.server.store.unit(scene.section.begun.unit.id).await.unwrap().unwrap();
    assert_eq!(
        scene.server.custodians_of(&unit).await.unwrap(),
        custodians,
        "whoever moves the others moves it too (J5.4)"
    );
    assert_eq!((unit.name.as_str(), unit.parent), ("Section de Poissy", Some(scene.federation)));
    assert_eq!(unit.streams, scene.section.begun.unit.streams);
    // An answer that was lost is given again, and another section isn't taken in by the same code.
    scene.server.adopt(code.id(), offer.clone()).await.unwrap();
    let other = Offer { unit: coopol_domain::id::UnitId::from_bytes([9; 16]), ..offer.clone() };
    assert!(matches!(scene.server.adopt(code.id(), other).await, Err(NotAdopted::NoAdoption)));
    // Nor does the same section come in twice by two codes, as if nothing had been.
    let again = scene.adopt(&scene.code().await, scene.pages().await, offer).await;
    assert!(again.is_ok(), "it stands here with these very statements: {again:?}");
    let device = scene.server.store.author(scene.section.begun.enrolled.device).await.unwrap();
    assert_eq!(device.and_then(|author| author.holder()), Some(scene.section.begun.enrolled.holder));
    scene.end().await;
}

#[tokio::test]
async fn a_laptop_that_lies_is_refused_by_name() {
    let scene = Scene::new().await;
    let of_office = scene.section.begun.unit.streams[&Compartment::Office];
    let last = |pages: &mut Pages| office_page(pages, of_office).lines.len() - 1;
    let error = scene.refused(|pages, _| {
        let end = last(pages);
        let payload = office_page(pages, of_office).lines[end].payload.as_mut().unwrap();
        let place = payload.len() - 1;
        payload[place] ^= 1;
    });
    let error = error.await;
    assert!(matches!(error, NotAdopted::Broken(Alarm::Altered { .. })), "an altered entry: {error}");

    let error = scene.refused(|pages, _| office_page(pages, of_office).lines[0].entry.recorded_at.0 -= 1).await;
    assert!(matches!(error, NotAdopted::Broken(_)), "an altered instant: {error}");

    let error = scene.refused(|pages, _| drop(office_page(pages, of_office).lines.pop())).await;
    assert!(matches!(error, NotAdopted::Broken(Alarm::Rewritten { .. })), "a missing tail: {error}");

    let error = scene.refused(|pages, _| pages.retain(|(stream, _)| *stream != of_office)).await;
    assert!(matches!(error, NotAdopted::Broken(_)), "a whole stream is missing: {error}");

    let error = scene.refused(|pages, _| office_page(pages, of_office).pushes[0].signature[0] ^= 1).await;
    assert!(matches!(error, NotAdopted::Broken(Alarm::Unsigned { .. })), "a signature: {error}");

    let authority = scene.section.alone.app().await.unwrap();
    let size = scene.pages().await.iter().find(|(stream, _)| *stream == of_office).unwrap().1.lines.len() as u64;
    let other = authority.authority.checkpoint(of_office, size, Hash::of(b"another"), None);
    let error = scene.refused(|_, offer| office(offer).checkpoint = other).await;
    assert!(matches!(error, NotAdopted::Broken(Alarm::Rewritten { .. })), "another root: {error}");

    let error = scene.refused(|_, offer| drop(offer.streams.pop())).await;
    assert!(matches!(error, NotAdopted::OtherUnit), "a stream less: {error}");

    let elsewhere = scene.server.authority.pinned().clone();
    let error = scene.refused(|_, offer| offer.authority = elsewhere).await;
    assert!(matches!(error, NotAdopted::Broken(_)), "another authority: {error}");
    drop(authority);
    scene.end().await;
}

/// Whoever is known here can't be brought along: a device that another authority gives them would have their rights.
#[tokio::test]
async fn nobody_with_a_mandate_here_is_given_a_device_by_another_authority() {
    let scene = Scene::new().await;
    let federation = scene.server.store.unit(scene.federation).await.unwrap().unwrap();
    let known = Installed {
        office: Office::FirstFederalSecretary,
        holder: Some(scene.section.begun.enrolled.holder),
        holder_name: "Aïcha Benali".to_owned(),
        since: None,
        until: None,
    };
    scene.server.install(&federation, known).await.unwrap();
    let error = scene.refused(|_, _| ()).await;
    let expected = scene.section.begun.enrolled.holder;
    assert!(
        matches!(error, NotAdopted::Store(StoreError::HolderTaken { holder }) if holder == expected),
        "somebody else's rights: {error}"
    );
    scene.end().await;
}

#[tokio::test]
async fn a_statement_of_another_end_is_not_vouched_for() {
    let scene = Scene::new().await;
    let app = scene.section.alone.app().await.unwrap();
    let stream = scene.section.begun.unit.streams[&Compartment::Office];
    let mut head = app.store.heads(&[stream]).await.unwrap().remove(&stream).unwrap().head;
    head.frontier.push(Hash::of(b"one more"));
    let other = app.authority.offer(&head, scene.server.authority.pinned(), None);
    assert!(Moved::open(&other, &coopol_domain::authority::origin(stream)).is_err(), "one signature isn't two");
    let error = scene.refused(|_, offer| office(offer).moved = other).await;
    assert!(matches!(error, NotAdopted::Statement { .. }), "{error}");
    drop(app);
    scene.end().await;
}

/// Whoever has a code fills no disk with it, and what was handed over under one that is over is gone.
#[tokio::test]
async fn what_never_joins_takes_room_for_a_while_and_within_limits() {
    let scene = Scene::new().await;
    let (code, (_, mut page)) = (scene.code().await, scene.pages().await.remove(0));
    let most = scene.server.limits.staged;
    // Noise, which doesn't pack: a quarter of what is taken, five times.
    let mut noise = vec![0; usize::try_from(most / 4).unwrap()];
    SystemChance.fill(&mut noise);
    page.lines.truncate(1);
    page.lines[0].payload = Some(noise);
    let packed = zstd::encode_all(page.encode().as_slice(), 1).unwrap();
    let staged = async |place: u8| {
        let stream = StreamId::from_bytes([place; 16]);
        scene.server.stage(code.id(), stream, 0, &packed).await
    };
    for place in 1..=3 {
        assert_eq!(staged(place).await.unwrap(), 1);
    }
    let refused = staged(4).await;
    assert!(matches!(refused, Err(NotAdopted::TooMuch { most: told }) if told == most), "{refused:?}");
    assert_eq!(staged(3).await.unwrap(), 1, "what is there is still answered");
    let there = async || scene.server.staged_up_to(code.id(), StreamId::from_bytes([3; 16])).await.unwrap();
    let until = scene.server.adoption(code.id()).await.unwrap().until;
    scene.server.drop_staged(Instant(until.0 - 1)).await.unwrap();
    assert_eq!(there().await, 1, "while its code is open");
    scene.server.drop_staged(until).await.unwrap();
    assert_eq!(there().await, 0);
    assert_eq!(scene.server.blobs.weight(code.id()).await.unwrap(), 0);
    scene.end().await;
}

/// Whoever runs the server sees which codes wait, and takes one back: what was handed over is gone, and the laptop is told so.
#[tokio::test]
async fn a_code_is_taken_back_with_what_was_handed_over() {
    let scene = Scene::new().await;
    let (code, kept) = (scene.code().await, scene.code().await);
    let (stream, page) = scene.pages().await.remove(0);
    let packed = zstd::encode_all(page.encode().as_slice(), 1).unwrap();
    for of in [&code, &kept] {
        scene.server.stage(of.id(), stream, 0, &packed).await.unwrap();
    }
    let awaited = async || scene.server.awaited_adoptions().await.unwrap();
    let weights: Vec<_> = awaited().await.into_iter().map(|awaited| (awaited.id, awaited.bytes > 0)).collect();
    assert_eq!(weights, [(code.id(), true), (kept.id(), true)]);
    scene.server.forget_adoption(code.id()).await.unwrap();
    assert_eq!(awaited().await.iter().map(|awaited| awaited.id).collect::<Vec<_>>(), [kept.id()]);
    assert_eq!(scene.server.blobs.weight(code.id()).await.unwrap(), 0);
    assert!(scene.server.blobs.weight(kept.id()).await.unwrap() > 0, "the other's is still there");
    let refused = scene.server.stage(code.id(), stream, 0, &packed).await;
    assert!(matches!(refused, Err(NotAdopted::NoAdoption)), "{refused:?}");
    let unknown = || async { scene.server.forget_adoption(code.id()).await };
    assert!(matches!(unknown().await, Err(NotAdopted::NoAdoption)), "twice");

    // By one that has served a lost answer is still given again: it isn't taken back.
    let code = scene.code().await;
    scene.adopt(&code, scene.pages().await, scene.offer().await).await.unwrap();
    assert_eq!(awaited().await.iter().map(|awaited| awaited.id).collect::<Vec<_>>(), [kept.id()]);
    assert!(matches!(scene.server.forget_adoption(code.id()).await, Err(NotAdopted::NoAdoption)));
    scene.adopt(&code, Pages::new(), scene.offer().await).await.unwrap();
    scene.end().await;
}
