//! Two laptops that worked on the same things without a network, their clocks three years apart, then synchronise with a
//! real server: equal state, every overlap shown on both with both values, one click settles it (J4).

#![expect(clippy::unwrap_used, reason = "in a test a surprise is a failure")]

use coopol_core::agenda::{self, Change, Draft, When};
use coopol_core::device::{Held, Seal};
use coopol_core::roster::{self, Field, Keep, NewPerson, OverlapView};
use coopol_core::status::status;
use coopol_domain::access::Office;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::Compartment;
use coopol_domain::time::DAY;
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;

const THREE_YEARS: i64 = 3 * 365 * DAY.cast_signed();

/// What both laptops know before they are without a network.
struct Known {
    different_fields: SubjectId,
    same_field: SubjectId,
    deleted_by_a: SubjectId,
    deleted_by_b: SubjectId,
    there_and_back: SubjectId,
    event: SubjectId,
}

async fn person(laptop: &Laptop, family_name: &str) -> SubjectId {
    let category = "member".to_owned();
    let person = NewPerson { given_name: "Zoé".to_owned(), family_name: family_name.to_owned(), category };
    roster::add(&laptop.session, &person).await.unwrap().0
}

async fn set(laptop: &Laptop, person: SubjectId, field: Field, typed: &str) {
    roster::set(&laptop.session, person, field, typed).await.unwrap();
}

async fn move_to(laptop: &Laptop, event: SubjectId, place: &str) {
    agenda::set(&laptop.session, event, &Change::Place(place.to_owned())).await.unwrap();
}

async fn plan(laptop: &Laptop) -> SubjectId {
    let when = When::parse("2031-03-06T20:00", None, false, "Europe/Paris").unwrap();
    let (category, title) = ("meeting".to_owned(), "Réunion de section".to_owned());
    let draft = Draft { category, title, when, place: "Mairie".to_owned(), description: String::new() };
    agenda::plan(&laptop.session, &draft).await.unwrap().0
}

async fn begin(a: &Laptop, b: &Laptop) -> Known {
    let known = Known {
        different_fields: person(a, "Un").await,
        same_field: person(a, "Deux").await,
        deleted_by_a: person(a, "Trois").await,
        deleted_by_b: person(a, "Quatre").await,
        there_and_back: person(a, "Cinq").await,
        event: plan(a).await,
    };
    settle(a, b).await;
    known
}

/// a, b, a, b: then both have the same, nothing waits, and every seal holds.
async fn settle(a: &Laptop, b: &Laptop) {
    for laptop in [a, b, a, b] {
        laptop.sync().await;
    }
    let shared = |held: &Held| !matches!(held.compartment, Compartment::Desk(_));
    let mut streams: Vec<_> = a.session.held().await.into_iter().filter(shared).map(|held| held.stream).collect();
    streams.sort();
    assert!(streams.len() > 3, "the bureau holds a roster, dues, an agenda and more");
    for stream in streams {
        let roots = (a.session.cache().state_root(stream).await, b.session.cache().state_root(stream).await);
        assert_eq!(roots.0.unwrap(), roots.1.unwrap());
    }
    for laptop in [a, b] {
        let status = status(&laptop.session).await.unwrap();
        assert_eq!((status.waiting, status.received, status.refused, status.held), (0, 0, 0, 0));
        let seals = laptop.session.verify().await.unwrap();
        assert!(seals.iter().all(|found| found.seal == Seal::Whole), "{seals:?}");
    }
}

async fn overlaps(laptop: &Laptop, person: SubjectId) -> Vec<OverlapView> {
    roster::sheet(&laptop.session, person).await.unwrap().overlaps
}

async fn overlaps_of_event(laptop: &Laptop, event: SubjectId) -> Vec<OverlapView> {
    agenda::sheet(&laptop.session, event).await.unwrap().overlaps
}

/// The field of the only overlap, with its values in alphabetical order, each with its author.
fn told(overlaps: &[OverlapView]) -> (String, Vec<(String, String)>) {
    let [overlap] = overlaps else { panic!("one overlap: {overlaps:?}") };
    let side = |side: &roster::OverlapSide| (side.value.clone().unwrap_or_default(), side.author.clone().unwrap());
    let mut sides: Vec<_> = overlap.sides.iter().map(side).collect();
    sides.sort();
    (overlap.field.clone(), sides)
}

fn expected(field: &str, by_a: &str, by_b: &str) -> (String, Vec<(String, String)>) {
    let mut sides = vec![(by_a.to_owned(), "Zoé Lefèvre".to_owned()), (by_b.to_owned(), "Anne Martin".to_owned())];
    sides.sort();
    (field.to_owned(), sides)
}

/// What each does on their own.
async fn work_apart(a: &Laptop, b: &Laptop, known: &Known) {
    set(a, known.different_fields, Field::Note, "préfère le courrier").await;
    set(b, known.different_fields, Field::Email, "zoe@exemple.fr").await;
    set(a, known.same_field, Field::FamilyName, "Lefebvre").await;
    set(b, known.same_field, Field::FamilyName, "Lefèvre").await;
    roster::remove(&a.session, known.deleted_by_a).await.unwrap();
    set(b, known.deleted_by_a, Field::Note, "a payé").await;
    set(a, known.deleted_by_b, Field::Note, "a déménagé").await;
    roster::remove(&b.session, known.deleted_by_b).await.unwrap();
    set(a, known.there_and_back, Field::FamilyName, "Six").await;
    set(a, known.there_and_back, Field::FamilyName, "Cinq").await;
    set(b, known.there_and_back, Field::FamilyName, "Sept").await;
    set(b, known.there_and_back, Field::Note, "rien à signaler").await;
    move_to(a, known.event, "Salle A").await;
    move_to(b, known.event, "Salle B").await;
}

