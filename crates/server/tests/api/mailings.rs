//! Mailings: sent at their time to whoever their question finds then, once to each, in the name of somebody who holds the office. The mail server
//! is another program.

use coopol_domain::access::Office;
use coopol_domain::authority::Known;
use coopol_domain::codec::Value;
use coopol_domain::id::{ChangeId, HolderId, MandateId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload, Verdict};
use coopol_domain::kinds::{Addressed, Mailing, Outcome, removal};
use coopol_domain::time::{DAY, Instant};
use coopol_domain::wire::PushOutcome;
use coopol_server::authority::Installed;
use coopol_server::database::Database;
use coopol_server::mail::Post;
use coopol_server::timers;
use coopol_store::Backend;
use coopol_store::row::MailStanding;
use coopol_testkit::mail::{Guarded, Peer};

use crate::kit::{Laptop, Party, Server};
use crate::logs;
use crate::matrix::push_all;

const HOUR: u64 = 60 * 60_000;
const DESK: Compartment = Compartment::Desk(Office::Secretary);
const MAILING: SubjectId = SubjectId::from_bytes([0x40; 16]);

fn map(parts: &[(&str, &str)]) -> Value {
    Value::Map(parts.iter().map(|(name, text)| ((*name).to_owned(), Value::text(*text))).collect())
}

fn person(name: &str, category: &str, email: &str) -> Payload {
    let mut edits = vec![Edit::set("last_name", Value::text(name)), Edit::set("category", Value::text(category))];
    if !email.is_empty() {
        edits.push(Edit::set("contact/1", map(&[("type", "email"), ("value", email)])));
    }
    Payload::new("person_recorded", 1, edits)
}

fn scheduled(by: HolderId, at: Instant, filters: &str) -> Payload {
    let question = if filters.is_empty() { Value::Map(Vec::new()) } else { map(&[("filters", filters)]) };
    let edits = vec![
        Edit::set("subject", Value::text("Réunion de jeudi")),
        Edit::set("body", Value::text("Bonjour,\nà jeudi !")),
        Edit::set("question", question),
        Edit::set("at", Value::count(at.0)),
        Edit::set("answered_by", Value::bytes(by.as_bytes())),
    ];
    Payload::new("mailing_scheduled", 1, edits)
}

/// A section whose secretary has people to write to: four with an address, of whom two share one, and one without.
struct Section<B: Backend> {
    server: Server<B>,
    party: Party,
    secretary: Laptop,
    holder: HolderId,
    mandate: MandateId,
    people: Vec<SubjectId>,
}

impl<B: Backend> Section<B> {
    async fn until(server: Server<B>, until: Option<Instant>) -> Self {
        let party = Party::found(&server).await;
        let (mut secretary, holder, mandate) =
            party.officer_until(&server, &party.versailles, Office::Secretary, until).await;
        let roster = secretary.stream(Compartment::Roster);
        let mut people = Vec::new();
        for (number, (name, category, email)) in (1..).zip([
            ("Traoré", "member", "awa.traore@exemple.fr"),
            ("Le Goff", "member", "commun@exemple.fr"),
            ("Le Goff-Ruiz", "regular_contact", "Commun@exemple.fr"),
            ("Côté", "regular_contact", "leo@exemple.fr"),
            ("Petit", "member", ""),
        ]) {
            let id = SubjectId::from_bytes([number; 16]);
            secretary.state(&server, roster, id, person(name, category, email));
            people.push(id);
        }
        secretary.sync().await;
        Self { server, party, secretary, holder, mandate, people }
    }

    async fn schedules(&mut self, at: Instant, filters: &str) {
        let payload = scheduled(self.holder, at, filters);
        let desk = self.secretary.stream(DESK);
        self.secretary.state(&self.server, desk, MAILING, payload);
        self.secretary.sync().await;
        assert!(self.secretary.device.outbox.is_empty(), "it was taken");
    }

    /// Time passes, and what is due is done.
    async fn passes(&self, ms: u64) {
        self.server.clock.advance(ms);
        timers::send_due(&self.server.app).await;
    }

