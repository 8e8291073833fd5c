//! A mandate that is suspended, on the laptop of whoever held it: everything goes but the key, and comes back (J9).

use coopol_core::device::Standing;
use coopol_core::quarantine;
use coopol_core::roster::{self, Field};
use coopol_core::transport::Suspended;
use coopol_domain::kinds::Suspension;
use coopol_domain::time::Instant;

use crate::sync::{add, names};
use crate::world::{START, World};

#[tokio::test]
async fn a_suspended_laptop_keeps_its_key_and_has_everything_again() {
    let world = World::new();
    world.deputy();
    let (zoe, anne) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let paul = add(&zoe, "Paul", "Roux").await;
    world.settle(&zoe, &anne).await;
    roster::set(&anne.session, paul, Field::Note, "déménage").await.unwrap();
    let why = Suspended {
        unit: "Section de Versailles".to_owned(),
        since: START,
        until: None,
        ground: "Comptes non rendus".to_owned(),
    };
    let span = Suspension { id: "a".to_owned(), since: START, until: None, ground: why.ground.clone() };
    world.suspend(3, vec![span]);
    world.authority.0.lock().unwrap().suspended.insert(anne.device, why.clone());
    for _ in 0..2 {
        let synced = anne.sync().await;
        assert!(synced.suspended && !synced.nothing_left && !synced.abandoned, "{synced:?}");
    }
    assert_eq!(anne.session.standing().await.unwrap(), Standing::Suspended(why));
    assert!(anne.session.reader().await.is_err() && anne.session.held().await.is_empty(), "nothing is left to read");

    // What she hadn't sent waits for whoever goes on.
    zoe.sync().await;
    let late = quarantine::list(&zoe.session).await.unwrap();
    assert_eq!(late.len(), 1);
    assert_eq!(late[0].more_until(Instant(u64::MAX)), None);

    world.suspend(3, Vec::new());
    world.authority.0.lock().unwrap().suspended.clear();
    let synced = anne.sync().await;
    assert!(!synced.suspended && !synced.nothing_left);
    assert_eq!(anne.session.standing().await.unwrap(), Standing::Open);
    assert_eq!(names(&anne).await, names(&zoe).await, "she reads everything again");
    roster::set(&anne.session, paul, Field::Note, "est revenu").await.unwrap();
    world.settle(&anne, &zoe).await;
    assert_eq!(roster::sheet(&zoe.session, paul).await.unwrap().note.as_deref(), Some("est revenu"));
}
