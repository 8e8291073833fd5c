//! Delegations: a code opens one slice until a date, and nothing else.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::enrolment::{Fingerprint, Invitation};
use coopol_domain::id::{DeviceId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::Attendance::{self, Excused, Present};
use coopol_domain::kinds::{Delegation, Said, SlicePerson, SliceSubject, marked};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::{Root, SyncRequest};
use coopol_server::timers::keep_slices;
use coopol_store::{Chance as _, SystemChance};
use serde_json::json;

use crate::kit::{Laptop, Party, Server, person};

const MONTH: u64 = 30 * DAY;

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

fn planned() -> Payload {
    let when = [("zone", "Europe/Paris"), ("start", "2026-11-26T20:00")];
    let when = when.map(|(part, value)| (part.to_owned(), Value::text(value)));
    let edits = vec![Edit::set("title", Value::text("Assemblée")), Edit::set("when", Value::Map(when.into()))];
    Payload::new("event_planned", 1, edits)
}

/// A section with an event and two members, whose secretary delegates.
pub struct Scene {
    pub server: Server,
    pub party: Party,
    zoe: Laptop,
    event: SubjectId,
    people: [SubjectId; 2],
    code: String,
    delegation: SubjectId,
}

impl Scene {
    pub async fn new() -> Self {
        let server = Server::start().await;
        let party = Party::found(&server).await;
        let mut zoe = party.officer(&server, &party.versailles, Office::Secretary).await;
        let (event, people) = (SubjectId::from_bytes(random()), [random(), random()].map(SubjectId::from_bytes));
        let (agenda, roster) = (zoe.stream(Compartment::Agenda), zoe.stream(Compartment::Roster));
        zoe.state(&server, agenda, event, planned());
        for (id, name) in people.iter().zip(["Côté", "Traoré"]) {
            zoe.state(&server, roster, *id, person(name));
        }
        zoe.sync().await;
        let mut scene = Self { server, party, zoe, event, people, code: String::new(), delegation: event };
        scene.grant(MONTH).await;
        scene
    }

    async fn grant(&mut self, lasts: u64) {
        let (agenda, now) = (self.zoe.stream(Compartment::Agenda), self.server.now());
        let seen = self.zoe.device.streams[&agenda].seen();
        let invitation = Invitation {
            seed: random(),
            device: DeviceId::from_bytes(random()),
            authority: Fingerprint::of(&self.server.app.authority.public_key()),
            office: agenda,
            size: u32::try_from(seen.size).unwrap(),
            root: Root::of(seen.root),
        };
        self.delegation = invitation.device.into();
        let edits = vec![
            Edit::set("unit", Value::bytes(self.zoe.device.streams[&agenda].unit.as_bytes())),
            Edit::set("event", Value::bytes(self.event.as_bytes())),
            Edit::set("name", Value::text("Awa N\u{2019}Diaye")),
            Edit::set("until", Value::count(now.plus(lasts).0)),
            Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(now.plus(lasts.min(DAY)).0)),
        ];
        let payload = Payload::new("delegation_granted", 1, edits);
        self.zoe.state(&self.server, agenda, self.delegation, payload);
        self.zoe.sync().await;
        self.code = invitation.to_string();
    }

    pub async fn taken_up(&self) -> Laptop {
        let mut awa = Laptop::enrol(&self.server, &self.code).await;
        awa.sync().await;
        awa
    }

    async fn end(&mut self) {
        let (agenda, over) = (self.zoe.stream(Compartment::Agenda), Edit::set("ended", Value::Bool(true)));
        let payload = Payload::new("delegation_ended", 1, vec![over]);
        self.zoe.state(&self.server, agenda, self.delegation, payload);
        self.zoe.sync().await;
    }

    fn mark(&self, awa: &mut Laptop, person: SubjectId, mark: Option<Attendance>) {
        let (slice, agenda) = (slice(awa), self.zoe.stream(Compartment::Agenda));
        let of = (self.delegation, agenda, self.event);
        let said = Said::sign(&awa.device.key, of, person, mark, self.server.now());
        let shown = awa.cache.0[&(slice, person)].0.clone();
        awa.state(&self.server, slice, person, marked(&shown, &said));
    }

    /// What the event says by what Zoé's laptop, which believes nothing, has read.
    async fn came(&mut self) -> Vec<(SubjectId, Attendance)> {
        self.zoe.sync().await;
        let agenda = self.zoe.stream(Compartment::Agenda);
        Attendance::of(&self.zoe.cache.0[&(agenda, self.event)].0).collect()
    }
}

