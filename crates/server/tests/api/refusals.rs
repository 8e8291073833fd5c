//! Whoever has no business anywhere, on every route that the description names.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::Invitation;
use coopol_domain::feed::Address;
use coopol_domain::id::{DeviceId, StreamId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::time::DAY;
use coopol_domain::wire::Opaque;
use coopol_server::authority::Installed;
use ed25519_dalek::SigningKey;
use reqwest::Method;
use serde_json::{Value as Json, json};

use crate::kit::{Laptop, Party, Server};

pub const NAME: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

/// What guards a route.
pub enum Guard {
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
pub fn table(method: &str, path: &str) -> Option<(Guard, Json)> {
    let device = "00000000-0000-0000-0000-000000000000";
    let bytes = |length: usize| Opaque(vec![1; length]);
    Some(match (method, path) {
        ("get", "/healthz" | "/readyz" | "/v1/openapi.json") => (Guard::Open, Json::Null),
        ("post", "/v1/challenges") => (Guard::Open, json!({ "device": device })),
        ("post", "/v1/tokens") => {
            let proof = json!({ "by": "challenge", "device": device, "challenge": bytes(32), "proof": bytes(64) });
            (Guard::Stranger(401), proof)
        }
        ("post", "/v1/enrolments") => {
            let key = Opaque(SigningKey::from_bytes(&[1; 32]).verifying_key().to_bytes().to_vec());
            let office = "00000000-0000-0000-0000-000000000000";
            let body =
                json!({ "office": office, "device": device, "key": key, "name": "x", "proof": bytes(64), "size": 0 });
            (Guard::Stranger(404), body)
        }
        ("post", "/v1/comebacks") => {
            let office = "00000000-0000-0000-0000-000000000000";
            let code = |number: u8| json!({ "number": number, "proof": bytes(64) });
            let body = json!({
                "office": office, "device": device, "invitation": bytes(32), "holder_name": "x",
                "challenge": bytes(32), "codes": [code(1), code(2)],
            });
            (Guard::Stranger(404), body)
        }
        ("post", "/v1/adoptions/look") => (Guard::Stranger(404), json!({ "seed": bytes(16), "streams": [] })),
        ("post", "/v1/adoptions/pages") => {
            (Guard::Stranger(404), json!({ "seed": bytes(16), "stream": device, "after": 0, "page": bytes(4) }))
        }
        ("post", "/v1/adoptions") => {
            let key = "a+d4dc9e61+AUd5NMtAgMmLBFEYhM8tWEbQXWjyhDGYLHS6bnM4YCCl";
            (Guard::Stranger(404), json!({ "seed": bytes(16), "unit": device, "authority": key, "streams": [] }))
        }
        // Signatures speak for themselves there; one that nobody made is told apart in the answer.
        ("post", "/v1/deliveries") => (Guard::Open, json!({ "device": device, "pushes": [bytes(4)] })),
        // What is given back is proven by the server's own signature; that of nobody is told nothing.
        ("post", "/v1/givings") => {
            (Guard::Stranger(422), json!({ "stream": device, "after": 0, "checkpoint": "nobody's" }))
        }
        // The address is what lets in: one that doesn't answer is what doesn't exist, whoever asks.
        ("get", "/v1/feeds/{feed}") => (Guard::Stranger(404), Json::Null),
        ("post", "/v1/witness") => (Guard::Token, json!({ "notes": [] })),
        ("post", "/v1/sync") => (Guard::Token, json!({ "cursors": [] })),
        ("get", "/v1/events" | "/v1/units" | "/v1/units/{unit}/audience" | "/v1/witness") => (Guard::Token, Json::Null),
        ("get", "/v1/streams/{stream}/snapshot" | "/v1/streams/{stream}/history" | "/v1/streams/{stream}/blobs") => {
            (Guard::Stream, Json::Null)
        }
        ("get" | "head" | "patch", "/v1/streams/{stream}/blobs/{name}") => (Guard::Stream, Json::Null),
        ("post", "/v1/streams/{stream}/blobs/{name}") => (Guard::Stream, json!({ "size": 10 })),
        _ => return None,
    })
}

/// The routes that the description names.
pub fn routes() -> Vec<(String, String)> {
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
pub async fn answer(
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
    if status == 200 && path.starts_with("/v1/events") {
        return (status, told, Vec::new());
    }
    (status, told, answer.bytes().await.unwrap().to_vec())
}

pub fn at(path: &str, stream: StreamId) -> String {
    let unit = "00000000-0000-0000-0000-000000000000";
    let feed = Address::new(stream, [7; 32]).text();
    let path = path.replace("{feed}", &feed);
    path.replace("{stream}", &stream.to_string()).replace("{name}", NAME).replace("{unit}", unit)
}

/// Who has no business on any route, each with what they would sign in with.
pub struct Outsiders {
    /// Whose mandate came to its day.
    ended: Laptop,
    /// Who was put out of office.
    without: Laptop,
    /// Whose laptop was shut out.
    revoked: Laptop,
}

impl Outsiders {
    pub async fn of(server: &Server, party: &Party) -> Self {
        let end = server.now().plus(60_000);
        let (ended, ..) = party.officer_until(server, &party.rennes, Office::Secretary, Some(end)).await;
        let (without, _, mandate) = party.officer_until(server, &party.rennes, Office::Treasurer, None).await;
        let revoked = party.officer(server, &party.rennes, Office::Treasurer).await;
        let mut federal = party.officer(server, &party.federation, Office::FirstFederalSecretary).await;
        let office = party.rennes.streams[&Compartment::Office];
        let shut_out = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
        federal.state(server, office, revoked.device.id.into(), shut_out);
        let until = Edit::set("until", Value::count(server.now().0));
        federal.state(server, office, mandate.into(), Payload::new("mandate_ended", 1, vec![until]));
        federal.sync().await;
        server.clock.advance(60_000);
        Self { ended, without, revoked }
    }

    pub fn each(&self) -> [&Laptop; 3] {
        [&self.ended, &self.without, &self.revoked]
    }
}

/// Nobody's token, one that isn't a token, one that only renews, and those of people whose mandate came to its day or was
/// ended, or whose laptop was shut out: refused on every route, each with the same answer, byte for byte.
#[tokio::test]
async fn every_route_refuses_strangers() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    let outsiders = Outsiders::of(&server, &party).await;
    let own = laptop.stream(Compartment::Roster);
    assert!(routes().len() >= 15);
    for (method, path) in routes() {
        let (guard, body) = table(&method, &path).unwrap_or_else(|| panic!("{method} {path} has no row"));
        let target = at(&path, own);
        let nobody = answer(None, &server, &method, &target, &body).await;
        let strangers = [(&laptop, "nonsense"), (&laptop, laptop.refresh.as_str())];
        let outsiders = outsiders.each().map(|outsider| (outsider, outsider.access.as_str()));
        for stranger in strangers.into_iter().chain(outsiders) {
            let refused = answer(Some(stranger), &server, &method, &target, &body).await;
            let text = String::from_utf8_lossy(&refused.2).into_owned();
            match guard {
                Guard::Open => assert_eq!(refused.0, 200, "{method} {path}: {text}"),
                Guard::Stranger(status) => assert_eq!(refused.0, status, "{method} {path}: {text}"),
                Guard::Token | Guard::Stream => {
                    assert_eq!(refused.0, 401, "{method} {path}: {text}");
                    assert_eq!(refused, nobody, "{method} {path}");
                }
            }
        }
    }
}

/// Signing in again, by a signature that is right: refused like a device that nobody ever enrolled, challenge and all.
#[tokio::test]
async fn outsiders_sign_in_no_more_and_look_like_nobody() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let outsiders = Outsiders::of(&server, &party).await;
    let mut nobody = party.officer(&server, &party.rennes, Office::Deputy).await;
    nobody.device.id = DeviceId::from_bytes([0xee; 16]);
    let told = async |laptop: &Laptop| {
        let asked = json!({ "device": laptop.device.id });
        let (status, _, challenge) = answer(None, &server, "post", "/v1/challenges", &asked).await;
        let signed_in = laptop.sign_in().await;
        (status, challenge.len(), signed_in.status().as_u16(), signed_in.text().await.unwrap())
    };
    let expected = told(&nobody).await;
    assert_eq!((expected.0, expected.2), (200, 401));
    for outsider in outsiders.each() {
        assert_eq!(told(outsider).await, expected);
    }
}

/// A code for somebody whose mandate hasn't begun opens nothing: like a code that nobody made.
#[tokio::test]
async fn nobody_comes_in_before_their_mandate() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (holder_name, office, since) = ("Anne Martin".to_owned(), Office::Deputy, Some(server.now().plus(DAY)));
    let later = Installed { holder: None, holder_name: holder_name.clone(), office, since, until: None };
    let (_, holder) = server.app.install(&party.rennes, later).await.unwrap();
    let real = server.app.invite(&party.rennes, holder, holder_name).await.unwrap();
    let invented = Invitation { seed: [9; 16], device: DeviceId::from_bytes([0xee; 16]), ..real.clone() };
    let key = SigningKey::from_bytes(&[1; 32]);
    let mut told = Vec::new();
    for code in [real, invented] {
        let refused = Laptop::ask_in(&server, &code.to_string(), &key).await;
        told.push((refused.status().as_u16(), refused.text().await.unwrap()));
    }
    assert_eq!(told[0].0, 404);
    assert_eq!(told[0], told[1]);
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
