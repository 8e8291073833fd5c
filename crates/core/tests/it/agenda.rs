//! The agenda on two laptops, and its files.

use coopol_core::agenda::{self, Change, Draft, Query, Span, When, ics};
use coopol_core::device::Failure;
use coopol_core::history::undo;
use coopol_core::roster::Window;
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Refusal;

use crate::ics::{GOOGLE, OUTLOOK, THUNDERBIRD, reading};
use crate::world::{Laptop, World};

const ALL: Window = Window { offset: 0, limit: 100 };

pub fn draft(title: &str, start: &str) -> Draft {
    Draft {
        category: "meeting".to_owned(),
        title: title.to_owned(),
        when: When::parse(start, None, false, "Europe/Paris").unwrap(),
        place: "Maison de quartier".to_owned(),
        description: String::new(),
    }
}

async fn titles(laptop: &Laptop, span: Span, text: &str) -> Vec<String> {
    let page = agenda::list(&laptop.session, &Query { span, text: text.to_owned() }, ALL).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64);
    page.rows.into_iter().map(|row| row.title).collect()
}

/// It is 2026-11-18, shortly after noon in Paris.
#[tokio::test]
async fn the_list_has_two_sides_and_months() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    for (title, start) in [
        ("Bureau", "2026-11-17T20:00"),
        ("Assemblée de l’œuvre", "2026-11-18T05:00"),
        ("Tractage", "2026-11-30T23:30"),
        ("Galette", "2027-01-10T16:00"),
    ] {
        agenda::plan(&zoe.session, &draft(title, start)).await.unwrap();
    }
    assert_eq!(titles(&zoe, Span::Coming, "").await, ["Assemblée de l’œuvre", "Tractage", "Galette"]);
    assert_eq!(titles(&zoe, Span::Past, "").await, ["Bureau"]);
    assert_eq!(titles(&zoe, Span::Coming, "oeuv quart").await, ["Assemblée de l’œuvre"]);
    assert_eq!(titles(&zoe, Span::Coming, "semblee").await, [""; 0]);
    let coming = Query { span: Span::Coming, text: String::new() };
    let one = agenda::list(&zoe.session, &coming, Window { offset: 1, limit: 1 }).await.unwrap();
    assert_eq!((one.rows[0].title.as_str(), one.total, one.elsewhere), ("Tractage", 3, 1));
    let november = agenda::month(&zoe.session, "2026-11-01".parse().unwrap()).await.unwrap();
    assert_eq!(november.len(), 3);
}

#[tokio::test]
async fn an_event_goes_through_its_life_on_both_laptops() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-26T20:00")).await.unwrap();
    world.settle(&zoe, &andre).await;
    let later = When::parse("2026-11-27T20:30", Some("2026-11-27T22:00"), false, "Europe/Paris").unwrap();
    for change in [Change::When(later.clone()), Change::Place("Mairie".to_owned()), Change::Title("Bureau".to_owned())]
    {
        agenda::set(&andre.session, event, &change).await.unwrap();
    }
    let again = agenda::set(&andre.session, event, &Change::Title("Bureau".to_owned())).await;
    assert!(matches!(again, Err(Failure::Refused(Refusal::NothingChanged))));
    let cancelled = agenda::cancel(&andre.session, event).await.unwrap();
    world.settle(&zoe, &andre).await;
    let sheet = agenda::sheet(&zoe.session, event).await.unwrap();
    assert_eq!((sheet.title.as_str(), sheet.place.as_deref(), sheet.when), ("Bureau", Some("Mairie"), later));
    assert!(sheet.cancelled && sheet.cancelled_at.is_some() && sheet.writable);
    undo(&andre.session, *cancelled.change.as_bytes()).await.unwrap();
    assert!(!agenda::sheet(&andre.session, event).await.unwrap().cancelled);
    agenda::remove(&andre.session, event).await.unwrap();
    assert!(matches!(agenda::remove(&andre.session, event).await, Err(Failure::NotFound { .. })));
    assert_eq!(titles(&andre, Span::Coming, "").await, [""; 0]);
    agenda::restore(&andre.session, event).await.unwrap();
    agenda::cancel(&andre.session, event).await.unwrap();
    agenda::reinstate(&andre.session, event).await.unwrap();
    world.settle(&zoe, &andre).await;
    assert_eq!(titles(&zoe, Span::Coming, "").await, ["Bureau"]);
    let unknown = SubjectId::from_bytes([9; 16]);
    assert!(matches!(agenda::cancel(&zoe.session, unknown).await, Err(Failure::NotFound { .. })));
    assert!(matches!(agenda::sheet(&zoe.session, unknown).await, Err(Failure::NotFound { .. })));
}

