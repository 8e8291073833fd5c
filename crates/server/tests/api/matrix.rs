//! The table of rights, executed against the server: office × place × compartment × verb, generated from the domain's
//! own table (J1.2).

use coopol_domain::access::{Office, Reach, Verb, Verbs, verbs};
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, MandateId, StreamId, SubjectId, UnitId};
use coopol_domain::journal::{Compartment, Edit, Header, Payload, Push, Seen, SubjectKey, Verdict};
use coopol_domain::kinds::{Attendance, Merge, Split, Suspension, Unit, UnitKind};
use coopol_domain::time::{DAY, Hlc, Instant};
use coopol_domain::wire::{Opaque, PushOutcome, Rejection, Sent, Submission, SyncRequest, SyncResponse};
use coopol_store::{Backend, Chance as _, Limit, SystemChance};
use serde_json::Value as Json;

use crate::delegations::Scene;
use crate::kit::{Laptop, Party, Server};
use crate::refusals::{Guard, answer, at, routes, table};

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

/// A first fact that has its place in each compartment, and what it takes to state it.
pub fn facts(compartment: Compartment, unit: &Unit, author: HolderId, now: u64) -> Vec<(Verb, Payload)> {
    let when = Value::Map(vec![
        ("start".to_owned(), Value::text("2026-11-22T20:00")),
        ("zone".to_owned(), Value::text("Europe/Paris")),
    ]);
    let fact = |kind: &str, edits: Vec<Edit>| Payload::new(kind, 1, edits);
    let id = || Value::bytes([5; 16]);
    // One that doesn't lead: those who do are appointed by two.
    let office = Office::ALL.into_iter().rfind(|office| office.is_held_in(unit.kind)).unwrap();
    match compartment {
        Compartment::Office => vec![
            (
                Verb::Write,
                fact(
                    "mandate_recorded",
                    vec![
                        Edit::set("unit", Value::bytes(unit.id.as_bytes())),
                        Edit::set("office", Value::text(office.to_string())),
                        Edit::set("holder", id()),
                        Edit::set("holder_name", Value::text("x")),
                        Edit::set("since", Value::count(now)),
                    ],
                ),
            ),
            (
                Verb::Invite,
                fact(
                    "device_invited",
                    vec![
                        Edit::set("holder", id()),
                        Edit::set("invitation", Value::bytes([1; 32])),
                        Edit::set("invited_until", Value::count(now + 1000)),
                    ],
                ),
            ),
            (
                Verb::Attest,
                fact(
                    "claim_made",
                    vec![
                        Edit::set("unit", Value::bytes(unit.id.as_bytes())),
                        Edit::set("office", Value::text(office.to_string())),
                        Edit::set("holder", Value::bytes([6; 16])),
                        Edit::set("holder_name", Value::text("x")),
                        Edit::set("elected_on", Value::text("2026-11-22")),
                        Edit::set("since", Value::count(now)),
                        Edit::set("proof", Value::text("x")),
                        Edit::set("made_by", Value::bytes(author.as_bytes())),
                    ],
                ),
            ),
            (
                Verb::Relay,
                fact(
                    "device_introduced",
                    vec![
                        Edit::set("holder", id()),
                        Edit::set(
                            "key",
                            Value::bytes(ed25519_dalek::SigningKey::from_bytes(&[1; 32]).verifying_key().as_bytes()),
                        ),
                        Edit::set("name", Value::text("x")),
                    ],
                ),
            ),
        ],
        Compartment::Roster => vec![(Verb::Write, crate::kit::person("x"))],
        Compartment::Dues => vec![(
            Verb::Write,
            fact(
                "dues_recorded",
                vec![
                    Edit::set("person", id()),
                    Edit::set("year", Value::Int(2026)),
                    Edit::set("amount_cents", Value::Int(100)),
                ],
            ),
        )],
        Compartment::Agenda => {
            vec![(
                Verb::Write,
                fact("event_planned", vec![Edit::set("title", Value::text("x")), Edit::set("when", when)]),
            )]
        }
        Compartment::Archive => vec![(Verb::Write, fact("document_filed", vec![Edit::set("title", Value::text("x"))]))],
        Compartment::Desk(_) => {
            let edits = vec![Edit::set("name", Value::text("x")), Edit::set("question", Value::Map(Vec::new()))];
            vec![(Verb::Write, fact("list_saved", edits))]
        }
        _ => vec![(Verb::Propose, fact("act_opened", vec![Edit::set("category", Value::text("import"))]))],
    }
}

