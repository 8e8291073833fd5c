//! Whoever has no business there, on every route that the description names: refused, and what isn't theirs looks
//! exactly like what doesn't exist.

use coopol_domain::access::Office;
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server};

const NAME: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// What guards a route.
enum Guard {
    /// Nothing: it tells nothing about anybody.
    Open,
    /// Signing in is what it is for: a stranger gets this status.
    Stranger(u16),
    /// A token; no stream is named in the path.
    Token,
    /// A token, and a right in the stream of the path.
    Stream,
}

/// Every route, with what guards it and a body that it would take. A route that isn't here fails the test.
fn table(method: &str, path: &str) -> Option<(Guard, Json)> {
    let device = "00000000-0000-0000-0000-000000000000";
    let bytes = |length: usize| coopol_domain::wire::Opaque(vec![1; length]);
    Some(match (method, path) {
        ("get", "/healthz" | "/readyz" | "/v1/openapi.json") => (Guard::Open, Json::Null),
        ("post", "/v1/challenges") => (Guard::Open, json!({ "device": device })),
        ("post", "/v1/tokens") => {
            let proof = json!({ "by": "challenge", "device": device, "challenge": bytes(32), "proof": bytes(64) });
            (Guard::Stranger(401), proof)
        }
        ("post", "/v1/enrolments") => {
            let key = coopol_domain::wire::Opaque(
                ed25519_dalek::SigningKey::from_bytes(&[1; 32]).verifying_key().to_bytes().to_vec(),
            );
            let office = "00000000-0000-0000-0000-000000000000";
            let body =
                json!({ "office": office, "device": device, "key": key, "name": "x", "proof": bytes(64), "size": 0 });
            (Guard::Stranger(404), body)
        }
        // Signatures speak for themselves there; one that nobody made is told apart in the answer.
        ("post", "/v1/deliveries") => (Guard::Open, json!({ "device": device, "pushes": [bytes(4)] })),
        ("post", "/v1/sync") => (Guard::Token, json!({ "cursors": [] })),
        ("get", "/v1/events") => (Guard::Token, Json::Null),
        ("get", "/v1/streams/{stream}/snapshot" | "/v1/streams/{stream}/history" | "/v1/streams/{stream}/blobs") => {
            (Guard::Stream, Json::Null)
        }
        ("get" | "head" | "patch", "/v1/streams/{stream}/blobs/{name}") => (Guard::Stream, Json::Null),
        ("post", "/v1/streams/{stream}/blobs/{name}") => (Guard::Stream, json!({ "size": 10 })),
        _ => return None,
    })
}

