//! The lease: without a word from the server the cache closes, whatever the clock is made to show.

use coopol_core::device::{Failure, Standing};
use coopol_core::roster::{self, Query, Window};
use coopol_domain::time::DAY;

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
