//! J7.1, J7.2: what a thief of the file sees, and what is left of somebody who was erased.

use std::path::Path;

use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{NOW, Scene, dues, master, person};
use coopol_store::{Backend, Read, SeededChance, Store};
use coopol_store_sqlite::Sqlite;
use tokio::runtime::Builder;

/// Names, numbers and titles that the tests write, and the name that a mandate carries.
const MARKERS: [&str; 4] = ["MARQUEUR-Kowalczyk", "N-MARQUEUR-7", "Zoé Lefèvre", "device_enrolled"];

fn files(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let read = |entry: std::io::Result<std::fs::DirEntry>| std::fs::read(entry?.path());
    entries.flat_map(|entry| read(entry).expect("the file is there")).collect()
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

fn on_disk(test: impl AsyncFnOnce(Sqlite, &Path)) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    runtime.block_on(async {
        let sqlite = Sqlite::open(&folder.path().join("server.db")).await.expect("a new file opens");
        test(sqlite, folder.path()).await;
    });
}

async fn written(sqlite: Sqlite, about: &About) -> Scene<Sqlite> {
    let scene = Scene::new(sqlite).await;
    let (roster, owed) = (scene.of_section(Compartment::Roster), scene.of_section(Compartment::Dues));
    let mut pen = scene.secretary.clone();
    scene.write(&mut pen, roster, &[(about, person(MARKERS[0], Some(MARKERS[1])))]).await;
    scene.write(&mut pen, owed, &[(&About::new(2), dues(about))]).await;
    assert!(scene.store.make_snapshot(roster).await.expect("it is made"));
    scene
}

/// J7.1: ids and sizes, nothing else; the write-ahead log included.
#[test]
fn a_stolen_file_shows_ids_and_sizes() {
    on_disk(async |sqlite, folder| {
        let anne = About::new(1);
        written(sqlite.clone(), &anne).await;
        for name in ["server.db", "server.db-wal"] {
            assert!(folder.join(name).exists(), "{name}");
        }
        let bytes = files(folder);
        assert!(holds(&bytes, anne.id.as_bytes()), "the search finds what is there");
        for marker in MARKERS {
            let wide: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert!(!holds(&bytes, marker.as_bytes()) && !holds(&bytes, &wide), "{marker}");
        }
        for secret in [anne.key.as_bytes(), &[0x4d; 32]] {
            assert!(!holds(&bytes, secret), "a key in plain sight");
        }
        sqlite.close().await;
    });
}

/// What a subject of a stream has that an erasure takes away: its wrapped key, its sealed state, what entries say of it.
async fn secrets(sqlite: &Sqlite, stream: StreamId, subject: SubjectId) -> Vec<Vec<u8>> {
    let mut rows = sqlite.read().await.expect("it is read");
    let of = rows.subjects(&[(stream, subject)]).await.expect("it is read").remove(0);
    let lines = rows.lines(stream, 0..100).await.expect("it is read").into_iter();
    let said: Vec<Vec<u8>> = lines.filter(|line| line.subject == subject).filter_map(|line| line.payload).collect();
    assert!(!said.is_empty());
    let secret = of.secret.expect("it lives");
    [vec![secret.key, secret.state], said].concat()
}

/// How many of these the files hold.
fn held(folder: &Path, secrets: &[Vec<u8>]) -> usize {
    let bytes = files(folder);
    secrets.iter().filter(|secret| holds(&bytes, secret)).count()
}

/// J7.2: the wrapped key, without which the rest is noise, is in no page and in no log any more, nor is the rest.
#[test]
fn what_is_erased_is_overwritten() {
    on_disk(async |sqlite, folder| {
        let anne = About::new(1);
        let scene = written(sqlite.clone(), &anne).await;
        let roster = scene.of_section(Compartment::Roster);
        let secrets = secrets(&sqlite, roster, anne.id).await;
        assert_eq!(held(folder, &secrets), secrets.len());
        scene.store.erase(roster, &[anne.id], NOW).await.unwrap();
        assert_eq!(held(folder, &secrets), 0);
        assert!(holds(&files(folder), anne.id.as_bytes()), "that somebody was erased stays known");
        sqlite.close().await;
    });
}