#[tokio::test]
async fn a_file_twice_changes_nothing_and_all_of_it_is_undone() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    for (file, events) in [(OUTLOOK, 1), (THUNDERBIRD, 3), (GOOGLE, 2)] {
        let planned = ics::plan(&zoe.session, &reading(file)).await.unwrap();
        let done = ics::apply(&zoe.session, &planned, "agenda.ics").await.unwrap();
        assert_eq!((done.created, done.updated), (events, 0));
        let again = ics::plan(&zoe.session, &reading(file)).await.unwrap();
        assert_eq!((again.created.len(), again.updated.len(), again.unchanged), (0, 0, events), "{:?}", again.updated);
        assert_eq!(ics::apply(&zoe.session, &again, "agenda.ics").await.unwrap().act, None);
    }
    let moved = OUTLOOK.replace("20261126T2", "20261127T2");
    let planned = ics::plan(&zoe.session, &reading(&moved)).await.unwrap();
    let fields: Vec<_> = planned.updated.iter().flat_map(|update| update.fields.clone()).collect();
    assert_eq!(fields, ["when"], "{planned:?}");
    let act = ics::apply(&zoe.session, &planned, "agenda.ics").await.unwrap().act.unwrap();
    assert_eq!(
        titles(&zoe, Span::Days("2026-11-27".parse().unwrap(), "2026-11-28".parse().unwrap()), "").await.len(),
        1
    );
    undo(&zoe.session, *act.as_bytes()).await.unwrap();
    assert_eq!(
        titles(&zoe, Span::Days("2026-11-27".parse().unwrap(), "2026-11-28".parse().unwrap()), "").await.len(),
        0
    );
}

#[tokio::test]
async fn our_own_file_comes_back_as_it_left() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let day = When::parse("2026-12-05", Some("2026-12-06"), true, "Europe/Paris").unwrap();
    let there = When::parse("2026-12-10T20:00", Some("2026-12-10T21:00"), false, "Indian/Reunion").unwrap();
    let long = "Ordre du jour ; budget, votes \\ divers\nvendredi — dès 20 h ".repeat(20);
    for draft in [
        Draft { when: day, ..draft("Université d’hiver", "2026-12-05T10:00") },
        Draft { when: there, category: "bureau".to_owned(), ..draft("Là-bas", "2026-12-10T20:00") },
        Draft { description: long, place: String::new(), ..draft("Assemblée", "2026-11-26T20:00") },
    ] {
        agenda::plan(&zoe.session, &draft).await.unwrap();
    }
    let everything = Span::Days("2026-01-01".parse().unwrap(), "2028-01-01".parse().unwrap());
    let before = ics::export(&zoe.session, everything).await.unwrap();
    let planned = ics::plan(&zoe.session, &reading(&before.replace("\r\n", "\n"))).await.unwrap();
    assert_eq!((planned.unchanged, planned.problems.len()), (3, 0), "{planned:?}");
    // In another section the same events are new, and tell the same.
    let section = World::new();
    let other = section.synchronised(1, 1).await;
    let planned = ics::plan(&other.session, &reading(&before.replace("\r\n", "\n"))).await.unwrap();
    ics::apply(&other.session, &planned, "section.ics").await.unwrap();
    let tell = |file: &str| {
        let kept = |line: &&str| !line.starts_with("DTSTAMP") && !line.starts_with("SEQUENCE");
        file.lines().filter(kept).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(tell(&ics::export(&other.session, everything).await.unwrap()), tell(&before));
}

/// RFC 5546 §2.1.4: whoever holds an older copy takes the newer; a number never falls, whatever was confirmed meanwhile.
#[tokio::test]
async fn the_sequence_of_an_event_only_grows() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (event, _) = agenda::plan(&zoe.session, &draft("Réunion", "2026-11-26T20:00")).await.unwrap();
    let sequence = async |laptop: &Laptop| {
        let file = ics::export(&laptop.session, Span::Coming).await.unwrap();
        let line = file.lines().find_map(|line| line.strip_prefix("SEQUENCE:")).unwrap();
        line.parse::<u64>().unwrap()
    };
    let mut last = sequence(&zoe).await;
    for title in ["a", "b"] {
        agenda::set(&zoe.session, event, &Change::Title(title.to_owned())).await.unwrap();
        let pending = sequence(&zoe).await;
        world.days_later(0, &[&zoe, &andre]);
        world.settle(&zoe, &andre).await;
        let confirmed = sequence(&zoe).await;
        assert!(last < pending && pending <= confirmed, "{last} {pending} {confirmed}");
        assert_eq!(confirmed, sequence(&andre).await);
        last = confirmed;
    }
}
