//! Desks of offices (J1.1): a unit has them from its first day, and one that was founded without gets them.

use coopol_domain::access::{Office, Verb};
use coopol_domain::codec::Value;
use coopol_domain::id::{StreamId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::UnitKind;
use coopol_server::authority::{Fact, Said};
use coopol_store::{Backend, NewStream};

use crate::kit::{Party, Server, over_each_backend};

/// A section as older servers founded them.
async fn older<B: Backend>(server: &Server<B>, party: &Party, number: u8) -> UnitId {
    let unit = UnitId::from_bytes([number; 16]);
    let streams: Vec<NewStream> = Compartment::OF_A_UNIT
        .into_iter()
        .zip(number * 10..)
        .map(|(compartment, byte)| NewStream { id: StreamId::from_bytes([byte; 16]), unit, compartment })
        .collect();
    server.app.store.found(&streams, server.now()).await.unwrap();
    let mut edits = vec![
        Edit::set("kind", Value::text("section")),
        Edit::set("name", Value::text("Section de Poissy")),
        Edit::set("zone", Value::text("Europe/Paris")),
        Edit::set("parent", Value::bytes(party.federation.id.as_bytes())),
    ];
    edits.extend(
        streams
            .iter()
            .map(|stream| Edit::set(&format!("stream/{}", stream.compartment), Value::bytes(stream.id.as_bytes()))),
    );
    let payload = Payload::new("unit_founded", 1, edits);
    let founded = Fact { subject: unit.into(), key: None, payload, depends_on: Vec::new() };
    server.app.state(streams[0].id, vec![founded]).await.unwrap();
    unit
}

async fn every_office_has_its_desk<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    for unit in party.units() {
        let desk = |office: &Office| unit.streams.contains_key(&Compartment::Desk(*office));
        let expected: Vec<Office> = Office::ALL.into_iter().filter(|office| office.is_held_in(unit.kind)).collect();
        assert_eq!(Office::ALL.into_iter().filter(desk).collect::<Vec<_>>(), expected, "{}", unit.name);
    }
    let id = older(&server, &party, 8).await;
    let poissy = server.app.store.unit(id).await.unwrap().unwrap();
    assert_eq!((poissy.kind, poissy.streams.len()), (UnitKind::Section, 5));
    let mut secretary = party.officer(&server, &poissy, Office::Secretary).await;
    assert_eq!(secretary.device.streams.len(), 5);

    assert_eq!(server.app.open_desks().await.unwrap(), 1, "the others have theirs");
    assert_eq!(server.app.open_desks().await.unwrap(), 0, "once");
    let poissy = server.app.store.unit(id).await.unwrap().unwrap();
    assert_eq!(poissy.streams.len(), 10);
    secretary.sync().await;
    let own = poissy.streams[&Compartment::Desk(Office::Secretary)];
    assert!(secretary.device.streams[&own].verbs.has(Verb::Write), "whoever holds the office works there at once");
    let other = poissy.streams[&Compartment::Desk(Office::Treasurer)];
    assert!(!secretary.device.streams.contains_key(&other) && secretary.device.streams.len() == 6);

    // What became a part of another unit is closed: nothing is opened there any more.
    let closing = older(&server, &party, 7).await;
    let closing = server.app.store.unit(closing).await.unwrap().unwrap();
    server.app.merge(&closing, &party.versailles, Said::ByOperator).await.unwrap();
    assert_eq!(server.app.open_desks().await.unwrap(), 0);
    server.whole().await;
}

over_each_backend! { every_office_has_its_desk }