    async fn mailing(&mut self) -> Mailing {
        back(&mut self.secretary).await;
        told(&self.secretary)
    }

    async fn standing(&self) -> Vec<MailStanding> {
        let rows = self.server.app.store.mail_of((self.secretary.stream(DESK), MAILING)).await.unwrap();
        rows.iter().map(|row| row.standing).collect()
    }

    async fn successor(&self) -> (Laptop, HolderId) {
        let (laptop, holder, _) =
            self.party.officer_until(&self.server, &self.party.versailles, Office::Secretary, None).await;
        (laptop, holder)
    }
}

/// Synchronises once the hour of its sign-in is over.
async fn back(laptop: &mut Laptop) {
    let answer = laptop.sign_in().await;
    laptop.take_tokens(answer).await;
    laptop.sync().await;
}

fn told(laptop: &Laptop) -> Mailing {
    let (state, _) = &laptop.cache.0[&(laptop.stream(DESK), MAILING)];
    Mailing::read(MAILING, state).unwrap()
}

fn post(peer: &Peer) -> Post {
    Post::open(&peer.settings()).unwrap()
}

async fn section(peer: &Peer) -> Section<Database> {
    Section::until(Server::mailing(post(peer)).await, None).await
}

const OF_THREE: Addressed = Addressed { addressed: 3, without_address: 1 };
const ALL: [&str; 3] = ["awa.traore@exemple.fr", "commun@exemple.fr", "leo@exemple.fr"];

#[tokio::test]
async fn at_its_time_each_address_gets_one_mail_and_counts_come_back() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    let card = vec![Edit::set("card_name", Value::text("Zoé")), Edit::set("card_email", Value::text("zoe@exemple.fr"))];
    let office = section.secretary.stream(Compartment::Office);
    section.secretary.state(&section.server, office, section.mandate.into(), Payload::new("card_published", 1, card));
    section.schedules(section.server.now().plus(2 * HOUR), "").await;
    section.passes(HOUR).await;
    assert!(peer.taken().is_empty(), "it isn't time");
    section.passes(HOUR).await;
    assert_eq!(peer.reached(), ALL);
    let mailing = section.mailing().await;
    assert_eq!(mailing.begun, Some(OF_THREE));
    assert_eq!(mailing.sent, Some(Outcome { sent: 3, ..Outcome::default() }));
    section.passes(HOUR).await;
    assert_eq!(peer.taken().len(), 3, "once");
    assert!(section.server.app.store.mailings().await.unwrap().is_empty(), "nothing of whom it went to is kept");
    for mail in peer.taken() {
        let others = ALL.iter().filter(|address| **address != mail.to);
        assert!(others.into_iter().all(|other| !mail.text.contains(other)), "nobody learns who else gets it");
        assert!(mail.text.contains("Reply-To: zoe@exemple.fr") && mail.text.contains("<section@parti.fr>"));
        assert!(mail.text.contains("List-Unsubscribe: <mailto:zoe@exemple.fr?subject="), "{}", mail.text);
        assert!(!mail.text.contains("http"), "nothing is fetched when it is read");
    }
    section.server.whole().await;
}

/// The people are those of that day, and the year's dues count.
#[tokio::test]
async fn whoever_its_question_finds_then_gets_it() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    section.schedules(section.server.now().plus(HOUR), "late").await;
    let roster = section.secretary.stream(Compartment::Roster);
    let late = SubjectId::from_bytes([0x50; 16]);
    section.secretary.state(&section.server, roster, late, person("Benali", "member", "ines@exemple.fr"));
    let removed = Payload::new("person_removed", 1, vec![removal()]);
    section.secretary.state(&section.server, roster, section.people[0], removed);
    let paid = |person: SubjectId, year: i64| {
        let edits = vec![
            Edit::set("person", Value::bytes(person.as_bytes())),
            Edit::set("year", Value::Int(year)),
            Edit::set("amount_cents", Value::Int(2000)),
        ];
        Payload::new("dues_recorded", 1, edits)
    };
    section.secretary.sync().await;
    let treasurer = section.party.officer(&section.server, &section.party.versailles, Office::Treasurer);
    let mut treasurer = treasurer.await;
    let dues = treasurer.stream(Compartment::Dues);
    treasurer.state(&section.server, dues, SubjectId::from_bytes([0x60; 16]), paid(section.people[1], 2026));
    treasurer.state(&section.server, dues, SubjectId::from_bytes([0x61; 16]), paid(late, 2025));
    treasurer.sync().await;
    section.passes(HOUR).await;
    assert_eq!(peer.reached(), ["ines@exemple.fr"]);
    assert_eq!(section.mailing().await.begun, Some(Addressed { addressed: 1, without_address: 1 }));
}

