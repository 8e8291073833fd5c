//! J1.5: what stands above a unit is stated once both have said so; and a federation opens sections. The real server between two
//! offices, neither of which reads or writes the other.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::{SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Payload, State, Verdict};
use coopol_domain::kinds::{Tie, Unit, UnitKind};
use coopol_server::authority::Founding;
use coopol_store::{Backend, Limit};

use crate::kit::{Laptop, Party, Server, over_each_backend};
use crate::matrix::push_about;

const TIE: SubjectId = SubjectId::from_bytes([0x31; 16]);

fn office(unit: &Unit) -> coopol_domain::id::StreamId {
    unit.streams[&Compartment::Office]
}

fn asking(other: &Unit, side: &str) -> Payload {
    let edits = vec![
        Edit::set("unit", Value::bytes(other.id.as_bytes())),
        Edit::set("name", Value::text(&other.name)),
        Edit::set("side", Value::text(side)),
        Edit::set("word", Value::text("asked")),
    ];
    Payload::new("tie_asked", 1, edits)
}

fn answer(kind: &str) -> Payload {
    let word = kind.strip_prefix("tie_").unwrap();
    Payload::new(kind, 1, vec![Edit::change("word", Value::text("proposed"), Value::text(word))])
}

async fn apart<B: Backend>(server: &Server<B>) -> Unit {
    let (name, zone) = ("Poissy".to_owned(), "Europe/Paris".to_owned());
    server.app.found(Founding { kind: UnitKind::Section, name, parent: None, zone }).await.unwrap()
}

async fn parent<B: Backend>(server: &Server<B>, unit: &Unit) -> Option<UnitId> {
    server.app.store.unit(unit.id).await.unwrap().unwrap().parent
}

/// What an `office` says of it, on the server.
async fn word<B: Backend>(server: &Server<B>, unit: &Unit) -> Option<String> {
    let states = server.app.subjects(office(unit)).await.unwrap();
    let tie = states.into_iter().find(|(subject, ..)| *subject == TIE);
    tie.and_then(|(_, _, state)| Tie::read(&state)).map(|tie| tie.word)
}

async fn last<B: Backend>(server: &Server<B>, unit: &Unit) -> Verdict {
    let stream = office(unit);
    let size = server.app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.size();
    let limit = Limit { lines: 1, bytes: u64::MAX };
    let extract = server.app.store.page(stream, size - 1, limit).await.unwrap().unwrap();
    extract.page.lines[0].entry.verdict.clone()
}

async fn reads(laptop: &Laptop, unit: &Unit) -> bool {
    let path = format!("/v1/streams/{}/history", office(unit));
    laptop.get(&path).send().await.unwrap().status() == 200
}

async fn both_have_said_so_before_one_stands_above<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let poissy = apart(&server).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let mut lea = party.officer(&server, &poissy, Office::Secretary).await;
    federal.state(&server, office(&party.federation), TIE, asking(&poissy, "below"));
    federal.sync().await;
    assert_eq!(word(&server, &poissy).await.as_deref(), Some("proposed"));
    assert_eq!((parent(&server, &poissy).await, reads(&federal, &poissy).await), (None, false));
    lea.sync().await;
    lea.state(&server, office(&poissy), TIE, answer("tie_accepted"));
    lea.sync().await;
    assert_eq!(parent(&server, &poissy).await, Some(party.federation.id));
    for unit in [&poissy, &party.federation] {
        assert_eq!(word(&server, unit).await.as_deref(), Some("tied"));
    }
    assert!(reads(&federal, &poissy).await);
    federal.sync().await;
    let roster = poissy.streams[&Compartment::Roster];
    assert!(!federal.device.streams.contains_key(&roster), "no roster is read from above");
    server.whole().await;
}

async fn who_has_one_above_is_taken_by_nobody<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let other = Founding {
        kind: UnitKind::Federation,
        name: "Essonne".to_owned(),
        parent: None,
        zone: "Europe/Paris".to_owned(),
    };
    let other = server.app.found(other).await.unwrap();
    let mut abroad = party.officer(&server, &other, Office::FirstFederalSecretary).await;
    let mut zoe = party.officer(&server, &party.versailles, Office::Secretary).await;
    // The outgoing secretary would carry the section away; and the federation would take it.
    zoe.state(&server, office(&party.versailles), TIE, asking(&other, "above"));
    zoe.sync().await;
    assert_eq!(word(&server, &party.versailles).await.as_deref(), Some("overtaken"));
    assert_eq!(word(&server, &other).await, None, "nobody is even asked");
    let second = SubjectId::from_bytes([0x32; 16]);
    abroad.state(&server, office(&other), second, asking(&party.versailles, "below"));
    abroad.sync().await;
    assert_eq!(parent(&server, &party.versailles).await, Some(party.federation.id));
    assert!(!reads(&abroad, &party.versailles).await);
}