/// One hand-made push of `payload`, whatever the laptop's own machine would say to it.
async fn push(server: &Server, laptop: &mut Laptop, stream: StreamId, payload: &Payload) -> PushOutcome {
    push_about(server, laptop, (stream, SubjectId::from_bytes(random())), payload).await
}

/// The same about a subject that may be known.
pub async fn push_about<B: Backend>(
    server: &Server<B>,
    laptop: &mut Laptop,
    (stream, subject): (StreamId, SubjectId),
    payload: &Payload,
) -> PushOutcome {
    push_all(server, laptop, stream, vec![(subject, payload.clone())]).await
}

/// Several changes in one push.
pub async fn push_all<B: Backend>(
    server: &Server<B>,
    laptop: &mut Laptop,
    stream: StreamId,
    said: Vec<(SubjectId, Payload)>,
) -> PushOutcome {
    let request = SyncRequest { pushes: vec![sealed(server, laptop, stream, said).await], ..SyncRequest::default() };
    let answer = laptop.request(reqwest::Method::POST, "/v1/sync").json(&request).send().await.unwrap();
    let response: SyncResponse = answer.json().await.unwrap();
    response.pushes[0].outcome.clone()
}

/// The push itself, as it is sent.
pub async fn signed<B: Backend>(
    server: &Server<B>,
    laptop: &Laptop,
    (stream, subject): (StreamId, SubjectId),
    payload: &Payload,
) -> Opaque {
    sealed(server, laptop, stream, vec![(subject, payload.clone())]).await
}

async fn sealed<B: Backend>(
    server: &Server<B>,
    laptop: &Laptop,
    stream: StreamId,
    said: Vec<(SubjectId, Payload)>,
) -> Opaque {
    let standing = server.app.rights.of(&server.app.store, laptop.device.id, server.now()).await.unwrap().unwrap();
    let own = standing.directory.mandates.values().find(|mandate| mandate.holder == laptop.device.holder);
    // A delegation's id is its laptop's, and stands where a mandate's does.
    let mandate = own.map_or_else(|| MandateId::from(SubjectId::from(laptop.device.id)), |own| own.id);
    let head = server.app.store.heads(&[stream]).await.unwrap()[&stream].head.clone();
    let chain = server.app.store.chains(laptop.device.id).await.unwrap().remove(&stream);
    let chain = chain.unwrap_or_else(coopol_domain::authority::Chain::start);
    let sent = |(subject, payload): (SubjectId, Payload)| {
        let known = laptop.cache.0.get(&(stream, subject)).map(|(_, key)| key.clone());
        let (id, key) =
            (ChangeId::v7(server.now().0, random()), known.unwrap_or_else(|| SubjectKey::from_bytes(random())));
        let bytes = payload.encode();
        let header = Header {
            id,
            stream,
            subject,
            base: 0,
            made_at: Hlc::end_of(server.now()),
            act: None,
            depends_on: Vec::new(),
            commitment: key.commit(id, &bytes),
        };
        Sent { header, payload: Some(bytes), key: Some(key) }
    };
    let changes: Vec<Sent> = said.into_iter().map(sent).collect();
    let push = Push {
        device: laptop.device.id,
        stream,
        number: chain.number + 1,
        previous: chain.hash,
        mandate,
        seen: Seen { size: head.frontier.size(), root: head.frontier.root() },
        changes: changes.iter().map(|sent| sent.header.hash()).collect(),
    };
    Opaque(Submission { signed: push.sign(&laptop.device.key), changes }.encode())
}

