//! J2.5 on the device: what a newer version of the program did is kept, told, and folded after the upgrade.

use std::sync::Mutex;

use coopol_core::agenda;
use coopol_core::device::{Seal, Standing, SyncError};
use coopol_core::history::{self, Query};
use coopol_core::roster::{self, Field};
use coopol_core::status::status;
use coopol_domain::device::Alarm;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Kind, find};
use coopol_domain::wire::{Erased, SyncResponse};

use crate::agenda::draft;
use crate::sync::{add, names};
use crate::world::{Laptop, World, stream};

/// The version before: it knows neither how a person's contacts change nor how an event begins.
fn before(name: &str, version: u16) -> Option<&'static Kind> {
    find(name, version).filter(|kind| !["contact_changed", "event_planned"].contains(&kind.name))
}

/// A secretary's laptop of today's version, and a treasurer's of the version before.
async fn two_versions(world: &World) -> (Laptop, Laptop) {
    let (a, b) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    (a, world.again_knowing(b, before).await)
}

async fn newer(laptop: &Laptop) -> Vec<String> {
    let page = history::list(&laptop.session, &Query::default(), 0, 100).await.unwrap();
    let mut kinds: Vec<String> = page.rows.into_iter().filter(|row| row.newer).map(|row| row.kind).collect();
    kinds.sort();
    kinds
}

async fn whole(laptop: &Laptop) -> bool {
    laptop.session.verify().await.unwrap().iter().all(|verified| verified.seal == Seal::Whole)
}

async fn email(laptop: &Laptop, person: SubjectId) -> Option<String> {
    let sheet = roster::sheet(&laptop.session, person).await.unwrap();
    sheet.contacts.first().map(|contact| contact.value.clone())
}

async fn title(laptop: &Laptop, event: SubjectId) -> Option<String> {
    agenda::sheet(&laptop.session, event).await.ok().map(|sheet| sheet.title)
}

/// J2.5: kept, told as what it is, and folded once it is known, whatever came meanwhile about the same subjects; then
/// both laptops have the same states again, under the authority's seal.
#[tokio::test]
async fn what_a_newer_version_did_is_folded_after_the_upgrade() {
    let world = World::new();
    let (a, b) = Box::pin(two_versions(&world)).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    let (event, _) = agenda::plan(&a.session, &draft("Réunion", "2026-11-26T20:00")).await.unwrap();
    a.sync().await;
    b.sync().await;
    roster::set(&a.session, zoe, Field::Note, "présidente").await.unwrap();
    agenda::set(&a.session, event, &agenda::Change::Title("Bureau".to_owned())).await.unwrap();
    a.sync().await;
    b.sync().await;
    let b = world.again_knowing(b, before).await;
    assert!(status(&b.session).await.unwrap().behind);
    assert_eq!((names(&b).await, email(&b, zoe).await), (vec!["Zoé Lefèvre".to_owned()], None));
    assert_eq!(newer(&b).await, ["contact_changed", "event_planned"]);
    assert!(whole(&b).await, "what can be checked without the states holds");

    let b = world.again(b).await;
    assert!(!status(&b.session).await.unwrap().behind);
    assert_eq!(email(&b, zoe).await.as_deref(), Some("zoe@exemple.fr"));
    assert_eq!(title(&b, event).await.as_deref(), Some("Bureau"));
    assert_eq!(newer(&b).await, [""; 0]);
    assert!(whole(&b).await);
    world.settle(&a, &b).await;
    let agenda = stream(Compartment::Agenda);
    let roots = (a.session.cache().state_root(agenda).await, b.session.cache().state_root(agenda).await);
    assert_eq!(roots.0.unwrap(), roots.1.unwrap());
}

/// J5.2: what couldn't be compared meanwhile is compared at the upgrade, and from then on.
#[tokio::test]
async fn the_seals_are_compared_again_after_the_upgrade() {
    let world = World::new();
    let (a, b) = Box::pin(two_versions(&world)).await;
    let zoe = add(&a, "Zoé", "Lefèvre").await;
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    a.sync().await;
    world.authority.0.lock().unwrap().spoil(stream(Compartment::Roster));
    b.sync().await;
    let b = world.again(b).await;
    assert!(matches!(b.session.standing().await.unwrap(), Standing::ReadOnly { .. }));
    assert_eq!(status(&b.session).await.unwrap().alarm.as_deref(), Some("states"));
    assert_eq!(email(&b, zoe).await.as_deref(), Some("zoe@exemple.fr"), "it can be read");
}

/// Whom the authority says to have erased.
static ERASED: Mutex<Option<SubjectId>> = Mutex::new(None);

fn erasing(response: &mut SyncResponse) {
    let subject = ERASED.lock().unwrap().unwrap();
    response.erasures.push(Erased { stream: stream(Compartment::Roster), number: 1, subject });
}

/// J7.2, J2.5: one change that can't be read makes no device give up what nobody asked to erase. It waits, without an
/// alarm, as the change may be what asked; after the upgrade it is one.
#[tokio::test]
async fn nothing_is_erased_on_the_word_of_what_cannot_be_read() {
    let world = World::new();
    let (a, b) = Box::pin(two_versions(&world)).await;
    let (zoe, anne) = (add(&a, "Zoé", "Lefèvre").await, add(&a, "Anne", "Martin").await);
    a.sync().await;
    b.sync().await;
    *ERASED.lock().unwrap() = Some(anne);
    roster::set(&a.session, zoe, Field::Email, "zoe@exemple.fr").await.unwrap();
    a.sync().await;
    world.authority.0.lock().unwrap().forge = Some(erasing);
    let rounds = [b.sync().await.rounds, b.sync().await.rounds];
    assert!(rounds.iter().all(|rounds| *rounds < 5), "nobody asks again for what can't be told yet: {rounds:?}");
    assert_eq!(names(&b).await.len(), 2);
    let b = world.again(b).await;
    let alarm = b.session.sync_once(&b.way).await;
    assert!(matches!(alarm, Err(SyncError::Alarm(Alarm::Unasked { subject, .. })) if subject == anne), "{alarm:?}");
    assert_eq!(names(&b).await.len(), 2);
}
