//! J5.2: the levels above cosign what they are shown, and the devices below hear of it; a server that shows two pasts is
//! found out by it.

use coopol_domain::access::Office;
use coopol_domain::authority::origin;
use coopol_domain::device::{Alarm, witness_name};
use coopol_domain::id::StreamId;
use coopol_domain::journal::Compartment;
use coopol_domain::kinds::UnitKind;
use coopol_domain::seal::checkpoint::Checkpoint;
use coopol_domain::seal::cosignature::cosign;
use coopol_domain::time::DAY;
use coopol_domain::wire::{Cosigned, CosignedNote};
use coopol_store::memory::Memory;
use coopol_store::{Backend, Cosignature};
use reqwest::Method;
use serde_json::Value as Json;

use crate::kit::{Laptop, Party, Server, limits};

async fn post(laptop: &Laptop, notes: Vec<CosignedNote>) -> (u16, String) {
    let answer = laptop.request(Method::POST, "/v1/witness").json(&Cosigned { notes }).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

/// Until nothing grows any more: the first time a witness is introduced, which is an entry too.
async fn cosign_all<B: Backend>(server: &Server<B>, witness: &mut Laptop) -> Vec<CosignedNote> {
    let mut all = Vec::new();
    for _ in 0..5 {
        let notes = witness.witness(server).await.unwrap();
        if notes.is_empty() {
            return all;
        }
        all.extend(notes);
    }
    panic!("it never ends");
}

#[tokio::test]
async fn the_levels_above_cosign_and_devices_hear_of_it() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut secretary = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let mut national = party.officer(&server, &party.national, Office::NationalMembershipOffice).await;
    secretary.record(&server, "Lefèvre");
    secretary.sync().await;
    let (office, roster) = (secretary.stream(Compartment::Office), secretary.stream(Compartment::Roster));

    // No line of it, though the roster has one: sizes and roots alone.
    let shown = federal.shown_as_a_witness().await;
    assert!(shown.streams.iter().any(|shown| shown.stream == roster && shown.from == 0));
    let fields: Json = federal.get("/v1/witness").send().await.unwrap().json().await.unwrap();
    let mut fields: Vec<&String> = fields["streams"][0].as_object().unwrap().keys().collect();
    fields.sort();
    assert_eq!(fields, ["checkpoint", "from", "stream"]);
    assert_eq!(secretary.shown_as_a_witness().await.streams, [], "a section is no witness");

    let federation: Vec<StreamId> = party.federation.streams.values().copied().collect();
    let given = cosign_all(&server, &mut federal).await;
    assert!(given.iter().all(|note| !federation.contains(&note.stream)), "nobody is their own witness");
    assert_eq!(federal.shown_as_a_witness().await.streams, []);
    cosign_all(&server, &mut national).await;

    secretary.sync().await;
    // What the national level's introduction added is cosigned by it alone.
    cosign_all(&server, &mut federal).await;
    secretary.sync().await;
    for stream in [office, roster] {
        let at = &secretary.device.streams[&stream];
        for (level, witness) in [(UnitKind::Federation, &federal), (UnitKind::National, &national)] {
            let heard = &at.witnessed[&level];
            assert_eq!((heard.device, heard.size), (witness.device.id, at.seq()), "{level:?}");
            assert_eq!(heard.at.0 / 1000, server.now().0 / 1000);
        }
    }
    let (request, _) = secretary.device.request();
    let again = secretary.request(Method::POST, "/v1/sync").json(&request).send().await.unwrap();
    let again: Json = again.json().await.unwrap();
    assert_eq!(again.get("witnessed"), None, "each is told once");
}

