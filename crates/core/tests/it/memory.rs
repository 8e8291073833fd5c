//! What a section promised and what is good to know, on two laptops.

use coopol_core::device::{Failure, Rule};
use coopol_core::dossier::{Deadline, Due, gather};
use coopol_core::history::{self, undo};
use coopol_core::memory::{self, FactDraft, Outcome, PromiseDraft};
use coopol_domain::id::SubjectId;
use coopol_domain::kinds::Refusal;
use coopol_domain::time::DAY;

use crate::dossier::member_of_the_bureau;
use crate::world::{Laptop, START, World};

fn owed(title: &str, due_on: Option<&str>) -> PromiseDraft {
    let due_on = due_on.map(|day| day.parse().unwrap());
    PromiseDraft { title: title.to_owned(), promised_to: " La chorale ".to_owned(), due_on, ..PromiseDraft::default() }
}

fn known(title: &str, category: &str) -> FactDraft {
    FactDraft { title: title.to_owned(), category: category.to_owned(), ..FactDraft::default() }
}

async fn open(laptop: &Laptop) -> Vec<String> {
    memory::promises(&laptop.session, false).await.unwrap().into_iter().map(|promise| promise.title).collect()
}

async fn facts(laptop: &Laptop) -> Vec<String> {
    memory::facts(&laptop.session).await.unwrap().into_iter().map(|fact| fact.title).collect()
}

#[tokio::test]
async fn a_promise_is_open_until_it_is_kept_or_given_up_and_can_be_opened_again() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let mut made = Vec::new();
    for (title, due) in [("Un jour", None), ("Plus tard", Some("2026-12-24")), ("Bientôt", Some("2026-11-20"))] {
        made.push(memory::promise(&zoe.session, &owed(title, due)).await.unwrap().0);
    }
    world.settle(&zoe, &andre).await;
    assert_eq!(open(&andre).await, ["Bientôt", "Plus tard", "Un jour"]);
    memory::settle(&andre.session, made[2], Outcome::Kept).await.unwrap();
    memory::settle(&andre.session, made[1], Outcome::GivenUp).await.unwrap();
    world.settle(&zoe, &andre).await;
    assert_eq!(open(&zoe).await, ["Un jour"]);
    let all = memory::promises(&zoe.session, true).await.unwrap();
    let told: Vec<_> = all.iter().map(|it| (it.title.as_str(), it.outcome, it.settled_on.as_deref())).collect();
    let today = Some("2026-11-18");
    assert_eq!(
        told,
        [
            ("Un jour", None, None),
            ("Bientôt", Some(Outcome::Kept), today),
            ("Plus tard", Some(Outcome::GivenUp), today)
        ]
    );
    assert_eq!(all[0].promised_to, "La chorale");
    memory::reopen(&zoe.session, made[1]).await.unwrap();
    let (withdrawn, rewritten) =
        (made[2], PromiseDraft { promised_to: String::new(), ..owed("Un jour, peut-être", None) });
    memory::withdraw_promise(&zoe.session, withdrawn).await.unwrap();
    memory::rewrite_promise(&zoe.session, made[0], &owed("Un jour", None), &rewritten).await.unwrap();
    world.settle(&zoe, &andre).await;
    let all = memory::promises(&andre.session, true).await.unwrap();
    let told: Vec<_> = all.iter().map(|it| (it.title.as_str(), it.promised_to.as_str())).collect();
    assert_eq!(told, [("Plus tard", "La chorale"), ("Un jour, peut-être", "")]);
}

#[tokio::test]
async fn what_is_good_to_know_is_listed_by_what_it_is_about_and_undo_brings_it_back() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let (key, _) = memory::note(&zoe.session, &known("Œillets et clés", "key")).await.unwrap();
    for (title, category) in [("Zone de stockage", ""), ("Salle", "room"), ("Double des clés", "key")] {
        memory::note(&zoe.session, &known(title, category)).await.unwrap();
    }
    world.settle(&zoe, &andre).await;
    assert_eq!(facts(&andre).await, ["Salle", "Double des clés", "Œillets et clés", "Zone de stockage"]);
    let removed = memory::withdraw_fact(&andre.session, key).await.unwrap();
    assert_eq!(facts(&andre).await, ["Salle", "Double des clés", "Zone de stockage"]);
    let gone = memory::withdraw_fact(&andre.session, key).await;
    assert!(matches!(gone, Err(Failure::NotFound { what: "practical_fact", .. })));
    let (seen, draft) = (known("Œillets et clés", "key"), known("Œillets", "key"));
    let gone = memory::rewrite_fact(&andre.session, key, &seen, &draft).await;
    assert!(
        matches!(gone, Err(Failure::NotFound { what: "practical_fact", .. })),
        "nobody would see what is written there"
    );
    undo(&andre.session, *removed.change.as_bytes()).await.unwrap();
    world.settle(&zoe, &andre).await;
    assert_eq!(facts(&zoe).await.len(), 4);
    let page = history::list(&zoe.session, &history::Query::default(), 0, 1).await.unwrap();
    assert_eq!(page.rows[0].subject_name.as_deref(), Some("Œillets et clés"));
}