async fn nobody_from_above_speaks_for_a_unit<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let poissy = apart(&server).await;
    let mut laptops = [
        party.officer(&server, &party.national, Office::NationalAdministrator).await,
        party.officer(&server, &party.versailles, Office::Deputy).await,
        party.officer(&server, &party.federation, Office::FirstFederalSecretary).await,
    ];
    let opening = Payload::new(
        "opening_asked",
        1,
        vec![Edit::set("name", Value::text("Trappes")), Edit::set("zone", Value::text("Europe/Paris"))],
    );
    let (federation, versailles) = (&party.federation, &party.versailles);
    let mut proposed = asking(&poissy, "below");
    (proposed.kind, proposed.edits[3].after) = ("tie_proposed".to_owned(), Value::text("proposed"));
    let units = server.app.store.units().await.unwrap().len();
    for (who, unit, payload) in [
        (0, federation, asking(&poissy, "below")),
        (0, federation, opening.clone()),
        (1, versailles, asking(federation, "above")),
        (2, federation, proposed),
        (2, versailles, asking(federation, "above")),
    ] {
        let subject = SubjectId::from_bytes([u8::try_from(units).unwrap(); 16]);
        push_about(&server, &mut laptops[who], (office(unit), subject), &payload).await;
        assert_eq!(last(&server, unit).await, Verdict::Refused("not_granted".to_owned()), "{payload:?}");
    }
    assert_eq!((server.app.store.units().await.unwrap().len(), parent(&server, &poissy).await), (units, None));
}

async fn a_section_is_opened_once<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let edits = vec![
        Edit::set("name", Value::text("Trappes")),
        Edit::set("zone", Value::text("Indian/Reunion")),
        Edit::set("code", Value::text("78-3")),
    ];
    federal.state(&server, office(&party.federation), TIE, Payload::new("opening_asked", 1, edits));
    federal.sync().await;
    federal.sync().await;
    let units = server.app.store.units().await.unwrap();
    let opened: Vec<&Unit> = units.iter().filter(|unit| unit.name == "Trappes").collect();
    let [unit] = opened.as_slice() else { panic!("{opened:?}") };
    assert_eq!((unit.parent, unit.kind), (Some(party.federation.id), UnitKind::Section));
    assert_eq!(unit.zone, "Indian/Reunion");
    assert!(reads(&federal, unit).await && federal.device.streams.contains_key(&office(unit)));
    let known: Option<&(State, _)> = federal.cache.0.get(&(office(&party.federation), TIE));
    assert_eq!(known.unwrap().0.get("unit"), &Value::bytes(unit.id.as_bytes()));
}

/// The server falls once the section is founded, and before its custodians are named: the question comes again, and they are.
async fn a_section_that_was_half_opened_is_opened_whole<B: Backend>(server: Server<B>) {
    let party = Party::found(&server).await;
    let mut federal = party.officer(&server, &party.federation, Office::FirstFederalSecretary).await;
    let edits = vec![Edit::set("name", Value::text("Trappes")), Edit::set("zone", Value::text("Europe/Paris"))];
    federal.state(&server, office(&party.federation), TIE, Payload::new("opening_asked", 1, edits));
    // Nobody can read whom the others name.
    server.app.store.set_setting("custodians", b"?").await.unwrap();
    let (request, writes) = federal.device.request();
    federal.carry_out(writes);
    let answer = federal.request(reqwest::Method::POST, "/v1/sync").json(&request).send().await.unwrap();
    assert_eq!(answer.status(), 500, "nothing was acknowledged");
    let trappes = async || {
        let units = server.app.store.units().await.unwrap().into_iter();
        units.filter(|unit| unit.name == "Trappes").collect::<Vec<Unit>>()
    };
    assert_eq!(trappes().await.len(), 1);
    let key = |byte: u8| ed25519_dalek::SigningKey::from_bytes(&[byte; 32]).verifying_key().to_bytes().to_vec();
    let named = std::collections::BTreeMap::from([("Ada", key(1)), ("Karim", key(2)), ("Zoé", key(3))]);
    server.app.store.set_setting("custodians", &serde_json::to_vec(&named).unwrap()).await.unwrap();
    federal.sync().await;
    federal.sync().await;
    let opened = trappes().await;
    let [unit] = opened.as_slice() else { panic!("{opened:?}") };
    let custodians = server.app.custodians_of(unit).await.unwrap();
    assert_eq!(custodians.into_keys().collect::<Vec<_>>(), ["Ada", "Karim", "Zoé"]);
    let known: Option<&(State, _)> = federal.cache.0.get(&(office(&party.federation), TIE));
    assert_eq!(known.unwrap().0.get("unit"), &Value::bytes(unit.id.as_bytes()));
    server.whole().await;
}

over_each_backend! {
    both_have_said_so_before_one_stands_above, who_has_one_above_is_taken_by_nobody, nobody_from_above_speaks_for_a_unit,
    a_section_is_opened_once, a_section_that_was_half_opened_is_opened_whole,
}