/// What the server says to a file that is about to come (J12).
async fn begin_file(laptop: &Laptop, stream: StreamId) -> u16 {
    let path = format!("/v1/streams/{stream}/blobs/{}", coopol_domain::seal::Hash::from(random()));
    let request = laptop.request(reqwest::Method::POST, &path).json(&serde_json::json!({ "size": 1 }));
    request.send().await.unwrap().status().as_u16()
}

pub async fn last_verdict(server: &Server, stream: StreamId) -> Verdict {
    let size = server.app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.size();
    let limit = Limit { lines: 1, bytes: u64::MAX };
    let extract = server.app.store.page(stream, size - 1, limit).await.unwrap().unwrap();
    extract.page.lines[0].entry.verdict.clone()
}

/// That a verdict is what the table says of whoever may do this much in a compartment.
pub fn as_granted(verdict: &Verdict, granted: Verbs, (compartment, verb): (Compartment, Verb), place: &str) {
    let held = compartment == Compartment::Dues && granted.has(Verb::Propose) && !granted.has(verb);
    match verdict {
        Verdict::Accepted => assert!(granted.has(verb), "{place} {verb}"),
        Verdict::Held(_) => assert!(held, "{place} {verb}"),
        Verdict::Refused(code) => {
            assert_eq!(code, "not_granted", "{place} {verb}");
            assert!(!granted.has(verb) && !held, "{place} {verb}");
        }
        Verdict::Quarantined => panic!("{place} {verb}"),
    }
}

/// How many there are in all units: six of each, and the desks of its offices.
pub fn streams(party: &Party) -> usize {
    let of = |unit: &&Unit| 6 + Office::ALL.into_iter().filter(|office| office.is_held_in(unit.kind)).count();
    party.units().iter().map(of).sum()
}

#[tokio::test]
async fn the_server_gives_exactly_what_the_table_gives() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    // With a treasurer, nobody else keeps the dues.
    let installed = party.officer(&server, &party.versailles, Office::Treasurer).await;
    drop(installed);
    let (mut cells, vacant) = (0, false);
    for office in Office::ALL {
        let home = home(&party, office);
        let mut laptop = party.officer(&server, home, office).await;
        let witnessed = laptop.shown_as_a_witness().await.streams;
        for unit in party.units() {
            let reach = reach(&party, home, unit);
            for (&compartment, &stream) in &unit.streams {
                let vacant = vacant || unit.id != party.versailles.id;
                let granted = reach.map_or(Verbs::NONE, |reach| verbs(office, reach, compartment, vacant));
                let place = format!("{office} in {}: {compartment} of {}", home.name, unit.name);
                let read = laptop.get(&format!("/v1/streams/{stream}/history")).send().await.unwrap().status().as_u16();
                assert_eq!(read, if granted.has(Verb::Read) { 200 } else { 404 }, "{place}");
                let cosigned = witnessed.iter().any(|shown| shown.stream == stream);
                let grown = server.app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.size() > 0;
                assert_eq!(cosigned, granted.has(Verb::Witness) && grown, "{place}");
                let listed = laptop.device.streams.contains_key(&stream);
                assert_eq!(listed, granted.has(Verb::Read), "{place}");
                let begun = begin_file(&laptop, stream).await;
                assert_eq!(begun, if granted.has(Verb::Propose) { 201 } else { 404 }, "{place}: a file");
                for (verb, payload) in facts(compartment, unit, laptop.device.holder, server.now().0) {
                    let outcome = push(&server, &mut laptop, stream, &payload).await;
                    cells += 1;
                    if !granted.has(Verb::Read) {
                        assert_eq!(outcome, PushOutcome::Rejected(Rejection::NotFound), "{place} {verb}");
                        continue;
                    }
                    assert_eq!(outcome, PushOutcome::Received, "{place} {verb}");
                    as_granted(&last_verdict(&server, stream).await, granted, (compartment, verb), &place);
                }
            }
        }
    }
    let more = 3 * party.units().len();
    assert_eq!(cells, Office::ALL.len() * (streams(&party) + more), "all compartments, of which one has four verbs");
}

