//! Blobs (J12).

use coopol_domain::codec::Value;
use coopol_domain::id::StreamId;
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::seal::Hash;
use coopol_domain::time::{DAY, Instant};

use super::pen::{About, fact};
use super::scene::{NOW, Scene};
use crate::row::{BlobRow, BlobSeal};
use crate::{Backend, Begun, Blob, BlobKey, Read as _, Write as _, Writes};

/// Of two uploads of the same at once, one wins and the other goes on from there.
pub async fn an_upload_goes_on_where_it_stood<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, name) = (scene.of_section(Compartment::Archive), Hash::of(b"a leaflet"));
    let received = async |from, to| {
        let blob = scene.store.advance_blob(archive, name, from, to).await.expect("written");
        blob.map(|blob| blob.received)
    };
    assert_eq!(received(0, 10).await, None);
    let begun = begin(&scene, archive, name, NOW).await;
    assert_eq!((begun.size, begun.received), (100, 0));
    assert_eq!(received(0, 60).await, Some(60));
    assert_eq!(received(0, 30).await, Some(60), "it was further on");
    assert_eq!(received(60, 101).await, Some(60), "it was to be shorter");
    let again = begin(&scene, archive, name, NOW.plus(5)).await;
    assert_eq!((again.received, again.begun_at, &again.key), (60, NOW, &begun.key));
    assert_eq!(scene.store.begin_blob(archive, name, 99, NOW).await.expect("read"), Begun::Otherwise);
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
    let nowhere = StreamId::from_bytes([0x99; 16]);
    assert_eq!(scene.store.begin_blob(nowhere, name, 100, NOW).await.expect("read"), Begun::Otherwise);
}

/// J12: erased with the last reference, and not while an upload may still be named.
pub async fn a_blob_that_nobody_names_is_an_orphan<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let archive = scene.of_section(Compartment::Archive);
    let (kept, lost) = (Hash::of(b"a leaflet"), Hash::of(b"a slip"));
    for name in [kept, lost] {
        scene.store.begin_blob(archive, name, 100, NOW).await.expect("written");
    }
    let (about, mut pen) = (About::new(1), scene.secretary.clone());
    assert_eq!(scene.write(&mut pen, archive, &[(&about, filed(kept))]).await, [Verdict::Accepted]);
    let orphans = async |before| {
        let blobs = scene.store.orphans(before).await.expect("read");
        blobs.into_iter().map(|blob| blob.name).collect::<Vec<_>>()
    };
    assert!(orphans(NOW).await.is_empty());
    assert_eq!(orphans(NOW.plus(DAY)).await, [lost]);
    scene.store.forget_blob(archive, lost).await.expect("written");
    assert!(orphans(NOW.plus(DAY)).await.is_empty());
    scene.store.erase(archive, &[about.id], NOW).await.expect("it is carried out");
    assert_eq!(orphans(NOW).await, [kept], "its bytes are to go at once");
}

/// J7.2, J12: the key goes with the last subject that names the blob, and with it whatever is left of the bytes.
pub async fn a_blob_loses_its_key_with_the_last_who_names_it<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, name, other) =
        (scene.of_section(Compartment::Archive), Hash::of(b"a leaflet"), Hash::of(b"another leaflet"));
    let before = begin(&scene, archive, name, NOW).await;
    let beside = begin(&scene, archive, other, NOW).await;
    assert!(matches!((&before.key, &beside.key), (BlobKey::Own(one), BlobKey::Own(two)) if one != two));
    let (one, two, mut pen) = (About::new(1), About::new(2), scene.secretary.clone());
    for about in [&one, &two] {
        scene.write(&mut pen, archive, &[(about, filed(name))]).await;
    }
    scene.write(&mut pen, archive, &[(&About::new(3), filed(other))]).await;
    let blob = async |name| scene.store.blob(archive, name).await.expect("read");
    scene.store.erase(archive, &[one.id], NOW).await.expect("it is carried out");
    assert_eq!(blob(name).await.as_ref(), Some(&before), "somebody else names it");
    scene.store.erase(archive, &[two.id], NOW).await.expect("it is carried out");
    assert_eq!((blob(name).await, blob(other).await), (None, Some(beside)));
    let row = scene.store.backend.glance().await.expect("read").blob(archive, name).await.expect("read");
    assert_eq!(row.map(|row| row.seal), Some(BlobSeal::Gone));
    assert_eq!(scene.store.advance_blob(archive, name, 0, 10).await.expect("read"), None);

    // Whoever sends it again begins anew, under another key, once the bytes are gone.
    assert_eq!(scene.store.begin_blob(archive, name, 100, NOW).await.expect("read"), Begun::Gone);
    scene.store.forget_blob(archive, name).await.expect("written");
    assert_ne!(begin(&scene, archive, name, NOW).await.key, before.key);
}