fn slice(awa: &Laptop) -> StreamId {
    let mut streams = awa.device.streams.keys();
    let (Some(slice), None) = (streams.next(), streams.next()) else { panic!("one stream: {:?}", awa.device.streams) };
    *slice
}

fn names(awa: &Laptop) -> Vec<(String, Option<Attendance>)> {
    let people = awa.cache.0.iter().filter_map(|((_, id), (state, _))| SlicePerson::read(*id, state));
    let mut names: Vec<_> = people.map(|person| (person.last_name, person.mark)).collect();
    names.sort();
    names
}

/// J1.1, J5.5: a code opens one stream with an event and names; what its holder marks is in the agenda before they are answered, and an officer's
/// laptop believes it.
#[tokio::test]
async fn a_delegate_marks_who_came_and_sees_nothing_else() {
    let mut scene = Scene::new().await;
    let mut awa = scene.taken_up().await;
    assert_eq!(names(&awa), [("Côté".to_owned(), None), ("Traoré".to_owned(), None)]);
    let event = SliceSubject::read(scene.event, &awa.cache.0[&(slice(&awa), scene.event)].0).unwrap();
    assert_eq!((event.title.as_str(), event.unit_name.as_str()), ("Assemblée", "Versailles"));
    assert_eq!(event.agenda, scene.zoe.stream(Compartment::Agenda));

    let [first, second] = scene.people;
    scene.mark(&mut awa, first, Some(Present));
    scene.mark(&mut awa, second, Some(Excused));
    awa.sync().await;
    assert_eq!(names(&awa), [("Côté".to_owned(), Some(Present)), ("Traoré".to_owned(), Some(Excused))]);
    let mut came = scene.came().await;
    came.sort();
    let mut expected = [(first, Present), (second, Excused)];
    expected.sort();
    assert_eq!(came, expected);
    scene.server.clock.advance(1000);
    scene.mark(&mut awa, first, None);
    awa.sync().await;
    assert_eq!(scene.came().await, [(second, Excused)]);
    // The code was for one laptop.
    let other = ed25519_dalek::SigningKey::from_bytes(&random());
    assert_eq!(Laptop::ask_in(&scene.server, &scene.code, &other).await.status(), 404);
}

/// What is "not yours" is answered as what doesn't exist: same status, body and size.
#[tokio::test]
async fn another_stream_is_none_to_a_delegate() {
    let scene = Scene::new().await;
    let awa = scene.taken_up().await;
    let nowhere = StreamId::from_bytes(random());
    let mut own: Vec<StreamId> = scene.zoe.device.streams.keys().copied().collect();
    own.push(nowhere);
    let (mut histories, mut snapshots, mut cursors) = (Vec::new(), Vec::new(), Vec::new());
    for stream in own {
        let history = awa.get(&format!("/v1/streams/{stream}/history?from=1")).send().await.unwrap();
        histories.push((history.status(), history.text().await.unwrap()));
        let snapshot = awa.get(&format!("/v1/streams/{stream}/snapshot?seq=1")).send().await.unwrap();
        snapshots.push((snapshot.status(), snapshot.text().await.unwrap()));
        let cursor = coopol_domain::wire::Cursor {
            stream,
            seq: 0,
            root: Root::of(coopol_domain::seal::Hash::of(b"")),
            erased: 0,
            witnessed: 0,
            waits: false,
        };
        let request =
            SyncRequest { cursors: vec![cursor], access: awa.device.access.clone(), ..SyncRequest::default() };
        let answer = awa.request(reqwest::Method::POST, "/v1/sync").json(&request).send().await.unwrap();
        let mut answer: serde_json::Value = answer.json().await.unwrap();
        answer["now"] = json!(0);
        cursors.push(answer.to_string());
    }
    for answers in [&histories, &snapshots] {
        assert!(answers.iter().all(|answer| answer == &answers[0] && answer.0 == 404), "{answers:?}");
    }
    assert!(cursors.iter().all(|answer| *answer == cursors[0]), "{cursors:?}");
}

