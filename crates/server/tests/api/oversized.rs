//! Bodies and pushes beyond every limit, and whatever chance makes of honest ones: a name, never a fault (J3.1, J3.3).

use std::collections::BTreeMap;

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, MAX_BYTES, Payload};
use coopol_domain::wire::{Opaque, PushOutcome, Rejection, Submission, SyncRequest, SyncResponse};
use coopol_server::settings::Limits;
use coopol_testkit::chance::Chance;
use reqwest::{Method, Response};
use serde_json::Value as Json;

use crate::kit::{Laptop, Party, Server, limits};

async fn problem(answer: Response) -> (u16, String) {
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let status = answer.status().as_u16();
    let problem: Json = answer.json().await.unwrap();
    (status, problem["code"].as_str().unwrap().to_owned())
}

async fn push(laptop: &Laptop, push: Vec<u8>) -> PushOutcome {
    let request = SyncRequest { pushes: vec![Opaque(push)], ..SyncRequest::default() };
    let answer = laptop.request(Method::POST, "/v1/sync").json(&request).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let response: SyncResponse = answer.json().await.unwrap();
    response.pushes[0].outcome.clone()
}

/// A body over the limit is refused whether it says its size, hides it or packs it.
#[tokio::test]
async fn a_body_beyond_the_limit() {
    const LIMIT: usize = 64 << 10;
    let server = Server::limited(Limits { body: LIMIT, ..limits() }).await;
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let request = || laptop.request(Method::POST, "/v1/sync").header("content-type", "application/json");
    let large = format!("{{\"cursors\":[]{}}}", " ".repeat(LIMIT));
    let too_large = (413, "too_large".to_owned());
    assert_eq!(problem(request().body(large.clone()).send().await.unwrap()).await, too_large);
    let packed = zstd::encode_all(large.as_bytes(), 1).unwrap();
    assert!(packed.len() < LIMIT / 100);
    let packed = request().header("content-encoding", "zstd").body(packed).send().await.unwrap();
    assert_eq!(problem(packed).await, too_large);
    let fits = format!("{{\"cursors\":[]{}}}", " ".repeat(LIMIT - 100));
    assert_eq!(request().body(fits).send().await.unwrap().status(), 200);
}

/// J3.1: at most 4 MiB of headers and payloads, whoever signs for more.
#[tokio::test]
async fn a_push_of_more_than_four_mebibytes() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    laptop.record(&server, "Lefèvre");
    let (request, _) = laptop.device.request();
    let mut whole = Submission::decode(&request.pushes[0].0).unwrap();
    let long = vec![Edit::set("note", Value::text("x".repeat(MAX_BYTES)))];
    whole.changes[0].payload = Some(Payload::new("person_changed", 1, long).encode());
    let outcome = push(&laptop, whole.encode()).await;
    let PushOutcome::Rejected(Rejection::Malformed { why }) = outcome else { panic!("{outcome:?}") };
    assert!(why.contains(&format!("{MAX_BYTES} at most")), "{why}");
}

/// Bytes that promise more than they hold, or go deeper than anything that is written.
#[tokio::test]
async fn bytes_that_promise_too_much() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let endless = |kind: u8| [&[kind | 0x1b][..], &u64::MAX.to_be_bytes()].concat();
    // RFC 8949 §3.1: bytes, text, an array, a map.
    let mut promises: Vec<Vec<u8>> = [2, 3, 4, 5].map(|major: u8| endless(major << 5)).to_vec();
    promises.extend([vec![0x81; 100_000], vec![0xa1; 100_000], vec![0x9f; 1000], Vec::new()]);
    for promise in promises {
        let outcome = push(&laptop, promise).await;
        assert!(matches!(outcome, PushOutcome::Rejected(Rejection::Malformed { .. })), "{outcome:?}");
    }
}

