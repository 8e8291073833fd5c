//! Every route about a stream, asked by every office about every compartment of every unit: it answers exactly where the table lets
//! be read or written, and as about what doesn't exist elsewhere (J1.2).

use coopol_domain::access::{Office, Verb, Verbs, verbs};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::{Unit, UnitKind};
use coopol_domain::seal::Hash;
use coopol_domain::wire::{PushAnswer, PushOutcome, Rejection};
use coopol_store::{Begun, Chance as _, SystemChance};
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server};
use crate::matrix::{as_granted, facts, home, last_verdict, push_about, reach, signed, streams};
use crate::refusals::{Guard, NAME, answer, at, routes, table};

/// A party in which every office is held, one entry, a snapshot and a file in each room that anybody reads.
struct Scene {
    server: Server,
    party: Party,
    laptops: Vec<(Office, Laptop)>,
}

fn fresh() -> SubjectId {
    let mut bytes = [0; 16];
    SystemChance.fill(&mut bytes);
    SubjectId::from_bytes(bytes)
}

impl Scene {
    async fn new() -> Self {
        let server = Server::start().await;
        let party = Party::found(&server).await;
        let mut laptops = Vec::new();
        for office in Office::ALL {
            laptops.push((office, party.officer(&server, home(&party, office), office).await));
        }
        for unit in party.units() {
            let leads = match unit.kind {
                UnitKind::National => Office::NationalAdministrator,
                UnitKind::Federation => Office::FirstFederalSecretary,
                UnitKind::Section | UnitKind::Group => Office::Secretary,
            };
            let mut leader = party.officer(&server, unit, leads).await;
            for (&compartment, &stream) in &unit.streams {
                keep_file(&server, stream).await;
                let mut own = None;
                if let Compartment::Desk(office) = compartment {
                    own = Some(party.officer(&server, unit, office).await);
                }
                let leader = own.as_mut().unwrap_or(&mut leader);
                if leader.device.streams.contains_key(&stream) {
                    let (_, fact) = facts(compartment, unit, leader.device.holder, server.now().0).remove(0);
                    let outcome = push_about(&server, leader, (stream, fresh()), &fact).await;
                    assert_eq!(outcome, PushOutcome::Received, "{compartment} of {}", unit.name);
                    assert!(server.app.store.make_snapshot(stream).await.unwrap(), "{compartment} of {}", unit.name);
                }
            }
        }
        Self { server, party, laptops }
    }

    /// What an office may do in a room of a unit. With treasurers in place, nobody else keeps dues.
    fn granted(&self, office: Office, unit: &Unit, compartment: Compartment) -> Verbs {
        let reach = reach(&self.party, home(&self.party, office), unit);
        reach.map_or(Verbs::NONE, |reach| verbs(office, reach, compartment, false))
    }
}

/// A file of ten bytes, all there, whoever may send one.
async fn keep_file(server: &Server, stream: StreamId) {
    let (app, name) = (&server.app, Hash::from_hex(NAME).unwrap());
    let Begun::At(blob) = app.store.begin_blob(stream, name, 10, server.now()).await.unwrap() else { panic!("new") };
    app.blobs.keep(&app.sealing(&blob), 0, [1; 24], b"0123456789").await.unwrap();
    assert!(app.store.advance_blob(stream, name, 0, 10).await.unwrap().is_some());
}

/// What is answered to whoever may do this much: the file is there, so that one begins it where it ends, and adds nothing to it.
fn expected(method: &str, granted: Verbs) -> u16 {
    let (verb, found) = match method {
        "post" => (Verb::Propose, 201),
        "patch" => (Verb::Propose, 409),
        _ => (Verb::Read, 200),
    };
    if granted.has(Verb::Read) && granted.has(verb) { found } else { 404 }
}

#[tokio::test]
async fn every_route_about_a_stream_answers_as_the_table_says() {
    let scene = Scene::new().await;
    let mut cells = 0;
    for (office, laptop) in &scene.laptops {
        let who = Some((laptop, laptop.access.as_str()));
        for unit in scene.party.units() {
            for (&compartment, &stream) in &unit.streams {
                let granted = scene.granted(*office, unit, compartment);
                let snapshot = scene.server.app.store.snapshot(stream).await.unwrap();
                let size = snapshot.map_or(1, |snapshot| snapshot.frontier.size());
                for (method, path) in routes() {
                    let (Guard::Stream, body) = table(&method, &path).unwrap() else { continue };
                    let query = if path.ends_with("snapshot") { format!("?seq={size}") } else { String::new() };
                    let (status, ..) = answer(who, &scene.server, &method, &(at(&path, stream) + &query), &body).await;
                    let place = format!("{office}: {method} {path}, {compartment} of {}", unit.name);
                    assert_eq!(status, expected(&method, granted), "{place}");
                    cells += 1;
                }
            }
        }
    }
    assert_eq!(cells, Office::ALL.len() * streams(&scene.party) * 7, "offices, compartments of all units, routes");
}

/// What comes by signature alone, without signing in, is judged by the same table.
#[tokio::test]
async fn a_delivery_is_taken_as_the_table_says() {
    let scene = Scene::new().await;
    let server = &scene.server;
    let (mut taken, mut unknown) = (0, 0);
    for (office, laptop) in &scene.laptops {
        for unit in scene.party.units() {
            for (&compartment, &stream) in &unit.streams {
                let granted = scene.granted(*office, unit, compartment);
                let place = format!("{office}: {compartment} of {}", unit.name);
                let (verb, fact) = facts(compartment, unit, laptop.device.holder, server.now().0).remove(0);
                let push = signed(server, laptop, (stream, fresh()), &fact).await;
                let body = json!({ "device": laptop.device.id, "pushes": [push] });
                let (status, _, told) = answer(None, server, "post", "/v1/deliveries", &body).await;
                assert_eq!(status, 200, "{place}");
                let told: Json = serde_json::from_slice(&told).unwrap();
                let told: Vec<PushAnswer> = serde_json::from_value(told["pushes"].clone()).unwrap();
                if granted.has(Verb::Read) {
                    assert_eq!(told[0].outcome, PushOutcome::Received, "{place}");
                    as_granted(&last_verdict(server, stream).await, granted, (compartment, verb), &place);
                    taken += 1;
                } else {
                    assert_eq!(told[0].outcome, PushOutcome::Rejected(Rejection::NotFound), "{place}");
                    unknown += 1;
                }
            }
        }
    }
    assert!(taken > 0 && unknown > taken, "{taken} taken, {unknown} unknown");
}

/// Whoever holds an office is told which units there are, be it of no use to them; that a unit is there is no secret.
#[tokio::test]
async fn every_office_is_told_the_units() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut names: Vec<String> = party.units().iter().map(|unit| unit.name.clone()).collect();
    names.sort();
    for office in Office::ALL {
        let laptop = party.officer(&server, home(&party, office), office).await;
        let (status, _, told) = answer(Some((&laptop, &laptop.access)), &server, "get", "/v1/units", &Json::Null).await;
        assert_eq!(status, 200, "{office}");
        let told: Vec<Json> = serde_json::from_slice(&told).unwrap();
        let told: Vec<&str> = told.iter().map(|unit| unit["name"].as_str().unwrap()).collect();
        assert_eq!(told, names, "{office}");
    }
}