#[tokio::test]
async fn a_mail_server_is_spoken_to_in_tls_and_by_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let [certificate, key] = ["cert.pem", "key.pem"].map(|name| folder.path().join(name));
    std::fs::write(&certificate, certified.cert.pem()).unwrap();
    std::fs::write(&key, certified.signing_key.serialize_pem()).unwrap();
    let (user, password) = ("section".to_owned(), "correct horse".to_owned());
    let peer = Peer::guarded(Some(Guarded { certificate, key, user, password }));
    let mut section = section(&peer).await;
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(HOUR).await;
    assert_eq!(peer.reached(), ALL);

    let other = folder.path().join("password");
    std::fs::write(&other, "wrong").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&other, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let mut settings = peer.settings();
    settings.password_file = Some(other);
    let stranger = Post::open(&settings).unwrap();
    assert!(stranger.reached().await.unwrap_err().to_string().contains("535"));
    settings = peer.settings();
    settings.certified_by = None;
    let unknown = Post::open(&settings).unwrap();
    assert!(unknown.reached().await.is_err(), "nobody certifies it");
}

/// Nobody is counted as refused because the server isn't let in.
#[tokio::test]
async fn a_mail_server_that_is_not_there_loses_nobody() {
    let peer = Peer::start();
    let gone = post(&peer);
    drop(peer);
    let mut section = Section::until(Server::mailing(gone).await, None).await;
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(HOUR).await;
    assert_eq!(section.standing().await, [MailStanding::Waits; 3]);
    section.passes(DAY).await;
    let mailing = section.mailing().await;
    assert_eq!(mailing.sent, Some(Outcome { refused: 3, ..Outcome::default() }), "not for ever");
}

#[tokio::test]
async fn what_is_put_off_is_tried_again_and_what_is_refused_is_counted() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    peer.answer(ALL[0], "450 4.2.1 come again");
    peer.answer(ALL[1], "550 5.1.1 nobody");
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(HOUR).await;
    assert_eq!(peer.reached(), ["leo@exemple.fr"]);
    assert_eq!(section.mailing().await.sent, None, "one still waits");
    peer.answer(ALL[0], "take");
    section.passes(4 * 60_000).await;
    assert_eq!(peer.taken().len(), 1, "not before its time");
    section.passes(60_000).await;
    assert_eq!(peer.reached(), ["awa.traore@exemple.fr", "leo@exemple.fr"]);
    let sent = Outcome { sent: 2, refused: 1, ..Outcome::default() };
    assert_eq!(section.mailing().await.sent, Some(sent));
}

