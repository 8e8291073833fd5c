//! Who came to an event, on two laptops.

use coopol_core::agenda::attendance::{self, Query, Tally};
use coopol_core::agenda::{self, When};
use coopol_core::device::Failure;
use coopol_core::history::rollback::{self, Scope};
use coopol_core::history::{self, undo};
use coopol_core::overlaps;
use coopol_core::roster::{self, Window};
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::Attendance::{self, Excused, Present};
use coopol_domain::kinds::Refusal;
use coopol_domain::time::Instant;

use crate::agenda::draft;
use crate::sync::add;
use crate::world::{Laptop, World, stream};

const ALL: Window = Window { offset: 0, limit: 100 };

async fn mark(laptop: &Laptop, event: SubjectId, marks: &[attendance::Mark]) -> coopol_core::device::Saved {
    let plan = attendance::plan(&laptop.session, event, marks).await.unwrap();
    attendance::apply(&laptop.session, &plan).await.unwrap()
}

async fn shown(laptop: &Laptop, event: SubjectId) -> (Vec<(String, Option<Attendance>)>, Tally) {
    let page = attendance::list(&laptop.session, event, &Query::default(), ALL).await.unwrap();
    let sheet = agenda::sheet(&laptop.session, event).await.unwrap();
    assert_eq!(page.tally, sheet.attendance, "the list and the sheet say the same");
    assert_eq!((page.total, page.all), (page.rows.len() as u64, page.rows.len() as u64));
    (page.rows.into_iter().map(|row| (row.given_name, row.mark)).collect(), page.tally)
}

fn tally(present: u64, excused: u64, gone: u64) -> Tally {
    Tally { present, excused, gone }
}

fn days(days: &[&str]) -> Vec<String> {
    days.iter().map(|day| (*day).to_owned()).collect()
}

fn said(marks: &[(&str, Option<Attendance>)]) -> Vec<(String, Option<Attendance>)> {
    marks.iter().map(|(name, mark)| ((*name).to_owned(), *mark)).collect()
}

#[tokio::test]
async fn two_officers_mark_at_two_doors() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (anne, lea) = (add(&zoe, "Anne", "Martin").await, add(&zoe, "Léa", "Müller").await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    world.settle(&zoe, &andre).await;
    assert_eq!(shown(&zoe, event).await, (said(&[("Anne", None), ("Léa", None)]), tally(0, 0, 0)));
    mark(&zoe, event, &[(anne, Some(Present)), (lea, Some(Excused))]).await;
    mark(&andre, event, &[(lea, Some(Present))]).await;
    let (theirs, count) = shown(&andre, event).await;
    assert_eq!((theirs, count), (said(&[("Anne", None), ("Léa", Some(Present))]), tally(1, 0, 0)), "shown at once");
    world.settle(&zoe, &andre).await;
    let both = (said(&[("Anne", Some(Present)), ("Léa", Some(Present))]), tally(2, 0, 0));
    assert_eq!(shown(&zoe, event).await, both);
    assert_eq!(shown(&andre, event).await, both);

    // Of whom both said something else, somebody chooses.
    let open = overlaps::list(&zoe.session).await.unwrap();
    assert_eq!((open.len(), open[0].name.as_deref()), (1, Some("Réunion")));
    assert_eq!((open[0].overlap.whose.as_deref(), open[0].overlap.sides.len()), (Some("Léa Müller"), 2));
    overlaps::settle(&zoe.session, event, &open[0].overlap.field, overlaps::Keep::Rival(0)).await.unwrap();
    world.settle(&zoe, &andre).await;
    assert_eq!(shown(&andre, event).await.1, tally(1, 1, 0));
    assert!(overlaps::list(&andre.session).await.unwrap().is_empty());
    let agenda = stream(Compartment::Agenda);
    let roots = (zoe.session.cache().state_root(agenda).await, andre.session.cache().state_root(agenda).await);
    assert_eq!(roots.0.unwrap(), roots.1.unwrap());
}

