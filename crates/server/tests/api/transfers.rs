//! Somebody moves to another section (J1.5): the real server between two rosters, neither of which reads or writes the other.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::id::SubjectId;
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED, State, Verdict};
use coopol_domain::kinds::{Passage, Unit, arrival};
use coopol_store::{Backend, Limit};

use crate::kit::{Laptop, Party, Server, over_each_backend, person};

const ZOE: SubjectId = SubjectId::from_bytes([0x31; 16]);
/// Each is another: a number that no other has.
fn transfer(number: u8) -> SubjectId {
    SubjectId::from_bytes([number; 16])
}

fn known(laptop: &Laptop) -> Option<&State> {
    laptop.cache.0.get(&(laptop.stream(Compartment::Roster), ZOE)).map(|(state, _)| state)
}

/// Changes some fields of somebody, from what this laptop knows of them.
async fn say<B: Backend>(server: &Server<B>, laptop: &mut Laptop, kind: &str, after: &[(&str, Value)]) {
    let (roster, state) = (laptop.stream(Compartment::Roster), known(laptop).unwrap().clone());
    let edit = |(field, after): &(&str, Value)| Edit::change(field, state.get(field).clone(), after.clone());
    let payload = Payload::new(kind, 1, after.iter().map(edit).collect());
    laptop.state(server, roster, ZOE, payload);
    laptop.sync().await;
}

async fn leave<B: Backend>(server: &Server<B>, laptop: &mut Laptop, to: &Unit, number: u8) {
    let to = Passage { unit: to.id, name: to.name.clone(), transfer: transfer(number) };
    say(server, laptop, "person_left", &[(REMOVED, Value::Bool(true)), ("destination", to.value())]).await;
}