/// The verb that suspends a mandate which is there, and puts somebody in charge for a time: exactly where the table gives it, and never in
/// one's own unit.
#[tokio::test]
async fn mandates_are_suspended_and_caretakers_appointed_where_the_table_says() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut known = Vec::new();
    for unit in party.units() {
        let office = Office::ALL.into_iter().rfind(|office| office.is_held_in(unit.kind)).unwrap();
        let (_, _, mandate) = party.officer_until(&server, unit, office, None).await;
        known.push((unit, SubjectId::from(mandate)));
    }
    server.clock.advance(1);
    let end = server.now().plus(30 * DAY);
    let mut suspended = 0;
    for office in Office::ALL {
        let home = home(&party, office);
        let mut laptop = party.officer(&server, home, office).await;
        for (unit, mandate) in &known {
            let stream = unit.streams[&Compartment::Office];
            let reach = reach(&party, home, unit);
            let granted = reach.map_or(Verbs::NONE, |reach| verbs(office, reach, Compartment::Office, false));
            let place = format!("{office} in {}: {}", home.name, unit.name);
            let (id, ground) = (SubjectId::from_bytes(random()).to_string(), "x".to_owned());
            let span = Suspension { id, since: server.now(), until: None, ground };
            let payload = Payload::new("mandate_suspended", 1, vec![span.edit(None)]);
            let outcome = push_about(&server, &mut laptop, (stream, *mandate), &payload).await;
            if !granted.has(Verb::Read) {
                assert_eq!(outcome, PushOutcome::Rejected(Rejection::NotFound), "{place}");
                continue;
            }
            assert_eq!(outcome, PushOutcome::Received, "{place}");
            let verdict = last_verdict(&server, stream).await;
            let caretaker = (stream, SubjectId::from_bytes(random()));
            let payload = appointed(unit, laptop.device.holder, (server.now(), end));
            assert_eq!(push_about(&server, &mut laptop, caretaker, &payload).await, PushOutcome::Received, "{place}");
            assert_eq!(last_verdict(&server, stream).await, verdict, "{place}: whoever suspends appoints");
            if granted.has(Verb::Suspend) {
                suspended += 1;
                assert_eq!((verdict, home.id == unit.id), (Verdict::Accepted, false), "{place}");
            } else {
                assert_eq!(verdict, Verdict::Refused("not_granted".to_owned()), "{place}");
            }
        }
    }
    assert_eq!(
        suspended,
        2 + 2 + 4,
        "two offices of the federation over its sections, one over all four below the party"
    );
}

/// Somebody new in the last office that the unit has.
fn appointed(unit: &Unit, by: HolderId, (since, until): (Instant, Instant)) -> Payload {
    let office = Office::ALL.into_iter().rfind(|office| office.is_held_in(unit.kind)).unwrap();
    let edits = vec![
        Edit::set("unit", Value::bytes(unit.id.as_bytes())),
        Edit::set("office", Value::text(office.to_string())),
        Edit::set("holder", Value::bytes(random::<16>())),
        Edit::set("holder_name", Value::text("Karim Haddad")),
        Edit::set("since", Value::count(since.0)),
        Edit::set("until", Value::count(until.0)),
        Edit::set("reason", Value::text("x")),
        Edit::set("appointed_by", Value::bytes(by.as_bytes())),
    ];
    Payload::new("caretaker_appointed", 1, edits)
}

