//! Live hints, and their end.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Suspension;
use coopol_server::authority::Installed;
use futures_util::stream::BoxStream;
use futures_util::{FutureExt as _, StreamExt as _};

use crate::kit::{Laptop, Party, Server};

pub type Hints = BoxStream<'static, reqwest::Result<bytes::Bytes>>;

/// The next piece of the stream that isn't a heartbeat; `None` when it has ended.
pub async fn next(listener: &mut Hints) -> Option<String> {
    loop {
        let piece = tokio::time::timeout(std::time::Duration::from_secs(5), listener.next()).await;
        let piece = String::from_utf8(piece.expect("within 5 seconds")?.unwrap().to_vec()).unwrap();
        if !piece.starts_with(':') {
            return Some(piece);
        }
    }
}

pub async fn listen(laptop: &Laptop) -> Hints {
    let answer = laptop.get("/v1/events").send().await.unwrap();
    assert_eq!(answer.status(), 200);
    Box::pin(answer.bytes_stream())
}

/// J11: what one sends, the other is told of; nobody else is.
#[tokio::test]
async fn a_push_is_hinted_to_those_who_may_read_it() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut first = party.officer(&server, &party.versailles, Office::Secretary).await;
    let second = party.officer(&server, &party.versailles, Office::Deputy).await;
    let mut stranger = party.officer(&server, &party.rennes, Office::Secretary).await;
    let (mut hints, mut elsewhere) = (listen(&second).await, listen(&stranger).await);
    first.record(&server, "Lefèvre");
    first.sync().await;
    let roster = first.stream(Compartment::Roster);
    let hint = next(&mut hints).await.unwrap();
    assert_eq!(hint, format!("event: grown\ndata: {{\"stream\":\"{roster}\",\"seq\":1}}\n\n"));
    // What happens in their own section is the first thing that the stranger hears.
    stranger.record(&server, "Martin");
    stranger.sync().await;
    let hint = next(&mut elsewhere).await.unwrap();
    assert!(hint.contains(&stranger.stream(Compartment::Roster).to_string()), "{hint}");
}

/// What an `office` says wakes whoever's rights may follow from it: who holds an office there or above, and whom it names. Nobody else.
#[tokio::test]
async fn an_office_wakes_those_it_concerns() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let deputy = party.officer(&server, &party.versailles, Office::Deputy).await;
    let federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let stranger = party.officer(&server, &party.rennes, Office::Secretary).await;
    let (newcomer, holder, _) = party.officer_until(&server, &party.rennes, Office::Treasurer, None).await;
    let rights = &server.app.rights;
    let mut following = Vec::new();
    for laptop in [&deputy, &federal, &newcomer, &stranger] {
        let standing = rights.of(&server.app.store, laptop.device.id, server.now()).await.unwrap().unwrap();
        following.push(rights.follow(&standing));
    }
    let installed = Installed {
        holder: Some(holder),
        holder_name: "Zoé Lefèvre".to_owned(),
        office: Office::Treasurer,
        since: None,
        until: None,
    };
    server.app.install(&party.versailles, installed).await.unwrap();
    let woken: Vec<bool> = following.iter().map(|one| one.changed().now_or_never().is_some()).collect();
    assert_eq!(woken, [true, true, true, false], "the deputy, the federation, who is named, and a stranger");
    // By what it goes from now on, what that office says concerns the newcomer.
    following[2].again(&server.app.store, newcomer.device.id, server.now()).await.unwrap().unwrap();
    rights.note_changed(&server.app.store, &[party.versailles.id].into()).await;
    assert!(following[2].changed().now_or_never().is_some());
    rights.forget();
    assert!(following[3].changed().now_or_never().is_some(), "when nobody can tell, all are");
}

/// A mandate ends by a timer: the connection closes without a request.
#[tokio::test]
async fn the_connection_ends_with_the_last_mandate() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let end = server.now().plus(60_000);
    let (laptop, ..) = party.officer_until(&server, &party.versailles, Office::Secretary, Some(end)).await;
    let mut hints = listen(&laptop).await;
    server.clock.advance(60_000);
    assert_eq!(next(&mut hints).await, None);
}

/// Somebody else ends the mandate, or revokes the device: the same, at once.
#[tokio::test]
async fn the_connection_ends_when_the_mandate_or_the_device_is_ended() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut secretary = party.officer(&server, &party.versailles, Office::Secretary).await;
    let (deputy, _, mandate) = party.officer_until(&server, &party.versailles, Office::Deputy, None).await;
    let treasurer = party.officer(&server, &party.versailles, Office::Treasurer).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    secretary.sync().await;
    let office = party.versailles.streams[&Compartment::Office];
    let mut hints = listen(&deputy).await;
    let until = Edit::set("until", Value::count(server.now().0));
    federal.state(&server, office, mandate.into(), Payload::new("mandate_ended", 1, vec![until]));
    federal.sync().await;
    while next(&mut hints).await.is_some() {}
    assert_eq!(deputy.get("/v1/events").send().await.unwrap().status(), 401);

    let mut hints = listen(&treasurer).await;
    let revoked = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    secretary.state(&server, office, treasurer.device.id.into(), revoked);
    secretary.sync().await;
    while next(&mut hints).await.is_some() {}
    assert_eq!(treasurer.get("/v1/events").send().await.unwrap().status(), 401);
    assert_eq!(treasurer.sign_in().await.status(), 401);
    assert!(server.ledger().contains(&treasurer.device.id.to_string()), "a restore won't let it in again");
}

