//! What goes along with a hint (J11): what whoever stands there would be answered, to those who may ask for it now.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::wire::{SyncRequest, SyncResponse, Told};
use coopol_server::hints::Growth;
use coopol_server::openapi::live;
use serde::Deserialize;
use tokio::sync::OnceCell;

use crate::kit::{Laptop, Party, Server};
use crate::live::{Hints, listen, next};

#[derive(Deserialize)]
struct Grown {
    seq: u64,
    told: Option<Told>,
}

async fn heard(hints: &mut Hints) -> Grown {
    let piece = next(hints).await.expect("it goes on");
    let data = piece.strip_prefix("event: grown\ndata: ").expect("a stream grew");
    serde_json::from_str::<live::Grown>(data).expect("as it is described");
    serde_json::from_str(data).expect("a hint")
}

/// A secretary and a deputy of one section who have the same, somebody being in it, and the secretary's sign-in as it began.
async fn scene(server: &Server) -> (Party, Laptop, Laptop) {
    let party = Party::found(server).await;
    let mut secretary = party.officer(server, &party.versailles, Office::Secretary).await;
    let mut deputy = party.officer(server, &party.versailles, Office::Deputy).await;
    records(server, &mut secretary, "Lefèvre").await;
    deputy.sync().await;
    secretary.sync().await;
    (party, secretary, deputy)
}

async fn records(server: &Server, laptop: &mut Laptop, last_name: &str) {
    laptop.record(server, last_name);
    laptop.sync().await;
}

#[tokio::test]
async fn what_others_wrote_goes_along_and_is_what_would_be_answered() {
    let server = Server::start().await;
    let (_, mut secretary, mut deputy) = scene(&server).await;
    let (mut own, mut hints) = (listen(&secretary).await, listen(&deputy).await);
    records(&server, &mut secretary, "Martin").await;
    let told = heard(&mut hints).await.told.expect("what was recorded");
    let (request, _) = deputy.device.request();
    let asked = deputy.request(reqwest::Method::POST, "/v1/sync").json(&request).send().await.unwrap();
    let asked: SyncResponse = asked.json().await.unwrap();
    assert_eq!((told.from, &told.answer), (1, &SyncResponse { now: told.answer.now, ..asked }));
    assert!(deputy.device.follows(&told));
    assert!(!deputy.absorb(told.answer).await.unwrap(), "that was all");
    let mut names = deputy.names();
    names.sort();
    assert_eq!(names, ["Lefèvre", "Martin"]);

    // Nobody is told what they wrote themselves: what comes first is the deputy's.
    records(&server, &mut deputy, "Durand").await;
    let told = heard(&mut own).await.told.expect("what the deputy recorded");
    assert_eq!(told.from, 2);
}

/// Whoever pushed is answered with what whoever listens is told, which is what whoever stands there would be answered.
#[tokio::test]
async fn whoever_pushed_is_answered_the_same() {
    let server = Server::start().await;
    let (_, mut secretary, deputy) = scene(&server).await;
    let mut hints = listen(&deputy).await;
    secretary.record(&server, "Martin");
    let (request, writes) = secretary.device.request();
    secretary.carry_out(writes);
    let answered = async |request: &SyncRequest| -> SyncResponse {
        let answer = secretary.request(reqwest::Method::POST, "/v1/sync").json(request).send().await.unwrap();
        answer.json().await.unwrap()
    };
    let pushed = answered(&request).await;
    assert_eq!((pushed.pushes.len(), pushed.streams.len()), (1, 1));
    let asked = answered(&SyncRequest { pushes: Vec::new(), ..request }).await;
    let told = heard(&mut hints).await.told.expect("what was recorded");
    assert_eq!((&pushed.streams, &told.answer.streams), (&asked.streams, &asked.streams));
    assert!(!secretary.absorb(pushed).await.unwrap(), "that was all");
}

/// J7.2: what was made ready to be told isn't told any more once something of the stream was erased.
#[tokio::test]
async fn what_was_erased_is_told_to_nobody() {
    let server = Server::start().await;
    let (_, mut secretary, deputy) = scene(&server).await;
    let roster = secretary.stream(Compartment::Roster);
    records(&server, &mut secretary, "Martin").await;
    let store = &server.app.store;
    let to = store.heads(&[roster]).await.unwrap().remove(&roster).unwrap();
    let growth = Growth { from: 1, to, told: OnceCell::new() };
    assert!(server.app.told_once(&growth).await.is_some());
    let &(_, erased) = deputy.cache.0.keys().find(|(of, _)| *of == roster).unwrap();
    store.erase(roster, &[erased], server.now()).await.unwrap();
    assert!(server.app.told_once(&growth).await.is_none());
}

/// What an `office` says may change what else is to be asked for.
#[tokio::test]
async fn what_an_office_says_does_not_go_along() {
    let server = Server::start().await;
    let (party, mut secretary, deputy) = scene(&server).await;
    let office = party.versailles.streams[&Compartment::Office];
    let mut hints = listen(&deputy).await;
    for revoked in [false, true] {
        let other = party.officer(&server, &party.versailles, Office::Treasurer).await;
        if revoked {
            let revoked = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
            secretary.sync().await;
            secretary.state(&server, office, other.device.id.into(), revoked);
            secretary.sync().await;
        }
    }
    let size = server.app.store.heads(&[office]).await.unwrap()[&office].head.frontier.size();
    let mut reached = 0;
    while reached < size {
        let Grown { seq, told } = heard(&mut hints).await;
        assert!(told.is_none());
        reached = seq;
    }
}

/// A hint may be heard for as long as the mandate lasts; what goes along is worth a request, and is told to whoever could make one.
#[tokio::test]
async fn nothing_goes_along_by_a_token_that_is_in_force_no_more() {
    let server = Server::start().await;
    let (_, mut secretary, mut deputy) = scene(&server).await;
    let mut hints = listen(&deputy).await;
    let used = deputy.refresh.clone();
    let renewed = deputy.renew(&used).await;
    deputy.take_tokens(renewed).await;
    records(&server, &mut secretary, "Martin").await;
    assert!(heard(&mut hints).await.told.is_some(), "two tokens of one sign-in, both in force");
    assert_eq!(deputy.renew(&used).await.status(), 401, "somebody has a copy: the sign-in is over");
    records(&server, &mut secretary, "Durand").await;
    assert!(heard(&mut hints).await.told.is_none());

    let again = deputy.sign_in().await;
    deputy.take_tokens(again).await;
    let mut hints = listen(&deputy).await;
    records(&server, &mut secretary, "Côté").await;
    assert!(heard(&mut hints).await.told.is_some());
    server.clock.advance(5 * 60_000);
    let again = secretary.sign_in().await;
    secretary.take_tokens(again).await;
    records(&server, &mut secretary, "Traoré").await;
    assert!(heard(&mut hints).await.told.is_none(), "the token wore off");
}

/// Whoever hears of much asks for it.
#[tokio::test]
async fn what_is_much_does_not_go_along() {
    let server = Server::start().await;
    let (_, mut secretary, deputy) = scene(&server).await;
    let mut hints = listen(&deputy).await;
    for (people, goes_along) in [(33, false), (32, true)] {
        for number in 0..people {
            secretary.record(&server, &format!("Martin {number}"));
        }
        secretary.sync().await;
        assert_eq!(heard(&mut hints).await.told.is_some(), goes_along);
    }
}
