//! Pushes as a hostile, confused or unlucky device may send them: absorbed or refused with a name, never twice, never a
//! fault of the server's (J3).

use coopol_domain::access::Office;
use coopol_domain::journal::{Compartment, MAX_CHANGES, Verdict};
use coopol_domain::wire::{Opaque, PushOutcome, Rejection, Submission, SyncRequest, SyncResponse};

use coopol_store::{Backend, Limit};

use crate::kit::{Laptop, Party, Server, over_each_backend};

struct Scene<B: Backend> {
    server: Server<B>,
    party: Party,
    laptop: Laptop,
}

async fn scene<B: Backend>(server: Server<B>) -> Scene<B> {
    let party = Party::found(&server).await;
    let laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    Scene { server, party, laptop }
}

impl<B: Backend> Scene<B> {
    /// A signed push of one more person, not sent.
    fn push(&mut self, name: &str) -> Vec<u8> {
        self.laptop.record(&self.server, name);
        let (request, _) = self.laptop.device.request();
        request.pushes.last().unwrap().0.clone()
    }

    async fn send(&self, pushes: &[&[u8]]) -> Vec<PushOutcome> {
        send(&self.laptop, pushes).await
    }

    async fn size(&self) -> u64 {
        let roster = self.laptop.stream(Compartment::Roster);
        self.server.app.store.heads(&[roster]).await.unwrap()[&roster].head.frontier.size()
    }
}

async fn send(laptop: &Laptop, pushes: &[&[u8]]) -> Vec<PushOutcome> {
    answered(laptop.request(reqwest::Method::POST, "/v1/sync"), pushes).await
}

/// What a request for a synchronisation, with these pushes, is answered.
pub async fn answered(request: reqwest::RequestBuilder, pushes: &[&[u8]]) -> Vec<PushOutcome> {
    let pushes = pushes.iter().map(|push| Opaque(push.to_vec())).collect();
    let answer = request.json(&SyncRequest { pushes, ..SyncRequest::default() }).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let response: SyncResponse = answer.json().await.unwrap();
    response.pushes.into_iter().map(|push| push.outcome).collect()
}

/// J3.3: what came before gets its first answer again and no second entry.
async fn a_replay_has_no_second_effect<B: Backend>(server: Server<B>) {
    let mut scene = scene(server).await;
    let push = scene.push("Lefèvre");
    for _ in 0..3 {
        assert_eq!(scene.send(&[&push]).await, [PushOutcome::Received]);
    }
    assert_eq!(scene.send(&[&push, &push]).await, [PushOutcome::Received, PushOutcome::Received]);
    assert_eq!(scene.size().await, 1);
}

async fn pushes_out_of_order_wait_for_those_before<B: Backend>(server: Server<B>) {
    let mut scene = scene(server).await;
    let (first, second) = (scene.push("Lefèvre"), scene.push("Nguyen"));
    let early = PushOutcome::Rejected(Rejection::OutOfOrder { expected: 1 });
    assert_eq!(scene.send(&[&second]).await, std::slice::from_ref(&early));
    assert_eq!(scene.send(&[&second, &first]).await, [early, PushOutcome::Received]);
    assert_eq!(scene.send(&[&second]).await, [PushOutcome::Received]);
    assert_eq!(scene.size().await, 2);
}

async fn whatever_is_cut_is_refused_by_name<B: Backend>(server: Server<B>) {
    let mut scene = scene(server).await;
    let push = scene.push("Lefèvre");
    for cut in (0..push.len()).step_by(23) {
        let outcome = scene.send(&[&push[..cut]]).await;
        assert!(matches!(outcome[..], [PushOutcome::Rejected(Rejection::Malformed { .. })]), "{cut}: {outcome:?}");
    }
    assert_eq!(scene.size().await, 0);
    assert_eq!(scene.send(&[&push]).await, [PushOutcome::Received], "the honest one still passes");
}

/// The signature covers what stays for ever; the payload is held by its commitment, and one that doesn't fit it is an
/// entry that says so.
#[tokio::test]
async fn whatever_is_altered_never_counts() {
    let mut scene = scene(Server::start().await).await;
    let length = scene.push("Lefèvre").len();
    for place in (0..length).step_by(13) {
        let mut scene = self::scene(Server::start().await).await;
        let mut altered = scene.push("Lefèvre");
        altered[place] ^= 1;
        let outcome = scene.send(&[&altered]).await;
        if outcome == [PushOutcome::Received] {
            let roster = scene.laptop.stream(Compartment::Roster);
            let limit = Limit { lines: 1, bytes: u64::MAX };
            let extract = scene.server.app.store.page(roster, 0, limit).await.unwrap().unwrap();
            let verdict = &extract.page.lines[0].entry.verdict;
            assert_eq!(*verdict, Verdict::Refused("broken_commitment".to_owned()), "{place}");
        } else {
            assert!(matches!(outcome[..], [PushOutcome::Rejected(_)]), "{place}: {outcome:?}");
            assert_eq!(scene.size().await, 0);
        }
    }
}

