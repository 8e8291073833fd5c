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

/// Whether the next synchronisation of whoever listens asks the authority; it gets no answer then.
async fn asks(laptop: &Laptop) -> bool {
    *laptop.way.cut.lock().unwrap() = Cut::BeforeTheAnswer;
    let done = laptop.session.keep_up(&laptop.way).await;
    let unasked = std::mem::replace(&mut *laptop.way.cut.lock().unwrap(), Cut::Nowhere) == Cut::BeforeTheAnswer;
    match done {
        Ok(synced) => assert!(unasked && !synced.asked, "whoever asks gets no answer"),
        Err(SyncError::Transport(_)) => assert!(!unasked),
        Err(error) => panic!("{error}"),
    }
    !unasked
}

/// The same, once a hint brought this.
async fn asks_after(laptop: &Laptop, told: Told) -> bool {
    laptop.session.bring(Some(told));
    asks(laptop).await
}

#[tokio::test]
async fn what_a_hint_brings_is_taken_in_without_a_question() {
    let (world, a, b, mut first) = Box::pin(scene()).await;
    first.answer.now = START.plus(60_000);
    assert!(!asks_after(&b, first).await);
    assert_eq!(names(&b).await, ["Zoé Lefèvre"]);
    let contact = status(&b.session).await.unwrap().last_contact;
    assert_eq!(contact, Some(START.plus(60_000)), "the server spoke");
    add(&a, "Anne", "Martin").await;
    a.sync().await;
    assert!(!asks_after(&b, told(&world, stream(Compartment::Roster), 1)).await);
    assert_eq!(names(&b).await, ["Zoé Lefèvre", "Anne Martin"]);
    world.settle(&a, &b).await;
}

/// Each of these would be answered otherwise than it was told, or not be answered alone.
#[tokio::test]
async fn what_does_not_follow_is_asked_for_and_is_no_alarm() {
    let roster = stream(Compartment::Roster);
    check("it stands before", async |_, _, first| Told { from: 1, ..first }).await;
    check("it has carried out fewer erasures", async |_, _, first| Told { erased: 1, ..first }).await;
    check("more than one stream's entries", async |_, _, mut first| {
        first.answer.erasures = vec![Erased { stream: roster, number: 1, subject: UNIT.into() }];
        first
    })
    .await;
    check("under a key that isn't believed yet", async |_, _, mut first| {
        let checkpoint = &mut first.answer.streams[0].checkpoint;
        let signer = checkpoint.rfind("coopol/").unwrap();
        checkpoint.insert(signer, 'x');
        first
    })
    .await;
    check("by a laptop that isn't known yet", async |world, _, _| {
        let newcomer = Box::pin(world.synchronised(1, 3)).await;
        add(&newcomer, "Nour", "Diallo").await;
        newcomer.sync().await;
        told(world, roster, 0)
    })
    .await;
    check("it stands behind", async |_, b, first| {
        b.sync().await;
        first
    })
    .await;
    check("what an office says may change rights", async |world, _, _| {
        let office = stream(Compartment::Office);
        let before = world.authority.0.lock().unwrap().entries(office).len() as u64;
        world.open_desks();
        told(world, office, before)
    })
    .await;
}

async fn check(what: &str, change: impl AsyncFnOnce(&World, &Laptop, Told) -> Told) {
    let (world, a, b, first) = Box::pin(scene()).await;
    let told = Box::pin(change(&world, &b, first)).await;
    assert!(asks_after(&b, told).await, "{what}");
    for laptop in [&b, &a, &b] {
        laptop.sync().await;
    }
    world.settle(&a, &b).await;
}

/// What waits goes along with a question.
#[tokio::test]
async fn whoever_has_something_to_send_asks() {
    let world = World::new();
    let (a, other) = (world.synchronised(1, 1).await, world.synchronised(1, 3).await);
    a.sync().await;
    add(&other, "Zoé", "Lefèvre").await;
    other.sync().await;
    let first = told(&world, stream(Compartment::Roster), 0);
    add(&a, "Anne", "Martin").await;
    assert!(asks_after(&a, first.clone()).await, "recorded");
    assert!(asks_after(&a, first).await, "signed, and perhaps sent");
    a.sync().await;
    world.settle(&a, &other).await;
}

/// One answer tells all of it, whatever comes meanwhile.
#[tokio::test]
async fn whoever_heard_of_more_asks() {
    let (_world, _a, b, first) = Box::pin(scene()).await;
    b.session.bring(Some(first.clone()));
    assert!(asks_after(&b, first.clone()).await, "two hints, be they of one stream");
    assert!(asks_after(&b, first.clone()).await, "the question had no answer");
    b.session.bring(None);
    assert!(asks_after(&b, first.clone()).await, "a hint that brought nothing");
    b.session.bring(Some(first));
    b.sync().await;
    assert_eq!(names(&b).await, ["Zoé Lefèvre"]);
    assert!(asks(&b).await, "nothing is left of what came before the question");
}

/// Whether other streams may be read by now is told to nobody who doesn't ask.
#[tokio::test]
async fn whoever_asked_long_ago_asks() {
    for (now, spared) in
        [(START.plus(5 * 60_000), false), (Instant(START.0 - 1), false), (START.plus(5 * 60_000 - 1), true)]
    {
        let (_world, _a, b, first) = Box::pin(scene()).await;
        b.ambient.set(now);
        assert_eq!(asks_after(&b, first).await, !spared, "{now:?}");
    }
    let (world, _a, b, first) = Box::pin(scene()).await;
    let b = world.again(b).await;
    assert!(asks_after(&b, first).await, "this program didn't ask yet");
}

/// It may have waited on its way, and time doesn't go back by that.
#[tokio::test]
async fn what_came_late_sets_no_clock_back() {
    let (_world, _a, b, first) = Box::pin(scene()).await;
    b.ambient.set(START.plus(4 * 60_000));
    assert_eq!(first.answer.now, START);
    assert!(!asks_after(&b, first).await);
    assert_eq!(b.session.now().await.unwrap(), START.plus(4 * 60_000));
}

/// J5: it is believed no sooner than an answer.
#[tokio::test]
async fn what_contradicts_its_seal_is_an_alarm() {
    let (_world, _a, b, mut forged) = Box::pin(scene()).await;
    forged.answer.streams[0].page = Opaque(zstd::bulk::compress(&Page::default().encode(), 1).unwrap());
    b.session.bring(Some(forged));
    let done = b.session.keep_up(&b.way).await;
    assert!(matches!(done, Err(SyncError::Alarm(Alarm::Rewritten { .. }))), "{done:?}");
    assert!(matches!(b.session.keep_up(&b.way).await, Err(SyncError::ReadOnly)));
    assert_eq!(names(&b).await, [""; 0]);
}
