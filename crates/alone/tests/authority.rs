//! The authority inside the laptop (J10): one program has it, and what it keeps says nothing to whoever steals the disk.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use coopol_alone::authority::{FOLDER, NotAlone};
use coopol_alone::{Alone, Beginning, Begun, begin};
use coopol_core::ambient::System;
use coopol_core::device::Session;
use coopol_core::profile::{Profile, Profiles, Protection};
use coopol_core::roster::{self, NewPerson};
use coopol_core::transport::{Transport as _, TransportError};
use coopol_core::vault::CacheKey;
use coopol_domain::access::Office;
use coopol_server::data::NotOpened;
use coopol_testkit::finder::Finder;
use tempfile::TempDir;

const KEY: [u8; 32] = [7; 32];

fn key() -> CacheKey {
    CacheKey::from_bytes(KEY)
}

fn new_profile(data: &TempDir) -> Profile {
    // Whoever came first has done it for the whole process.
    drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
    Profiles::at(data.path()).begin("poissy", Protection::KeyFile, &System).unwrap()
}

async fn begun(alone: &Arc<Alone>) -> Begun {
    let beginning = Beginning {
        unit: "Section de Poissy",
        zone: "Europe/Paris",
        name: "Zoé Lefèvre",
        office: Office::Secretary,
        device_name: "Portable de Zoé",
    };
    begin(alone, beginning, &System).await.unwrap()
}

async fn session(profile: Profile, begun: &Begun, alone: &Arc<Alone>) -> Session {
    let session = Session::found(profile, &key(), &begun.enrolled, Arc::new(System)).await.unwrap();
    session.beside(alone.clone())
}

#[tokio::test]
async fn it_is_opened_again_after_it_was_closed_and_by_one_at_a_time() {
    let data = tempfile::tempdir().unwrap();
    let profile = new_profile(&data);
    let folder = profile.folder().to_owned();
    let alone = Alone::of(&folder, &key());
    let begun = begun(&alone).await;
    let session = session(profile, &begun, &alone).await;
    let way = session.http().await.unwrap();
    session.sync_once(&way).await.unwrap();

    let other = Alone::of(&folder, &key());
    assert!(matches!(other.app().await, Err(NotAlone::Data(NotOpened::Held { .. }))));
    alone.close().await;
    let stolen = Alone::of(&folder, &CacheKey::from_bytes([8; 32]));
    assert!(matches!(stolen.app().await, Err(NotAlone::Keys(_))), "another key opens nothing");

    // Whoever asks opens it again, the device with its old token too.
    session.sync_once(&way).await.unwrap();
    session.close().await.unwrap();
    alone.close().await;
}

/// What can't be opened is no network that failed.
#[tokio::test]
async fn a_device_is_told_that_its_own_authority_is_at_fault() {
    let data = tempfile::tempdir().unwrap();
    let profile = new_profile(&data);
    let alone = Alone::of(profile.folder(), &key());
    let begun = begun(&alone).await;
    let keys = profile.folder().join(FOLDER).join("keys");
    let session = session(profile, &begun, &alone).await;
    alone.close().await;
    std::fs::remove_file(keys).unwrap();
    let way = session.http().await.unwrap();
    assert!(matches!(way.witnessing().await, Err(TransportError::Own { .. })));
    session.close().await.unwrap();
}

/// J7.1: a stolen disk shows ids and sizes.
#[tokio::test]
async fn nothing_that_people_wrote_stands_in_its_folder_in_clear() {
    let data = tempfile::tempdir().unwrap();
    let profile = new_profile(&data);
    let folder = profile.folder().to_owned();
    let alone = Alone::of(&folder, &key());
    let begun = begun(&alone).await;
    let session = session(profile, &begun, &alone).await;
    let way = session.http().await.unwrap();
    session.sync_once(&way).await.unwrap();
    let person = NewPerson {
        given_name: "Ombeline".to_owned(),
        family_name: "Vasseur".to_owned(),
        category: "member".to_owned(),
    };
    roster::add(&session, &person).await.unwrap();
    session.sync_once(&way).await.unwrap();
    let words = ["Section de Poissy", "Lefèvre", "Portable de Zoé", "Ombeline", "Vasseur"];
    let (mut finder, mut found) = (Finder::of(words), Vec::new());
    finder.add("the key of the profile".to_owned(), KEY.to_vec());
    let looked_at = finder.search(&folder.join(FOLDER), &mut found).unwrap();
    session.close().await.unwrap();
    alone.close().await;
    let again = finder.search(&folder.join(FOLDER), &mut found).unwrap();
    assert!(looked_at > 3 && again > 2, "{looked_at} files, then {again}");
    assert_eq!(found, Vec::<String>::new());
}
