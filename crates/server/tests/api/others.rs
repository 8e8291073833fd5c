//! What isn't one's own looks exactly like what doesn't exist, whoever asks and on whichever route.

use coopol_domain::access::Office;
use coopol_domain::authority::Chain;
use coopol_domain::id::{ChangeId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Header, Push, Seen, SubjectKey};
use coopol_domain::seal::tree::Frontier;
use coopol_domain::time::Hlc;
use coopol_domain::wire::{Opaque, Sent, Submission};
use serde_json::json;

use crate::kit::{Laptop, Party, Server, person};
use crate::refusals::{NAME, Outsiders, answer, at, routes, table};

/// Another section's stream, a compartment without a right, an id that nobody has: one answer, byte for byte, whoever
/// asks and whether something is there.
#[tokio::test]
async fn what_is_not_ones_own_is_like_what_does_not_exist() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut owner = party.officer(&server, &party.rennes, Office::Secretary).await;
    owner.record(&server, "Lefèvre");
    owner.sync().await;
    let roster = party.rennes.streams[&Compartment::Roster];
    assert!(server.app.store.make_snapshot(roster).await.unwrap());
    let nowhere = StreamId::from_bytes([0xee; 16]);
    let (mut compared, others) = (0, others(&server, &party).await);
    for (laptop, theirs) in &others {
        let who = Some((laptop, laptop.access.as_str()));
        for (method, path) in routes().into_iter().filter(|(_, path)| path.contains("{stream}")) {
            let (_, body) = table(&method, &path).unwrap();
            let query = if path.ends_with("snapshot") { "?seq=1" } else { "" };
            let first = answer(who, &server, &method, &(at(&path, *theirs) + query), &body).await;
            let second = answer(who, &server, &method, &(at(&path, nowhere) + query), &body).await;
            assert_eq!(first.0, 404, "{method} {path}");
            assert_eq!(first, second, "{method} {path}");
            let unreadable = path.replace("{stream}", "not-an-id").replace("{name}", NAME) + query;
            let third = answer(who, &server, &method, &unreadable, &body).await;
            assert_eq!(first, third, "{method} {path}");
            compared += 1;
        }
    }
    assert_eq!(compared, 7 * others.len());
}

/// Somebody above, another section's officer in each room, somebody of the same bureau without a right in the room.
async fn others(server: &Server, party: &Party) -> Vec<(Laptop, StreamId)> {
    let mut others = Vec::new();
    let rennes = &party.rennes.streams;
    let federal = party.officer(server, &party.federation, Office::FirstFederalSecretary).await;
    others.push((federal, rennes[&Compartment::Roster]));
    for &theirs in rennes.values() {
        others.push((party.officer(server, &party.versailles, Office::Deputy).await, theirs));
    }
    let member = party.officer(server, &party.rennes, Office::BureauMember).await;
    others.push((member, rennes[&Compartment::Dues]));
    others
}

/// A push of one change by a laptop, signed by it, to a stream of somebody's choice.
fn push(laptop: &Laptop, stream: StreamId, server: &Server) -> Opaque {
    let (id, key) = (ChangeId::v7(server.now().0, [1; 10]), SubjectKey::from_bytes([2; 32]));
    let bytes = person("Intruse").encode();
    let header = Header {
        id,
        stream,
        subject: SubjectId::from_bytes([3; 16]),
        base: 0,
        made_at: Hlc::end_of(server.now()),
        act: None,
        depends_on: Vec::new(),
        commitment: key.commit(id, &bytes),
    };
    let push = Push {
        device: laptop.device.id,
        stream,
        number: 1,
        previous: Chain::start().hash,
        mandate: laptop.device.streams.values().next().map_or(MandateId::from_bytes([4; 16]), |held| held.mandate),
        seen: Seen { size: 0, root: Frontier::default().root() },
        changes: vec![header.hash()],
    };
    let changes = vec![Sent { header, payload: Some(bytes), key: Some(key) }];
    Opaque(Submission { signed: push.sign(&laptop.device.key), changes }.encode())
}

/// In the synchronisation and in late deliveries a stream that isn't one's own is answered like one that nobody has,
/// whatever is asked of it or pushed to it.
#[tokio::test]
async fn no_exchange_tells_of_what_is_not_ones_own() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut owner = party.officer(&server, &party.rennes, Office::Secretary).await;
    owner.record(&server, "Lefèvre");
    owner.sync().await;
    let nowhere = StreamId::from_bytes([0xee; 16]);
    let before = server.app.store.heads(&[party.rennes.streams[&Compartment::Roster]]).await.unwrap();
    for (laptop, theirs) in others(&server, &party).await {
        let who = Some((&laptop, laptop.access.as_str()));
        let told = async |stream: StreamId, path: &str| {
            let cursor = json!([{ "stream": stream, "seq": 0, "root": "0000000000000000" }]);
            let pushes = json!([push(&laptop, stream, &server)]);
            let body = match path {
                "/v1/sync" => json!({ "cursors": cursor, "pushes": pushes, "access": laptop.device.access }),
                _ => json!({ "device": laptop.device.id, "pushes": pushes }),
            };
            let (status, headers, text) = answer(who, &server, "post", path, &body).await;
            (status, headers, String::from_utf8(text).unwrap().replace(&stream.to_string(), "STREAM"))
        };
        for path in ["/v1/sync", "/v1/deliveries"] {
            let of_theirs = told(theirs, path).await;
            assert!(of_theirs.2.contains("not_found"), "{path}: {}", of_theirs.2);
            assert_eq!(of_theirs, told(nowhere, path).await, "{path}");
        }
    }
    // Whose mandate ended, too, is told nothing of a room that was never theirs.
    let outsiders = Outsiders::of(&server, &party).await;
    for outsider in outsiders.each() {
        let mut told = Vec::new();
        for stream in [party.versailles.streams[&Compartment::Roster], nowhere] {
            let body = json!({ "device": outsider.device.id, "pushes": [push(outsider, stream, &server)] });
            let (status, headers, text) = answer(None, &server, "post", "/v1/deliveries", &body).await;
            told.push((status, headers, String::from_utf8(text).unwrap().replace(&stream.to_string(), "STREAM")));
        }
        assert!(!told[0].2.contains("received"), "{}", told[0].2);
        assert_eq!(told[0], told[1]);
    }
    assert_eq!(server.app.store.heads(&[party.rennes.streams[&Compartment::Roster]]).await.unwrap(), before);
}
