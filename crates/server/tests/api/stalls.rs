//! Sockets that stall, flood or break off: they are closed in time, and the others don't notice.

use std::num::NonZeroU32;
use std::time::Duration;

use coopol_domain::access::Office;
use coopol_domain::journal::Compartment;
use coopol_server::settings::Limits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::kit::{Party, Server, limits};

const SHORT: Duration = Duration::from_millis(200);

async fn say(server: &Server, words: &str) -> TcpStream {
    let mut socket = TcpStream::connect(server.address).await.unwrap();
    socket.write_all(words.as_bytes()).await.unwrap();
    socket
}

/// What the server says until it closes.
async fn rest(mut socket: TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(5), socket.read_to_end(&mut bytes)).await;
    drop(read.expect("it is closed in time"));
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The real limits are those of the design; the tests' are shorter.
#[test]
fn the_limits_that_count() {
    let limits = Limits::from(&coopol_server::settings::Settings::default());
    assert_eq!(limits.header_time, Duration::from_secs(10));
    assert_eq!(limits.body_time, Duration::from_secs(10));
}

#[tokio::test]
async fn a_head_that_stalls_is_cut_and_holds_nobody_up() {
    let server = Server::limited(Limits { header_time: SHORT, connections: 3, ..limits() }).await;
    let silent = say(&server, "").await;
    let slow = say(&server, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
    let health = server.http.get(server.url("/healthz")).send().await.unwrap();
    assert_eq!(health.status(), 200);
    drop(health);
    assert_eq!(rest(silent).await, "");
    assert!(!rest(slow).await.contains("200 OK"));
}

#[tokio::test]
async fn a_body_that_stalls_is_cut() {
    let server = Server::limited(Limits { body_time: SHORT, request_time: SHORT * 5, ..limits() }).await;
    let head =
        "POST /v1/challenges HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    let answer = rest(say(&server, head).await).await;
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
}

/// More connections than there is room for wait their turn; those that stall give theirs up.
#[tokio::test]
async fn stalled_connections_up_to_the_cap_delay_but_never_block() {
    let server = Server::limited(Limits { header_time: SHORT, connections: 4, ..limits() }).await;
    let mut stalled = Vec::new();
    for _ in 0..4 {
        stalled.push(say(&server, "GET /").await);
    }
    assert_eq!(server.http.get(server.url("/healthz")).send().await.unwrap().status(), 200);
}

#[tokio::test]
async fn one_address_has_so_many_connections() {
    let server = Server::limited(Limits { per_address: 2, ..limits() }).await;
    let (_first, _second) = (say(&server, "GET /").await, say(&server, "GET /").await);
    assert_eq!(rest(say(&server, "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").await).await, "");
}

#[tokio::test]
async fn too_much_and_too_often_is_told_with_a_name() {
    let one = NonZeroU32::new(1).unwrap();
    let server = Server::limited(Limits { stranger_per_second: one, body: 1 << 20, ..limits() }).await;
    let large = server.http.post(server.url("/v1/challenges")).header("content-type", "application/json");
    let large = large.body(vec![b' '; 2 << 20]).send().await.unwrap();
    assert_eq!(large.status(), 413);
    let packed = zstd::bulk::compress(&vec![b' '; 64 << 20], 1).unwrap();
    assert!(packed.len() < 1 << 20);
    let bomb = server.http.post(server.url("/v1/challenges")).header("content-type", "application/json");
    let bomb = bomb.header("content-encoding", "zstd").body(packed).send().await.unwrap();
    assert_eq!(bomb.status(), 413, "it is measured unpacked");
    let mut last = 200;
    for _ in 0..12 {
        let answer = server.http.post(server.url("/v1/challenges")).json(&serde_json::json!({
            "device": "00000000-0000-0000-0000-000000000000",
        }));
        let answer = answer.send().await.unwrap();
        last = answer.status().as_u16();
        if last == 429 {
            assert!(answer.headers().contains_key("retry-after"));
            assert_eq!(answer.headers()["content-type"], "application/problem+json");
        }
    }
    assert_eq!(last, 429);
}

/// Load is shed at once, with the time to come again.
#[tokio::test]
async fn load_is_shed() {
    let server = Server::limited(Limits { in_flight: 1, body_time: SHORT * 10, ..limits() }).await;
    let party = Party::found(&server).await;
    drop(party.officer(&server, &party.versailles, Office::Secretary).await);
    let head =
        "POST /v1/challenges HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    let _slow = say(&server, head).await;
    loop {
        let answer = server.http.get(server.url("/healthz")).send().await.unwrap();
        if answer.status() == 503 {
            assert!(answer.headers().contains_key("retry-after"));
            return;
        }
    }
}

/// What nests without end is refused by name before it takes the stack, and the next request is answered.
#[tokio::test]
async fn json_that_nests_too_deep_is_refused() {
    let server = Server::start().await;
    let depth = 200_000;
    for body in [
        "[".repeat(depth) + &"]".repeat(depth),
        "{\"device\":".repeat(depth) + "1" + &"}".repeat(depth),
        format!("{{\"device\":\"x\",\"other\":{}1{}}}", "[".repeat(depth), "]".repeat(depth)),
    ] {
        let request = server.http.post(server.url("/v1/challenges")).header("content-type", "application/json");
        let answer = request.body(body).send().await.unwrap();
        assert_eq!(answer.status(), 400);
        assert_eq!(answer.json::<serde_json::Value>().await.unwrap()["code"], "malformed");
    }
    assert_eq!(server.http.get(server.url("/healthz")).send().await.unwrap().status(), 200);
}

/// Whoever asks too often is told when to come again; others aren't kept waiting by it.
async fn asks_too_often(limits: Limits, same_device: bool) {
    let server = Server::limited(limits).await;
    let party = Party::found(&server).await;
    let (eager, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let calm = party.officer(&server, &party.versailles, Office::Deputy).await;
    let second = party.laptop(&server, &party.versailles, holder).await;
    // The desk of an office is read by nobody but its holders.
    let path = format!("/v1/streams/{}/history", eager.stream(Compartment::Roster));
    let mut refused = None;
    // Ten seconds' worth at once, and what comes back while it is spent.
    for turn in 0..200 {
        let laptop = if same_device || turn % 2 == 0 { &eager } else { &second };
        let answer = laptop.get(&path).send().await.unwrap();
        if answer.status() == 429 {
            refused = Some(answer);
            break;
        }
    }
    let refused = refused.expect("200 requests were sent");
    assert!(refused.headers()["retry-after"].to_str().unwrap().parse::<u64>().unwrap() >= 1);
    assert_eq!(refused.headers()["content-type"], "application/problem+json");
    assert_eq!(calm.get(&path).send().await.unwrap().status(), 200);
    let own = second.get(&path).send().await.unwrap().status();
    assert_eq!(own, if same_device { 200 } else { 429 });
}

#[tokio::test]
async fn a_device_may_ask_so_often() {
    asks_too_often(Limits { device_per_second: NonZeroU32::new(2).unwrap(), ..limits() }, true).await;
}

/// The devices of one person count together.
#[tokio::test]
async fn a_person_may_ask_so_often() {
    asks_too_often(Limits { account_per_second: NonZeroU32::new(2).unwrap(), ..limits() }, false).await;
}
