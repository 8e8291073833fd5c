//! Somebody with two mandates: one unit at a time, and the reminders of both.

use coopol_core::agenda;
use coopol_core::device::Failure;
use coopol_core::handover;
use coopol_core::history;
use coopol_core::history::rollback::{self, Scope};
use coopol_core::mandates::places;
use coopol_core::reminders::{Notice, Rules, look};
use coopol_core::roster::{self, NewPerson};
use coopol_core::search::search;
use coopol_domain::id::UnitId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::Instant;
use jiff::Timestamp;

use crate::agenda::draft;
use crate::world::{SECOND, UNIT, World, second, stream};

#[tokio::test]
async fn all_rooms_show_one_unit_and_it_is_the_one_where_most_may_be_done() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    assert_eq!(andre.session.unit().await.unwrap(), Some(SECOND), "its secretary; elsewhere the treasurer");
    // The treasury of the first is his to write, too, and its own members' only.
    for compartment in [Compartment::Roster, Compartment::Dues, Compartment::Agenda, Compartment::Archive] {
        assert_eq!(andre.session.stream(compartment).await.unwrap(), second(compartment), "{compartment}");
    }
    andre.session.look_into(UNIT);
    for compartment in [Compartment::Roster, Compartment::Dues, Compartment::Agenda, Compartment::Archive] {
        assert_eq!(andre.session.stream(compartment).await.unwrap(), stream(compartment), "{compartment}");
    }
}

/// A file goes to the unit on screen: the minutes of an election elsewhere are kept by nobody's mistake.
#[tokio::test]
async fn minutes_are_kept_only_where_one_works() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    for unit in [SECOND, UNIT] {
        andre.session.look_into(unit);
        let places = handover::places(&andre.session).await.unwrap();
        assert_eq!(places.len(), 2, "he attests in both");
        let keeping = places.iter().filter(|place| place.keeps_minutes).map(|place| place.unit);
        assert_eq!(keeping.collect::<Vec<_>>(), [unit]);
    }
}

/// What is found opens: its sheet is that of the same unit.
#[tokio::test]
async fn search_finds_nobody_of_another_unit() {
    let world = World::with_a_second_section();
    let (andre, zoe) = (world.synchronised(2, 1).await, world.synchronised(1, 2).await);
    let person = |family_name: &str| NewPerson {
        given_name: "Anne".to_owned(),
        family_name: family_name.to_owned(),
        category: "member".to_owned(),
    };
    roster::add(&andre.session, &person("Viroflay")).await.unwrap();
    roster::add(&zoe.session, &person("Versailles")).await.unwrap();
    zoe.sync().await;
    andre.sync().await;
    for (unit, name) in [(SECOND, "Anne Viroflay"), (UNIT, "Anne Versailles")] {
        andre.session.look_into(unit);
        let found = search(&andre.session, "anne", 12).await.unwrap();
        assert_eq!(found.iter().map(|hit| hit.name.as_str()).collect::<Vec<_>>(), [name]);
        assert!(roster::sheet(&andre.session, found[0].id).await.is_ok());
    }
}

/// So that its sheet is opened where it is.
#[tokio::test]
async fn a_line_of_the_history_names_the_unit_whose_records_it_stands_in() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    for unit in [SECOND, UNIT] {
        andre.session.look_into(unit);
        let rows = history::list(&andre.session, &history::Query::default(), 0, 50).await.unwrap().rows;
        assert!(!rows.is_empty() && rows.iter().all(|row| row.unit == Some(unit)), "{rows:?}");
    }
}

#[tokio::test]
async fn where_one_can_work_is_told_with_ones_office() {
    let world = World::with_a_second_section();
    let (andre, zoe) = (world.synchronised(2, 1).await, world.synchronised(1, 2).await);
    let told: Vec<_> =
        places(&andre.session).await.unwrap().into_iter().map(|place| (place.name, place.office)).collect();
    let here = |name: &str, office: &str| (name.to_owned(), Some(office.to_owned()));
    assert_eq!(told, [here("Section de Versailles", "treasurer"), here("Section de Viroflay", "secretary")]);
    assert_eq!(places(&zoe.session).await.unwrap().len(), 1);
}

