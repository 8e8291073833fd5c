//! Calendar feeds: an address answers while whoever answers for it may read the agenda, and otherwise is what doesn't exist.

use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::feed::Address;
use coopol_domain::id::{MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, REMOVED};
use coopol_domain::kinds::{Attendance, Suspension};
use coopol_domain::time::DAY;
use coopol_domain::wire::PushOutcome;
use coopol_store::{Backend, Chance as _, SystemChance};
use reqwest::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};

use crate::kit::{Laptop, Party, Server, limits};
use crate::matrix::push_about;

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    SystemChance.fill(&mut bytes);
    bytes
}

fn planned(title: &str, start: &str) -> Payload {
    let when = [("zone", "Europe/Paris"), ("start", start)];
    let when = when.map(|(part, value)| (part.to_owned(), Value::text(value)));
    let edits = vec![
        Edit::set("title", Value::text(title)),
        Edit::set("when", Value::Map(when.into())),
        Edit::set("place", Value::text("Salle Ravel")),
        Edit::set("description", Value::text("Le code de la porte")),
        Edit::set("category", Value::text("bureau")),
    ];
    Payload::new("event_planned", 1, edits)
}

fn holder(laptop: &Laptop) -> Value {
    Value::bytes(laptop.device.holder.as_bytes())
}

fn opened(laptop: &Laptop, address: &Address) -> Payload {
    let edits = vec![
        Edit::set("name", Value::text("Téléphones du bureau")),
        Edit::set("secret_hash", Value::bytes(address.hash())),
        Edit::set("opened_by", holder(laptop)),
        Edit::set("answered_by", holder(laptop)),
    ];
    Payload::new("feed_opened", 1, edits)
}

fn taken_up(laptop: &Laptop) -> Payload {
    Payload::new("feed_taken_up", 1, vec![Edit::set("answered_by", holder(laptop))])
}

fn closed() -> Payload {
    Payload::new("feed_closed", 1, vec![Edit::set(REMOVED, Value::Bool(true))])
}

/// A section whose deputy opened a feed, with an event; the federation's secretary is known there.
struct Scene<B: Backend = coopol_store::memory::Memory> {
    server: Server<B>,
    party: Party,
    secretary: Laptop,
    deputy: Laptop,
    mandate: MandateId,
    event: SubjectId,
    address: Address,
}

impl Scene {
    async fn new() -> Self {
        Self::over(Server::start().await).await
    }
}

impl<B: Backend> Scene<B> {
    async fn over(server: Server<B>) -> Self {
        let party = Party::found(&server).await;
        let secretary = party.officer(&server, &party.versailles, Office::Secretary).await;
        let (mut deputy, _, mandate) = party.officer_until(&server, &party.versailles, Office::Deputy, None).await;
        let agenda = deputy.stream(Compartment::Agenda);
        let (event, address) = (SubjectId::from_bytes(random()), Address::new(agenda, random()));
        deputy.state(&server, agenda, event, planned("Réunion de bureau", "2026-11-26T20:00"));
        let opened = opened(&deputy, &address);
        deputy.state(&server, agenda, address.feed(), opened);
        deputy.sync().await;
        Self { server, party, secretary, deputy, mandate, event, address }
    }

    fn agenda(&self) -> StreamId {
        self.address.stream()
    }

    async fn asked(&self) -> reqwest::Response {
        read(&self.server, &self.address).await
    }

