//! J7.2: people who are erased for good, from the asking to the last trace on a laptop.

use coopol_core::device::Failure;
use coopol_core::roster::erasure::{self, Erasure, Ground, Stage};
use coopol_core::roster::{self, Field};
use coopol_core::{history, proposals};
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::DAY;
use sqlx::{Row as _, ValueRef as _};

use crate::sync::{add, names};
use crate::world::{Laptop, START, World, stream};

/// A secretary and her deputy, both synchronised, and two people of their roster.
struct Scene {
    world: World,
    zoe: Laptop,
    anne: Laptop,
    paul: SubjectId,
    lea: SubjectId,
}

async fn scene() -> Scene {
    let world = World::new();
    world.deputy();
    let (zoe, anne) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let (paul, lea) = (add(&zoe, "Paul", "Quetzalcoatl").await, add(&zoe, "Léa", "Blanc").await);
    roster::set(&zoe.session, paul, Field::Email, "paul@quetzalcoatl.example").await.unwrap();
    roster::set(&zoe.session, paul, Field::Note, "ami de Quetzalcoatl").await.unwrap();
    world.settle(&zoe, &anne).await;
    Scene { world, zoe, anne, paul, lea }
}

impl Scene {
    /// What was said is heard, and so many days after the beginning the authority carries out what is due.
    async fn later(&self, days: u64) {
        self.world.settle(&self.zoe, &self.anne).await;
        self.world.days_later(days, &[&self.zoe, &self.anne]);
        self.world.authority.0.lock().unwrap().erase_due(stream(Compartment::Roster));
        for laptop in [&self.zoe, &self.anne] {
            laptop.sync().await;
        }
    }

    async fn ask(&self, person: SubjectId) -> SubjectId {
        let (erasure, saved) = erasure::ask(&self.zoe.session, &[person], Ground::AskedByThePerson).await.unwrap();
        assert!(saved.waits_for.is_some(), "nobody erases alone");
        self.zoe.sync().await;
        self.anne.sync().await;
        erasure
    }
}

async fn listed(laptop: &Laptop) -> Vec<Erasure> {
    erasure::list(&laptop.session).await.unwrap()
}