async fn nobody_sends_in_anothers_name<B: Backend>(server: Server<B>) {
    let mut scene = scene(server).await;
    let push = scene.push("Lefèvre");
    let other = scene.party.officer(&scene.server, &scene.party.versailles, Office::Deputy).await;
    assert_eq!(send(&other, &[&push]).await, [PushOutcome::Rejected(Rejection::BadSignature)]);
    // Signed anew by the other's key, still in the first one's name.
    let mut forged = Submission::decode(&push).unwrap();
    forged.signed = forged.signed.push.clone().sign(&other.device.key);
    assert_eq!(scene.send(&[&forged.encode()]).await, [PushOutcome::Rejected(Rejection::BadSignature)]);
    assert_eq!(scene.size().await, 0);
}

/// J3.1: at most 500 changes, whoever signs for more.
async fn a_push_beyond_the_limit_is_refused<B: Backend>(server: Server<B>) {
    let mut scene = scene(server).await;
    let mut whole = Submission::decode(&scene.push("Lefèvre")).unwrap();
    let sent = whole.changes[0].clone();
    whole.changes = vec![sent; MAX_CHANGES + 1];
    let mut push = whole.signed.push.clone();
    push.changes = whole.changes.iter().map(|sent| sent.header.hash()).collect();
    whole.signed = push.sign(&scene.laptop.device.key);
    let outcome = scene.send(&[&whole.encode()]).await;
    assert!(matches!(outcome[..], [PushOutcome::Rejected(Rejection::Malformed { .. })]), "{outcome:?}");
}

/// A stream that isn't one's own is answered like one that doesn't exist (J1).
async fn anothers_stream_is_like_none<B: Backend>(server: Server<B>) {
    let mut scene = scene(server).await;
    let stranger = scene.party.rennes.streams[&Compartment::Roster];
    let nowhere = coopol_domain::id::StreamId::from_bytes([0xee; 16]);
    let own = Submission::decode(&scene.push("Lefèvre")).unwrap();
    for stream in [stranger, nowhere] {
        let mut moved = own.clone();
        moved.changes[0].header.stream = stream;
        let mut push = moved.signed.push.clone();
        (push.stream, push.changes) = (stream, vec![moved.changes[0].header.hash()]);
        moved.signed = push.sign(&scene.laptop.device.key);
        assert_eq!(scene.send(&[&moved.encode()]).await, [PushOutcome::Rejected(Rejection::NotFound)]);
    }
}

/// J9: after the mandate's end what was still unsent goes to quarantine, by the device's signature alone.
async fn what_comes_late_goes_to_quarantine<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let end = server.now().plus(60_000);
    let (mut late, ..) = party.officer_until(&server, &party.versailles, Office::Secretary, Some(end)).await;
    let mut successor = party.officer(&server, &party.versailles, Office::Deputy).await;
    late.record(&server, "Lefèvre");
    let (request, _) = late.device.request();
    server.clock.advance(60_000);
    let deliver = |pushes: Vec<Opaque>| {
        let body = serde_json::json!({ "device": late.device.id, "pushes": pushes });
        server.http.post(server.url("/v1/deliveries")).json(&body).send()
    };
    let receipt: serde_json::Value = deliver(request.pushes.clone()).await.unwrap().json().await.unwrap();
    assert_eq!(receipt["pushes"][0]["outcome"], "received");
    successor.sync().await;
    assert_eq!(successor.names(), [""; 0], "it doesn't count until the successor decides");
    let roster = successor.stream(Compartment::Roster);
    assert_eq!(successor.device.streams[&roster].seq(), 1, "and it can't be hidden");
}

/// Bodies that aren't requests: a name, never a fault.
async fn bodies_that_are_no_requests<B: Backend>(server: Server<B>) {
    let scene = scene(server).await;
    let deep = format!("{{\"cursors\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
    for body in ["", "{", "[]", "null", "{\"cursors\":[{}]}", "{\"cursors\":[],\"pushes\":[\"*\"]}", deep.as_str()] {
        let request = scene.laptop.request(reqwest::Method::POST, "/v1/sync");
        let answer = request.header("content-type", "application/json").body(body.to_owned()).send().await.unwrap();
        assert_eq!(answer.status(), 400, "{}", &body[..body.len().min(60)]);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    }
    let wrong = scene.laptop.request(reqwest::Method::POST, "/v1/sync").body("{}").send().await.unwrap();
    assert_eq!(wrong.status(), 400);
}

over_each_backend! {
    a_replay_has_no_second_effect, pushes_out_of_order_wait_for_those_before, whatever_is_cut_is_refused_by_name,
    nobody_sends_in_anothers_name, a_push_beyond_the_limit_is_refused,
    anothers_stream_is_like_none, what_comes_late_goes_to_quarantine, bodies_that_are_no_requests,
}
