//! What left the outbox in signed pushes, as the cache keeps it.

use coopol_core::agenda;
use coopol_core::history::{self, Query, Trust};
use coopol_core::status::status;
use coopol_domain::device::Progress::{self, Received, Saved, Signed};
use coopol_domain::device::{Device, Pending};
use coopol_domain::journal::Compartment::{Agenda, Roster};

use crate::agenda::draft;
use crate::authority::Cut;
use crate::sync::add;
use crate::world::{Laptop, World, stream};

const MIGRATION: &str = include_str!("../../../../migrations/cache/0055_sent.sql");
/// The table that was there before.
const BEFORE: &str = "DROP VIEW outbox_reached; DROP TABLE sent; CREATE TABLE parcels (
    place INTEGER PRIMARY KEY AUTOINCREMENT, stream BLOB NOT NULL, number INTEGER NOT NULL, bytes BLOB NOT NULL,
    UNIQUE (stream, number)) STRICT";

async fn loaded(laptop: &Laptop) -> Device {
    laptop.session.cache().load().await.unwrap().unwrap().0
}

fn reached(device: &Device) -> Vec<Progress> {
    device.outbox.iter().map(|pending: &Pending| pending.progress.clone()).collect()
}

/// Two pushes of the roster, one of the agenda, all signed and none acknowledged, and a change that nobody has signed yet.
async fn on_its_way(world: &World) -> Laptop {
    let a = world.synchronised(1, 1).await;
    for given in ["Zoé", "Anne"] {
        add(&a, given, "Lefèvre").await;
        *a.way.cut.lock().unwrap() = Cut::BeforeItArrives;
        assert!(a.session.sync_once(&a.way).await.is_err());
        agenda::plan(&a.session, &draft(given, "2026-11-26T20:00")).await.unwrap();
    }
    a
}

/// J3.1: after a restart each change is in the push that it was signed in, and each push has the bytes that may have left.
#[tokio::test]
async fn a_restart_finds_the_very_pushes() {
    let world = World::new();
    let a = on_its_way(&world).await;
    let (before, said) = (loaded(&a).await, status(&a.session).await.unwrap());
    assert_eq!((said.waiting, said.received), (4, 0));
    assert_eq!(reached(&before), [Signed(1), Signed(1), Signed(2), Saved]);
    let a = world.again(a).await;
    let after = loaded(&a).await;
    assert_eq!((&after.outbox, &after.parcels), (&before.outbox, &before.parcels));
    let sent: Vec<_> = before.parcels.iter().map(|parcel| (parcel.stream, parcel.number)).collect();
    assert_eq!(sent, [(stream(Roster), 1), (stream(Roster), 2), (stream(Agenda), 1)]);
    let mut writer = a.session.cache().writer().await;
    let mut transaction = writer.begin().await.unwrap();
    let acknowledged = |done: bool| sqlx::query("UPDATE sent SET done = ? WHERE number = 2").bind(done);
    acknowledged(true).execute(&mut *transaction).await.unwrap();
    transaction.commit().await.unwrap();
    let received = loaded(&a).await;
    assert_eq!(
        received.received,
        before.parcels[1..2],
        "what was acknowledged and isn't read yet may have to go again (J8)"
    );
    assert_eq!(received.parcels.len(), 2);
    let mut transaction = writer.begin().await.unwrap();
    acknowledged(false).execute(&mut *transaction).await.unwrap();
    transaction.commit().await.unwrap();
    drop(writer);
    let b = world.synchronised(2, 2).await;
    world.settle(&a, &b).await;
    let at_rest = loaded(&a).await;
    assert!(at_rest.outbox.is_empty() && at_rest.parcels.is_empty());
    let mut reader = a.session.cache().reader().await.unwrap();
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM sent").fetch_one(&mut *reader).await.unwrap();
    assert_eq!(left, 0, "what is settled is forgotten");
}

/// What an earlier version had signed, or knew to be received, goes on where it was.
#[tokio::test]
async fn pushes_of_an_earlier_version_go_on() {
    let world = World::new();
    let a = on_its_way(&world).await;
    let before = loaded(&a).await;
    let mut writer = a.session.cache().writer().await;
    let mut transaction = writer.begin().await.unwrap();
    sqlx::raw_sql(BEFORE).execute(&mut *transaction).await.unwrap();
    for pending in before.outbox.iter() {
        let (word, number) = match pending.progress {
            // The first of the roster was acknowledged, so that nothing of it was kept.
            Signed(1) if pending.stream() == stream(Roster) => ("received", Some("1".to_owned())),
            Signed(number) => ("signed", Some(number.to_string())),
            _ => continue,
        };
        let old = sqlx::query("UPDATE outbox SET progress = ?, detail = ? WHERE id = ?").bind(word).bind(number);
        old.bind(pending.id().as_bytes().to_vec()).execute(&mut *transaction).await.unwrap();
    }
    for parcel in before.parcels.iter().skip(1) {
        let number = i64::try_from(parcel.number).unwrap();
        let old = sqlx::query("INSERT INTO parcels (stream, number, bytes) VALUES (?, ?, ?)");
        let old = old.bind(parcel.stream.as_bytes().to_vec()).bind(number).bind(parcel.bytes.clone());
        old.execute(&mut *transaction).await.unwrap();
    }
    sqlx::raw_sql(MIGRATION).execute(&mut *transaction).await.unwrap();
    transaction.commit().await.unwrap();
    drop(writer);
    let after = loaded(&a).await;
    assert_eq!(reached(&after), [Received(1), Signed(1), Signed(2), Saved]);
    assert_eq!(after.parcels, before.parcels[1..]);
    let said = status(&a.session).await.unwrap();
    assert_eq!((said.waiting, said.received), (3, 1));
    let page = history::list(&a.session, &Query::default(), 0, 10).await.unwrap();
    assert_eq!(page.rows.iter().filter(|row| row.trust == Trust::Received).count(), 1);
}