#[tokio::test]
async fn where_one_settled_is_remembered_and_nowhere_else_can_one() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    let elsewhere = andre.session.settle_in(UnitId::from_bytes([9; 16])).await;
    assert!(matches!(elsewhere, Err(Failure::NotFound { what: "unit", .. })), "{elsewhere:?}");
    andre.session.settle_in(UNIT).await.unwrap();
    let andre = world.again(andre).await;
    assert_eq!(andre.session.unit().await.unwrap(), Some(SECOND), "the command line asks each time");
    andre.session.look_where_last().await.unwrap();
    assert_eq!(andre.session.unit().await.unwrap(), Some(UNIT));
}

#[tokio::test]
async fn the_agendas_of_all_ones_mandates_ring() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    agenda::plan(&andre.session, &draft("Viroflay", "2026-11-26T20:00")).await.unwrap();
    let zoe = world.synchronised(1, 2).await;
    agenda::plan(&zoe.session, &draft("Versailles", "2026-11-26T20:30")).await.unwrap();
    zoe.sync().await;
    andre.sync().await;
    let now: Timestamp = "2026-11-26T18:45:00Z".parse().unwrap();
    andre.ambient.set(Instant(now.as_millisecond().unsigned_abs()));
    let Some(Notice::Digest(news)) = look(&andre.session, &Rules::default()).await.unwrap().notice else {
        panic!("both are near")
    };
    let told: Vec<_> = news.iter().map(|news| (news.title.as_str(), news.stream)).collect();
    assert_eq!(told, [("Viroflay", second(Compartment::Agenda)), ("Versailles", stream(Compartment::Agenda))]);
    andre.session.look_into(UNIT);
    assert_eq!(look(&andre.session, &Rules::default()).await.unwrap().notice, None, "once, wherever one works");
}

/// What is taken back, and what is told, is of the unit on screen: another mandate's work stays as it is.
#[tokio::test]
async fn history_and_the_return_to_a_day_keep_to_the_unit() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    agenda::plan(&andre.session, &draft("Viroflay", "2026-11-26T20:00")).await.unwrap();
    andre.sync().await;
    let zoe = world.synchronised(1, 2).await;
    agenda::plan(&zoe.session, &draft("Versailles", "2026-11-26T20:30")).await.unwrap();
    zoe.sync().await;
    andre.sync().await;
    let everything = Scope { by: None, from: Instant(0), until: Instant(u64::MAX >> 1) };
    for (unit, title) in [(SECOND, "Viroflay"), (UNIT, "Versailles")] {
        andre.session.look_into(unit);
        let told = history::list(&andre.session, &history::Query::default(), 0, 100).await.unwrap();
        let events: Vec<_> = told.rows.iter().filter(|row| row.kind == "event_planned").collect();
        assert_eq!(events.iter().map(|row| row.subject_name.as_deref()).collect::<Vec<_>>(), [Some(title)]);
        let plan = rollback::plan(&andre.session, &everything).await.unwrap();
        let names = plan.items.iter().map(|item| item.name.as_deref());
        let left = plan.exceptions.iter().map(|item| item.name.as_deref());
        assert_eq!(names.chain(left).collect::<Vec<_>>(), [Some(title)]);
    }
}

/// Whoever asks for a unit of which nothing is held any more works in their own.
#[tokio::test]
async fn a_unit_that_is_lost_gives_way_to_ones_own() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    andre.session.look_into(UnitId::from_bytes([7; 16]));
    assert_eq!(andre.session.unit().await.unwrap(), Some(SECOND));
    assert_eq!(andre.session.stream(Compartment::Roster).await.unwrap(), second(Compartment::Roster));
}
