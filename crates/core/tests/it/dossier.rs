//! What whoever takes office reads first, from what the rooms hold.

use coopol_core::agenda;
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::Failure;
use coopol_core::dossier::{Deadline, Dossier, Due, Dues, Part, People, gather};
use coopol_core::handover::{self, NewClaim};
use coopol_core::mandates::{self, NewMandate};
use coopol_core::roster::{self, DuesState, Filter, Query, Window};
use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::Intent;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::time::DAY;

use crate::agenda::draft;
use crate::archive::Files;
use crate::sync::add;
use crate::world::{Laptop, START, UNIT, World, mandate, stream};

// `START` is the eighteenth of November 2026.

async fn read(laptop: &Laptop) -> Dossier {
    gather(&laptop.session).await.unwrap()
}

pub fn member_of_the_bureau(world: &World, until: u64) {
    let edits = vec![
        Edit::set("unit", Value::bytes(UNIT.as_bytes())),
        Edit::set("office", Value::text(Office::BureauMember.to_string())),
        Edit::set("holder", Value::bytes([4; 16])),
        Edit::set("holder_name", Value::text("Nour Diallo")),
        Edit::set("since", Value::count(START.0 - DAY)),
        Edit::set("until", Value::count(until)),
    ];
    let recorded = Payload::new("mandate_recorded", 1, edits);
    world.authority.0.lock().unwrap().state(stream(Compartment::Office), vec![(mandate(4).into(), recorded)]);
}

pub async fn pays(treasurer: &Laptop, place: u8, person: SubjectId, year: i64, cents: i64) {
    let edits = vec![
        Edit::set("person", Value::bytes(person.as_bytes())),
        Edit::set("year", Value::Int(year)),
        Edit::set("amount_cents", Value::Int(cents)),
    ];
    let intent = Intent {
        stream: stream(Compartment::Dues),
        subject: SubjectId::from_bytes([place; 16]),
        payload: Payload::new("dues_recorded", 1, edits),
        act: None,
        depends_on: Vec::new(),
    };
    treasurer.session.record(intent).await.unwrap();
}

/// What there is nothing of is there and empty, which isn't the same as not being opened.
#[tokio::test]
async fn a_section_without_records_has_every_part() {
    let world = World::new();
    let secretary = world.synchronised(1, 1).await;
    let dossier = read(&secretary).await;
    assert_eq!(dossier.missing, []);
    assert_eq!((dossier.unit.name.as_str(), dossier.unit.kind.as_str()), ("Section de Versailles", "section"));
    assert_eq!((dossier.on.as_str(), dossier.since.as_str()), ("2026-11-18", "2025-11-18"));
    assert_eq!((dossier.past, dossier.coming), (Some(Vec::new()), Some(Vec::new())));
    assert_eq!((dossier.handovers, dossier.deadlines), (Some(Vec::new()), Some(Vec::new())));
    let nobody = People { total: 0, members: 0, regular_contacts: 0, former_members: 0 };
    assert_eq!(dossier.people, Some(nobody));
    assert!(dossier.archive.is_some_and(|archive| archive.total == 0 && archive.minutes.is_empty()));
    assert_eq!((dossier.promises, dossier.practical), (Some(Vec::new()), Some(Vec::new())));
    assert!(dossier.changes.is_some_and(|changes| changes.authors.is_empty() && changes.whole));
    assert!(dossier.waiting.is_over());
    let bureau: Vec<_> = dossier.bureau.unwrap().into_iter().map(|seat| (seat.office, seat.name, seat.since)).collect();
    let seat = |office: &str, name: &str| (office.to_owned(), name.to_owned(), "2026-11-17".to_owned());
    assert_eq!(bureau, [seat("secretary", "Zoé Lefèvre"), seat("treasurer", "André Côté")]);
}

#[tokio::test]
async fn meetings_are_told_of_twelve_months_and_those_to_come_apart() {
    let world = World::new();
    let secretary = world.synchronised(1, 1).await;
    for (title, start) in [
        ("Trop ancienne", "2025-11-17T20:00"),
        ("La première", "2025-11-18T20:00"),
        ("Hier", "2026-11-17T20:00"),
        ("Aujourd’hui", "2026-11-18T00:05"),
        ("Dans deux ans", "2028-11-18T20:00"),
    ] {
        agenda::plan(&secretary.session, &draft(title, start)).await.unwrap();
    }
    let (cancelled, _) = agenda::plan(&secretary.session, &draft("Annulée", "2026-03-01T20:00")).await.unwrap();
    agenda::cancel(&secretary.session, cancelled).await.unwrap();
    let dossier = read(&secretary).await;
    let titles = |rows: Option<Vec<agenda::Row>>| {
        rows.unwrap().into_iter().map(|row| (row.title, row.cancelled)).collect::<Vec<_>>()
    };
    let told =
        |titles: &[(&str, bool)]| titles.iter().map(|(title, off)| ((*title).to_owned(), *off)).collect::<Vec<_>>();
    assert_eq!(titles(dossier.past), told(&[("Hier", false), ("Annulée", true), ("La première", false)]));
    assert_eq!(titles(dossier.coming), told(&[("Aujourd’hui", false), ("Dans deux ans", false)]));
}