/// Who came to an event, of which somebody else wrote: marked exactly where the table lets the agenda be written (J1.2).
#[tokio::test]
async fn attendance_is_marked_where_the_agenda_is_written() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let event = SubjectId::from_bytes([6; 16]);
    let mut marked = 0;
    for unit in party.units() {
        let office = Office::ALL.into_iter().find(|office| office.is_held_in(unit.kind)).unwrap();
        let mut first = party.officer(&server, unit, office).await;
        let (_, planned) = facts(Compartment::Agenda, unit, first.device.holder, server.now().0).remove(0);
        let place = (unit.streams[&Compartment::Agenda], event);
        assert_eq!(push_about(&server, &mut first, place, &planned).await, PushOutcome::Received);
    }
    for office in Office::ALL {
        let home = home(&party, office);
        let mut laptop = party.officer(&server, home, office).await;
        for unit in party.units() {
            let stream = unit.streams[&Compartment::Agenda];
            let reach = reach(&party, home, unit);
            let granted = reach.map_or(Verbs::NONE, |reach| verbs(office, reach, Compartment::Agenda, false));
            let place = format!("{office} in {}: {}", home.name, unit.name);
            let person = SubjectId::from_bytes(random());
            let edits = vec![Edit::set(&Attendance::field(person), Value::text("present"))];
            // What was planned in the same unit is known by its key.
            laptop.sync().await;
            let payload = Payload::new("attendance_marked", 1, edits);
            let outcome = push_about(&server, &mut laptop, (stream, event), &payload).await;
            if !granted.has(Verb::Read) {
                assert_eq!(outcome, PushOutcome::Rejected(Rejection::NotFound), "{place}");
                continue;
            }
            assert_eq!(outcome, PushOutcome::Received, "{place}");
            let verdict = last_verdict(&server, stream).await;
            if granted.has(Verb::Write) {
                marked += 1;
                assert_eq!(verdict, Verdict::Accepted, "{place}");
            } else {
                assert_eq!(verdict, Verdict::Refused("not_granted".to_owned()), "{place}");
            }
        }
    }
    assert_eq!(marked, Office::ALL.len() - 1, "each in their own unit, but for the federal council, which reads");
}

/// What the level above reminds a unit of: where who leads it writes from above, and never in one's own unit, be it written there or not.
#[tokio::test]
async fn units_are_reminded_from_above_alone() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut reminded = 0;
    for office in Office::ALL {
        let home = home(&party, office);
        let mut laptop = party.officer(&server, home, office).await;
        for unit in party.units() {
            let stream = unit.streams[&Compartment::Office];
            let reach = reach(&party, home, unit);
            let granted = reach.map_or(Verbs::NONE, |reach| verbs(office, reach, Compartment::Office, false));
            let place = format!("{office} in {}: {}", home.name, unit.name);
            let payload =
                Payload::new("unit_reminded", 1, vec![Edit::set("reminded/election", Value::text("2026-06-01"))]);
            let outcome = push_about(&server, &mut laptop, (stream, unit.id.into()), &payload).await;
            if !granted.has(Verb::Read) {
                assert_eq!(outcome, PushOutcome::Rejected(Rejection::NotFound), "{place}");
                continue;
            }
            assert_eq!(outcome, PushOutcome::Received, "{place}");
            let verdict = last_verdict(&server, stream).await;
            let expected = match (granted.has(Verb::Write) && reach == Some(Reach::Below), &verdict) {
                (false, _) => "not_granted",
                (true, Verdict::Accepted) => {
                    reminded += 1;
                    continue;
                }
                // Somebody else's word counts for all: within the week nobody says it again.
                (true, _) => "too_soon",
            };
            assert_eq!(verdict, Verdict::Refused(expected.to_owned()), "{place}");
        }
    }
    assert_eq!(reminded, 4, "each unit that has one above it, once");
}

