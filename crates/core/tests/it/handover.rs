//! Claims as a device shows them, and what its holder may answer.

use coopol_core::archive;
use coopol_core::device::Failure;
use coopol_core::handover::{self, Answer, Forecast, NewClaim, Standing};
use coopol_core::history;
use coopol_core::mandates;
use coopol_core::roster::{self, Field};
use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::time::DAY;

use crate::archive::{Files, document, ready};
use crate::sync::add;
use crate::world::{Laptop, START, UNIT, World, mandate};

const MINUTES: SubjectId = SubjectId::from_bytes([8; 16]);

fn elected(holder: Option<HolderId>, name: &str) -> NewClaim {
    NewClaim {
        unit: Some(UNIT),
        office: Office::Secretary,
        holder,
        holder_name: name.to_owned(),
        theme: None,
        elected_on: "2026-11-20".to_owned(),
        since: START,
        until: None,
        proof: "Compte rendu du 20 novembre".to_owned(),
        document: Some(MINUTES),
        requested_on: None,
    }
}

async fn only(laptop: &Laptop) -> Standing {
    let mut all = handover::list(&laptop.session).await.unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

async fn may(laptop: &Laptop) -> Vec<&'static str> {
    let possible = handover::possible(&laptop.session, &only(laptop).await).await.unwrap();
    let word = |answer: &Answer| match answer {
        Answer::Countersign => "countersign",
        Answer::Contest { .. } => "contest",
        Answer::StopContesting => "stop contesting",
        Answer::Withdraw => "withdraw",
        Answer::Uphold { .. } => "uphold",
        Answer::Dismiss { .. } => "dismiss",
        Answer::Minutes { .. } => "minutes",
    };
    possible.iter().map(word).collect()
}

async fn says(laptop: &Laptop, answer: Answer) -> Result<(), Failure> {
    let claim = only(laptop).await.id;
    handover::prepare_answer(&laptop.session, claim, &answer).await.unwrap().record(&laptop.session).await?;
    laptop.sync().await;
    Ok(())
}

#[tokio::test]
async fn a_claim_is_shown_with_its_minutes_and_what_it_lacks() {
    let world = World::new();
    world.deputy();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let prepared = handover::prepare(&secretary.session, &elected(None, "Léo Müller")).await.unwrap();
    assert_eq!(prepared.forecast(), Some(Forecast { replaces: vec![mandate(1)], missing: Some(1) }));
    prepared.record(&secretary.session).await.unwrap();
    let shown = only(&secretary).await;
    assert_eq!((shown.document, shown.missing), (Some(MINUTES), Some(1)), "before it was sent");
    assert_eq!(shown.replaces, [mandate(1)]);
    secretary.sync().await;
    treasurer.sync().await;
    assert_eq!(only(&treasurer).await.document, Some(MINUTES));
    says(&treasurer, Answer::Countersign).await.unwrap();
    assert_eq!(only(&treasurer).await.missing, Some(0));
}

/// What an officer states at somebody's request says so to everybody who reads it.
#[tokio::test]
async fn a_claim_says_on_which_day_it_was_asked_for() {
    let world = World::new();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let asked = NewClaim { requested_on: Some("2026-11-22".to_owned()), ..elected(None, "Léo Müller") };
    handover::prepare(&secretary.session, &asked).await.unwrap().record(&secretary.session).await.unwrap();
    secretary.sync().await;
    treasurer.sync().await;
    assert_eq!(only(&treasurer).await.requested_on.as_deref(), Some("2026-11-22"));
    let places = handover::places(&treasurer.session).await.unwrap();
    assert!(places[0].keeps_minutes, "a treasurer writes in the archives");
}

/// What was declared without its minutes gets them later, once: then nobody is offered to give others.
#[tokio::test]
async fn the_minutes_may_come_later() {
    let world = World::new();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let bare = NewClaim { document: None, ..elected(None, "Léo Müller") };
    handover::prepare(&secretary.session, &bare).await.unwrap().record(&secretary.session).await.unwrap();
    secretary.sync().await;
    treasurer.sync().await;
    assert_eq!(may(&treasurer).await, ["countersign", "contest", "minutes"]);
    says(&treasurer, Answer::Minutes { document: MINUTES }).await.unwrap();
    secretary.sync().await;
    assert_eq!(only(&secretary).await.document, Some(MINUTES));
    assert_eq!(may(&secretary).await, ["contest", "withdraw"]);
}