#[tokio::test]
async fn only_what_is_new_is_said_and_of_people_who_are_there() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let (anne, lea) = (add(&zoe, "Anne", "Martin").await, add(&zoe, "Léa", "Müller").await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    let plan = attendance::plan(&zoe.session, event, &[(anne, Some(Present)), (lea, None)]).await.unwrap();
    let told: Vec<_> = plan.changes.iter().map(|it| (it.name.as_deref(), it.before, it.after)).collect();
    assert_eq!((told, plan.tally), (vec![(Some("Anne Martin"), None, Some(Present))], tally(1, 0, 0)));
    assert_eq!(shown(&zoe, event).await.1, tally(0, 0, 0), "nothing was written yet");
    attendance::apply(&zoe.session, &plan).await.unwrap();
    let again = attendance::plan(&zoe.session, event, &[(anne, Some(Present))]).await.unwrap();
    assert_eq!(again.changes, []);
    let twice = attendance::apply(&zoe.session, &again).await;
    assert!(matches!(twice, Err(Failure::Refused(Refusal::NothingChanged))), "{twice:?}");

    let unknown = SubjectId::from_bytes([9; 16]);
    for (event, person) in [(unknown, anne), (event, unknown)] {
        let refused = attendance::plan(&zoe.session, event, &[(person, Some(Present))]).await;
        assert!(matches!(refused, Err(Failure::NotFound { .. })), "{refused:?}");
    }
    assert!(matches!(
        attendance::list(&zoe.session, unknown, &Query::default(), ALL).await,
        Err(Failure::NotFound { .. })
    ));
    let found = Query { text: "mull".to_owned(), marked: false };
    let page = attendance::list(&zoe.session, event, &found, ALL).await.unwrap();
    assert_eq!((page.rows[0].given_name.as_str(), page.total, page.all), ("Léa", 1, 2));
    let marked = Query { marked: true, ..Query::default() };
    let page = attendance::list(&zoe.session, event, &marked, ALL).await.unwrap();
    assert_eq!((page.rows[0].id, page.total), (anne, 1));
    let second =
        attendance::list(&zoe.session, event, &Query::default(), Window { offset: 1, limit: 1 }).await.unwrap();
    assert_eq!((second.rows[0].id, second.total), (lea, 2));

    agenda::remove(&zoe.session, event).await.unwrap();
    let gone = attendance::plan(&zoe.session, event, &[(lea, Some(Present))]).await;
    assert!(matches!(gone, Err(Failure::NotFound { what: "event", .. })), "{gone:?}");
}

/// J7.2: whoever isn't in the roster any more counts, and isn't named.
#[tokio::test]
async fn who_left_the_roster_still_came() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let (anne, lea) = (add(&zoe, "Anne", "Martin").await, add(&zoe, "Léa", "Müller").await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    mark(&zoe, event, &[(anne, Some(Present)), (lea, Some(Present))]).await;
    roster::remove(&zoe.session, anne).await.unwrap();
    assert_eq!(shown(&zoe, event).await, (said(&[("Léa", Some(Present))]), tally(2, 0, 1)));
    let marked = attendance::plan(&zoe.session, event, &[(anne, Some(Excused))]).await;
    assert!(matches!(marked, Err(Failure::NotFound { what: "person", .. })), "{marked:?}");
    mark(&zoe, event, &[(anne, None)]).await;
    assert_eq!(shown(&zoe, event).await.1, tally(1, 0, 0), "a mark is taken back whoever it is about");
}

#[tokio::test]
async fn marks_are_told_by_name_and_taken_back() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (anne, lea) = (add(&zoe, "Anne", "Martin").await, add(&zoe, "Léa", "Müller").await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    world.settle(&zoe, &andre).await;
    let saved = mark(&zoe, event, &[(anne, Some(Present))]).await;
    mark(&andre, event, &[(lea, Some(Excused))]).await;
    world.settle(&zoe, &andre).await;
    let sheet = agenda::sheet(&zoe.session, event).await.unwrap();
    let told = sheet.history.iter().find(|entry| entry.id == saved.change).unwrap();
    assert_eq!((told.kind.as_str(), told.subject_name.as_deref()), ("attendance_marked", Some("Réunion")));
    let field = &told.fields[0];
    assert_eq!((field.whose.as_deref(), field.after.as_deref()), (Some("Anne Martin"), Some("present")));
    undo(&zoe.session, *saved.change.as_bytes()).await.unwrap();
    assert_eq!(shown(&zoe, event).await, (said(&[("Anne", None), ("Léa", Some(Excused))]), tally(0, 1, 0)));

    // All that one person did, without what others marked.
    mark(&zoe, event, &[(anne, Some(Present))]).await;
    world.settle(&zoe, &andre).await;
    let scope = Scope { by: Some(HolderId::from_bytes([2; 16])), from: Instant(0), until: Instant(u64::MAX >> 1) };
    let plan = rollback::plan(&zoe.session, &scope).await.unwrap();
    assert_eq!(plan.items[0].fields[0].whose.as_deref(), Some("Léa Müller"));
    rollback::carry_out(&zoe.session, plan).await.unwrap();
    assert_eq!(shown(&zoe, event).await.1, tally(1, 0, 0));
    let about = history::Query { sorts: vec!["event"], ..history::Query::default() };
    assert!(
        history::list(&zoe.session, &about, 0, 50).await.unwrap().total >= 4,
        "it is found as what events went through"
    );
}