async fn shown_on(laptop: &Laptop, known: &Known) {
    let sheet = roster::sheet(&laptop.session, known.different_fields).await.unwrap();
    assert_eq!(sheet.note.as_deref(), Some("préfère le courrier"));
    assert_eq!(sheet.contacts[0].value, "zoe@exemple.fr");
    assert_eq!(sheet.overlaps, []);
    let sheet = roster::sheet(&laptop.session, known.there_and_back).await.unwrap();
    assert_eq!(sheet.note.as_deref(), Some("rien à signaler"));
    // Where one stands after going there and back overlaps with what the other wrote meanwhile, as if they had gone straight (J4.3).
    assert_eq!(told(&sheet.overlaps), expected("last_name", "Cinq", "Sept"));
    assert_eq!(told(&overlaps(laptop, known.same_field).await), expected("last_name", "Lefebvre", "Lefèvre"));
    assert_eq!(told(&overlaps_of_event(laptop, known.event).await), expected("place", "Salle A", "Salle B"));
    // An edit beside a deletion restores nothing, and is shown (J4.4).
    let [by_a, by_b] = [known.deleted_by_a, known.deleted_by_b];
    assert_eq!(told(&overlaps(laptop, by_a).await), expected("removed", "true", ""));
    assert_eq!(told(&overlaps(laptop, by_b).await), expected("removed", "", "true"));
    for person in [by_a, by_b] {
        assert!(roster::sheet(&laptop.session, person).await.unwrap().removed);
    }
    assert_eq!(status(&laptop.session).await.unwrap().to_verify, 5);
}

/// One click for each, on either laptop: for the value in force, and for the other.
async fn click(a: &Laptop, b: &Laptop, known: &Known) -> [Option<String>; 3] {
    let rival = |overlaps: Vec<OverlapView>| overlaps[0].sides[1].value.clone();
    let name = rival(overlaps(a, known.same_field).await);
    let place = rival(overlaps_of_event(b, known.event).await);
    let back = overlaps(b, known.there_and_back).await[0].sides[0].value.clone();
    roster::settle(&a.session, known.same_field, "last_name", Keep::Rival(0)).await.unwrap();
    roster::settle(&b.session, known.event, "place", Keep::Rival(0)).await.unwrap();
    roster::settle(&b.session, known.there_and_back, "last_name", Keep::Standing).await.unwrap();
    roster::settle(&a.session, known.deleted_by_a, "removed", Keep::Standing).await.unwrap();
    roster::settle(&b.session, known.deleted_by_b, "removed", Keep::Rival(0)).await.unwrap();
    [name, place, back]
}

async fn settled_on(laptop: &Laptop, known: &Known, chosen: &[Option<String>; 3]) {
    assert_eq!(status(&laptop.session).await.unwrap().to_verify, 0);
    assert_eq!(roster::sheet(&laptop.session, known.same_field).await.unwrap().family_name, chosen[0]);
    let back = roster::sheet(&laptop.session, known.there_and_back).await.unwrap();
    assert_eq!((back.family_name, back.overlaps), (chosen[2].clone(), Vec::new()));
    let event = agenda::sheet(&laptop.session, known.event).await.unwrap();
    assert_eq!((event.place, event.overlaps), (chosen[1].clone(), Vec::new()));
    assert!(roster::sheet(&laptop.session, known.deleted_by_a).await.unwrap().removed);
    let back = roster::sheet(&laptop.session, known.deleted_by_b).await.unwrap();
    assert_eq!((back.removed, back.note.as_deref()), (false, Some("a déménagé")), "what was written is still there");
}

/// J4.1 to J4.4, whoever's clock is wrong, and whichever way.
#[tokio::test(flavor = "multi_thread")]
async fn two_laptops_agree_about_what_they_did_apart() {
    for [wrong_a, wrong_b] in [[0, THREE_YEARS], [-THREE_YEARS, 0], [THREE_YEARS, 0]] {
        let (server, home) = (tokio::task::spawn_blocking(Server::start).await.unwrap(), tempfile::tempdir().unwrap());
        let laptop = async |name: &str, office, wrong_by, seed| {
            let code = tokio::task::block_in_place(|| server.invite(server.install(name, office), name));
            let around = Surroundings::new(wrong_by, seed);
            Laptop::enrol(home.path(), name, &server.url(), &code, around).await
        };
        let a = laptop("Zoé Lefèvre", Office::Secretary, wrong_a, 1).await;
        let b = laptop("Anne Martin", Office::Deputy, wrong_b, 2).await;
        b.sync().await;
        a.sync().await;
        let known = begin(&a, &b).await;
        work_apart(&a, &b, &known).await;
        settle(&a, &b).await;
        for laptop in [&a, &b] {
            shown_on(laptop, &known).await;
        }
        let chosen = click(&a, &b, &known).await;
        settle(&a, &b).await;
        for laptop in [&a, &b] {
            settled_on(laptop, &known, &chosen).await;
        }
        a.close().await;
        b.close().await;
        tokio::task::block_in_place(|| drop(server));
    }
}
