//! One section becomes a part of another (J1.5): the real server, from the command that whoever runs it types to what every
//! laptop may and may not do.

use coopol_domain::access::{Need, Office};
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::Unit;
use coopol_domain::wire::{PushOutcome, Rejection};
use coopol_server::authority::{NotMergeable, Said, mergeable};
use coopol_store::Limit;

use crate::kit::{Laptop, Party, Server, person};
use crate::matrix::push_about;

async fn merge(server: &Server, party: &Party) -> usize {
    server.app.merge(&party.rennes, &party.versailles, Said::ByOperator).await.unwrap()
}

async fn last(server: &Server, stream: StreamId) -> Verdict {
    let size = server.app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.size();
    let limit = Limit { lines: 1, bytes: u64::MAX };
    server.app.store.page(stream, size - 1, limit).await.unwrap().unwrap().page.lines[0].entry.verdict.clone()
}

async fn reads(laptop: &Laptop, stream: StreamId) -> bool {
    let status = laptop.get(&format!("/v1/streams/{stream}/history")).send().await.unwrap().status();
    status == 200
}

#[tokio::test]
async fn one_section_becomes_a_part_of_another() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut versailles = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut treasurer = party.officer(&server, &party.versailles, Office::Treasurer).await;
    let mut rennes = party.officer(&server, &party.rennes, Office::Secretary).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let roster = party.rennes.streams[&Compartment::Roster];
    rennes.record(&server, "Le Goff");
    rennes.sync().await;
    assert!(!reads(&versailles, roster).await);

    assert_eq!(merge(&server, &party).await, 1, "its secretary's mandate");
    for laptop in [&mut versailles, &mut treasurer, &mut federal] {
        laptop.sync().await;
    }
    // The past of the one is read by the other's officers, checked like any other, and written by nobody.
    assert_eq!(versailles.names(), ["Le Goff"]);
    assert!(reads(&versailles, roster).await && reads(&treasurer, roster).await);
    assert!(!reads(&federal, roster).await && !reads(&rennes, roster).await);
    for (laptop, compartment) in [
        (&mut versailles, Compartment::Roster),
        (&mut treasurer, Compartment::Dues),
        (&mut federal, Compartment::Office),
    ] {
        let stream = party.rennes.streams[&compartment];
        let fact = match compartment {
            Compartment::Roster => person("x"),
            _ => Payload::new("act_opened", 1, Vec::new()),
        };
        let about = SubjectId::from_bytes([7; 16]);
        let outcome = push_about(&server, laptop, (stream, about), &fact).await;
        assert_eq!(outcome, PushOutcome::Received);
        assert_eq!(last(&server, stream).await, Verdict::Refused("unit_closed".to_owned()), "{compartment}");
    }
    // The law gives people the right to be erased from there, too: one asks, a second confirms (J7.2).
    let asked = Payload::new(
        "erasure_asked",
        1,
        vec![
            Edit::set(&format!("subject/{}", SubjectId::from_bytes([7; 16])), Value::Bool(true)),
            Edit::set("ground", Value::text("asked_by_the_person")),
        ],
    );
    versailles.sync().await;
    push_about(&server, &mut versailles, (roster, SubjectId::from_bytes([6; 16])), &asked).await;
    assert_eq!(last(&server, roster).await, Verdict::Held(Need::SecondMandate));
    // Their own section goes on.
    versailles.sync().await;
    let own = party.versailles.streams[&Compartment::Roster];
    let about = SubjectId::from_bytes([8; 16]);
    push_about(&server, &mut versailles, (own, about), &person("x")).await;
    assert_eq!(last(&server, own).await, Verdict::Accepted);
    // Somebody of a third section reads nothing of it, and is told nothing of it.
    let mut other = party.officer(&server, &party.federation, Office::FederalSecretary).await;
    let outcome = push_about(&server, &mut other, (roster, about), &person("x")).await;
    assert_eq!(outcome, PushOutcome::Rejected(Rejection::NotFound));
    // The same again, after an interruption, changes nothing.
    let sizes = server.app.store.heads(&[party.rennes.streams[&Compartment::Office]]).await.unwrap();
    let rennes = server.app.store.unit(party.rennes.id).await.unwrap().unwrap();
    assert_eq!(rennes.merged_into, Some(party.versailles.id));
    assert_eq!(server.app.merge(&rennes, &party.versailles, Said::ByOperator).await.unwrap(), 0);
    let after = server.app.store.heads(&[party.rennes.streams[&Compartment::Office]]).await.unwrap();
    let size = |heads: &std::collections::BTreeMap<_, coopol_store::StreamHead>| {
        heads.values().map(|row| row.head.frontier.size()).sum::<u64>()
    };
    assert_eq!(size(&sizes), size(&after));
    // Nobody is sent there any more.
    let listed: serde_json::Value = versailles.get("/v1/units").send().await.unwrap().json().await.unwrap();
    assert!(listed.as_array().unwrap().iter().all(|unit| unit["name"] != "Rennes"));
    server.whole().await;
}

#[tokio::test]
async fn what_can_t_be_merged() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (versailles, rennes, federation) = (&party.versailles, &party.rennes, &party.federation);
    assert_eq!(mergeable(versailles, versailles), Err(NotMergeable::Loop));
    assert_eq!(mergeable(versailles, federation), Err(NotMergeable::OtherKind));
    merge(&server, &party).await;
    let rennes = server.app.store.unit(rennes.id).await.unwrap().unwrap();
    assert_eq!(mergeable(versailles, &rennes), Err(NotMergeable::Loop));
    assert_eq!(mergeable(&rennes, versailles), Ok(()), "the same again goes on");
    let third = Unit { id: UnitId::from_bytes([9; 16]), ..versailles.clone() };
    assert_eq!(mergeable(&rennes, &third), Err(NotMergeable::Already));
    assert_eq!(mergeable(&third, &rennes), Err(NotMergeable::Closed));
}