/// The routes that the description names.
fn routes() -> Vec<(String, String)> {
    let document: Json = serde_json::from_str(coopol_server::openapi::document()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let methods = paths.iter().flat_map(|(path, item)| {
        let verbs = item
            .as_object()
            .unwrap()
            .keys()
            .filter(|key| ["get", "head", "post", "patch", "put", "delete"].contains(&key.as_str()));
        verbs.map(|verb| (verb.clone(), path.clone())).collect::<Vec<_>>()
    });
    methods.collect()
}

/// Status, headers that could tell something, and body.
async fn answer(
    laptop: Option<(&Laptop, &str)>,
    server: &Server,
    method: &str,
    path: &str,
    body: &Json,
) -> (u16, Vec<String>, Vec<u8>) {
    let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
    let mut request = server.http.request(method.clone(), server.url(path)).header("upload-offset", "0");
    if let Some((_, token)) = laptop {
        request = request.bearer_auth(token);
    }
    if *body != Json::Null {
        request = request.json(body);
    }
    let answer = request.send().await.unwrap();
    let told = answer.headers().iter().filter(|(name, _)| !["date", "x-request-id"].contains(&name.as_str()));
    let mut told: Vec<String> = told.map(|(name, value)| format!("{name}: {value:?}")).collect();
    told.sort();
    let status = answer.status().as_u16();
    if status == 200 && path == "/v1/events" {
        return (status, told, Vec::new());
    }
    (status, told, answer.bytes().await.unwrap().to_vec())
}

fn at(path: &str, stream: StreamId) -> String {
    path.replace("{stream}", &stream.to_string()).replace("{name}", NAME)
}

#[tokio::test]
async fn every_route_refuses_strangers() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let end = server.now().plus(60_000);
    let (former, ..) = party.officer_until(&server, &party.rennes, Office::Secretary, Some(end)).await;
    server.clock.advance(60_000);
    let own = laptop.stream(Compartment::Roster);
    assert!(routes().len() >= 15);
    for (method, path) in routes() {
        let (guard, body) = table(&method, &path).unwrap_or_else(|| panic!("{method} {path} has no row"));
        let target = at(&path, own);
        let strangers = [
            None,
            Some((&laptop, "nonsense")),
            Some((&laptop, laptop.refresh.as_str())),
            Some((&former, former.access.as_str())),
        ];
        for stranger in strangers {
            let (status, _, text) = answer(stranger, &server, &method, &target, &body).await;
            let text = String::from_utf8_lossy(&text).into_owned();
            match guard {
                Guard::Open => assert_eq!(status, 200, "{method} {path}: {text}"),
                Guard::Stranger(refused) => assert_eq!(status, refused, "{method} {path}: {text}"),
                Guard::Token | Guard::Stream => assert_eq!(status, 401, "{method} {path}: {text}"),
            }
        }
    }
}

/// Another section's stream, a compartment without a right, an id that nobody has: one answer, byte for byte.
#[tokio::test]
async fn what_is_not_ones_own_is_like_what_does_not_exist() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut owner = party.officer(&server, &party.rennes, Office::Secretary).await;
    owner.record(&server, "Lefèvre");
    owner.sync().await;
    let federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let theirs = party.rennes.streams[&Compartment::Roster];
    let nowhere = StreamId::from_bytes([0xee; 16]);
    let token = federal.access.as_str();
    let mut compared = 0;
    for (method, path) in routes().into_iter().filter(|(_, path)| path.contains("{stream}")) {
        let (_, body) = table(&method, &path).unwrap();
        let query = if path.ends_with("snapshot") { "?seq=1" } else { "" };
        let first = answer(Some((&federal, token)), &server, &method, &(at(&path, theirs) + query), &body).await;
        let second = answer(Some((&federal, token)), &server, &method, &(at(&path, nowhere) + query), &body).await;
        assert_eq!(first.0, 404, "{method} {path}");
        assert_eq!(first, second, "{method} {path}");
        let unreadable = path.replace("{stream}", "not-an-id").replace("{name}", NAME) + query;
        let third = answer(Some((&federal, token)), &server, &method, &unreadable, &body).await;
        assert_eq!(first, third, "{method} {path}");
        compared += 1;
    }
    assert_eq!(compared, 7);
    // In the synchronisation it isn't mentioned at all, whatever the cursor says.
    let cursor = |stream| json!({ "cursors": [{ "stream": stream, "seq": 0, "root": "0000000000000000" }], "access": federal.device.access });
    let of_theirs = answer(Some((&federal, token)), &server, "post", "/v1/sync", &cursor(theirs)).await;
    let of_none = answer(Some((&federal, token)), &server, "post", "/v1/sync", &cursor(nowhere)).await;
    assert_eq!(of_theirs, of_none);
}

/// A path that no route has, and a method that a route hasn't: problems with a name, too.
#[tokio::test]
async fn unknown_paths_and_methods() {
    let server = Server::start().await;
    let answer = server.http.get(server.url("/v1/nothing")).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()),
        (404, "application/problem+json")
    );
    let answer = server.http.delete(server.url("/v1/sync")).send().await.unwrap();
    assert_eq!(
        (answer.status().as_u16(), answer.headers()["content-type"].to_str().unwrap()),
        (405, "application/problem+json")
    );
}