/// Whatever becomes of a mail, and whatever the mail server says of it.
#[tokio::test]
async fn the_log_names_nobody_who_is_written_to() {
    let log = logs::kept();
    let peer = Peer::start();
    let away = post(&peer);
    let mut section = section(&peer).await;
    let roster = section.secretary.stream(Compartment::Roster);
    let fifth = SubjectId::from_bytes([0x50; 16]);
    section.secretary.state(&section.server, roster, fifth, person("Benali", "member", "ines@exemple.fr"));
    let card = vec![Edit::set("card_name", Value::text("Zoé")), Edit::set("card_email", Value::text("zoe@exemple.fr"))];
    let office = section.secretary.stream(Compartment::Office);
    section.secretary.state(&section.server, office, section.mandate.into(), Payload::new("card_published", 1, card));
    for (address, said) in [
        (ALL[0], "550 5.1.1 <awa.traore@exemple.fr> is nobody"),
        (ALL[1], "450 4.2.1 <commun@exemple.fr> is busy"),
        ("ines@exemple.fr", "<ines@exemple.fr> isn't known here"),
    ] {
        peer.answer(address, said);
    }
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(HOUR).await;
    peer.answer(ALL[1], "cut");
    for _ in 0..3 {
        section.passes(HOUR).await;
    }
    let came = Outcome { sent: 1, refused: 1, unknown: 2, gone: 0 };
    assert_eq!(section.mailing().await.sent, Some(came), "each was tried");
    drop(peer);
    assert!(away.reached().await.is_err());

    let desk = section.secretary.stream(DESK).to_string();
    let logged = log.logged();
    let of_this = |word: &str| {
        let said = logged.iter().filter(|line| line["fields"]["message"] == word);
        said.filter(|line| line["fields"]["desk"] == desk.as_str()).count()
    };
    assert_eq!((of_this("a mailing begins"), of_this("a mailing was sent")), (1, 1));
    log.names_none_of(&["@exemple.fr", "traoré", "le goff", "côté", "benali", "réunion de jeudi", "à jeudi"]);
}

/// One who left, or was erased, between two tries isn't written to.
#[tokio::test]
async fn whoever_left_meanwhile_is_not_written_to() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    peer.answer(ALL[0], "450 4.2.1 come again");
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(HOUR).await;
    peer.answer(ALL[0], "take");
    let roster = section.secretary.stream(Compartment::Roster);
    let now = section.server.now();
    section.server.app.store.erase(roster, &[section.people[0]], now).await.unwrap();
    section.passes(HOUR).await;
    assert_eq!(peer.reached(), ALL[1..]);
    let desk = section.secretary.stream(DESK);
    let known = section.server.app.store.subject(desk, MAILING).await.unwrap();
    let Some(Known::Living { state, .. }) = known else { panic!("it stands") };
    let sent = Outcome { sent: 2, gone: 1, ..Outcome::default() };
    assert_eq!(Mailing::read(MAILING, &state).unwrap().sent, Some(sent));
}

/// It may have been taken: it is sent to nobody twice, and counted as what it is.
#[tokio::test]
async fn what_was_cut_off_is_unknown_and_not_sent_again() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    peer.answer(ALL[0], "cut");
    section.schedules(section.server.now().plus(HOUR), "").await;
    for _ in 0..4 {
        section.passes(HOUR).await;
    }
    assert_eq!(peer.reached(), ALL);
    let sent = Outcome { sent: 2, unknown: 1, ..Outcome::default() };
    assert_eq!(section.mailing().await.sent, Some(sent));
}

/// Each state in which a server that is killed can leave the database.
#[tokio::test]
async fn killed_at_any_moment_it_sends_nobody_a_mail_twice() {
    for killed in ["put down", "begun", "taken", "handed over", "noted"] {
        let peer = Peer::start();
        let mut section = section(&peer).await;
        for address in ALL {
            peer.answer(address, "450 4.2.1 come again");
        }
        section.schedules(section.server.now().plus(HOUR), "").await;
        let id = (section.secretary.stream(DESK), MAILING);
        let store = section.server.app.store.clone();
        if killed == "put down" {
            store.queue_mail(id, &section.people, section.server.now()).await.unwrap();
        } else {
            section.passes(HOUR).await;
            section.server.clock.advance(5 * 60_000 - 1);
        }
        let now = section.server.now().plus(1);
        let row = store.mail_of(id).await.unwrap().into_iter().find(|row| row.person == section.people[0]).unwrap();
        let mut expected = Outcome { sent: 3, ..Outcome::default() };
        if killed == "taken" || killed == "handed over" {
            store.take_mail(&row, now, now.plus(Post::LEASE)).await.unwrap().unwrap();
            expected = Outcome { sent: 2, unknown: 1, ..expected };
        } else if killed == "noted" {
            let taken = store.take_mail(&row, now, now.plus(Post::LEASE)).await.unwrap().unwrap();
            store.note_mail(coopol_store::row::MailRow { standing: MailStanding::Sent, ..taken }).await.unwrap();
        }
        let reached: &[&str] = if expected.sent == 3 && killed != "noted" { &ALL } else { &ALL[1..] };
        for address in ALL {
            peer.answer(address, "take");
        }
        for _ in 0..3 {
            section.passes(HOUR).await;
        }
        assert_eq!(peer.reached(), reached, "{killed}");
        let mailing = section.mailing().await;
        assert_eq!((mailing.begun, mailing.sent), (Some(OF_THREE), Some(expected)), "{killed}");
    }
}

