//! How many people could be written to below (J1.4): the real server, office × unit, and what it doesn't tell.

use coopol_domain::access::{Office, Verb, verbs};
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::UnitKind;
use coopol_server::authority::Said;
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server, person};
use crate::matrix::reach;

/// People of a section, the first so many with an e-mail address.
async fn people(server: &Server, laptop: &mut Laptop, all: usize, with_email: usize) {
    let roster = laptop.stream(Compartment::Roster);
    for place in 0..all {
        let mut fact = person("Lefèvre");
        let kind = if place < with_email { "email" } else { "phone" };
        let parts =
            [("type", kind), ("value", "zoe@exemple.fr")].map(|(name, text)| (name.to_owned(), Value::text(text)));
        fact.edits.push(Edit::set("contact/a", Value::Map(parts.into())));
        let about = coopol_domain::id::SubjectId::from_bytes([u8::try_from(place).unwrap() + 1; 16]);
        laptop.state(server, roster, about, Payload::new("person_recorded", 1, fact.edits));
    }
    laptop.sync().await;
}

async fn asked(laptop: &Laptop, unit: coopol_domain::id::UnitId) -> (u16, Json) {
    let answer = laptop.get(&format!("/v1/units/{unit}/audience")).send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap())
}

/// J1.2, J1.4: whoever the table lets count is told, of the units below and of no others; to everybody else there is nothing there.
#[tokio::test]
async fn the_server_counts_for_whom_the_table_says() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut cells = 0;
    for office in Office::ALL {
        let home = match office.level() {
            UnitKind::Section | UnitKind::Group => &party.versailles,
            UnitKind::Federation => &party.federation,
            UnitKind::National => &party.national,
        };
        let laptop = party.officer(&server, home, office).await;
        for unit in party.units() {
            let below = party.units().into_iter().filter(|below| reach(&party, unit, below).is_some());
            let counts = |below: &coopol_domain::kinds::Unit| {
                let reach = reach(&party, home, below);
                reach.is_some_and(|reach| verbs(office, reach, Compartment::Roster, false).has(Verb::Count))
            };
            let mut expected: Vec<String> =
                below.filter(|below| counts(below)).map(|below| below.name.clone()).collect();
            expected.sort();
            let (status, told) = asked(&laptop, unit.id).await;
            cells += 1;
            let place = format!("{office} of {}: {}", home.name, unit.name);
            if expected.is_empty() {
                assert_eq!(status, 404, "{place}");
                continue;
            }
            assert_eq!(status, 200, "{place}");
            let names: Vec<&str> = told.as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
            assert_eq!(names, expected, "{place}");
        }
    }
    assert_eq!(cells, Office::ALL.len() * party.units().len());
}

/// J1.4: counts, and none so small, or in sum with another, that it tells of somebody; no name and no address.
#[tokio::test]
async fn what_is_told_are_counts() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut versailles = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut rennes = party.officer(&server, &party.rennes, Office::Secretary).await;
    let federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    people(&server, &mut versailles, 12, 7).await;
    people(&server, &mut rennes, 4, 4).await;
    let of = |told: &Json, unit: &coopol_domain::kinds::Unit| {
        let found = told.as_array().unwrap().iter().find(|it| it["unit"] == unit.id.to_string()).cloned();
        found.map(|it| json!([it["people"], it["with_email"], it["without_email"]]))
    };
    let (_, told) = asked(&federal, party.versailles.id).await;
    assert_eq!(of(&told, &party.versailles), Some(json!([12, 7, 5])));
    assert_eq!(of(&told, &party.rennes), None, "it isn't below the unit that was asked of");
    for secret in ["Lefèvre", "exemple.fr"] {
        assert!(!told.to_string().contains(secret), "{told}");
    }
    let above =
        if reach(&party, &party.federation, &party.rennes).is_some() { &party.federation } else { &party.national };
    let national = party.officer(&server, &party.national, Office::NationalMembershipOffice).await;
    let (_, told) = asked(&national, above.id).await;
    assert_eq!(of(&told, &party.rennes), Some(json!([null, null, null])), "under five");
    // What became a part of another has nobody to be written to.
    server.app.merge(&party.rennes, &party.versailles, Said::ByOperator).await.unwrap();
    let (_, told) = asked(&national, above.id).await;
    assert_eq!(of(&told, &party.rennes), None);
}
