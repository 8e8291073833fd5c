//! The description: as agreed on, and about messages as they are.

use std::collections::BTreeSet;

use coopol_domain::access::Verb;
use coopol_domain::id::{DeviceId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::time::Instant;
use coopol_domain::wire::{
    Access, Cosigned, CosignedNote, Cursor, Erased, GivenBack, Move, Opaque, PushAnswer, PushOutcome, Pushed,
    Rejection, Root, Shown, StreamAccess, StreamAnswer, StreamMoves, SyncRequest, SyncResponse, TakenBack, Witnessed,
    Witnessing,
};
use coopol_server::openapi::{document, wire};

use crate::kit::Server;

/// An answer is packed by the level of zstd that takes least: its frame looks back 512 KiB, that of the next level 2 MiB, for
/// which four times the memory is made ready, however short the answer.
#[tokio::test]
async fn it_comes_packed_with_the_least_work() {
    let server = Server::start().await;
    // It would unpack the answer itself.
    let client = reqwest::Client::builder().no_zstd().build().unwrap();
    let asked = client.get(server.url("/v1/openapi.json")).header("accept-encoding", "zstd");
    let answer = asked.send().await.unwrap();
    assert_eq!(answer.headers()["content-encoding"], "zstd");
    let packed = answer.bytes().await.unwrap();
    // A frame: its mark, a description without the flag of a single segment, then the exponent of the window above 2^10.
    let [0x28, 0xb5, 0x2f, 0xfd, described, window, ..] = packed[..] else { panic!("no frame of zstd") };
    assert_eq!((described & 0b10_0000, window >> 3), (0, 19 - 10));
    assert_eq!(zstd::decode_all(&packed[..]).unwrap(), document().as_bytes());
}

/// To accept a change: `UPDATE_OPENAPI=1 cargo test -p coopol-server --test api openapi`.
#[test]
fn it_is_what_was_agreed_on() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(path, document()).unwrap();
    }
    assert!(std::fs::read_to_string(path).unwrap() == document(), "the description isn't that of openapi.json");
}

/// Every handler that stands in the router is described, and so has a row in the tables of refusals, which are made from the
/// description: a route that is forgotten there would be tried by nobody.
#[test]
fn every_route_is_described() {
    let (router, description) = (include_str!("../../src/routes/mod.rs"), include_str!("../../src/openapi/mod.rs"));
    let served = between(router, "pub fn routes<", ".with_state(app)");
    let handlers: BTreeSet<&str> = served.split(|c: char| !(c.is_alphanumeric() || c == ':' || c == '_')).collect();
    let handlers = handlers.into_iter().map(|word| word.trim_end_matches(['B', ':']));
    let handlers: BTreeSet<&str> =
        handlers.filter(|word| word.matches("::").count() == 2 && word.starts_with(char::is_lowercase)).collect();
    let described = between(description, "paths(", "),").split(',').map(str::trim).filter(|line| !line.is_empty());
    let described: BTreeSet<&str> = described.map(|line| line.strip_prefix("routes::").unwrap()).collect();
    assert_eq!(handlers, described);

    let document: serde_json::Value = serde_json::from_str(document()).unwrap();
    let paths: BTreeSet<&str> = document["paths"].as_object().unwrap().keys().map(String::as_str).collect();
    let routed: BTreeSet<&str> =
        served.split(".route(\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(routed, paths);
}

/// A Response Object has a description (OpenAPI 3.1, 4.8.17): tools refuse a document in which one goes without.
#[test]
fn every_response_says_what_it_is() {
    let document: serde_json::Value = serde_json::from_str(document()).unwrap();
    let operations =
        document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values());
    for operation in operations {
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].is_string(), "{status} of {}", operation["operationId"]);
        }
    }
}

fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    text.split_once(start).unwrap().1.split_once(end).unwrap().0
}

#[test]
fn the_shapes_are_those_of_the_real_messages() {
    let (stream, hash) = (StreamId::from_bytes([1; 16]), Opaque(vec![7; 32]));
    let request = SyncRequest {
        cursors: vec![Cursor { stream, seq: 1, root: Root::from_bytes([2; 8]), erased: 3, witnessed: 4, waits: true }],
        pushes: vec![hash.clone()],
        access: Some("mark".to_owned()),
        authority: Some(DeviceId::from_bytes([3; 16])),
    };
    let given = GivenBack { stream, after: 1, checkpoint: "note".to_owned(), page: hash.clone(), rest: hash.clone() };
    serde_json::from_value::<wire::GivenBack>(serde_json::to_value(&given).unwrap()).unwrap();
    serde_json::from_value::<wire::TakenBack>(serde_json::to_value(TakenBack { size: 1 }).unwrap()).unwrap();
    serde_json::from_value::<wire::SyncRequest>(serde_json::to_value(&request).unwrap()).unwrap();
    let rejections = [
        Rejection::Malformed { why: "x".to_owned() },
        Rejection::UnknownDevice,
        Rejection::BadSignature,
        Rejection::NotFound,
        Rejection::OutOfOrder { expected: 1 },
        Rejection::Forked,
        Rejection::DependencyMissing,
        Rejection::UpgradeNeeded { kind: "x".to_owned(), version: 1 },
        Rejection::Ahead { base: 1, size: 2 },
        Rejection::OtherPast { size: 1 },
        Rejection::Busy,
    ];
    let outcomes = rejections.map(PushOutcome::Rejected).into_iter().chain([PushOutcome::Received]);
    let response = SyncResponse {
        now: Instant(1),
        moves: vec![StreamMoves {
            stream,
            moves: vec![Move { note: "note".to_owned(), consistency: vec![hash.clone()] }],
        }],
        pushes: outcomes.map(|outcome| PushAnswer { stream: Some(stream), number: 1, outcome }).collect(),
        access: Some(Access {
            mark: "mark".to_owned(),
            lease_until: Instant(1),
            streams: vec![StreamAccess {
                stream,
                unit: UnitId::from_bytes([1; 16]),
                compartment: "roster".to_owned(),
                verbs: Verb::ALL.to_vec(),
                mandate: MandateId::from_bytes([1; 16]),
                pushed: Some(Pushed { number: 1, hash: hash.clone() }),
                moves: vec!["note".to_owned()],
            }],
        }),
        erasures: vec![Erased { stream, number: 1, subject: SubjectId::from_bytes([1; 16]) }],
        streams: vec![StreamAnswer {
            stream,
            checkpoint: "x".to_owned(),
            page: hash.clone(),
            snapshot: Some(1),
            consistency: vec![hash.clone()],
            more: true,
        }],
        witnessed: vec![Witnessed {
            stream,
            mark: 1,
            level: "federation".to_owned(),
            device: DeviceId::from_bytes([3; 16]),
            note: "note".to_owned(),
            consistency: vec![hash.clone()],
        }],
        mails: true,
    };
    serde_json::from_value::<wire::SyncResponse>(serde_json::to_value(&response).unwrap()).unwrap();
    let shown = Shown { stream, from: 1, checkpoint: "x".to_owned(), consistency: vec![hash] };
    let shown = Witnessing { now: Instant(1), streams: vec![shown] };
    serde_json::from_value::<wire::Witnessing>(serde_json::to_value(&shown).unwrap()).unwrap();
    let given = Cosigned { notes: vec![CosignedNote { stream, note: "note".to_owned() }] };
    serde_json::from_value::<wire::Cosigned>(serde_json::to_value(&given).unwrap()).unwrap();
}
