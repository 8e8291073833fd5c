//! J9: what came after its author's mandate had ended, as whoever goes on reads it and takes it over.

use coopol_core::device::Failure;
use coopol_core::export::{self, Format};
use coopol_core::quarantine::{self, Bar, Late};
use coopol_core::roster::{self, Field, Query, Window};
use coopol_core::status::status;
use coopol_core::{dossier, history, proposals};
use coopol_domain::id::{ChangeId, SubjectId};
use coopol_domain::time::DAY;

use crate::sync::{add, names};
use crate::world::{Laptop, START, World};

async fn late(laptop: &Laptop) -> Vec<Late> {
    quarantine::list(&laptop.session).await.unwrap()
}

async fn note(laptop: &Laptop, person: SubjectId) -> Option<String> {
    roster::sheet(&laptop.session, person).await.unwrap().note
}

/// A secretary, and what the laptop of her former deputy still delivers: two notes, somebody new with a note, an export.
struct Handed {
    world: World,
    zoe: Laptop,
    people: [SubjectId; 2],
}

async fn handed() -> Handed {
    let world = World::new();
    world.deputy();
    let (zoe, anne) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let people = [add(&zoe, "Paul", "Roux").await, add(&zoe, "Léa", "Blanc").await];
    world.settle(&zoe, &anne).await;
    for (person, text) in people.into_iter().zip(["déménage", "rappeler"]) {
        roster::set(&anne.session, person, Field::Note, text).await.unwrap();
    }
    let nour = add(&anne, "Nour", "Diallo").await;
    roster::set(&anne.session, nour, Field::Note, "nouvelle").await.unwrap();
    export::roster(&anne.session, &Query::default(), Format::Csv).await.unwrap().release(&anne.session).await.unwrap();
    world.days_later(1, &[&zoe]);
    world.end(3);
    world.authority.0.lock().unwrap().shut_out.insert(anne.device);
    assert!(anne.sync().await.nothing_left);
    zoe.sync().await;
    Handed { world, zoe, people }
}

#[tokio::test]
async fn what_came_too_late_is_told_as_it_was_and_as_it_would_be() {
    let Handed { zoe, people, .. } = Box::pin(handed()).await;
    roster::set(&zoe.session, people[1], Field::Note, "a rappelé").await.unwrap();
    let late = late(&zoe).await;
    let told: Vec<_> = late.iter().map(|it| (it.kind.as_str(), it.name.as_deref(), it.bar)).collect();
    assert_eq!(
        told,
        [
            ("person_changed", Some("Paul Roux"), None),
            ("person_changed", Some("Léa Blanc"), None),
            ("person_recorded", Some("Nour Diallo"), None),
            ("person_changed", Some("Nour Diallo"), None),
            ("export_made", None, Some(Bar::Fixed)),
        ]
    );
    let values = |it: &Late| {
        let field = it.fields.iter().find(|it| it.field == "note").unwrap();
        [&field.before, &field.after, &field.now].map(|value| value.clone().unwrap_or_default())
    };
    assert_eq!(values(&late[0]), ["", "déménage", ""]);
    assert_eq!(values(&late[1]), ["", "rappeler", "a rappelé"], "it changed since");
    assert_eq!((late[3].needs.as_slice(), late[2].needs.len()), (&[late[2].change][..], 0));
    let dossier = dossier::gather(&zoe.session).await.unwrap();
    assert_eq!(dossier.held_back.as_deref(), Some(&[][..]), "no shield holds back what came too late");
    let came = &late[0].came;
    assert!(came.said.since(START) < 1000, "when it was made, and not when it came");
    assert_eq!((came.arrived, came.ended), (START.plus(DAY), Some(START.plus(DAY))));
    assert_eq!((came.office.as_deref(), came.laptop.as_deref()), (Some("deputy"), Some("Portable")));
    assert_eq!(late[0].author_name.as_deref(), Some("Anne Martin"));
    assert_eq!(late[0].more_until(START.plus(30 * DAY)), Some(START.plus(31 * DAY)));
    assert_eq!(late[0].more_until(START.plus(31 * DAY)), None);
    assert_eq!(status(&zoe.session).await.unwrap().proposals, 4, "nobody else can have exported it");
}