/// Whoever reads what was before keeps it there; once they are done, the next sweep empties the log.
#[test]
fn what_is_erased_while_somebody_reads_is_overwritten_afterwards() {
    on_disk(async |sqlite, folder| {
        let anne = About::new(1);
        let scene = written(sqlite.clone(), &anne).await;
        let roster = scene.of_section(Compartment::Roster);
        let secrets = secrets(&sqlite, roster, anne.id).await;
        let mut reader = sqlite.read().await.unwrap();
        assert_eq!(reader.erasures(roster, 0).await.unwrap(), []);
        scene.store.erase(roster, &[anne.id], NOW).await.unwrap();
        scene.store.sweep(NOW).await.unwrap();
        assert_eq!(held(folder, &secrets), secrets.len(), "it is what the reader reads");
        drop(reader);
        scene.store.sweep(NOW).await.unwrap();
        assert_eq!(held(folder, &secrets), 0);
        sqlite.close().await;
    });
}

/// One that was killed in between leaves it to the next that is started.
#[test]
fn what_was_erased_before_it_was_killed_is_overwritten_when_it_starts_again() {
    on_disk(async |sqlite, folder| {
        let anne = About::new(1);
        let scene = written(sqlite.clone(), &anne).await;
        let roster = scene.of_section(Compartment::Roster);
        let secrets = secrets(&sqlite, roster, anne.id).await;
        let mut reader = sqlite.read().await.unwrap();
        assert_eq!(reader.erasures(roster, 0).await.unwrap(), []);
        scene.store.erase(roster, &[anne.id], NOW).await.unwrap();
        let copy = tempfile::tempdir().unwrap();
        for name in ["server.db", "server.db-wal"] {
            std::fs::copy(folder.join(name), copy.path().join(name)).unwrap();
        }
        assert_eq!(held(copy.path(), &secrets), secrets.len());
        let again = Sqlite::open(&copy.path().join("server.db")).await.unwrap();
        assert_eq!(held(copy.path(), &secrets), 0);
        again.close().await;
        drop(reader);
        sqlite.close().await;
    });
}

/// J3.5: what was answered is there after the program ended without a word.
#[test]
fn what_was_received_is_there_when_the_file_is_opened_again() {
    on_disk(async |sqlite, folder| {
        let scene = written(sqlite, &About::new(1)).await;
        let roster = scene.of_section(Compartment::Roster);
        let before = scene.whole(roster).await;
        let copy = tempfile::tempdir().unwrap();
        for name in ["server.db", "server.db-wal"] {
            std::fs::copy(folder.join(name), copy.path().join(name)).unwrap();
        }
        let again = Sqlite::open(&copy.path().join("server.db")).await.unwrap();
        let store = Store::open(again.clone(), &master(), SeededChance::new(2)).await.unwrap();
        let whole = coopol_store::contract::scene::ALL;
        assert_eq!(store.page(roster, 0, whole).await.unwrap(), Some(before));
        again.close().await;
    });
}

/// A copy is whole, opens under the same master key, and doesn't follow what is written after it.
#[test]
fn a_copy_is_a_database_of_its_own() {
    on_disk(async |sqlite, folder| {
        let scene = written(sqlite.clone(), &About::new(1)).await;
        let roster = scene.of_section(Compartment::Roster);
        let (before, path) = (scene.whole(roster).await, folder.join("copy.db"));
        sqlite.copy_to(&path).await.unwrap();
        assert!(sqlite.copy_to(&path).await.is_err(), "it overwrites nothing");
        let facts = [(&About::new(3), person("Durand", None))];
        scene.write(&mut scene.deputy.clone(), roster, &facts).await;
        let copy = Sqlite::open(&path).await.unwrap();
        copy.check().await.unwrap();
        let store = Store::open(copy.clone(), &master(), SeededChance::new(2)).await.unwrap();
        let whole = coopol_store::contract::scene::ALL;
        assert_eq!(store.page(roster, 0, whole).await.unwrap(), Some(before));
        copy.close().await;
        sqlite.close().await;
    });
}

/// A page that was altered on disk is found out.
#[test]
fn a_damaged_file_is_known_to_be_one() {
    on_disk(async |sqlite, folder| {
        written(sqlite.clone(), &About::new(1)).await;
        let path = folder.join("copy.db");
        sqlite.copy_to(&path).await.unwrap();
        sqlite.check().await.unwrap();
        sqlite.close().await;
        let mut bytes = std::fs::read(&path).unwrap();
        // The last page is one that opening the file doesn't read.
        let last = bytes.len() - 4096;
        bytes[last..last + 64].fill(0xff);
        std::fs::write(&path, bytes).unwrap();
        let damaged = Sqlite::open(&path).await.unwrap();
        assert!(damaged.check().await.is_err());
        damaged.close().await;
    });
}