/// It is the eighteenth of November 2026.
#[tokio::test]
async fn a_person_came_so_often_in_twelve_months() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let (anne, lea) = (add(&zoe, "Anne", "Martin").await, add(&zoe, "Léa", "Müller").await);
    let lately = async |person| {
        let lately = roster::sheet(&zoe.session, person).await.unwrap().attendance.unwrap();
        (lately.present, lately.excused, lately.of, lately.last.into_iter().map(|came| came.on).collect::<Vec<_>>())
    };
    assert_eq!(lately(anne).await, (0, 0, 0, vec![]));
    let mut events = Vec::new();
    for start in ["2025-11-17T20:00", "2025-11-19T20:00", "2026-05-01T10:00", "2026-11-18T20:00", "2026-11-19T20:00"] {
        events.push(agenda::plan(&zoe.session, &draft("Réunion", start)).await.unwrap().0);
    }
    for event in &events {
        mark(&zoe, *event, &[(anne, Some(Present))]).await;
    }
    mark(&zoe, events[2], &[(lea, Some(Excused))]).await;
    assert_eq!(
        lately(anne).await,
        (3, 0, 3, days(&["2026-11-18", "2026-05-01", "2025-11-19"])),
        "neither a year ago nor tomorrow"
    );
    assert_eq!(lately(lea).await, (0, 1, 3, vec![]));
    agenda::cancel(&zoe.session, events[1]).await.unwrap();
    mark(&zoe, events[3], &[(anne, None)]).await;
    assert_eq!(lately(anne).await, (1, 0, 1, days(&["2026-05-01"])), "one was cancelled, at another nobody is marked");
    let moved = When::parse("2025-06-01T10:00", None, false, "Europe/Paris").unwrap();
    agenda::set(&zoe.session, events[2], &agenda::Change::When(moved)).await.unwrap();
    assert_eq!(lately(anne).await, (0, 0, 0, vec![]));
}

/// Who reads the agenda and no roster reads how many came, and marks nobody blindly.
#[tokio::test]
async fn without_the_roster_there_are_numbers_alone() {
    let world = World::with_a_federation();
    let (ada, nour) = (world.synchronised(5, 5).await, world.synchronised(6, 6).await);
    let anne = add(&ada, "Anne", "Martin").await;
    let (event, _) = agenda::plan(&ada.session, &draft("Conseil", "2026-11-17T20:00")).await.unwrap();
    let saved = mark(&ada, event, &[(anne, Some(Present))]).await;
    ada.sync().await;
    nour.sync().await;
    let page = attendance::list(&nour.session, event, &Query::default(), ALL).await.unwrap();
    assert_eq!((page.rows.len(), page.names, page.writable, page.tally), (0, false, true, tally(1, 0, 1)));
    let blind = attendance::plan(&nour.session, event, &[(anne, None)]).await;
    assert!(matches!(blind, Err(Failure::NoStream { .. })), "{blind:?}");
    let sheet = agenda::sheet(&nour.session, event).await.unwrap();
    let told = sheet.history.iter().find(|entry| entry.id == saved.change).unwrap();
    assert_eq!((told.fields.len(), told.fields[0].whose.as_deref()), (1, None));
}

/// A program that starts again finds what it had, and a laptop that comes later is told the same.
#[tokio::test]
async fn marks_outlive_the_program_and_reach_whoever_comes_later() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let mut people = Vec::new();
    for number in 0..30 {
        people.push(add(&zoe, &format!("Anne {number:02}"), "Martin").await);
    }
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    let marks: Vec<_> = people.iter().map(|person| (*person, Some(Present))).collect();
    mark(&zoe, event, &marks).await;
    mark(&zoe, event, &[(people[3], None), (people[4], Some(Excused))]).await;
    let before = shown(&zoe, event).await;
    assert_eq!(before.1, tally(28, 1, 0));
    let zoe = world.again(zoe).await;
    assert_eq!(shown(&zoe, event).await, before);
    zoe.sync().await;
    let andre = world.synchronised(2, 2).await;
    assert_eq!(shown(&andre, event).await, before);
}