/// Not one's stream, or none at all: the same answer. What isn't the device's cosignature of that very stream isn't kept.
#[tokio::test]
async fn only_a_witness_cosigns_and_only_what_it_was_shown() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut secretary = party.officer(&server, &party.versailles, Office::Secretary).await;
    let federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    secretary.record(&server, "Lefèvre");
    secretary.sync().await;
    let (roster, nowhere) = (secretary.stream(Compartment::Roster), StreamId::from_bytes([9; 16]));
    let own = party.federation.streams[&Compartment::Office];
    let shown = federal.shown_as_a_witness().await.streams;
    let shown = shown.into_iter().find(|shown| shown.stream == roster).unwrap().checkpoint;
    let now = server.now().0 / 1000;
    let by = |laptop: &Laptop, checkpoint: &str, at| {
        cosign(checkpoint, &witness_name(laptop.device.id), &laptop.device.key, at).unwrap()
    };
    let note = |stream, note: String| vec![CosignedNote { stream, note }];
    let good = by(&federal, &shown, now);

    let missing = post(&federal, note(nowhere, good.clone())).await;
    assert_eq!(missing.0, 404);
    assert_eq!(post(&federal, note(own, good.clone())).await, missing, "one's own");
    assert_eq!(post(&secretary, note(roster, by(&secretary, &shown, now))).await, missing, "no witness");

    let size = Checkpoint::open(&shown, server.app.authority.pinned(), &origin(roster)).unwrap().size();
    let head = server.app.store.heads(&[roster]).await.unwrap()[&roster].head.clone();
    let other = server.app.authority.checkpoint(roster, size + 1, head.frontier.root(), None);
    for (place, wrong) in [
        shown.clone(),
        "no note".to_owned(),
        by(&secretary, &shown, now),
        by(&federal, &shown, now + 2 * DAY / 1000),
        by(&federal, &other, now),
        cosign(&good, "another", &secretary.device.key, now).unwrap(),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(post(&federal, note(roster, wrong)).await.0, 400, "{place}");
    }
    let still = async || federal.shown_as_a_witness().await.streams.iter().any(|shown| shown.stream == roster);
    assert!(still().await, "nothing of it was kept");
    for _ in 0..2 {
        assert_eq!(post(&federal, note(roster, good.clone())).await.0, 204, "twice is once");
        assert!(!still().await);
    }
    let many = (0..501).flat_map(|_| note(roster, good.clone())).collect();
    assert_eq!(post(&federal, many).await.0, 413);
}

/// A server that shows two laptops two pasts: neither ever reads a push of the other, and both are told by the witness.
#[tokio::test]
async fn a_server_that_forks_is_caught_by_its_witness() {
    let memory = Memory::new();
    let server = Server::with(memory.clone(), limits()).await;
    let party = Party::found(&server).await;
    let mut one = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut other = party.officer(&server, &party.versailles, Office::Deputy).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    while !federal.witness(&server).await.unwrap().is_empty() {}
    for laptop in [&mut one, &mut other] {
        laptop.sync().await;
    }
    let fork = Server::with(memory.backup(), limits()).await;
    other.base = fork.url("");
    one.record(&server, "Lefèvre");
    one.sync().await;
    other.record(&fork, "Nguyen");
    other.sync().await;

    let notes = federal.witness(&server).await.unwrap();
    one.sync().await;
    assert!(one.device.streams[&one.stream(Compartment::Roster)].witnessed.contains_key(&UnitKind::Federation));
    // It signs no other past: what it gave before is all that the fork gets from it, and that isn't the fork's.
    federal.base = fork.url("");
    let shown = federal.shown_as_a_witness().await;
    let (again, writes) = federal.device.vouch(&shown, server.now()).unwrap();
    assert!(writes.is_empty() && again.iter().all(|note| notes.contains(note)), "{again:?}");
    assert_eq!(post(&federal, again).await.0, 400);

    // The fork has to hand them on, or the day on which the federation last cosigned stands still there.
    let roster = other.stream(Compartment::Roster);
    let note = notes.into_iter().find(|note| note.stream == roster).unwrap().note;
    let size = Checkpoint::open(&note, server.app.authority.pinned(), &origin(roster)).unwrap().size();
    let given = Cosignature { stream: roster, level: UnitKind::Federation, size, note };
    fork.app.store.cosign(federal.device.id, vec![given], server.now()).await.unwrap();
    other.record(&fork, "Petit");
    assert_eq!(other.round().await, Err(Alarm::Witnessed { stream: roster, size }));

    // And from where the witness stands it can't go on.
    assert_eq!(federal.witness(&fork).await, Err(Alarm::Witnessed { stream: roster, size }));
}