/// J7.2: what several erased at once named goes as well.
pub async fn those_erased_at_once_name_nothing_any_more<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, name) = (scene.of_section(Compartment::Archive), Hash::of(b"a leaflet"));
    begin(&scene, archive, name, NOW).await;
    let (one, two, mut pen) = (About::new(1), About::new(2), scene.secretary.clone());
    for about in [&one, &two] {
        scene.write(&mut pen, archive, &[(about, filed(name))]).await;
    }
    scene.store.erase(archive, &[one.id, two.id], NOW).await.expect("it is carried out");
    assert_eq!(scene.store.blob(archive, name).await.expect("read"), None);
}

/// J7.1: a blob from before blobs had keys gets one, once, and says when all of it is under it.
pub async fn a_blob_from_before_gets_a_key<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, name) = (scene.of_section(Compartment::Archive), Hash::of(b"a leaflet"));
    let row = BlobRow { stream: archive, name, size: 100, received: 60, begun_at: NOW, seal: BlobSeal::Before };
    let tx = scene.store.backend.write().await.expect("it begins");
    tx.commit(Writes { blobs: vec![row], ..Writes::default() }).await.expect("written");
    begin(&scene, archive, Hash::of(b"another"), NOW).await;
    let waiting = async || {
        let rows = scene.store.blobs_from_before().await.expect("read");
        rows.into_iter().map(|row| row.name).collect::<Vec<_>>()
    };
    let key = async || scene.store.blob(archive, name).await.expect("read").expect("it is there").key;
    assert_eq!((waiting().await, key().await), (vec![name], BlobKey::Before));
    let between = scene.store.key_blob(archive, name).await.expect("written").expect("it is there");
    assert_eq!((between.size, between.received), (100, 60));
    let BlobKey::Between(own) = &between.key else { panic!("{:?}", between.key) };
    assert_eq!(scene.store.key_blob(archive, name).await.expect("read").as_ref(), Some(&between), "it keeps it");
    assert_eq!((waiting().await, key().await), (vec![name], between.key.clone()));
    scene.store.settle_blob(archive, name).await.expect("written");
    assert_eq!((waiting().await, key().await), (vec![], BlobKey::Own(own.clone())));
}

/// An upload that nobody came back to goes, but for one that a document names by then.
pub async fn only_what_nobody_names_is_condemned<B: Backend>(backend: B) {
    let scene = Scene::new(backend).await;
    let (archive, name, mut pen) =
        (scene.of_section(Compartment::Archive), Hash::of(b"a leaflet"), scene.secretary.clone());
    let condemned = async |before| scene.store.condemn_orphan(archive, name, before).await.expect("it is carried out");
    assert!(!condemned(NOW.plus(DAY)).await, "there is none");
    begin(&scene, archive, name, NOW).await;
    assert!(!condemned(NOW).await, "it may still be named");
    scene.write(&mut pen, archive, &[(&About::new(1), filed(name))]).await;
    assert!(!condemned(NOW.plus(DAY)).await);
    scene.store.condemn_blob(archive, name).await.expect("written");
    assert!(condemned(NOW).await, "its bytes are still to go");
}

async fn begin<B: Backend>(scene: &Scene<B>, stream: StreamId, name: Hash, now: Instant) -> Blob {
    match scene.store.begin_blob(stream, name, 100, now).await.expect("written") {
        Begun::At(blob) => blob,
        other => panic!("{other:?}"),
    }
}

fn filed(name: Hash) -> Payload {
    let file = Value::Map(vec![
        ("blob".to_owned(), Value::bytes(name)),
        ("name".to_owned(), Value::text("tract.pdf")),
        ("size".to_owned(), Value::Int(100)),
        ("type".to_owned(), Value::text("application/pdf")),
    ]);
    fact("document_filed", vec![Edit::set("title", Value::text("Tract")), Edit::set("file", file)])
}