#[tokio::test]
async fn what_cannot_stand_is_refused_and_changes_nothing() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    let nameless = memory::note(&zoe.session, &known("  ", "key")).await;
    let required = Failure::Invalid { field: "title", rule: Rule::Required, value: String::new() };
    assert_eq!(nameless.unwrap_err().to_string(), required.to_string());
    let secret = memory::note(&zoe.session, &known("Coffre", "password")).await;
    assert!(matches!(secret, Err(Failure::Invalid { field: "category", rule: Rule::Choice, .. })));
    let nameless = memory::promise(&zoe.session, &owed("", None)).await;
    assert_eq!(nameless.unwrap_err().to_string(), required.to_string());
    let endless = memory::promise(&zoe.session, &owed(&"é".repeat(151), None)).await;
    assert!(matches!(endless, Err(Failure::Invalid { field: "title", rule: Rule::TooLong, .. })), "{endless:?}");
    let unknown = memory::settle(&zoe.session, SubjectId::from_bytes([9; 16]), Outcome::Kept).await;
    assert!(matches!(unknown, Err(Failure::NotFound { what: "promise", .. })));
    assert_eq!((open(&zoe).await, facts(&zoe).await), (Vec::new(), Vec::new()));
}

/// Whoever takes office reads what they owe, and by when.
#[tokio::test]
async fn the_dossier_tells_what_is_owed_and_what_is_good_to_know() {
    let world = World::new();
    let zoe = world.synchronised(1, 1).await;
    memory::promise(&zoe.session, &owed("Une salle", Some("2026-12-01"))).await.unwrap();
    memory::promise(&zoe.session, &owed("Trop loin", Some("2028-01-01"))).await.unwrap();
    let (kept, _) = memory::promise(&zoe.session, &owed("Tenue", Some("2026-12-02"))).await.unwrap();
    memory::settle(&zoe.session, kept, Outcome::Kept).await.unwrap();
    memory::note(&zoe.session, &known("Salle", "room")).await.unwrap();
    let dossier = gather(&zoe.session).await.unwrap();
    let owed: Vec<String> = dossier.promises.unwrap().into_iter().map(|promise| promise.title).collect();
    assert_eq!(owed, ["Une salle", "Trop loin"]);
    assert_eq!(dossier.practical.unwrap().len(), 1);
    let due = Due::Promise { title: "Une salle".to_owned() };
    assert!(dossier.deadlines.unwrap().ends_with(&[Deadline { on: "2026-12-01".to_owned(), due }]));
}

/// Two people write about the same promise at once: each changes what they changed, and nothing else.
#[tokio::test]
async fn what_others_wrote_since_one_began_stays() {
    let world = World::new();
    let (zoe, andre) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let seen = owed("Une salle", None);
    let (promise, _) = memory::promise(&zoe.session, &seen).await.unwrap();
    let noted = known("Salle", "room");
    let (fact, _) = memory::note(&zoe.session, &noted).await.unwrap();
    world.settle(&zoe, &andre).await;
    let due = owed("Une salle", Some("2026-12-01"));
    memory::rewrite_promise(&andre.session, promise, &seen, &due).await.unwrap();
    let held = FactDraft { held_by: "Mairie".to_owned(), ..noted.clone() };
    memory::rewrite_fact(&andre.session, fact, &noted, &held).await.unwrap();
    world.settle(&zoe, &andre).await;
    memory::rewrite_promise(&zoe.session, promise, &seen, &owed("La grande salle", None)).await.unwrap();
    memory::rewrite_fact(&zoe.session, fact, &noted, &known("Salle du Prieuré", "room")).await.unwrap();
    world.settle(&zoe, &andre).await;
    let promises = memory::promises(&andre.session, false).await.unwrap();
    assert_eq!((promises[0].title.as_str(), promises[0].due_on.as_deref()), ("La grande salle", Some("2026-12-01")));
    let facts = memory::facts(&andre.session).await.unwrap();
    assert_eq!((facts[0].title.as_str(), facts[0].held_by.as_str()), ("Salle du Prieuré", "Mairie"));
    let same = memory::rewrite_fact(&andre.session, fact, &noted, &noted).await;
    assert!(matches!(same, Err(Failure::Refused(Refusal::NothingChanged))), "{same:?}");
}

/// The bureau reads the archives, and keeps them no more than the table says.
#[tokio::test]
async fn who_only_reads_the_archives_writes_no_promise_and_no_fact() {
    let world = World::new();
    member_of_the_bureau(&world, START.0 + 400 * DAY);
    let (zoe, nour) = (world.synchronised(1, 1).await, world.laptop(4, 4).await);
    let (promise, _) = memory::promise(&zoe.session, &owed("Une salle", None)).await.unwrap();
    world.settle(&zoe, &nour).await;
    assert_eq!(open(&nour).await, ["Une salle"]);
    assert!(memory::writable(&zoe.session).await.unwrap());
    assert!(!memory::writable(&nour.session).await.unwrap());
    let settled = memory::settle(&nour.session, promise, Outcome::Kept).await;
    assert!(matches!(settled, Err(Failure::Refused(Refusal::NotGranted { .. }))), "{settled:?}");
    let noted = memory::note(&nour.session, &known("Salle", "room")).await;
    assert!(matches!(noted, Err(Failure::Refused(Refusal::NotGranted { .. }))), "{noted:?}");
}