    /// Status and body.
    async fn told(&self) -> (u16, String) {
        let answer = self.asked().await;
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    async fn secretary_says(&mut self, subject: SubjectId, payload: Payload) {
        let agenda = self.agenda();
        self.secretary.sync().await;
        self.secretary.state(&self.server, agenda, subject, payload);
        self.secretary.sync().await;
    }

    async fn said_from_above(&self, payload: Payload) {
        let mut federal = self.party.officer(&self.server, &self.party.federation, Office::FirstFederalSecretary).await;
        let office = self.party.versailles.streams[&Compartment::Office];
        federal.state(&self.server, office, self.mandate.into(), payload);
        federal.sync().await;
    }
}

async fn read<B: Backend>(server: &Server<B>, address: &Address) -> reqwest::Response {
    server.http.get(address.at(&server.url("")).as_str()).send().await.unwrap()
}

/// RFC 5545, RFC 9110 §13.1.2: what a program needs to show it and to know it again, and nothing else of the agenda.
#[tokio::test]
async fn a_feed_tells_what_when_and_where() {
    let mut scene = Scene::new().await;
    scene.secretary_says(SubjectId::from_bytes(random()), planned("Il y a un an", "2025-11-26T20:00")).await;
    scene.secretary_says(SubjectId::from_bytes(random()), planned("Il y a deux mois", "2026-09-26T20:00")).await;
    scene.secretary_says(SubjectId::from_bytes(random()), planned("Dans deux ans", "2028-11-26T20:00")).await;
    let answer = scene.asked().await;
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()[CONTENT_TYPE], "text/calendar; charset=utf-8");
    assert_eq!(answer.headers()[CACHE_CONTROL], "private, no-cache");
    let tag = answer.headers()[ETAG].clone();
    let file = answer.text().await.unwrap();
    for line in [
        "NAME:Versailles",
        "SUMMARY:Réunion de bureau",
        "DTSTART;TZID=Europe/Paris:20261126T200000",
        "LOCATION:Salle Ravel",
        "STATUS:CONFIRMED",
        &format!("UID:{}@coopol", scene.event),
        "SUMMARY:Il y a deux mois",
        "SUMMARY:Dans deux ans",
    ] {
        assert!(file.lines().any(|found| found == line), "{line}\n{file}");
    }
    for hidden in ["Il y a un an", "code de la porte", "bureau\r\nX-", "CATEGOR", "DESCRIPTION", "ATTENDEE", "phones"] {
        assert!(!file.contains(hidden), "{hidden}\n{file}");
    }
    let again = scene.server.http.get(scene.address.at(&scene.server.url("")).as_str());
    let again = again.header(IF_NONE_MATCH, tag.clone()).send().await.unwrap();
    assert_eq!((again.status().as_u16(), &again.headers()[ETAG]), (304, &tag));
    assert_eq!(again.text().await.unwrap(), "");

    // Who came is told to nobody, not even that it was noted.
    let mark = Edit::set(&Attendance::field(SubjectId::from_bytes(random())), Value::text("present"));
    scene.secretary_says(scene.event, Payload::new("attendance_marked", 1, vec![mark])).await;
    assert_eq!(scene.asked().await.headers()[ETAG], tag);
    let cancelled = vec![Edit::set("cancelled", Value::Bool(true))];
    scene.secretary_says(scene.event, Payload::new("event_cancelled", 1, cancelled)).await;
    let answer = scene.asked().await;
    assert_ne!(answer.headers()[ETAG], tag);
    assert!(answer.text().await.unwrap().contains("STATUS:CANCELLED"));
    scene
        .secretary_says(scene.event, Payload::new("event_removed", 1, vec![Edit::set(REMOVED, Value::Bool(true))]))
        .await;
    assert!(!scene.told().await.1.contains("Réunion de bureau"));
    // As the days pass, what is over is told no more.
    scene.server.clock.advance(92 * DAY);
    assert!(!scene.told().await.1.contains("Il y a deux mois"));
}

