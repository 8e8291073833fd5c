//! Blobs (J12).

use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Verdict};
use coopol_domain::seal::Hash;
use coopol_domain::time::DAY;

use super::pen::{About, fact};
use super::scene::{NOW, Scene};
use crate::Backend;

/// Of two uploads of the same at once, one wins and the other goes on from there.
pub async fn an_upload_goes_on_where_it_stood<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, name) = (scene.of_section(Compartment::Archive), Hash::of(b"a leaflet"));
    let received = async |from, to| {
        let blob = scene.store.advance_blob(archive, name, from, to).await.expect("written");
        blob.map(|blob| blob.received)
    };
    assert_eq!(received(0, 10).await, None);
    let begun = scene.store.begin_blob(archive, name, 100, NOW).await.expect("written").expect("there is room");
    assert_eq!((begun.size, begun.received), (100, 0));
    assert_eq!(received(0, 60).await, Some(60));
    assert_eq!(received(0, 30).await, Some(60), "it was further on");
    assert_eq!(received(60, 101).await, Some(60), "it was to be shorter");
    let again = scene.store.begin_blob(archive, name, 100, NOW.plus(5)).await.expect("read");
    assert_eq!(again.map(|blob| (blob.received, blob.begun_at)), Some((60, NOW)));
    assert_eq!(scene.store.begin_blob(archive, name, 99, NOW).await.expect("read"), None);
    assert_eq!(received(60, 100).await, Some(100));
}

/// Knowing a name gives nothing elsewhere.
pub async fn a_blob_is_known_in_its_own_stream_only<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, agenda) = (scene.of_section(Compartment::Archive), scene.of_section(Compartment::Agenda));
    let name = Hash::of(b"a leaflet");
    scene.store.begin_blob(archive, name, 100, NOW).await.expect("written");
    assert!(scene.store.blob(archive, name).await.expect("read").is_some());
    assert_eq!(scene.store.blob(agenda, name).await.expect("read"), None);
    let nowhere = coopol_domain::id::StreamId::from_bytes([0x99; 16]);
    assert_eq!(scene.store.begin_blob(nowhere, name, 100, NOW).await.expect("read"), None);
}

/// J12: erased with the last reference, and not while an upload may still be named.
pub async fn a_blob_that_nobody_names_is_an_orphan<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let archive = scene.of_section(Compartment::Archive);
    let (kept, lost) = (Hash::of(b"a leaflet"), Hash::of(b"a slip"));
    for name in [kept, lost] {
        scene.store.begin_blob(archive, name, 100, NOW).await.expect("written");
    }
    let file = Value::Map(vec![
        ("blob".to_owned(), Value::bytes(kept)),
        ("name".to_owned(), Value::text("tract.pdf")),
        ("size".to_owned(), Value::Int(100)),
        ("type".to_owned(), Value::text("application/pdf")),
    ]);
    let (about, mut pen) = (About::new(1), scene.secretary.clone());
    let filed = fact("document_filed", vec![Edit::set("title", Value::text("Tract")), Edit::set("file", file)]);
    assert_eq!(scene.write(&mut pen, archive, &[(&about, filed)]).await, [Verdict::Accepted]);
    let orphans = async |before| {
        let blobs = scene.store.orphans(before).await.expect("read");
        blobs.into_iter().map(|blob| blob.name).collect::<Vec<_>>()
    };
    assert!(orphans(NOW).await.is_empty());
    assert_eq!(orphans(NOW.plus(DAY)).await, [lost]);
    scene.store.forget_blob(archive, lost).await.expect("written");
    assert!(orphans(NOW.plus(DAY)).await.is_empty());
    scene.store.erase(archive, &[about.id], NOW).await.expect("it is carried out");
    assert_eq!(orphans(NOW.plus(DAY)).await, [kept]);
}
