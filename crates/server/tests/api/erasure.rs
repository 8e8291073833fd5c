//! Erasures (J7.2): asked by one, confirmed by another, carried out after seven days, in the ledger, and for good.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::{Background, Chance, Intent};
use coopol_domain::id::{StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, SubjectKey};
use coopol_domain::kinds::WAIT;
use coopol_server::ledger::{Ledger, replay};
use coopol_store::memory::Memory;
use coopol_store::{Backend, MasterKey, Store, SystemChance};

use crate::kit::{Laptop, Party, Server, limits};
use crate::live::{listen, next};

pub async fn sign_in(laptop: &mut Laptop) {
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
    laptop.sync().await;
}

/// One asks for an erasure, and the other agrees.
pub async fn agree<B: Backend>(
    server: &Server<B>,
    [first, second]: [&mut Laptop; 2],
    (stream, subject): (StreamId, SubjectId),
    number: u8,
) {
    let asked = Payload::new(
        "erasure_asked",
        1,
        vec![
            Edit::set(&format!("subject/{subject}"), Value::Bool(true)),
            Edit::set("ground", Value::text("asked_by_the_person")),
        ],
    );
    let erasure = SubjectId::from_bytes([number; 16]);
    let held = first.state(server, stream, erasure, asked.clone());
    first.sync().await;
    second.sync().await;
    // The second mandate states the same, quoting the first.
    let confirmed = Payload { quotes: Some(held), ..asked.clone() };
    let background = Background {
        confirmed: second.cache.0.get(&(stream, erasure)).cloned(),
        quoted: Some((asked, Some(first.device.holder))),
        ..Background::default()
    };
    let intent = Intent { stream, subject: erasure, payload: confirmed, act: None, depends_on: Vec::new() };
    let chance = Chance { id: [number; 10], key: SubjectKey::from_bytes([number; 32]) };
    second.device.record(intent, background, server.now(), chance).unwrap();
    second.sync().await;
}

#[tokio::test]
async fn an_erasure_reaches_every_laptop_and_survives_a_restore() {
    let memory = Memory::new();
    let server = Server::with(memory.clone(), limits()).await;
    let party = Party::found(&server).await;
    let mut first = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut second = party.officer(&server, &party.versailles, Office::Deputy).await;
    first.record(&server, "Lefèvre");
    first.record(&server, "Nguyen");
    first.sync().await;
    second.sync().await;
    let roster = first.stream(Compartment::Roster);
    let named = |state: &coopol_domain::journal::State| *state.get("last_name") == Value::text("Lefèvre");
    let subject = first.cache.0.iter().find(|(_, (state, _))| named(state)).unwrap().0.1;
    agree(&server, [&mut first, &mut second], (roster, subject), 0x77).await;
    let backup = memory.backup();

    coopol_server::timers::erase_due(&server.app).await;
    assert_eq!(server.ledger(), "", "it waits");
    let mut hints = listen(&first).await;
    server.clock.advance(WAIT);
    coopol_server::timers::erase_due(&server.app).await;
    assert!(server.ledger().contains(&subject.to_string()));
    // No entry says so: the stream is as long as it was.
    let size = second.device.streams[&roster].seq();
    let hint = next(&mut hints).await.unwrap();
    assert_eq!(hint, format!("event: grown\ndata: {{\"stream\":\"{roster}\",\"seq\":{size},\"erased\":1}}\n\n"));
    sign_in(&mut first).await;
    sign_in(&mut second).await;
    assert_eq!((first.names(), second.names()), (vec!["Nguyen".to_owned()], vec!["Nguyen".to_owned()]));
    assert_eq!(first.erased, [subject]);

    server.whole().await;

    // The backup still has the person: the ledger, which lies elsewhere, is replayed before anybody is served.
    let restored = Store::open(backup, &MasterKey::from_bytes([7; 32]), SystemChance).await.unwrap();
    let path = server.ledger_path();
    let (_, records) = Ledger::open(&path).unwrap();
    replay(&restored, records).await.unwrap();
    let limit = coopol_store::Limit { lines: 100, bytes: u64::MAX };
    let page = restored.page(roster, 0, limit).await.unwrap().unwrap().page;
    let about = page.lines.iter().find(|line| line.entry.header.subject == subject).unwrap();
    assert_eq!((&about.payload, &about.key), (&None, &None));
    assert!(page.lines.iter().any(|line| line.payload.is_some()), "the others are still there");
}
