//! From an invitation to what another laptop sees.

use coopol_domain::access::Office;
use coopol_domain::authority::SNAPSHOT_EVERY;
use coopol_domain::codec::Value;
use coopol_domain::device::{Alarm, Audit};
use coopol_domain::id::{StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::wire::Page;
use coopol_store::memory::Memory;
use coopol_store::{Backend, NewStream};

use crate::kit::{Laptop, Party, Server, limits, over_each_backend};

/// Two laptops of one section: what one records the other reads, and both believe it on proof only.
async fn what_one_records_the_other_reads<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let mut first = party.officer(&server, &party.versailles, Office::Secretary).await;
    let mut second = party.officer(&server, &party.versailles, Office::Deputy).await;
    first.record(&server, "Lefèvre");
    first.sync().await;
    assert!(first.device.outbox.is_empty() && first.device.parcels.is_empty());
    second.sync().await;
    assert_eq!(second.names(), ["Lefèvre"]);
    second.record(&server, "Nguyen");
    second.sync().await;
    first.sync().await;
    assert_eq!(first.names(), ["Lefèvre", "Nguyen"]);
    assert!(!first.round().await.unwrap(), "nothing new is nothing to do");
    server.whole().await;
}

/// J6: a new laptop gets the snapshot, then the tail; the whole history checks out against it (J5.3).
async fn a_new_laptop_gets_a_snapshot_and_the_tail<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let (mut first, holder, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    for number in 0..SNAPSHOT_EVERY + 3 {
        first.record(&server, &format!("Person {number}"));
        if number == SNAPSHOT_EVERY - 1 {
            first.sync().await;
            snapshot_made(&server, &first).await;
        }
    }
    first.sync().await;
    let mut second = party.laptop(&server, &party.versailles, holder).await;
    second.sync().await;
    let roster = second.stream(Compartment::Roster);
    assert!(second.device.streams[&roster].unchecked, "it came by a snapshot");
    assert_eq!(second.names(), first.names());
    let mut audit = Audit::new(&second.device, roster).unwrap();
    loop {
        let path = format!("/v1/streams/{roster}/history?after={}", audit.seq());
        let packed = second.get(&path).send().await.unwrap().bytes().await.unwrap();
        let page = Page::decode(&zstd::bulk::decompress(&packed, 64 << 20).unwrap()).unwrap();
        if page.lines.is_empty() {
            break;
        }
        audit.feed(page).unwrap();
    }
    assert_eq!(audit.root(), second.device.streams[&roster].frontier.root());
}

/// J6: what comes in a row, like an import, has one snapshot made of it at its end, not one after another.
async fn a_snapshot_is_made_of_a_stream_at_rest<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let (mut laptop, _, _) = party.officer_until(&server, &party.versailles, Office::Secretary, None).await;
    let mut size = 0;
    for part in 0..3 {
        for number in 0..SNAPSHOT_EVERY {
            laptop.record(&server, &format!("Person {part} {number}"));
        }
        laptop.sync().await;
        size += SNAPSHOT_EVERY;
    }
    assert_eq!(snapshot_made(&server, &laptop).await, size);
}

/// The snapshot is made beside the writer once the stream has rested: waits for the thing itself, by asking the store. The
/// entry that it stands at.
async fn snapshot_made<B: Backend>(server: &Server<B>, laptop: &Laptop) -> u64 {
    let roster = laptop.stream(Compartment::Roster);
    loop {
        if let Some(made) = server.app.store.heads(&[roster]).await.unwrap()[&roster].snapshot {
            return made.seq;
        }
        server.clock.advance(1);
        tokio::task::yield_now().await;
    }
}

/// J5.5: a device of a unit above is introduced to the section's `office` stream before its first push is read there.
async fn a_federal_device_is_introduced_before_it_writes<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let mut secretary = party.officer(&server, &party.versailles, Office::Secretary).await;
    federal.sync().await;
    let office = party.versailles.streams[&Compartment::Office];
    let installed = Payload::new(
        "mandate_recorded",
        1,
        vec![
            Edit::set("unit", Value::bytes(party.versailles.id.as_bytes())),
            Edit::set("office", Value::text("treasurer")),
            Edit::set("holder", Value::bytes([5; 16])),
            Edit::set("holder_name", Value::text("Marie")),
            Edit::set("since", Value::count(server.now().0)),
        ],
    );
    federal.state(&server, office, SubjectId::from_bytes([6; 16]), installed);
    federal.sync().await;
    assert!(federal.device.outbox.is_empty());
    secretary.sync().await;
    let known = secretary.cache.0.get(&(office, federal.device.id.into())).expect("it was introduced");
    assert_eq!(known.0.sort, "device");
    server.whole().await;
}

/// J8: a server that lost entries, or shows another past, answers with its checkpoint alone, and the laptop says so.
#[tokio::test]
async fn a_stream_that_went_back_raises_the_alarm() {
    let memory = Memory::new();
    let server = Server::with(memory.clone(), limits()).await;
    let party = Party::found(&server).await;
    let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
    laptop.record(&server, "Lefèvre");
    laptop.sync().await;
    let old = memory.backup();
    laptop.record(&server, "Nguyen");
    laptop.sync().await;
    let restored = Server::with(old.clone(), limits()).await;
    laptop.base = restored.url("");
    assert!(matches!(laptop.round().await, Err(Alarm::Shrunk { .. })));
    // Somebody else goes on there: the past is now another, of the same length.
    let mut other = party.officer(&restored, &party.versailles, Office::Deputy).await;
    other.record(&restored, "Martin");
    other.sync().await;
    let raised = laptop.round().await;
    assert!(matches!(raised, Err(Alarm::Rewritten { .. } | Alarm::Shrunk { .. })), "{raised:?}");
}

/// J5.3: streams are made before their unit is stated. What is left when the current fails in between is empty, and whole.
async fn streams_of_a_unit_that_was_never_stated_are_whole<B: Backend>(server: Server<B>) {
    Party::found(&server).await;
    let (id, unit) = (StreamId::from_bytes([9; 16]), UnitId::from_bytes([9; 16]));
    let left = NewStream { id, unit, compartment: Compartment::Office };
    server.app.store.found(&[left], server.now()).await.unwrap();
    server.whole().await;
}

over_each_backend! {
    streams_of_a_unit_that_was_never_stated_are_whole,
    what_one_records_the_other_reads, a_new_laptop_gets_a_snapshot_and_the_tail,
    a_snapshot_is_made_of_a_stream_at_rest, a_federal_device_is_introduced_before_it_writes,
}