/// More than one page of the shelf, and nothing of before the twelve months.
#[tokio::test]
async fn minutes_are_told_of_twelve_months_however_many() {
    let (world, files) = (World::new(), Files::default());
    let secretary = world.synchronised(1, 1).await;
    archive::exchange(&secretary.session, &files).await.unwrap();
    let (meeting, _) = agenda::plan(&secretary.session, &draft("Réunion", "2026-11-17T20:00")).await.unwrap();
    let file = async |title: String, category: &str, day: Option<&str>| {
        let document = NewDocument {
            title,
            category: Some(category.to_owned()),
            dated_on: day.map(|day| day.parse().unwrap()),
            event: (day == Some("2026-11-17")).then_some(meeting),
            file_name: "cr.txt".to_owned(),
            text: None,
        };
        archive::add(&secretary.session, &document, b"Le budget".to_vec()).await.unwrap();
    };
    for number in 0..50 {
        file(format!("Séance {number}"), "minutes", Some("2026-05-02")).await;
    }
    file("La dernière".to_owned(), "minutes", Some("2026-11-17")).await;
    file("La première".to_owned(), "minutes", Some("2025-11-18")).await;
    file("Trop ancienne".to_owned(), "minutes", Some("2025-11-17")).await;
    file("Sans jour".to_owned(), "minutes", None).await;
    file("Une lettre".to_owned(), "letter", Some("2026-11-17")).await;
    let archive = read(&secretary).await.archive.unwrap();
    assert_eq!((archive.total, archive.minutes.len()), (55, 52));
    let (first, last) = (&archive.minutes[0], &archive.minutes[51]);
    assert_eq!((first.title.as_str(), first.dated_on.as_str()), ("La dernière", "2026-11-17"));
    assert_eq!(first.event.as_ref().map(|event| event.title.as_str()), Some("Réunion"));
    assert_eq!((last.title.as_str(), last.event.is_none()), ("La première", true));
}

#[tokio::test]
async fn dues_are_counted_for_this_year_and_the_one_before() {
    let world = World::new();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let mut people = Vec::new();
    for name in ["Lefèvre", "Martin", "Ravel"] {
        people.push(add(&secretary, "Zoé", name).await);
    }
    world.settle(&secretary, &treasurer).await;
    pays(&treasurer, 200, people[0], 2026, 3600).await;
    pays(&treasurer, 201, people[0], 2026, 1450).await;
    pays(&treasurer, 202, people[1], 2025, 2000).await;
    let dossier = read(&treasurer).await;
    let dues = Dues { year: 2026, up_to_date: 1, late: 2, received_cents: 5050, received_before_cents: 2000 };
    assert_eq!(dossier.dues, Some(dues));
    assert_eq!(dossier.people.map(|people| (people.total, people.members)), Some((3, 3)));
    let changes = dossier.changes.unwrap();
    let told: Vec<_> = changes.authors.iter().map(|author| (author.name.as_deref(), author.subjects)).collect();
    assert_eq!((changes.since.as_str(), told), ("2026-08-20", vec![(Some("Zoé Lefèvre"), 3)]));
}

/// The bureau reads the roster and no dues: nobody is counted late for want of seeing them paid.
#[tokio::test]
async fn a_part_that_the_mandate_does_not_open_is_said_to_be_missing() {
    let world = World::new();
    member_of_the_bureau(&world, START.0 + 30 * DAY);
    let secretary = world.synchronised(1, 1).await;
    add(&secretary, "Zoé", "Lefèvre").await;
    secretary.sync().await;
    let dossier = read(&world.synchronised(4, 4).await).await;
    assert_eq!((dossier.dues, dossier.missing), (None, vec![Part::Dues]));
    assert_eq!(dossier.people.map(|people| (people.total, people.members)), Some((1, 1)));
}

/// The same in the list: nobody is told to be late, and who asks for those is told why there is no answer.
#[tokio::test]
async fn a_list_says_nothing_of_dues_that_the_mandate_does_not_open() {
    let world = World::new();
    member_of_the_bureau(&world, START.0 + 30 * DAY);
    let secretary = world.synchronised(1, 1).await;
    add(&secretary, "Zoé", "Lefèvre").await;
    secretary.sync().await;
    let bureau = world.synchronised(4, 4).await;
    let asked = async |of: &Laptop, filters: Vec<Filter>| {
        let query = Query { filters, ..Query::default() };
        roster::list(&of.session, &query, Window { offset: 0, limit: 10 }).await
    };
    for (laptop, sees, late, state) in [(&secretary, true, 1, DuesState::Late), (&bureau, false, 0, DuesState::Unseen)]
    {
        let page = asked(laptop, Vec::new()).await.unwrap();
        let counts = page.counts;
        assert_eq!((page.sees_dues, counts.late, counts.up_to_date, counts.members), (sees, late, 0, 1));
        assert_eq!(page.rows[0].dues, state);
        assert_eq!(roster::sheet(&laptop.session, page.rows[0].id).await.unwrap().dues_of(2026), state);
    }
    assert_eq!(asked(&secretary, vec![Filter::Late]).await.unwrap().total, 1);
    for filter in [Filter::Late, Filter::UpToDate] {
        let refused = asked(&bureau, vec![Filter::WithoutEmail, filter]).await;
        assert!(matches!(&refused, Err(Failure::NoStream { compartment }) if compartment == "dues"), "{refused:?}");
    }
    assert_eq!(asked(&bureau, vec![Filter::WithoutEmail]).await.unwrap().total, 1);
}