fn taken_in() -> [(&'static str, Value); 2] {
    [(REMOVED, Value::Null), ("arrival", Value::text("accepted"))]
}

struct Scene<B: Backend> {
    server: Server<B>,
    party: Party,
    versailles: Laptop,
    rennes: Laptop,
}

async fn scene<B: Backend>(server: Server<B>) -> Scene<B> {
    let party = Party::found(&server).await;
    let mut versailles = party.officer(&server, &party.versailles, Office::Secretary).await;
    let rennes = party.officer(&server, &party.rennes, Office::Secretary).await;
    let roster = versailles.stream(Compartment::Roster);
    let mut zoe = person("Lefèvre");
    zoe.edits.extend([Edit::set("note", Value::text("x")), Edit::set("number", Value::text("0280187"))]);
    versailles.state(&server, roster, ZOE, Payload::new("person_recorded", 1, zoe.edits));
    versailles.sync().await;
    Scene { server, party, versailles, rennes }
}

/// What the server stated in a roster: each with the changes it follows from, as sealed.
async fn lines<B: Backend>(server: &Server<B>, unit: &Unit) -> Vec<(Verdict, Vec<coopol_domain::id::ChangeId>)> {
    let limit = Limit { lines: 100, bytes: u64::MAX };
    let extract = server.app.store.page(unit.streams[&Compartment::Roster], 0, limit).await.unwrap().unwrap();
    extract.page.lines.into_iter().map(|line| (line.entry.verdict, line.entry.header.depends_on)).collect()
}

async fn a_person_leaves_one_roster_and_arrives_in_the_other<B: Backend>(server: Server<B>) {
    let Scene { server, party, mut versailles, mut rennes } = scene(server).await;
    leave(&server, &mut versailles, &party.rennes, 1).await;
    rennes.sync().await;
    let offered = known(&rennes).unwrap();
    assert_eq!((arrival(offered), offered.is_removed()), (Some("offered"), true));
    let from = Passage { unit: party.versailles.id, name: "Versailles".to_owned(), transfer: transfer(1) };
    assert_eq!(Passage::from(offered), Some(from));
    assert_eq!((offered.get("last_name"), offered.get("note")), (&Value::text("Lefèvre"), &Value::Null));
    // J2.7: what arrives follows from what left, in another stream.
    let left = lines(&server, &party.versailles).await.len();
    let arrived = lines(&server, &party.rennes).await;
    assert_eq!((left, arrived.len(), arrived[0].1.len()), (2, 1, 1));

    say(&server, &mut rennes, "person_arrived", &taken_in()).await;
    versailles.sync().await;
    let gone = known(&versailles).unwrap();
    assert!(gone.is_removed() && !known(&rennes).unwrap().is_removed());
    assert_eq!(gone.get("received"), &Value::Bool(true));
    assert_eq!(gone.get("note"), &Value::text("x"), "the past stays");
    // Neither laptop holds, or may read, the other's roster.
    for (laptop, other) in [(&versailles, &party.rennes), (&rennes, &party.versailles)] {
        let stream = other.streams[&Compartment::Roster];
        assert!(!laptop.device.streams.contains_key(&stream));
        let read = laptop.get(&format!("/v1/streams/{stream}/history")).send().await.unwrap();
        assert_eq!(read.status(), 404);
    }
    let accepted = |lines: &[(Verdict, Vec<_>)]| lines.iter().all(|(verdict, _)| *verdict == Verdict::Accepted);
    assert!(accepted(&lines(&server, &party.versailles).await) && accepted(&lines(&server, &party.rennes).await));
    server.whole().await;
}

async fn declined_or_taken_back_they_are_back_where_they_came_from<B: Backend>(server: Server<B>) {
    let Scene { server, party, mut versailles, mut rennes } = scene(server).await;
    leave(&server, &mut versailles, &party.rennes, 1).await;
    rennes.sync().await;
    say(&server, &mut rennes, "arrival_declined", &[("arrival", Value::text("declined"))]).await;
    versailles.sync().await;
    assert!(!known(&versailles).unwrap().is_removed());

    leave(&server, &mut versailles, &party.rennes, 2).await;
    let back = [(REMOVED, Value::Null), ("destination", Value::Null)];
    say(&server, &mut versailles, "person_stayed", &back).await;
    rennes.sync().await;
    assert_eq!(arrival(known(&rennes).unwrap()), Some("withdrawn"));
    server.whole().await;
}

/// J1.5: taken back by the one in the moment in which the other takes them in, offline from each other: they live in one.
async fn both_at_once_leave_the_person_in_one_roster<B: Backend>(server: Server<B>) {
    let Scene { server, party, mut versailles, mut rennes } = scene(server).await;
    leave(&server, &mut versailles, &party.rennes, 1).await;
    rennes.sync().await;
    // Both act on what they saw; the one who sent them syncs first.
    let roster = rennes.stream(Compartment::Roster);
    let state = known(&rennes).unwrap().clone();
    let edits = taken_in().map(|(field, after)| Edit::change(field, state.get(field).clone(), after));
    rennes.state(&server, roster, ZOE, Payload::new("person_arrived", 1, edits.to_vec()));
    say(&server, &mut versailles, "person_stayed", &[(REMOVED, Value::Null), ("destination", Value::Null)]).await;
    rennes.sync().await;
    versailles.sync().await;
    let lives = [&versailles, &rennes].map(|laptop| !known(laptop).unwrap().is_removed());
    assert_eq!(lives, [true, false], "the offer was withdrawn before it was answered");
    assert_eq!(arrival(known(&rennes).unwrap()), Some("withdrawn"));
    server.whole().await;
}

/// Somebody without the right to write a roster sends nobody away; nobody is sent into the void, or to where they are.
async fn only_whoever_keeps_the_roster_sends_somebody<B: Backend>(server: Server<B>) {
    let Scene { server, party, versailles, rennes } = scene(server).await;
    let mut treasurer = party.officer(&server, &party.versailles, Office::Treasurer).await;
    let (roster, state) = (treasurer.stream(Compartment::Roster), known(&treasurer).unwrap().clone());
    let to = Passage { unit: party.rennes.id, name: "Rennes".to_owned(), transfer: transfer(1) };
    let edits = vec![Edit::set(REMOVED, Value::Bool(true)), Edit::set("destination", to.value())];
    let payload = Payload::new("person_left", 1, edits);
    assert_eq!(state.get("last_name"), &Value::text("Lefèvre"));
    let outcome = crate::matrix::push_about(&server, &mut treasurer, (roster, ZOE), &payload).await;
    assert_eq!(outcome, coopol_domain::wire::PushOutcome::Received);
    assert_eq!(lines(&server, &party.versailles).await[1].0, Verdict::Refused("not_granted".to_owned()));
    assert!(lines(&server, &party.rennes).await.is_empty(), "what was refused is carried nowhere");
    drop((versailles, rennes));
}

async fn whoever_holds_an_office_may_know_which_units_there_are<B: Backend>(server: Server<B>) {
    let Scene { server, party, versailles, rennes } = scene(server).await;
    let listed = versailles.get("/v1/units").send().await.unwrap();
    assert_eq!(listed.status(), 200);
    let listed: serde_json::Value = listed.json().await.unwrap();
    let names: Vec<_> = listed.as_array().unwrap().iter().map(|unit| unit["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Finistère", "National", "Rennes", "Versailles", "Yvelines"]);
    assert_eq!(listed[3]["id"], party.versailles.id.to_string());
    assert_eq!(server.http.get(server.url("/v1/units")).send().await.unwrap().status(), 401);
    drop(rennes);
}

over_each_backend! {
    a_person_leaves_one_roster_and_arrives_in_the_other, declined_or_taken_back_they_are_back_where_they_came_from,
    both_at_once_leave_the_person_in_one_roster, only_whoever_keeps_the_roster_sends_somebody,
    whoever_holds_an_office_may_know_which_units_there_are,
}
