//! How many durable pushes a second: groups of single-change pushes through `submit`, in one section or spread over many. What
//! the backends' examples measure.

use std::time::{Duration, Instant};

use coopol_domain::access::Office;
use coopol_domain::id::{MandateId, UnitId};
use coopol_domain::journal::Compartment;
use coopol_domain::wire::{PushOutcome, Submission};

use super::pen::{About, Pen};
use super::scene::{NOW, Scene, person, stream};
use crate::Backend;

const GROUP: u64 = 64;
const GROUPS: u64 = 150;
/// The names of devices in the spread run: one secretary per section.
const SECTIONS: std::ops::Range<u8> = 0x08..0x28;

/// How many pushes are measured.
pub const PUSHES: u64 = GROUP * GROUPS;

/// How long all the groups took, on an empty backend, without making the pushes.
///
/// # Panics
/// When a push isn't received.
#[expect(clippy::disallowed_methods, reason = "durations are what a bench measures")]
pub async fn submitting<B: Backend>(backend: B, spread: bool) -> Duration {
    let mut scene = Scene::new(backend).await;
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

/// What came out, as a line to be printed.
pub fn told(spread: bool, submitting: Duration) -> String {
    let rate = u128::from(PUSHES) * 1_000_000 / submitting.as_micros().max(1);
    let place = if spread { "32 sections" } else { "one section" };
    format!("{place}: {rate} pushes a second")
}

async fn writers<B: Backend>(scene: &mut Scene<B>, spread: bool) -> Vec<(UnitId, Pen)> {
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

async fn pushes_of<B: Backend>(scene: &Scene<B>, pens: &mut [(UnitId, Pen)], group: u64) -> Vec<Submission> {
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