/// Suspended from above: the connection closes within 5 s, and every request is refused; a sign-in says why, to whoever proves to be
/// that device and to nobody else. Lifted, all of it comes back.
#[tokio::test]
async fn the_connection_ends_with_a_suspension_and_comes_back() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (mut deputy, _, mandate) = party.officer_until(&server, &party.versailles, Office::Deputy, None).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let office = party.versailles.streams[&Compartment::Office];
    let known = deputy.device.streams.len();
    let mut hints = listen(&deputy).await;
    server.clock.advance(1);
    let since = server.now();
    let open = Suspension { id: "a".to_owned(), since, until: None, ground: "Comptes non rendus".to_owned() };
    let suspended = Payload::new("mandate_suspended", 1, vec![open.edit(None)]);
    federal.state(&server, office, mandate.into(), suspended);
    federal.sync().await;
    while next(&mut hints).await.is_some() {}
    assert_eq!(deputy.get("/v1/events").send().await.unwrap().status(), 401);
    let told = deputy.sign_in().await;
    assert_eq!(told.status(), 403);
    let problem: serde_json::Value = told.json().await.unwrap();
    assert_eq!((&problem["code"], &problem["suspended"]["since"]), (&"suspended".into(), &since.0.into()));
    assert_eq!(problem["suspended"]["ground"], "Comptes non rendus");
    let key = std::mem::replace(&mut deputy.device.key, ed25519_dalek::SigningKey::from_bytes(&[9; 32]));
    assert_eq!(deputy.sign_in().await.status(), 401, "nobody else is told");
    deputy.device.key = key;

    let lifted = Suspension { until: Some(server.now()), ..open.clone() };
    federal.state(
        &server,
        office,
        mandate.into(),
        Payload::new("suspension_lifted", 1, vec![lifted.edit(Some(&open))]),
    );
    federal.sync().await;
    let again = deputy.sign_in().await;
    assert_eq!(again.status(), 200);
    deputy.take_tokens(again).await;
    deputy.sync().await;
    assert_eq!(deputy.device.streams.len(), known, "everything is back");
}

/// A suspension that is stated for later begins by a timer, and ends by one: no token is worth anything beyond its beginning.
#[tokio::test]
async fn a_suspension_begins_and_ends_by_itself() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let (deputy, _, mandate) = party.officer_until(&server, &party.versailles, Office::Deputy, None).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let office = party.versailles.streams[&Compartment::Office];
    let since = server.now().plus(60_000);
    let span = Suspension { id: "a".to_owned(), since, until: Some(since.plus(60_000)), ground: "Comptes".to_owned() };
    federal.state(&server, office, mandate.into(), Payload::new("mandate_suspended", 1, vec![span.edit(None)]));
    federal.sync().await;
    let mut hints = listen(&deputy).await;
    server.clock.advance(60_000);
    while next(&mut hints).await.is_some() {}
    assert_eq!(deputy.sign_in().await.status(), 403);
    server.clock.advance(60_000);
    assert_eq!(deputy.sign_in().await.status(), 200);
}

/// Another process wrote to the same database: noticed by the watch, within its two seconds.
#[tokio::test]
async fn what_another_process_writes_is_noticed() {
    let memory = coopol_store::memory::Memory::new();
    let server = Server::with(memory.clone(), crate::kit::limits()).await;
    let party = Party::found(&server).await;
    let (laptop, _, mandate) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let mut hints = listen(&laptop).await;
    let other = Server::with(memory, crate::kit::limits()).await;
    let office = party.versailles.streams[&Compartment::Office];
    let Some(coopol_domain::authority::Known::Living { key, .. }) =
        other.app.known(office, mandate.into()).await.unwrap()
    else {
        panic!("the mandate is known")
    };
    let until = Edit::set("until", Value::count(server.now().0));
    let payload = Payload::new("mandate_ended", 1, vec![until]);
    let fact =
        coopol_server::authority::Fact { subject: mandate.into(), key: Some(key), payload, depends_on: Vec::new() };
    other.app.state(office, vec![fact]).await.unwrap();
    server.clock.advance(coopol_server::rights::WATCH);
    while next(&mut hints).await.is_some() {}
}