/// J9: once it is ended, or its day has come, nothing is answered any more, and what was still to be sent waits for an officer.
#[tokio::test]
async fn the_end_is_the_end() {
    let mut scene = Scene::new().await;
    let mut awa = scene.taken_up().await;
    let (path, slice) = ("/v1/sync", slice(&awa));
    let ask = async |awa: &Laptop| {
        awa.request(reqwest::Method::POST, path).json(&SyncRequest::default()).send().await.unwrap().status()
    };
    assert_eq!(ask(&awa).await, 200);
    let first = scene.people[0];
    scene.mark(&mut awa, first, Some(Present));
    awa.device.sign_all();
    scene.end().await;
    assert_eq!(ask(&awa).await, 401, "at once");
    let pushes: Vec<_> = awa.device.parcels.iter().map(|it| coopol_domain::wire::Opaque(it.bytes.clone())).collect();
    let delivery = json!({ "device": awa.device.id, "pushes": pushes });
    for _ in 0..2 {
        let answer = scene.server.http.post(scene.server.url("/v1/deliveries")).json(&delivery).send().await.unwrap();
        let answer: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(answer["pushes"][0]["outcome"], "received", "{answer}");
    }
    assert_eq!(scene.came().await, [], "nobody took it over yet");
    let agenda = scene.zoe.stream(Compartment::Agenda);
    let page = scene
        .server
        .app
        .store
        .page(agenda, 0, coopol_store::Limit { lines: 100, bytes: u64::MAX })
        .await
        .unwrap()
        .unwrap()
        .page;
    let late = page.lines.iter().filter(|line| line.entry.verdict == coopol_domain::journal::Verdict::Quarantined);
    assert_eq!(late.count(), 1, "once, however often it is delivered");

    // Thirty days later nothing of it is kept.
    scene.server.clock.advance(MONTH + DAY);
    keep_slices(&scene.server.app).await;
    assert_eq!(scene.server.app.store.living(slice).await.unwrap().len(), 0);

    let scene = Scene::new().await;
    let awa = scene.taken_up().await;
    scene.server.clock.advance(MONTH);
    assert_eq!(ask(&awa).await, 401, "its day has come");
    let (scene, key) = (Scene::new().await, ed25519_dalek::SigningKey::from_bytes(&random()));
    scene.server.clock.advance(DAY);
    assert_eq!(Laptop::ask_in(&scene.server, &scene.code, &key).await.status(), 404, "the code is over");
    let mut scene = Scene::new().await;
    scene.end().await;
    assert_eq!(Laptop::ask_in(&scene.server, &scene.code, &key).await.status(), 404, "it was ended");
}

/// A live connection ends within five seconds of a word of an officer's, and on the day that was said: by a timer, not by a request.
#[tokio::test]
async fn a_live_connection_ends_with_the_delegation() {
    let closes = async |awa: &Laptop, end: &mut dyn FnMut()| {
        let answer = awa.get("/v1/events").send().await.unwrap();
        assert_eq!(answer.status(), 200);
        end();
        answer
    };
    let mut scene = Scene::new().await;
    let awa = scene.taken_up().await;
    let live = closes(&awa, &mut || ()).await;
    scene.end().await;
    let rest = tokio::time::timeout(std::time::Duration::from_secs(5), live.text()).await;
    assert!(rest.expect("within 5 seconds").is_ok());
    let scene = Scene::new().await;
    let awa = scene.taken_up().await;
    let live = closes(&awa, &mut || scene.server.clock.advance(MONTH)).await;
    let rest = tokio::time::timeout(std::time::Duration::from_secs(5), live.text()).await;
    assert!(rest.expect("within 5 seconds").is_ok());
}