/// That another section comes out of one, or becomes a part of it: where who leads the level above writes, and never in one's own unit; out of sections alone.
#[tokio::test]
async fn sections_are_split_and_merged_from_above_alone() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut decided = 0;
    for office in Office::ALL {
        let home = home(&party, office);
        let mut laptop = party.officer(&server, home, office).await;
        for unit in party.units() {
            let stream = unit.streams[&Compartment::Office];
            let reach = reach(&party, home, unit);
            let granted = reach.map_or(Verbs::NONE, |reach| verbs(office, reach, Compartment::Office, false));
            let place = format!("{office} in {}: {}", home.name, unit.name);
            let newborn = UnitId::from_bytes(random());
            let split = Split { newborn, name: "Parly".to_owned(), word: String::new(), postcodes: String::new() };
            let (name, ground) = ("Parly".to_owned(), "merger".to_owned());
            let merge = Merge { unit: newborn, name, ends: false, word: String::new(), ground, until: None };
            let decided_of = [
                ("split_decided", Edit::set(&Split::field(newborn), split.value("decided"))),
                ("merge_decided", Edit::set(&Merge::field(newborn), merge.value("decided"))),
            ];
            for (kind, edit) in decided_of {
                let payload = Payload::new(kind, 1, vec![edit]);
                let outcome = push_about(&server, &mut laptop, (stream, unit.id.into()), &payload).await;
                if !granted.has(Verb::Read) {
                    assert_eq!(outcome, PushOutcome::Rejected(Rejection::NotFound), "{place}");
                    continue;
                }
                let above = granted.has(Verb::Write) && reach == Some(Reach::Below);
                let expected = match (above, unit.kind) {
                    (true, UnitKind::Section) => Verdict::Accepted,
                    (true, _) => Verdict::Refused("value_invalid".to_owned()),
                    (false, _) => Verdict::Refused("not_granted".to_owned()),
                };
                assert_eq!(last_verdict(&server, stream).await, expected, "{place}: {kind}");
                decided += usize::from(expected == Verdict::Accepted);
                laptop.sync().await;
            }
        }
    }
    assert!(decided > 0, "somebody decides");
}

/// The row of whoever holds no office and was lent one slice (J1.1): each route about each compartment of each unit answers as about what doesn't
/// exist, nothing is stated there, and no route without a stream tells them anything about units or people.
#[tokio::test]
async fn a_delegate_has_one_slice_and_no_office() {
    let scene = Scene::new().await;
    let mut awa = scene.taken_up().await;
    let (server, token) = (&scene.server, awa.access.clone());
    let slice = *awa.device.streams.keys().next().unwrap();
    let (mut cells, mut told) = (0, Vec::new());
    let mut routes = routes();
    routes.sort_by(|(method, path), (other, beside)| (path, method).cmp(&(beside, other)));
    for (method, path) in routes {
        let (guard, body) = table(&method, &path).unwrap();
        if matches!(guard, Guard::Token) {
            let status = answer(Some((&awa, &token)), server, &method, &at(&path, slice), &body).await.0;
            told.push((method, path, status));
            continue;
        }
        if !matches!(guard, Guard::Stream) {
            continue;
        }
        for unit in scene.party.units() {
            for (compartment, stream) in &unit.streams {
                let target = at(&path, *stream);
                let status = answer(Some((&awa, &token)), server, &method, &target, &body).await.0;
                assert_eq!(status, 404, "{method} {path}: {compartment} of {}", unit.name);
                cells += 1;
            }
        }
    }
    assert_eq!(cells, 7 * streams(&scene.party), "routes about a stream, compartments of all units");
    let statuses: Vec<(&str, &str, u16)> =
        told.iter().map(|(method, path, status)| (&**method, &**path, *status)).collect();
    assert_eq!(
        statuses,
        [
            ("get", "/v1/events", 200),
            ("post", "/v1/sync", 200),
            ("get", "/v1/units", 404),
            ("get", "/v1/units/{unit}/audience", 404),
            ("get", "/v1/witness", 200),
            ("post", "/v1/witness", 204),
        ]
    );
    assert_eq!(awa.shown_as_a_witness().await.streams, [], "nobody's witness");
    for unit in scene.party.units() {
        let (status, ..) =
            answer(Some((&awa, &token)), server, "get", &format!("/v1/units/{}/audience", unit.id), &Json::Null).await;
        assert_eq!(status, 404, "{}", unit.name);
        for (&compartment, &stream) in &unit.streams {
            for (verb, payload) in facts(compartment, unit, awa.device.holder, server.now().0) {
                let outcome = push(server, &mut awa, stream, &payload).await;
                assert_eq!(
                    outcome,
                    PushOutcome::Rejected(Rejection::NotFound),
                    "{compartment} of {} {verb}",
                    unit.name
                );
                // Nor has it a place in their own.
                assert_eq!(push(server, &mut awa, slice, &payload).await, PushOutcome::Received);
                let Verdict::Refused(code) = last_verdict(server, slice).await else { panic!("{compartment} {verb}") };
                assert!(["not_granted", "wrong_compartment"].contains(&code.as_str()), "{compartment} {verb}: {code}");
            }
        }
    }
}

