//! J7.1: what a thief of the database's files sees.

use std::path::Path;

use coopol_domain::journal::Compartment;
use coopol_store::contract::pen::About;
use coopol_store::contract::scene::{Scene, dues, person};
use coopol_testkit::postgres::{cluster, name};
use memchr::memmem::find;

/// Names, numbers and titles that the test writes, and the name that a mandate carries.
const MARKERS: [&str; 4] = ["MARQUEUR-Kowalczyk", "N-MARQUEUR-7", "Zoé Lefèvre", "device_enrolled"];

fn files(folder: &Path) -> Vec<u8> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.is_file()).flat_map(|path| std::fs::read(path).unwrap()).collect()
}

/// Ids and sizes, nothing else; what is written ahead included.
#[test]
fn a_stolen_database_shows_ids_and_sizes() {
    super::on(async |postgres, url| {
        let (scene, anne) = (Scene::new(postgres).await, About::new(1));
        let (roster, owed) = (scene.of_section(Compartment::Roster), scene.of_section(Compartment::Dues));
        let mut pen = scene.secretary.clone();
        scene.write(&mut pen, roster, &[(&anne, person(MARKERS[0], Some(MARKERS[1])))]).await;
        scene.write(&mut pen, owed, &[(&About::new(2), dues(&anne))]).await;
        assert!(scene.store.make_snapshot(roster).await.unwrap());
        let number =
            cluster().tell(name(url), "CHECKPOINT; SELECT oid FROM pg_database WHERE datname = current_database()");
        let data = cluster().folder().join("data");
        for folder in [data.join("base").join(number.trim()), data.join("pg_wal")] {
            let bytes = files(&folder);
            assert!(find(&bytes, anne.id.as_bytes()).is_some(), "the search finds what is there");
            for marker in MARKERS {
                let wide: Vec<u8> = marker.encode_utf16().flat_map(u16::to_le_bytes).collect();
                assert!(find(&bytes, marker.as_bytes()).is_none() && find(&bytes, &wide).is_none(), "{marker}");
            }
            for secret in [anne.key.as_bytes(), &[0x4d; 32]] {
                assert!(find(&bytes, secret).is_none(), "a key in plain sight");
            }
        }
    });
}