#[tokio::test]
async fn it_is_taken_over_change_by_change_and_the_rest_stays() {
    let Handed { world, zoe, people } = Box::pin(handed()).await;
    let treasurer = world.synchronised(2, 2).await;
    let all = late(&zoe).await;
    assert_eq!(names(&zoe).await.len(), 2, "nothing of it counts yet");
    quarantine::accept(&zoe.session, &[all[0].change]).await.unwrap();
    assert_eq!(note(&zoe, people[0]).await.as_deref(), Some("déménage"));
    assert_eq!(note(&zoe, people[1]).await, None);
    assert_eq!(late(&zoe).await.len(), 4, "it is answered here at once");
    // The note of somebody new makes no sense without them.
    let done = quarantine::accept(&zoe.session, &[all[3].change]).await.unwrap();
    assert_eq!((done.changes.len(), names(&zoe).await.len()), (2, 3));
    world.settle(&zoe, &treasurer).await;
    let left: Vec<ChangeId> = late(&zoe).await.into_iter().map(|it| it.change).collect();
    assert_eq!(left, [all[1].change, all[4].change]);
    let again = quarantine::accept(&zoe.session, &[all[1].change, all[0].change]).await;
    assert!(matches!(again, Err(Failure::NotFound { what: "proposal", .. })), "{again:?}");
    assert_eq!(note(&zoe, people[1]).await, None, "nothing is written then");
    let page = history::list(&zoe.session, &history::Query::default(), 0, 1).await.unwrap();
    assert_eq!((page.rows[0].kind.as_str(), page.rows[0].author_name.as_deref()), ("acceptance", Some("Zoé Lefèvre")));
    world.days_later(400, &[&zoe, &treasurer]);
    world.settle(&zoe, &treasurer).await;
    assert_eq!(late(&zoe).await.len(), 2, "it waits as long as nobody answers");
    proposals::decline(&zoe.session, &left).await.unwrap();
    world.settle(&zoe, &treasurer).await;
    assert_eq!((late(&zoe).await.len(), late(&treasurer).await.len()), (0, 0));
}

#[tokio::test]
async fn what_was_taken_out_since_or_is_not_ones_own_is_not_taken_over() {
    let Handed { world, zoe, people } = Box::pin(handed()).await;
    let treasurer = world.synchronised(2, 2).await;
    let all = late(&treasurer).await;
    assert_eq!(all.len(), 5, "who reads the roster sees what waits");
    let bars: Vec<_> = all.iter().map(|it| it.bar).collect();
    assert_eq!(bars, [Some(Bar::NotGranted); 5], "not even to say that it was seen");
    for refused in [
        quarantine::accept(&treasurer.session, &[all[0].change]).await.map(drop),
        proposals::decline(&treasurer.session, &[all[0].change]).await.map(drop),
    ] {
        assert!(matches!(refused, Err(Failure::NotFound { what: "proposal", .. })), "{refused:?}");
    }
    roster::remove(&zoe.session, people[0]).await.unwrap();
    let all = late(&zoe).await;
    assert_eq!(all[0].bar, Some(Bar::Removed));
    let refused = quarantine::accept(&zoe.session, &[all[1].change, all[0].change]).await;
    assert!(matches!(refused, Err(Failure::NotFound { .. })), "{refused:?}");
    proposals::decline(&zoe.session, &[all[2].change]).await.unwrap();
    let all = late(&zoe).await;
    assert_eq!(all[2].bar, Some(Bar::Unknown), "whom it is about was left out");
    let people = roster::list(&zoe.session, &Query::default(), Window { offset: 0, limit: 10 }).await.unwrap();
    assert_eq!(people.total, 1);
}