#[cfg(unix)]
#[tokio::test]
async fn two_replicas_send_one_mail() {
    let peer = Peer::start();
    let [one, other] = Server::replicas_mailing(post(&peer)).await;
    let mut section = Section::until(one, None).await;
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.server.clock.advance(HOUR);
    // As if both led, which they may while the lead changes hands.
    let ways = [post(&peer), post(&peer)];
    let (a, b) = tokio::join!(section.server.app.send_mailings(&ways[0]), other.app.send_mailings(&ways[1]));
    a.unwrap();
    b.unwrap();
    // Each waits for its own timer, which may be at it.
    for _ in 0..2 {
        other.app.send_mailings(&ways[1]).await.unwrap();
        section.server.app.send_mailings(&ways[0]).await.unwrap();
    }
    assert_eq!(peer.reached(), ALL);
    assert_eq!(section.mailing().await.sent, Some(Outcome { sent: 3, ..Outcome::default() }));
}

/// What stands in the database says nothing of where people are written to, while it waits.
#[tokio::test]
async fn no_address_lies_in_the_queue() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    for address in ALL {
        peer.answer(address, "450 4.2.1 come again");
    }
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(HOUR).await;
    assert_eq!(section.standing().await, [MailStanding::Waits; 3]);
    let mut read = 0;
    for entry in std::fs::read_dir(section.server.folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = std::fs::read(&path).unwrap();
            read += bytes.len();
            for marker in ["exemple.fr", "traore", "Réunion de jeudi"] {
                let found = bytes.windows(marker.len()).any(|window| window.eq_ignore_ascii_case(marker.as_bytes()));
                assert!(!found, "{marker} in {}", path.display());
            }
        }
    }
    assert!(read > 10_000, "the database was read");
}

/// The office has it, whoever holds it: nobody is written to in the name of somebody who left, and whoever follows finds it.
#[tokio::test]
async fn a_successor_finds_it_and_calls_it_off() {
    let peer = Peer::start();
    let server = Server::mailing(post(&peer)).await;
    let end = server.now().plus(DAY);
    let mut section = Section::until(server, Some(end)).await;
    section.schedules(section.server.now().plus(2 * DAY), "").await;
    section.passes(2 * DAY + HOUR).await;
    assert!(peer.taken().is_empty(), "nobody holds the office");
    let (mut successor, _) = section.successor().await;
    section.passes(HOUR).await;
    assert!(peer.taken().is_empty(), "she didn't say that it goes");
    let mailing = told(&successor);
    assert_eq!((mailing.answered_by, mailing.begun), (section.holder, None));
    let desk = successor.stream(DESK);
    successor.state(&section.server, desk, MAILING, Payload::new("mailing_called_off", 1, vec![removal()]));
    back(&mut successor).await;
    assert!(told(&successor).called_off && successor.device.outbox.is_empty());
    section.passes(HOUR).await;
    assert!(peer.taken().is_empty());
}

#[tokio::test]
async fn a_successor_takes_it_up_and_it_goes_in_their_name() {
    let peer = Peer::start();
    let server = Server::mailing(post(&peer)).await;
    let end = server.now().plus(DAY);
    let mut section = Section::until(server, Some(end)).await;
    section.schedules(section.server.now().plus(3 * DAY), "").await;
    section.server.clock.advance(2 * DAY);
    let (mut successor, holder) = section.successor().await;
    let desk = successor.stream(DESK);
    let takes = |by: HolderId| {
        let (before, after) = (Value::bytes(section.holder.as_bytes()), Value::bytes(by.as_bytes()));
        Payload::new("mailing_changed", 1, vec![Edit::change("answered_by", before, after)])
    };
    successor.state(&section.server, desk, MAILING, takes(holder));
    successor.sync().await;
    section.passes(DAY).await;
    assert_eq!(peer.reached(), ALL);
    back(&mut successor).await;
    assert_eq!(told(&successor).sent, Some(Outcome { sent: 3, ..Outcome::default() }));
}