/// J9: what is delivered by signature alone needs the signature of the device that it names; whoever hasn't it isn't told
/// whether there is such a device.
#[tokio::test]
async fn a_delivery_signed_by_another() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let other = party.officer(&server, &party.versailles, Office::Deputy).await;
    laptop.record(&server, "Lefèvre");
    let (request, _) = laptop.device.request();
    let mut forged = Submission::decode(&request.pushes[0].0).unwrap();
    forged.signed = forged.signed.push.clone().sign(&other.device.key);
    for (device, push) in [(laptop.device.id, Opaque(forged.encode())), (other.device.id, request.pushes[0].clone())] {
        let body = serde_json::json!({ "device": device, "pushes": [push] });
        let answer = server.http.post(server.url("/v1/deliveries")).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 200);
        let receipt: Json = answer.json().await.unwrap();
        let told: PushOutcome = serde_json::from_value(receipt["pushes"][0]["outcome"].clone()).unwrap();
        assert_eq!(told, PushOutcome::Rejected(Rejection::UnknownDevice));
    }
    assert_eq!(size(&server, &laptop).await, 0);
}

async fn size(server: &Server, laptop: &Laptop) -> u64 {
    let roster = laptop.stream(Compartment::Roster);
    server.app.store.heads(&[roster]).await.unwrap()[&roster].head.frontier.size()
}

/// What chance makes of a push: cut, spoiled, spliced, doubled or left as it is.
fn spoiled(honest: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut push = honest[chance.place(honest.len())].clone();
    let place = chance.place(push.len());
    match chance.below(6) {
        0 => push.truncate(place),
        1 => push[place] ^= 1 << chance.below(8),
        2 => push.insert(place, chance.bytes::<1>()[0]),
        3 => push.splice(place.., honest[chance.place(honest.len())].iter().copied().skip(place)).for_each(drop),
        4 => push.extend_from_within(place..),
        _ => {}
    }
    push
}

/// Two laptops send what the other signed and what chance makes of everything, in any order and any number: nothing fails,
/// and in the end each push that was signed has its one entry, and nothing else has any.
#[tokio::test]
async fn whatever_comes_is_absorbed_or_refused() {
    const SEED: u64 = 0x0c00_9050;
    const REQUESTS: usize = 200;
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let other = party.officer(&server, &party.versailles, Office::Deputy).await;
    let mut honest = Vec::new();
    for place in 0..6 {
        laptop.record(&server, &format!("Nom{place}"));
        honest.push(laptop.device.request().0.pushes.last().unwrap().0.clone());
    }
    let mut chance = Chance::new(SEED);
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for number in 0..REQUESTS {
        let pushes = (0..=chance.below(5)).map(|_| Opaque(spoiled(&honest, &mut chance))).collect();
        let sender = if chance.in_a_hundred(30) { &other } else { &laptop };
        let request = SyncRequest { pushes, ..SyncRequest::default() };
        let answer = sender.request(Method::POST, "/v1/sync").json(&request).send().await.unwrap();
        assert_eq!(answer.status(), 200, "request {number} of seed {SEED:#x}");
        let response: SyncResponse = answer.json().await.unwrap();
        assert_eq!(response.pushes.len(), request.pushes.len());
        for answer in response.pushes {
            let word = match answer.outcome {
                PushOutcome::Received => "received".to_owned(),
                PushOutcome::Rejected(rejection) => serde_json::to_value(rejection).unwrap()["code"].to_string(),
            };
            *outcomes.entry(word).or_default() += 1;
        }
    }
    assert!(outcomes.len() > 3, "{outcomes:?}");
    for honest in &honest {
        assert_eq!(push(&laptop, honest.clone()).await, PushOutcome::Received, "seed {SEED:#x}: {outcomes:?}");
    }
    let recorded: Vec<SubjectId> =
        honest.iter().map(|push| Submission::decode(push).unwrap().changes[0].header.subject).collect();
    assert_eq!(size(&server, &laptop).await, recorded.len() as u64);
}