/// J7.2: what is shown follows its source, and who is erased there is erased in the slice.
#[tokio::test]
async fn a_slice_follows_its_source() {
    let mut scene = Scene::new().await;
    let mut awa = scene.taken_up().await;
    let (agenda, roster) = (scene.zoe.stream(Compartment::Agenda), scene.zoe.stream(Compartment::Roster));
    let renamed = Payload::new(
        "person_changed",
        1,
        vec![Edit::change("last_name", Value::text("Traoré"), Value::text("Diallo"))],
    );
    scene.zoe.state(&scene.server, roster, scene.people[1], renamed);
    let mark = Edit::set(&Attendance::field(scene.people[0]), Value::text("excused"));
    scene.zoe.state(&scene.server, agenda, scene.event, Payload::new("attendance_marked", 1, vec![mark]));
    scene.zoe.sync().await;
    keep_slices(&scene.server.app).await;
    awa.sync().await;
    assert_eq!(names(&awa), [("Côté".to_owned(), Some(Excused)), ("Diallo".to_owned(), None)]);

    let now: Instant = scene.server.now();
    scene.server.app.store.erase(roster, &[scene.people[1]], now).await.unwrap();
    keep_slices(&scene.server.app).await;
    awa.sync().await;
    assert_eq!(names(&awa), [("Côté".to_owned(), Some(Excused))]);
    assert_eq!(awa.erased, [scene.people[1]]);
    scene.server.clock.advance(MONTH);
    scene.server.app.store.erase(roster, &[scene.people[0]], now).await.unwrap();
    keep_slices(&scene.server.app).await;
    let kept = scene.server.app.store.living(slice(&awa)).await.unwrap();
    assert!(!kept.contains_key(&scene.people[0]), "over, and erased there too");
}

/// J1.2: whoever grants chooses the delegation's id, and can't become by it who has that id elsewhere.
#[tokio::test]
async fn the_id_of_a_delegation_gives_nobodys_rights() {
    let mut scene = Scene::new().await;
    let party = Party::found(&scene.server).await;
    let national = party.officer(&scene.server, &party.national, Office::NationalAdministrator).await;
    let (agenda, now) = (scene.zoe.stream(Compartment::Agenda), scene.server.now());
    for stolen in [*national.device.holder.as_bytes(), *national.device.id.as_bytes()] {
        let seen = scene.zoe.device.streams[&agenda].seen();
        let invitation = Invitation {
            seed: random(),
            device: DeviceId::from_bytes(stolen),
            authority: Fingerprint::of(&scene.server.app.authority.public_key()),
            office: agenda,
            size: u32::try_from(seen.size).unwrap(),
            root: Root::of(seen.root),
        };
        let edits = vec![
            Edit::set("unit", Value::bytes(scene.zoe.device.streams[&agenda].unit.as_bytes())),
            Edit::set("event", Value::bytes(scene.event.as_bytes())),
            Edit::set("name", Value::text("Zoé")),
            Edit::set("until", Value::count(now.plus(DAY).0)),
            Edit::set("invitation", Value::bytes(invitation.key().verifying_key().as_bytes())),
            Edit::set("invited_until", Value::count(now.plus(DAY).0)),
        ];
        let payload = Payload::new("delegation_granted", 1, edits);
        scene.zoe.state(&scene.server, agenda, SubjectId::from_bytes(stolen), payload);
        scene.zoe.sync().await;
        let key = ed25519_dalek::SigningKey::from_bytes(&random());
        let answer = Laptop::ask_in(&scene.server, &invitation.to_string(), &key).await;
        if stolen == *national.device.id.as_bytes() {
            assert_eq!(answer.status(), 404, "that laptop is somebody's");
        } else {
            let standing = scene.server.app.rights.of(&scene.server.app.store, DeviceId::from_bytes(stolen), now).await;
            assert_eq!(standing.unwrap().unwrap().readable.len(), 1, "its slice alone");
        }
    }
    let standing = scene.server.app.rights.of(&scene.server.app.store, national.device.id, now).await.unwrap().unwrap();
    assert_eq!(standing.device.key, national.device.key.verifying_key());
    assert!(Delegation::read(scene.delegation, &scene.zoe.cache.0[&(agenda, scene.delegation)].0).is_some());
}