/// J3.7: a parting message to everybody waits for somebody else, as a file of them does.
#[tokio::test]
async fn around_a_handover_it_waits_for_a_second_person() {
    let peer = Peer::start();
    let server = Server::mailing(post(&peer)).await;
    let end = server.now().plus(10 * DAY);
    let mut section = Section::until(server, Some(end)).await;
    let mut deputy = section.party.officer(&section.server, &section.party.versailles, Office::Deputy).await;
    section.schedules(section.server.now().plus(HOUR), "").await;
    let allowed = Payload::new("export_allowed", 1, vec![Edit::set("content", Value::text("people"))]);
    let (roster, leave) = (section.secretary.stream(Compartment::Roster), SubjectId::from_bytes([0x70; 16]));
    let asked: ChangeId = section.secretary.state(&section.server, roster, leave, allowed.clone());
    section.secretary.sync().await;
    section.passes(HOUR).await;
    assert!(peer.taken().is_empty(), "nobody agreed");
    back(&mut deputy).await;
    let agreed = Payload { quotes: Some(asked), ..allowed };
    assert_eq!(push_all(&section.server, &mut deputy, roster, vec![(leave, agreed)]).await, PushOutcome::Received);
    section.passes(HOUR).await;
    assert_eq!(peer.reached(), ALL);
}

/// Said weeks after its time it would say what is over.
#[tokio::test]
async fn what_waited_for_a_day_wants_another_time() {
    let peer = Peer::start();
    let server = Server::mailing(post(&peer)).await;
    let end = server.now().plus(3 * DAY);
    let mut section = Section::until(server, Some(end)).await;
    section.schedules(section.server.now().plus(HOUR), "").await;
    section.passes(DAY + HOUR).await;
    let installed = Installed {
        holder: Some(section.holder),
        holder_name: "Zoé Lefèvre".to_owned(),
        office: Office::Secretary,
        since: None,
        until: None,
    };
    section.passes(2 * DAY).await;
    section.server.app.install(&section.party.versailles, installed).await.unwrap();
    section.passes(HOUR).await;
    assert!(peer.taken().is_empty(), "nothing stands in its way but its age");
}

/// What was begun is nobody's to change any more.
#[tokio::test]
async fn what_has_begun_is_not_called_off() {
    let peer = Peer::start();
    let mut section = section(&peer).await;
    section.schedules(section.server.now().plus(HOUR), "").await;
    let mut second = section.party.laptop(&section.server, &section.party.versailles, section.holder).await;
    second.sync().await;
    section.passes(HOUR).await;
    let desk = second.stream(DESK);
    let change = second.state(&section.server, desk, MAILING, Payload::new("mailing_called_off", 1, vec![removal()]));
    back(&mut second).await;
    let verdict = second.lines.values().find(|line| line.entry.header.id == change).map(|line| &line.entry.verdict);
    assert_eq!(verdict, Some(&Verdict::Refused("value_invalid".to_owned())));
}

#[tokio::test]
async fn a_laptop_is_told_whether_mail_is_sent() {
    let peer = Peer::start();
    for (sends, server) in [(true, Server::mailing(post(&peer)).await), (false, Server::in_sqlite().await)] {
        let party = Party::found(&server).await;
        let mut laptop = party.officer(&server, &party.versailles, Office::Secretary).await;
        let (request, writes) = laptop.device.request();
        laptop.carry_out(writes);
        let answer = laptop.request(reqwest::Method::POST, "/v1/sync").json(&request).send().await.unwrap();
        let answer: serde_json::Value = answer.json().await.unwrap();
        assert_eq!(answer.get("mails"), sends.then_some(&serde_json::Value::Bool(true)));
    }
}
