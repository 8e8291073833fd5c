//! Reminders over a real cache: restarts, and what others do.

use coopol_core::agenda::{self, Change, When};
use coopol_core::reminders::{Notice, Rules, What, look, planned};
use coopol_domain::time::Instant;
use jiff::Timestamp;

use crate::agenda::draft;
use crate::world::{Laptop, World};

fn at(utc: &str) -> Instant {
    Instant(u64::try_from(utc.parse::<Timestamp>().unwrap().as_millisecond()).unwrap())
}

/// What is said at a time: what happened to which events.
async fn said(laptop: &Laptop, utc: &str) -> Vec<(What, String)> {
    laptop.ambient.set(at(utc));
    match look(&laptop.session, &Rules::default()).await.unwrap().notice {
        None => Vec::new(),
        Some(Notice::One(news)) => vec![(news.what, news.title)],
        Some(Notice::Digest(all)) => all.into_iter().map(|news| (news.what, news.title)).collect(),
    }
}

fn told(what: What, title: &str) -> Vec<(What, String)> {
    vec![(what, title.to_owned())]
}

#[tokio::test]
async fn a_restart_says_nothing_again() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    agenda::plan(&zoe.session, &draft("Réunion", "2026-11-26T20:00")).await.unwrap();
    assert_eq!(said(&zoe, "2026-11-25T17:00:00Z").await, told(What::Reminder, "Réunion"));
    let zoe = world.again(zoe).await;
    assert_eq!(said(&zoe, "2026-11-25T17:01:00Z").await, []);
    let next = look(&zoe.session, &Rules::default()).await.unwrap().next;
    assert_eq!(next, Some(at("2026-11-26T18:00:00Z")));
    let zoe = world.again(zoe).await;
    assert_eq!(said(&zoe, "2026-11-26T18:30:00Z").await, told(What::Reminder, "Réunion"));
    assert_eq!(said(&zoe, "2026-11-26T18:31:00Z").await, []);
}

#[tokio::test]
async fn two_looks_at_once_hand_out_one_notice() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    agenda::plan(&zoe.session, &draft("Réunion", "2026-11-26T20:00")).await.unwrap();
    zoe.ambient.set(at("2026-11-25T17:00:00Z"));
    let rules = Rules::default();
    let (one, other) = tokio::join!(look(&zoe.session, &rules), look(&zoe.session, &rules));
    let notices = [one.unwrap().notice, other.unwrap().notice];
    assert_eq!(notices.iter().filter(|notice| notice.is_some()).count(), 1);
}

#[tokio::test]
async fn what_somebody_else_moves_is_told_and_what_one_moves_oneself_is_not() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-28T20:00")).await.unwrap();
    world.settle(&zoe, &andre).await;
    for laptop in [&zoe, &andre] {
        assert_eq!(said(laptop, "2026-11-18T12:00:00Z").await, []);
    }
    let later = When::parse("2026-11-29T20:00", None, false, "Europe/Paris").unwrap();
    agenda::set(&andre.session, event, &Change::When(later)).await.unwrap();
    assert_eq!(said(&andre, "2026-11-18T12:01:00Z").await, [], "his own, still in the outbox");
    world.settle(&zoe, &andre).await;
    assert_eq!(said(&andre, "2026-11-18T12:02:00Z").await, []);
    let zoe = world.again(zoe).await;
    assert_eq!(said(&zoe, "2026-11-18T12:02:00Z").await, told(What::Moved, "Réunion"));
    assert_eq!(said(&zoe, "2026-11-18T12:03:00Z").await, []);
    agenda::remove(&andre.session, event).await.unwrap();
    world.settle(&zoe, &andre).await;
    assert_eq!(said(&zoe, "2026-11-18T12:04:00Z").await, told(What::Cancelled, "Réunion"));
    assert_eq!(said(&zoe, "2026-11-29T19:00:00Z").await, [], "what was taken out rings no more");
}

#[tokio::test]
async fn the_sheet_shows_what_is_still_to_ring() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let when = When::parse("2026-11-26T20:00", None, false, "Europe/Paris").unwrap();
    zoe.ambient.set(at("2026-11-26T12:00:00Z"));
    let coming = planned(&zoe.session, &Rules::default(), &when).await.unwrap();
    assert_eq!(
        serde_json::to_value(coming).unwrap(),
        serde_json::json!([{ "lead": "hour", "at": "2026-11-26T19:00" }])
    );
}
