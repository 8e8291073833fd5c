//! The lease: without a word from the server the cache closes, whatever the clock is made to show.

use coopol_core::device::{Failure, Standing};
use coopol_core::roster::{self, Query, Window};
use coopol_domain::time::{DAY, Instant};

use crate::sync::{add, person};
use crate::world::{START, World};

const ONE: Window = Window { offset: 0, limit: 1 };

#[tokio::test]
async fn a_lease_ends_and_is_renewed_by_the_server_alone() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    add(&a, "Zoé", "Lefèvre").await;
    a.ambient.set(START.plus(13 * DAY));
    assert_eq!(a.session.standing().await.unwrap(), Standing::Open);
    a.ambient.set(START.plus(14 * DAY));
    assert!(matches!(a.session.standing().await.unwrap(), Standing::LeaseOver { last_contact: Some(START) }));
    let closed = roster::list(&a.session, &Query::default(), ONE).await;
    assert!(matches!(closed, Err(Failure::LeaseOver { .. })));
    assert!(roster::add(&a.session, &person("Anne", "Martin")).await.is_err());
    // Seen once, the time stays seen: after a restart, and with the clock set back.
    let a = world.again(a).await;
    a.ambient.set(START);
    assert!(matches!(a.session.standing().await.unwrap(), Standing::LeaseOver { .. }));
    world.days_later(15, &[&a]);
    a.sync().await;
    assert_eq!(a.session.standing().await.unwrap(), Standing::Open);
    assert_eq!(roster::list(&a.session, &Query::default(), ONE).await.unwrap().total, 1, "what waited is still there");
}

/// A clock that was years ahead doesn't lock for ever: the server's word brings it back.
#[tokio::test]
async fn a_clock_that_was_ahead_is_corrected() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    a.ambient.set(START.plus(1000 * DAY));
    a.session.see().await.unwrap();
    assert!(matches!(a.session.standing().await.unwrap(), Standing::LeaseOver { .. }));
    a.sync().await;
    assert_eq!(a.session.standing().await.unwrap(), Standing::Open);
    a.ambient.set(START.plus(1013 * DAY));
    assert_eq!(a.session.standing().await.unwrap(), Standing::Open, "13 days after the contact, by any clock");
    a.ambient.set(START.plus(1014 * DAY));
    assert!(matches!(a.session.standing().await.unwrap(), Standing::LeaseOver { .. }));
}

/// A clock set back by weeks gains no time: nothing is read or written until it is put right, or the server says what time it is.
#[tokio::test]
async fn a_clock_set_back_closes_it() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let seen = START.plus(5 * DAY);
    let back = Instant(seen.0 - DAY - 1);
    a.ambient.set(seen);
    a.session.see().await.unwrap();
    a.ambient.set(back);
    assert_eq!(a.session.standing().await.unwrap(), Standing::ClockBehind { seen });
    let closed = roster::list(&a.session, &Query::default(), ONE).await;
    assert!(matches!(closed, Err(Failure::ClockBehind { .. })));
    assert!(roster::add(&a.session, &person("Anne", "Martin")).await.is_err());
    let a = world.again(a).await;
    assert_eq!(a.session.standing().await.unwrap(), Standing::ClockBehind { seen }, "opened again with that clock");
    a.ambient.set(Instant(back.0 + 1));
    assert_eq!(a.session.standing().await.unwrap(), Standing::Open, "a day is what a clock may be wrong by");

    a.ambient.set(back);
    a.sync().await;
    assert_eq!(a.session.standing().await.unwrap(), Standing::Open, "the server said what time it is");
    a.ambient.set(back.plus(14 * DAY));
    assert!(matches!(a.session.standing().await.unwrap(), Standing::LeaseOver { .. }), "14 days later, by that clock");
}

/// Nor does one that is set back a little, day after day: time goes on from what was seen.
#[tokio::test]
async fn a_clock_set_back_by_little_does_not_stand_still() {
    let world = World::new();
    let a = world.synchronised(1, 1).await;
    let (evening, morning) = (START.plus(DAY), START.plus(DAY / 24));
    for day in 1..=14 {
        a.ambient.set(morning);
        a.session.see().await.unwrap();
        a.ambient.set(evening);
        a.session.see().await.unwrap();
        assert_eq!(a.session.standing().await.unwrap(), Standing::Open, "day {day}");
    }
    a.ambient.set(morning);
    a.session.see().await.unwrap();
    a.ambient.set(evening);
    assert!(matches!(a.session.standing().await.unwrap(), Standing::LeaseOver { .. }), "14 days of 23 hours, and some");
}