/// What another of one's mandates opens isn't this unit's.
#[tokio::test]
async fn a_dossier_is_of_one_unit() {
    let world = World::with_a_second_section();
    let andre = world.synchronised(2, 1).await;
    add(&andre, "Anne", "Martin").await;
    let told = async || {
        let dossier = read(&andre).await;
        let names: Vec<String> = dossier.bureau.unwrap().into_iter().map(|seat| seat.name).collect();
        (dossier.unit.name, names.len(), dossier.people.map(|people| people.total))
    };
    assert_eq!(told().await, ("Section de Viroflay".to_owned(), 1, Some(1)));
    andre.session.look_into(UNIT);
    assert_eq!(told().await, ("Section de Versailles".to_owned(), 2, Some(0)));
}

#[tokio::test]
async fn what_falls_due_within_a_year_is_told_in_order() {
    let world = World::new();
    // Midnight in Paris after the seventeenth of December: the last day is that one.
    let midnight = "2026-12-17T23:00:00Z".parse::<jiff::Timestamp>().unwrap().as_millisecond();
    member_of_the_bureau(&world, midnight.try_into().unwrap());
    let secretary = world.synchronised(1, 1).await;
    let mut assembly = draft("Rentrée", "2026-12-01T20:00");
    assembly.category = "general_assembly".to_owned();
    agenda::plan(&secretary.session, &assembly).await.unwrap();
    agenda::plan(&secretary.session, &draft("Réunion", "2026-12-02T20:00")).await.unwrap();
    assembly.when = draft("", "2027-11-19T20:00").when;
    agenda::plan(&secretary.session, &assembly).await.unwrap();
    assembly.when = draft("", "2026-12-03T20:00").when;
    let (off, _) = agenda::plan(&secretary.session, &assembly).await.unwrap();
    agenda::cancel(&secretary.session, off).await.unwrap();
    let to_come = NewMandate {
        until: Some(START.plus(400 * DAY)),
        ..NewMandate::new(Office::BureauMember, "Anne Martin", START.plus(DAY))
    };
    mandates::prepare(&secretary.session, &to_come).await.unwrap().record(&secretary.session).await.unwrap();
    let dossier = read(&secretary).await;
    let assembly = Due::Assembly { title: "Rentrée".to_owned() };
    let mandate = Due::Mandate { name: "Nour Diallo".to_owned(), office: "bureau_member".to_owned() };
    let on = |day: &str, due| Deadline { on: day.to_owned(), due };
    assert_eq!(dossier.deadlines.unwrap(), [on("2026-12-01", assembly), on("2026-12-17", mandate)]);
    let bureau = dossier.bureau.unwrap();
    let anne = bureau.iter().find(|seat| seat.name == "Anne Martin").unwrap();
    assert!(anne.to_come && bureau.iter().filter(|seat| seat.to_come).count() == 1);
    assert_eq!(bureau.last().unwrap().name, "Anne Martin", "after who is there");
}

#[tokio::test]
async fn an_election_that_was_declared_waits_until_it_is_closed() {
    let world = World::new();
    let secretary = world.synchronised(1, 1).await;
    let claim = NewClaim {
        unit: None,
        office: Office::Treasurer,
        holder: None,
        holder_name: "Léo Müller".to_owned(),
        theme: None,
        elected_on: "2026-11-17".to_owned(),
        since: START,
        until: None,
        proof: "Compte rendu".to_owned(),
        document: None,
        requested_on: None,
    };
    let prepared = handover::prepare(&secretary.session, &claim).await.unwrap();
    let made = prepared.claim;
    prepared.record(&secretary.session).await.unwrap();
    let open = read(&secretary).await.handovers.unwrap();
    assert_eq!(open.iter().map(|claim| claim.holder_name.as_str()).collect::<Vec<_>>(), ["Léo Müller"]);
    let withdrawn = handover::prepare_answer(&secretary.session, made, &handover::Answer::Withdraw).await.unwrap();
    withdrawn.record(&secretary.session).await.unwrap();
    assert_eq!(read(&secretary).await.handovers, Some(Vec::new()));
}