/// Where somebody of this office has it.
pub fn home(party: &Party, office: Office) -> &Unit {
    match office.level() {
        UnitKind::Section | UnitKind::Group => &party.versailles,
        UnitKind::Federation => &party.federation,
        UnitKind::National => &party.national,
    }
}

pub fn reach(party: &Party, home: &Unit, unit: &Unit) -> Option<Reach> {
    let parent = |of: &Unit| party.units().into_iter().find(|above| Some(above.id) == of.parent);
    if home.id == unit.id {
        return Some(Reach::Own);
    }
    let mut above = parent(unit);
    while let Some(unit) = above {
        if unit.id == home.id {
            return Some(Reach::Below);
        }
        above = parent(unit);
    }
    None
}

/// Whoever writes in a unit's `office` stream says nothing there about another unit, and founds none: either would give
/// rights that nobody there has given.
#[tokio::test]
async fn nobody_gives_themselves_rights_elsewhere() {
    let server = Server::start().await;
    let party = Party::found(&server).await;
    let mut secretary = party.officer(&server, &party.versailles, Office::Secretary).await;
    let office = party.versailles.streams[&Compartment::Office];
    let mandate = vec![
        Edit::set("unit", Value::bytes(party.national.id.as_bytes())),
        Edit::set("office", Value::text("national_administrator")),
        Edit::set("holder", Value::bytes(secretary.device.holder.as_bytes())),
        Edit::set("holder_name", Value::text("x")),
        Edit::set("since", Value::count(server.now().0)),
    ];
    let theirs = party.rennes.streams[&Compartment::Roster];
    let unit = vec![
        Edit::set("kind", Value::text("section")),
        Edit::set("name", Value::text("x")),
        Edit::set("zone", Value::text("Europe/Paris")),
        Edit::set("stream/roster", Value::bytes(theirs.as_bytes())),
    ];
    let of_another_level = vec![
        Edit::set("unit", Value::bytes(party.versailles.id.as_bytes())),
        Edit::set("office", Value::text("first_federal_secretary")),
        Edit::set("holder", Value::bytes(secretary.device.holder.as_bytes())),
        Edit::set("holder_name", Value::text("x")),
        Edit::set("since", Value::count(server.now().0)),
    ];
    let attempts = [
        ("mandate_recorded", mandate, "value_invalid"),
        ("mandate_recorded", of_another_level, "value_invalid"),
        ("unit_founded", unit, "not_granted"),
        ("unit_merged", vec![Edit::set("merged_into", Value::bytes(party.rennes.id.as_bytes()))], "not_granted"),
    ];
    for (kind, edits, code) in attempts {
        let outcome = push(&server, &mut secretary, office, &Payload::new(kind, 1, edits)).await;
        assert_eq!(outcome, PushOutcome::Received);
        assert_eq!(last_verdict(&server, office).await, Verdict::Refused(code.to_owned()), "{kind}");
    }
    secretary.sync().await;
    assert!(!secretary.device.streams.contains_key(&theirs));
}