/// What is offered is what would be taken: nobody answers twice, nor takes back for others, nor decides from within.
#[tokio::test]
async fn each_may_answer_what_would_be_taken() {
    let world = World::new();
    let (secretary, treasurer) = (world.synchronised(1, 1).await, world.synchronised(2, 2).await);
    let prepared = handover::prepare(&secretary.session, &elected(None, "Léo Müller")).await.unwrap();
    prepared.record(&secretary.session).await.unwrap();
    assert_eq!(may(&secretary).await, ["contest", "withdraw"]);
    secretary.sync().await;
    treasurer.sync().await;
    assert_eq!(may(&treasurer).await, ["countersign", "contest"]);
    says(&treasurer, Answer::Contest { reason: "Le quorum manquait".to_owned() }).await.unwrap();
    assert_eq!(may(&treasurer).await, ["countersign", "stop contesting"]);
    let above = says(&treasurer, Answer::Uphold { reason: None }).await;
    assert!(matches!(above, Err(Failure::Refused(_))), "{above:?}");
    secretary.sync().await;
    says(&secretary, Answer::Withdraw).await.unwrap();
    treasurer.sync().await;
    assert!(may(&treasurer).await.is_empty(), "it is over");
}

/// Whoever claims for themselves doesn't count, and needs two others.
#[tokio::test]
async fn the_elected_needs_two_others() {
    let world = World::new();
    let treasurer = world.synchronised(2, 2).await;
    let own = elected(Some(HolderId::from_bytes([2; 16])), "André Côté");
    let prepared = handover::prepare(&treasurer.session, &own).await.unwrap();
    assert_eq!(prepared.forecast().unwrap().missing, Some(2));
    prepared.record(&treasurer.session).await.unwrap();
    assert_eq!(may(&treasurer).await, ["contest", "withdraw"], "nobody answers for their own claim");
}

#[tokio::test]
async fn an_officer_says_who_was_elected_in_their_own_section() {
    let world = World::new();
    let treasurer = world.synchronised(2, 2).await;
    let places = handover::places(&treasurer.session).await.unwrap();
    let told: Vec<_> = places.iter().map(|it| (it.unit, it.name.as_str(), it.from_above)).collect();
    assert_eq!(told, [(UNIT, "Section de Versailles", false)]);
    let offices = [Office::Secretary, Office::Deputy, Office::Treasurer, Office::DeputyTreasurer, Office::BureauMember];
    assert_eq!(places[0].offices, offices);
    assert!(!places[0].records, "but gives no office without an election");
    let secretary = world.synchronised(1, 1).await;
    assert!(handover::places(&secretary.session).await.unwrap()[0].records, "whoever leads does");
}

/// A section's first officers were recorded by nobody there; whom the secretary appointed, by the secretary.
#[tokio::test]
async fn who_said_that_somebody_holds_office() {
    let world = World::new();
    let secretary = ready(&world, 1, &Files::default()).await;
    let minutes = document("Réunion du 20 novembre", "cr.txt", "2026-11-20");
    let (minutes, _) = archive::add(&secretary.session, &minutes, b"Unanime.".into()).await.unwrap();
    let new = mandates::NewMandate {
        until: Some(START.plus(DAY)),
        proof: Some(" Compte rendu du 20 novembre ".to_owned()),
        document: Some(minutes),
        ..mandates::NewMandate::new(Office::BureauMember, "Anne Martin", START)
    };
    let prepared = mandates::prepare(&secretary.session, &new).await.unwrap();
    let appointed = prepared.mandate;
    prepared.record(&secretary.session).await.unwrap();
    secretary.sync().await;
    secretary.sync().await;
    let attested = mandates::attested(&secretary.session).await.unwrap();
    let told = mandates::Attested {
        by: vec![mandates::Attester { name: "Zoé Lefèvre".to_owned(), from_above: false }],
        proof: Some("Compte rendu du 20 novembre".to_owned()),
        document: new.document,
        title: Some("Réunion du 20 novembre".to_owned()),
    };
    assert_eq!(attested.get(&appointed), Some(&told));
    assert_eq!(attested.get(&mandate(1)), None);
}

/// What a newcomer reads first: who changed the roster, counted by people, and nothing from before.
#[tokio::test]
async fn who_changed_the_roster_since_a_day() {
    let world = World::new();
    world.deputy();
    let (secretary, deputy) = (world.synchronised(1, 1).await, world.synchronised(3, 3).await);
    let old = add(&secretary, "Zoé", "Lefèvre").await;
    world.settle(&secretary, &deputy).await;
    world.days_later(2, &[&secretary, &deputy]);
    for phone in ["06 12 34 56 78", "06 12 34 56 79"] {
        roster::set(&deputy.session, old, Field::Mobile, phone).await.unwrap();
    }
    deputy.sync().await;
    for family in ["Martin", "Durand"] {
        add(&secretary, "Anne", family).await;
    }
    secretary.sync().await;
    // Not sent yet, and told all the same.
    add(&secretary, "Jean", "Petit").await;
    let since = START.plus(DAY);
    let authors = history::authors(&secretary.session, Compartment::Roster, "person", since).await.unwrap();
    let told: Vec<_> = authors.iter().map(|it| (it.name.as_deref().unwrap(), it.changes, it.subjects)).collect();
    assert_eq!(told, [("Zoé Lefèvre", 3, 3), ("Anne Martin", 2, 1)]);
    let all = history::authors(&secretary.session, Compartment::Roster, "person", START).await.unwrap();
    assert_eq!(all[0].changes, 4);
    assert_eq!(all[0].office.as_deref(), Some("secretary"));
}
