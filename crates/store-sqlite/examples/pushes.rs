//! How many durable pushes a second: groups of 64 single-change pushes through `submit`, on a file in the folder given
//! (or the system's temporary one). Once in one section, once spread over 32.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use coopol_domain::access::Office;
use coopol_domain::id::{MandateId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::wire::{PushOutcome, Submission};
use coopol_store::contract::pen::{About, Pen};
use coopol_store::contract::scene::{NOW, Scene, person, stream};
use coopol_store_sqlite::Sqlite;
use tokio::runtime::Builder;

const GROUP: u64 = 64;
const GROUPS: u64 = 150;
/// The names of devices in the spread run: one secretary per section.
const SECTIONS: std::ops::Range<u8> = 0x08..0x28;

fn main() {
    let folder = std::env::args_os().nth(1).map_or_else(std::env::temp_dir, PathBuf::from);
    let runtime = Builder::new_current_thread().enable_all().build().expect("a runtime starts");
    for spread in [false, true] {
        let folder = tempfile::tempdir_in(&folder).expect("the folder can be written");
        let path = folder.path().join("server.db");
        let submitting = runtime.block_on(async {
            let sqlite = Sqlite::open(&path).await.expect("a new file opens");
            let measured = measure(sqlite.clone(), spread).await;
            sqlite.close().await;
            measured
        });
        let size = std::fs::metadata(&path).map_or(0, |file| file.len());
        tell(spread, submitting, size);
    }
}

#[expect(clippy::print_stdout, reason = "it is what a bench is for")]
fn tell(spread: bool, submitting: Duration, size: u64) {
    let pushes = GROUP * GROUPS;
    let rate = u128::from(pushes) * 1_000_000 / submitting.as_micros().max(1);
    let place = if spread { "32 sections" } else { "one section" };
    println!("{place}: {rate} pushes a second, {} bytes each on disk", size / pushes);
}

/// How long the groups took, without making the pushes.
#[expect(clippy::disallowed_methods, reason = "durations are what a bench measures")]
async fn measure(sqlite: Sqlite, spread: bool) -> Duration {
    let mut scene = Scene::new(sqlite).await;
    let mut pens = writers(&mut scene, spread).await;
    let mut submitting = Duration::ZERO;
    for group in 0..GROUPS {
        let pushes = pushes_of(&scene, &mut pens, group).await;
        let start = Instant::now();
        let decision = scene.store.submit(pushes, NOW).await;
        submitting += start.elapsed();
        assert!(decision.outcomes.iter().all(|outcome| *outcome == PushOutcome::Received), "{decision:?}");
    }
    submitting
}

async fn writers(scene: &mut Scene<Sqlite>, spread: bool) -> Vec<(UnitId, Pen)> {
    if !spread {
        return vec![(scene.section, scene.secretary.clone()), (scene.section, scene.deputy.clone())];
    }
    let mut pens = Vec::new();
    for name in SECTIONS {
        let unit = UnitId::from_bytes([name | 0xc0; 16]);
        scene.found(unit, "section", Some(scene.federation)).await;
        scene.install(name, unit, Office::Secretary, None).await;
        pens.push((unit, Pen::new(name, MandateId::from_bytes([name | 0x40; 16]))));
    }
    pens
}

async fn pushes_of(scene: &Scene<Sqlite>, pens: &mut [(UnitId, Pen)], group: u64) -> Vec<Submission> {
    let mut pushes = Vec::new();
    let writers = pens.len() as u64;
    for place in 0..GROUP {
        let writer = usize::try_from(place % writers).expect("they are few");
        let (unit, pen) = &mut pens[writer];
        let about = About::new(group * GROUP + place);
        let facts = [(&about, person("Lefèvre", Some(&format!("N-{}", group * GROUP + place))))];
        pushes.push(scene.push(pen, stream(*unit, Compartment::Roster), &facts).await);
    }
    pushes
}