async fn one(laptop: &Laptop) -> Erasure {
    let mut all = listed(laptop).await;
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

/// The tables of a laptop's cache in which a text still stands, in any column.
async fn traces(laptop: &Laptop, text: &str) -> Vec<String> {
    let mut reader = laptop.session.cache().reader().await.unwrap();
    let tables = sqlx::query_scalar::<_, String>("SELECT name FROM sqlite_schema WHERE type = 'table'");
    let mut found = Vec::new();
    for table in tables.fetch_all(&mut *reader).await.unwrap() {
        let all = format!("SELECT * FROM \"{table}\"");
        for row in sqlx::query(sqlx::AssertSqlSafe(all)).fetch_all(&mut *reader).await.unwrap() {
            for column in 0..row.len() {
                let value = row.try_get_raw(column).unwrap();
                if !value.is_null()
                    && let Ok(bytes) = <&[u8] as sqlx::Decode<sqlx::Sqlite>>::decode(value)
                    && String::from_utf8_lossy(bytes).to_lowercase().contains(text)
                {
                    found.push(table.clone());
                }
            }
        }
    }
    found.dedup();
    found
}

#[tokio::test]
async fn whoever_is_erased_leaves_no_trace_on_any_laptop() {
    let scene = Box::pin(scene()).await;
    let Scene { zoe, anne, paul, .. } = &scene;
    assert!(traces(zoe, "quetzalcoatl").await.len() > 3, "the search finds what is there");
    let asked = scene.ask(*paul).await;
    let (here, there) = (one(zoe).await, one(anne).await);
    assert_eq!((here.id, here.ground, here.asked_at), (asked, Some(Ground::AskedByThePerson), Some(START)));
    assert_eq!(here.people[0].name.as_deref(), Some("Paul Quetzalcoatl"));
    assert_eq!((here.stage, there.stage), (Stage::Asked { may_agree: false }, Stage::Asked { may_agree: true }));
    assert_eq!(there.asked_by.as_deref(), Some("Zoé Lefèvre"));

    erasure::agree(&anne.session, asked).await.unwrap();
    scene.later(0).await;
    let due = Stage::Agreed { by: Some("Anne Martin".to_owned()), due: START.plus(7 * DAY) };
    for laptop in [zoe, anne] {
        let agreed = one(laptop).await;
        assert_eq!((&agreed.stage, agreed.asked_by.as_deref()), (&due, Some("Zoé Lefèvre")));
    }
    scene.later(6).await;
    assert_eq!(names(anne).await.len(), 2, "six days aren't seven");

    scene.later(7).await;
    for laptop in [zoe, anne] {
        assert_eq!(names(laptop).await, ["Léa Blanc"]);
        assert_eq!(traces(laptop, "quetzalcoatl").await, Vec::<String>::new());
        assert!(roster::search(&laptop.session, "quetzal", 9).await.unwrap().is_empty());
        let done = one(laptop).await;
        assert_eq!((&done.stage, done.people[0].name.as_deref()), (&Stage::Done, None));
        assert!(matches!(erasure::withdraw(&laptop.session, asked).await, Err(Failure::NotFound { .. })), "it is over");
    }
    scene.world.settle(zoe, anne).await;
}

/// The roster is read by more than may ask for an erasure: a treasurer agrees to none.
#[tokio::test]
async fn whoever_may_not_erase_agrees_to_nothing() {
    let scene = Box::pin(scene()).await;
    let asked = scene.ask(scene.paul).await;
    let treasurer = scene.world.synchronised(2, 2).await;
    assert_eq!(one(&treasurer).await.stage, Stage::Asked { may_agree: false });
    for laptop in [&treasurer, &scene.zoe] {
        assert!(matches!(erasure::agree(&laptop.session, asked).await, Err(Failure::NotFound { .. })));
        assert!(proposals::list(&laptop.session).await.unwrap().is_empty());
    }
    let own = erasure::ask(&treasurer.session, &[scene.lea], Ground::NoLongerNeeded).await;
    assert!(matches!(own, Err(Failure::Refused(_))), "{own:?}");
}

#[tokio::test]
async fn it_is_withdrawn_at_every_step() {
    let scene = Box::pin(scene()).await;
    let Scene { zoe, anne, paul, .. } = &scene;
    // By who asked, before it left the laptop, and once it waits; by who is asked.
    let (early, _) = erasure::ask(&zoe.session, &[*paul], Ground::Unlawful).await.unwrap();
    assert_eq!(one(zoe).await.id, early);
    erasure::withdraw(&zoe.session, early).await.unwrap();
    scene.world.settle(zoe, anne).await;
    for laptop in [zoe, anne] {
        let asked = scene.ask(*paul).await;
        erasure::withdraw(&laptop.session, asked).await.unwrap();
        scene.later(0).await;
        assert_eq!((listed(zoe).await, listed(anne).await), (Vec::new(), Vec::new()));
    }
    // By anybody who may ask, once it was agreed to.
    let asked = scene.ask(*paul).await;
    erasure::agree(&anne.session, asked).await.unwrap();
    scene.later(6).await;
    erasure::withdraw(&zoe.session, asked).await.unwrap();
    assert_eq!(listed(zoe).await, Vec::new(), "from now on, whenever the server hears of it");
    scene.later(6).await;
    scene.later(8).await;
    assert_eq!((names(zoe).await.len(), listed(anne).await), (2, Vec::new()));
}

#[tokio::test]
async fn nobody_is_asked_for_twice() {
    let scene = Box::pin(scene()).await;
    let asked = scene.ask(scene.paul).await;
    for laptop in [&scene.zoe, &scene.anne] {
        let again = erasure::ask(&laptop.session, &[scene.lea, scene.paul], Ground::NoLongerNeeded).await;
        assert!(matches!(again, Err(Failure::ToBeErased { person }) if person == scene.paul), "{again:?}");
    }
    assert_eq!(one(&scene.zoe).await.id, asked, "all or none");
    let nobody = SubjectId::from_bytes([9; 16]);
    let unknown = erasure::ask(&scene.zoe.session, &[nobody], Ground::NoLongerNeeded).await;
    assert!(matches!(unknown, Err(Failure::NotFound { .. })));
}

/// The history takes it back, too, like anything else that was done.
#[tokio::test]
async fn an_erasure_that_waits_for_its_day_is_undone_from_the_history() {
    let scene = Box::pin(scene()).await;
    let asked = scene.ask(scene.paul).await;
    let agreed = erasure::agree(&scene.anne.session, asked).await.unwrap();
    scene.later(1).await;
    history::undo(&scene.zoe.session, *agreed.change.as_bytes()).await.unwrap();
    scene.later(8).await;
    assert_eq!(names(&scene.anne).await.len(), 2);
}
