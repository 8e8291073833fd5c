//! What an honest server holds: a section whose bureau worked in every room. Three laptops know of it more or less: one
//! everything, one the beginning, one nothing yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use coopol_core::agenda::attendance;
use coopol_core::archive::{self, NewDocument};
use coopol_core::device::Session;
use coopol_core::handover::{self, Answer, NewClaim};
use coopol_core::roster::{self, Field, NewPerson};
use coopol_core::{agenda, proposals};
use coopol_domain::access::Office;
use coopol_domain::codec::Value;
use coopol_domain::device::{Intent, witness_name};
use coopol_domain::id::{HolderId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{Attendance, Unit, UnitKind};
use coopol_domain::seal::cosignature::cosign;
use coopol_server::authority::{Founding, Installed};
use coopol_server::ledger::Record;
use coopol_store::Cosignature;
use tempfile::TempDir;

use crate::observer::{Laptop, Observer};
use crate::served::{Served, Time};

/// So many people that the roster's tree has a complete tile.
const PEOPLE: u64 = 262;

/// The compartments in which there is something.
pub const ROOMS: [Compartment; 5] =
    [Compartment::Office, Compartment::Roster, Compartment::Dues, Compartment::Agenda, Compartment::Archive];

/// Where everything stands, and who looks at it.
pub struct Scene {
    folder: TempDir,
    pub section: Unit,
    /// The secretary's, which has everything; the treasurer's, which has the beginning; the deputy's second, which has
    /// never synchronised.
    pub observers: [Arc<Observer>; 3],
    /// When it ended.
    pub time: Time,
    /// Somebody whom everybody knows, and whom nobody ever asked to erase.
    pub person: SubjectId,
    pub document: SubjectId,
}

impl Scene {
    pub fn server(&self) -> PathBuf {
        self.folder.path().join("server")
    }

    /// The database as it was when the laptop that is behind last synchronised.
    pub fn earlier(&self) -> PathBuf {
        self.folder.path().join("earlier.db")
    }

    pub fn profiles(&self) -> PathBuf {
        self.folder.path().join("laptops")
    }

    pub fn stream(&self, compartment: Compartment) -> StreamId {
        self.section.streams[&compartment]
    }

    /// The honest history.
    pub async fn build() -> Self {
        // Another test of this process may have been first.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let (folder, time) = (tempfile::tempdir().unwrap(), Time::begin());
        let served = Served::begin(&folder.path().join("server"), &time).await;
        let (kind, zone) = (UnitKind::Section, "Europe/Paris".to_owned());
        let founding = Founding { kind, name: "Section de Versailles".to_owned(), parent: None, zone };
        let section = served.app.found(founding).await.unwrap();
        let home = Home { profiles: folder.path().join("laptops"), served, section, time };
        let secretary = home.officer("Zoé Lefèvre", Office::Secretary).await;
        let treasurer = home.officer("André Côté", Office::Treasurer).await;
        let deputy = home.officer("Anne Martin", Office::Deputy).await;
        let current = home.laptop("current", secretary, 1).await;
        let behind = home.laptop("behind", treasurer, 2).await;
        let helper = home.laptop("helper", deputy, 3).await;
        let new = home.laptop("new", deputy, 4).await;

        let (person, document) = home.begin(&current, &behind, &helper).await;
        let (home, [current, helper]) = Box::pin(home.change_keys(folder.path(), [current, helper])).await;
        home.served.copy_to(&folder.path().join("earlier.db")).await;
        home.go_on(&current, &helper, person).await;
        let mut observers = Vec::new();
        for laptop in [current, behind, new, helper] {
            observers.push(Arc::new(laptop.close().await));
        }
        home.cosigned(&observers.pop().unwrap()).await;
        let Home { served, section, time, .. } = home;
        served.stop().await;
        let observers = observers.try_into().ok().unwrap();
        Self { folder, section, observers, time, person, document }
    }
}

/// The section while it works.
struct Home {
    profiles: PathBuf,
    served: Served,
    section: Unit,
    time: Time,
}

impl Home {
    async fn officer(&self, name: &str, office: Office) -> HolderId {
        let installed = Installed { holder: None, holder_name: name.to_owned(), office, since: None, until: None };
        self.served.app.install(&self.section, installed).await.unwrap().1
    }

    async fn laptop(&self, name: &'static str, holder: HolderId, seed: u64) -> Laptop {
        let code = self.served.app.invite(&self.section, holder, name.to_owned()).await.unwrap().to_string();
        Laptop::enrol(&self.profiles, name, &self.served.url(), &code, (&self.time, seed)).await
    }

    fn stream(&self, compartment: Compartment) -> StreamId {
        self.section.streams[&compartment]
    }

    /// One after the other; what is recorded was made before.
    async fn sync(&self, laptops: &[&Laptop]) {
        for laptop in laptops {
            self.time.advance(1_000);
            laptop.sync().await.unwrap();
        }
    }

    /// What the laptop that is behind still saw.
    async fn begin(&self, current: &Laptop, behind: &Laptop, helper: &Laptop) -> (SubjectId, SubjectId) {
        self.sync(&[current, behind, helper]).await;
        let secretary = &current.session;
        let people = (0..PEOPLE).map(|number| fact(self.stream(Compartment::Roster), number, person(number)));
        secretary.record_all(people.collect()).await.unwrap();
        let known = add(secretary, "Côté").await;
        let gone = add(secretary, "Quatremarre").await;
        let waits = add(secretary, "Cinqmars").await;
        roster::set(secretary, known, Field::Email, "cote@exemple.fr").await.unwrap();
        roster::set(secretary, known, Field::Number, "12").await.unwrap();
        let file = NewDocument {
            title: "Compte rendu".to_owned(),
            file_name: "compte-rendu.txt".to_owned(),
            ..NewDocument::default()
        };
        let (document, _) = archive::add(secretary, &file, "Le bureau a voté. ".repeat(40).into_bytes()).await.unwrap();
        let event = plan(secretary, "2031-03-06T20:00").await;
        let marks = [(known, Some(Attendance::Present)), (waits, Some(Attendance::Excused))];
        let marked = attendance::plan(secretary, event, &marks).await.unwrap();
        attendance::apply(secretary, &marked).await.unwrap();
        for year in [2026, 2027] {
            secretary.record(fact(self.stream(Compartment::Dues), year, dues(known, year))).await.unwrap();
        }
        for (number, subject) in [(0xe7a5, gone), (0xe7a6, waits)] {
            secretary.record(fact(self.stream(Compartment::Roster), number, erasure(subject))).await.unwrap();
        }
        let claim = claimed(secretary).await;
        self.sync(&[current, behind, helper]).await;
        let contest = Answer::Contest { reason: "Le quorum manquait".to_owned() };
        let contested = handover::prepare_answer(&helper.session, claim, &contest).await.unwrap();
        contested.record(&helper.session).await.unwrap();
        let held = proposals::list(&behind.session).await.unwrap();
        proposals::accept(&behind.session, &[held[0].change]).await.unwrap();
        let asked = proposals::list(&helper.session).await.unwrap();
        let asked = asked.iter().filter(|proposal| proposal.kind == "erasure_asked");
        let asked: Vec<_> = asked.map(|proposal| proposal.change).collect();
        assert_eq!(proposals::accept(&helper.session, &asked).await.unwrap().changes.len(), 2);
        self.sync(&[helper, behind, current]).await;
        self.erase(gone).await;
        self.sync(&[behind, current, helper]).await;
        (known, document)
    }

    /// Over to another key, and once more: who is behind was away, and who is new was invited before.
    async fn change_keys(self, folder: &Path, laptops: [Laptop; 2]) -> (Self, [Laptop; 2]) {
        let Self { profiles, mut served, section, time } = self;
        for key in [[0xa8; 32], [0xa9; 32]] {
            served = served.change_key(&folder.join("server"), &time, key).await;
        }
        let mut there = Vec::new();
        for laptop in laptops {
            let observer = laptop.close().await;
            there.push(observer.open(&profiles, &served.url(), &time).await);
        }
        (Self { profiles, served, section, time }, there.try_into().ok().unwrap())
    }

    /// As the server's own timer does seven days later.
    async fn erase(&self, gone: SubjectId) {
        let (app, roster) = (&self.served.app, self.stream(Compartment::Roster));
        let subjects = vec![gone];
        app.ledger.add(&Record::Erased { stream: roster, subjects: subjects.clone(), at: self.time.read() }).unwrap();
        assert_eq!(app.store.erase(roster, &subjects, self.time.read()).await.unwrap().len(), 1);
    }

    /// What came after, a snapshot of each stream on the way.
    async fn go_on(&self, current: &Laptop, helper: &Laptop, known: SubjectId) {
        roster::set(&helper.session, known, Field::Mobile, "06 12 34 56 78").await.unwrap();
        plan(&helper.session, "2031-04-03T20:00").await;
        self.sync(&[helper, current]).await;
        add(&current.session, "Nguyen").await;
        self.sync(&[current]).await;
        for compartment in ROOMS {
            self.served.app.store.make_snapshot(self.stream(compartment)).await.unwrap();
        }
        self.sync(&[helper]).await;
        for laptop in [current, helper] {
            roster::set(&laptop.session, known, Field::Note, laptop.name).await.unwrap();
            plan(&laptop.session, "2031-05-08T20:00").await;
            self.sync(&[laptop]).await;
        }
        self.sync(&[current]).await;
    }

    /// As a laptop of the federation does (J5.2), by one whose key everybody knows.
    async fn cosigned(&self, by: &Observer) {
        let (app, at) = (&self.served.app, self.time.read().0 / 1000);
        let mut given = Vec::new();
        for stream in ROOMS.map(|compartment| self.stream(compartment)) {
            let frontier = app.store.heads(&[stream]).await.unwrap()[&stream].head.frontier.clone();
            let size = frontier.size();
            let checkpoint = app.authority.checkpoint(stream, size, frontier.root(), None);
            let note = cosign(&checkpoint, &witness_name(by.device), &by.signing, at).unwrap();
            given.push(Cosignature { stream, level: UnitKind::Federation, size, note });
        }
        app.store.cosign(by.device, given, self.time.read()).await.unwrap();
    }
}

/// That somebody was elected, which stays open.
async fn claimed(session: &Session) -> SubjectId {
    let elected = NewClaim {
        unit: None,
        office: Office::BureauMember,
        holder: None,
        holder_name: "Nour Diallo".to_owned(),
        theme: None,
        elected_on: "2026-11-20".to_owned(),
        since: session.ambient().now(),
        until: None,
        proof: "Compte rendu".to_owned(),
        document: None,
    };
    let prepared = handover::prepare(session, &elected).await.unwrap();
    let claim = prepared.claim;
    prepared.record(session).await.unwrap();
    claim
}

async fn add(session: &Session, family_name: &str) -> SubjectId {
    let (family_name, category) = (family_name.to_owned(), "member".to_owned());
    roster::add(session, &NewPerson { family_name, category, ..NewPerson::default() }).await.unwrap().0
}

pub async fn plan(session: &Session, start: &str) -> SubjectId {
    let when = agenda::When::parse(start, None, false, "Europe/Paris").unwrap();
    let (category, title) = ("meeting".to_owned(), "Réunion de section".to_owned());
    let draft = agenda::Draft { category, title, when, place: "Mairie".to_owned(), description: String::new() };
    agenda::plan(session, &draft).await.unwrap().0
}

fn fact(stream: StreamId, number: u64, payload: Payload) -> Intent {
    let mut subject = [0x5b; 16];
    subject[..8].copy_from_slice(&number.to_be_bytes());
    Intent { stream, subject: SubjectId::from_bytes(subject), payload, act: None, depends_on: Vec::new() }
}

fn person(number: u64) -> Payload {
    let edits = vec![
        Edit::set("last_name", Value::text(format!("Martin{number}"))),
        Edit::set("category", Value::text("member")),
    ];
    Payload::new("person_recorded", 1, edits)
}

fn dues(person: SubjectId, year: u64) -> Payload {
    let edits = vec![
        Edit::set("person", Value::bytes(person.as_bytes())),
        Edit::set("year", Value::count(year)),
        Edit::set("amount_cents", Value::count(3650)),
    ];
    Payload::new("dues_recorded", 1, edits)
}

fn erasure(subject: SubjectId) -> Payload {
    let edits = vec![
        Edit::set(&format!("subject/{subject}"), Value::Bool(true)),
        Edit::set("ground", Value::text("asked_by_the_person")),
    ];
    Payload::new("erasure_asked", 1, edits)
}

/// A copy of a folder and everything in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