/// An address that nobody made, in a stream that is one and in none, or that isn't one: the answer to all that don't answer.
#[tokio::test]
async fn an_address_that_does_not_answer_is_one_that_never_was() {
    let mut scene = Scene::new().await;
    let unknown = Address::new(scene.agenda(), random());
    let mut told = Vec::new();
    for address in [unknown, Address::new(StreamId::from_bytes(random()), random())] {
        told.push(read(&scene.server, &address).await);
    }
    let roster = scene.party.versailles.streams[&Compartment::Roster];
    told.push(read(&scene.server, &Address::new(roster, random())).await);
    told.push(scene.server.http.get(scene.server.url("/v1/feeds/agenda.ics")).send().await.unwrap());
    let mut answers = Vec::new();
    for answer in told {
        answers.push((answer.status().as_u16(), answer.headers().clone(), answer.text().await.unwrap()));
    }
    scene.secretary_says(scene.address.feed(), closed()).await;
    let gone = scene.asked().await;
    answers.push((gone.status().as_u16(), gone.headers().clone(), gone.text().await.unwrap()));
    for (status, headers, body) in &mut answers {
        headers.remove("date");
        headers.remove("x-request-id");
        assert_eq!(*status, 404, "{body}");
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}

/// J1.2: a mandate that ends takes what hangs on it along; whoever goes on takes the same address up, or closes it for good.
#[tokio::test]
async fn a_feed_ends_with_its_mandate_and_goes_on_with_the_next() {
    let mut scene = Scene::new().await;
    let unknown = read(&scene.server, &Address::new(scene.agenda(), random())).await.text().await.unwrap();
    assert_eq!(scene.told().await.0, 200);
    let until = Edit::set("until", Value::count(scene.server.now().0));
    scene.said_from_above(Payload::new("mandate_ended", 1, vec![until])).await;
    assert_eq!(scene.told().await, (404, unknown), "the clock stands");
    let up = taken_up(&scene.secretary);
    scene.secretary_says(scene.address.feed(), up).await;
    assert_eq!(scene.told().await.0, 200, "for those who had subscribed, the same address");
    scene.secretary_says(scene.address.feed(), closed()).await;
    assert_eq!(scene.told().await.0, 404);
    let (agenda, up) = (scene.agenda(), taken_up(&scene.secretary));
    push_about(&scene.server, &mut scene.secretary, (agenda, scene.address.feed()), &up).await;
    let again = opened(&scene.secretary, &scene.address);
    push_about(&scene.server, &mut scene.secretary, (agenda, scene.address.feed()), &again).await;
    assert_eq!(scene.told().await.0, 404, "whoever knows the hash opens it no more");
}

#[tokio::test]
async fn a_mandate_that_comes_to_its_day_ends_its_feed_at_once() {
    let mut scene = Scene::new().await;
    let end = scene.server.now().plus(60_000);
    scene.said_from_above(Payload::new("mandate_ended", 1, vec![Edit::set("until", Value::count(end.0))])).await;
    assert_eq!(scene.told().await.0, 200);
    scene.server.clock.advance(60_000);
    assert_eq!(scene.told().await.0, 404);
    let up = taken_up(&scene.secretary);
    scene.secretary_says(scene.address.feed(), up).await;
    assert_eq!(scene.told().await.0, 200);
}

/// J9: what is suspended pauses its feed, and goes on with it.
#[tokio::test]
async fn a_suspension_pauses_a_feed() {
    let scene = Scene::new().await;
    let since = scene.server.now().plus(60_000);
    let span = Suspension { id: "a".to_owned(), since, until: Some(since.plus(60_000)), ground: "Comptes".to_owned() };
    scene.said_from_above(Payload::new("mandate_suspended", 1, vec![span.edit(None)])).await;
    for (passed, status) in [(0, 200), (60_000, 404), (60_000, 200)] {
        scene.server.clock.advance(passed);
        assert_eq!(scene.told().await.0, status);
    }
}

/// It is the office that answers, not a laptop.
#[tokio::test]
async fn a_laptop_that_is_shut_out_ends_no_feed() {
    let scene = Scene::new().await;
    let office = scene.party.versailles.streams[&Compartment::Office];
    let mut federal = scene.party.officer(&scene.server, &scene.party.federation, Office::FirstFederalSecretary).await;
    let shut_out = Payload::new("device_revoked", 1, vec![Edit::set("revoked", Value::Bool(true))]);
    federal.state(&scene.server, office, scene.deputy.device.id.into(), shut_out);
    federal.sync().await;
    assert_eq!(scene.deputy.get("/v1/units").send().await.unwrap().status(), 401);
    assert_eq!(scene.told().await.0, 200);
}

/// Whoever keeps another section's agenda reaches neither the feed nor its stream; whoever only reads changes nothing of it.
#[tokio::test]
async fn another_unit_changes_nothing_of_a_feed() {
    let scene = Scene::new().await;
    let (agenda, feed) = (scene.agenda(), scene.address.feed());
    let rennes = scene.party.officer(&scene.server, &scene.party.rennes, Office::Secretary).await;
    let federal = scene.party.officer(&scene.server, &scene.party.federation, Office::FirstFederalSecretary).await;
    for mut stranger in [rennes, federal] {
        for payload in [closed(), taken_up(&stranger)] {
            let outcome = push_about(&scene.server, &mut stranger, (agenda, feed), &payload).await;
            assert!(matches!(outcome, PushOutcome::Rejected(_)), "{outcome:?}");
        }
    }
    assert_eq!(scene.told().await.0, 200);
    // Nor does one of another unit's hold the secret of this one's.
    let mut rennes = scene.party.officer(&scene.server, &scene.party.rennes, Office::Treasurer).await;
    let own = rennes.stream(Compartment::Agenda);
    let copied = opened(&rennes, &scene.address);
    rennes.state(&scene.server, own, feed, copied);
    rennes.sync().await;
    assert!(scene.told().await.1.contains("Réunion de bureau"));
}

/// What an office may read is asked of the table: whoever answers has to be an officer who reads this agenda, of whichever unit.
#[tokio::test]
async fn an_office_that_reads_no_agenda_answers_for_none() {
    let mut scene = Scene::new().await;
    let until = Edit::set("until", Value::count(scene.server.now().0));
    scene.said_from_above(Payload::new("mandate_ended", 1, vec![until])).await;
    // The same person, in another section from now on.
    let (holder, since) = (scene.deputy.device.holder, None);
    let again = coopol_server::authority::Installed {
        holder: Some(holder),
        holder_name: "Anne Martin".to_owned(),
        office: Office::Secretary,
        since,
        until: None,
    };
    scene.server.app.install(&scene.party.rennes, again).await.unwrap();
    assert_eq!(scene.told().await.0, 404);
    let up = taken_up(&scene.secretary);
    scene.secretary_says(scene.address.feed(), up).await;
    assert_eq!(scene.told().await.0, 200);
}

/// Whoever guesses is slowed down like any stranger.
#[tokio::test]
async fn guessing_addresses_has_a_limit() {
    let one = std::num::NonZeroU32::new(1).unwrap();
    let server = Server::limited(coopol_server::settings::Limits { stranger_per_second: one, ..limits() }).await;
    let mut last = 0;
    for _ in 0..12 {
        let address = Address::new(StreamId::from_bytes(random()), random());
        last = read(&server, &address).await.status().as_u16();
    }
    assert_eq!(last, 429);
}

/// The same over what is on a disk, where the address stands nowhere.
#[tokio::test]
async fn the_database_holds_no_address() {
    let scene = Scene::over(Server::in_sqlite().await).await;
    assert_eq!(scene.told().await.0, 200);
    let text = scene.address.text();
    let secret = text.strip_suffix(".ics").unwrap();
    let mut folders = vec![scene.server.folder().to_owned()];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            read += bytes.len();
            assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()), "{}", path.display());
            let hash = scene.address.hash();
            assert!(!bytes.windows(32).any(|part| part == hash), "{}: the hash is sealed", path.display());
        }
    }
    assert!(read > 10_000, "the database was read");
}
