//! What goes along with a hint (J11): taken in where an answer would say the same, else asked for.

use coopol_core::device::SyncError;
use coopol_core::status::status;
use coopol_domain::device::Alarm;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use coopol_domain::wire::{Erased, Opaque, Page, Told};

use crate::authority::Cut;
use crate::sync::{add, names};
use crate::world::{Laptop, START, UNIT, World, stream};

/// The secretary's laptop and the treasurer's, and what the second would be told of the first one's people.
async fn scene() -> (World, Laptop, Laptop, Told) {
    let world = World::new();
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    add(&a, "Zoé", "Lefèvre").await;
    a.sync().await;
    let told = told(&world, stream(Compartment::Roster), 0);
    (world, a, b, told)
}

fn told(world: &World, stream: StreamId, from: u64) -> Told {
    world.authority.0.lock().unwrap().told(stream, from)
}

/// Whether the next synchronisation, with what a hint brought, asks the authority.
async fn asks(laptop: &Laptop, told: Told) -> bool {
    laptop.session.bring(Some(told));
    *laptop.way.cut.lock().unwrap() = Cut::BeforeTheAnswer;
    match laptop.session.sync_once(&laptop.way).await {
        Ok(_) => assert!(*laptop.way.cut.lock().unwrap() == Cut::BeforeTheAnswer, "whoever asks gets no answer"),
        Err(SyncError::Transport(_)) => return true,
        Err(error) => panic!("{error}"),
    }
    *laptop.way.cut.lock().unwrap() = Cut::Nowhere;
    false
}

#[tokio::test]
async fn what_a_hint_brings_is_taken_in_without_a_question() {
    let (world, a, b, first) = Box::pin(scene()).await;
    world.authority.0.lock().unwrap().now = START.plus(60_000);
    let mut first = first;
    first.answer.now = START.plus(60_000);
    assert!(!asks(&b, first).await);
    assert_eq!(names(&b).await, ["Zoé Lefèvre"]);
    let contact = status(&b.session).await.unwrap().last_contact;
    assert_eq!(contact, Some(START.plus(60_000)), "the server spoke");
    add(&a, "Anne", "Martin").await;
    a.sync().await;
    assert!(!asks(&b, told(&world, stream(Compartment::Roster), 1)).await);
    assert_eq!(names(&b).await, ["Zoé Lefèvre", "Anne Martin"]);
    world.settle(&a, &b).await;
}

/// Each of these would be answered otherwise than it was told, or not be answered alone.
#[tokio::test]
async fn what_does_not_follow_is_asked_for_and_is_no_alarm() {
    let (world, a, b, first) = Box::pin(scene()).await;
    let roster = stream(Compartment::Roster);
    assert!(asks(&b, Told { from: 1, ..first.clone() }).await, "it stands before");
    let mut other = first.clone();
    other.answer.erasures = vec![Erased { stream: roster, number: 1, subject: UNIT.into() }];
    assert!(asks(&b, other).await, "more than one stream's entries");
    let stranger = World::with_a_second_section();
    assert!(asks(&b, told(&stranger, stream(Compartment::Office), 0)).await, "under a key that isn't believed yet");

    let newcomer = world.synchronised(1, 3).await;
    let size = world.authority.0.lock().unwrap().entries(roster).len() as u64;
    add(&newcomer, "Nour", "Diallo").await;
    newcomer.sync().await;
    assert!(!asks(&b, first.clone()).await);
    assert!(asks(&b, told(&world, roster, size)).await, "by a laptop that isn't known yet");
    assert!(asks(&b, first).await, "it stands behind");

    let office = stream(Compartment::Office);
    let before = world.authority.0.lock().unwrap().entries(office).len() as u64;
    world.open_desks();
    assert!(asks(&b, told(&world, office, before)).await, "what an office says may change rights");

    add(&a, "Anne", "Martin").await;
    assert!(asks(&a, told(&world, roster, 1)).await, "what waits goes along");

    for laptop in [&a, &b] {
        laptop.sync().await;
    }
    world.settle(&a, &b).await;
}

/// Whether other streams may be read by now is told to nobody who doesn't ask.
#[tokio::test]
async fn whoever_asked_long_ago_asks() {
    let (world, a, b, first) = Box::pin(scene()).await;
    b.ambient.set(START.plus(5 * 60_000));
    assert!(asks(&b, first.clone()).await);
    b.ambient.set(Instant(START.0 - 1));
    assert!(asks(&b, first.clone()).await, "a clock that was set back tells nothing");
    b.ambient.set(START.plus(5 * 60_000 - 1));
    assert!(!asks(&b, first).await);
    let b = world.again(b).await;
    add(&a, "Anne", "Martin").await;
    a.sync().await;
    assert!(asks(&b, told(&world, stream(Compartment::Roster), 1)).await, "nor did this program ask yet");
}

/// J5: it is believed no sooner than an answer.
#[tokio::test]
async fn what_contradicts_its_seal_is_an_alarm() {
    let (_world, _a, b, mut forged) = Box::pin(scene()).await;
    forged.answer.streams[0].page = Opaque(zstd::bulk::compress(&Page::default().encode(), 1).unwrap());
    b.session.bring(Some(forged));
    let done = b.session.sync_once(&b.way).await;
    assert!(matches!(done, Err(SyncError::Alarm(Alarm::Rewritten { .. }))), "{done:?}");
    assert!(matches!(b.session.sync_once(&b.way).await, Err(SyncError::ReadOnly)));
    assert_eq!(names(&b).await, [""; 0]);
}
