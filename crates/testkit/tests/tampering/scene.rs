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
use coopol_domain::id::{HolderId, MandateId, StreamId, SubjectId};
use coopol_domain::journal::{Compartment, Edit, Payload};
use coopol_domain::kinds::{Attendance, Unit, UnitKind};
use coopol_domain::seal::cosignature::cosign;
use coopol_server::authority::{Founding, Installed};
use coopol_server::ledger::Record;
use coopol_store::Cosignature;
use tempfile::TempDir;

use crate::bureau::Delegates;
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
    /// The secretary's, which has everything; the treasurer's, which has the beginning; the deputy's second and that of somebody
    /// to whom one slice is lent, which have never synchronised.
    pub observers: [Arc<Observer>; 4],
    /// What the last of them may read, and nobody else.
    pub slice: StreamId,
    /// When it ended.
    pub time: Time,
    /// Somebody whom everybody knows, and whom nobody ever asked to erase.
    pub person: SubjectId,
    pub document: SubjectId,
    pub event: SubjectId,
    /// The secretary's.
    pub mandate: SubjectId,
    /// A claim that is contested, and one that was granted.
    pub claims: [SubjectId; 2],
    /// Who marks who comes to the event, and somebody who hasn't come with their code yet.
    pub delegations: [SubjectId; 2],
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

    /// All that those who look on read, where there is something.
    pub fn read(&self) -> Vec<StreamId> {
        ROOMS.map(|room| self.stream(room)).into_iter().chain([self.slice]).collect()
    }

    /// The honest history.
    pub async fn build() -> Self {
        // Another test of this process may have been first.
        drop(rustls::crypto::aws_lc_rs::default_provider().install_default());
        let (folder, time) = (tempfile::tempdir().unwrap(), Time::begin());
        let served = Served::begin(&folder.path().join("server"), &time).await;
        let [federation, section] =
            [(UnitKind::Federation, "Fédération des Yvelines"), (UnitKind::Section, "Section de Versailles")].map(
                |(kind, name)| Founding { kind, name: name.to_owned(), parent: None, zone: "Europe/Paris".to_owned() },
            );
        let federation = served.app.found(federation).await.unwrap();
        let section = served.app.found(section).await.unwrap();
        let home = Home { profiles: folder.path().join("laptops"), served, section, federation, time };
        let (mandate, secretary) = home.officer(&home.section, "Zoé Lefèvre", Office::Secretary).await;
        let (_, treasurer) = home.officer(&home.section, "André Côté", Office::Treasurer).await;
        let (_, deputy) = home.officer(&home.section, "Anne Martin", Office::Deputy).await;
        let (_, first) = home.officer(&home.federation, "Ada Traoré", Office::FirstFederalSecretary).await;
        let current = home.laptop(&home.section, "current", secretary, 1).await;
        let behind = home.laptop(&home.section, "behind", treasurer, 2).await;
        let helper = home.laptop(&home.section, "helper", deputy, 3).await;
        let new = home.laptop(&home.section, "new", deputy, 4).await;
        let above = home.laptop(&home.federation, "above", first, 5).await;

        home.join(&current, &above).await;
        let [person, document, event, contested] = home.begin(&current, &behind, &helper).await;
        home.keep(&current).await;
        home.remind_and_suspend(&above).await;
        let Delegates { laptop: delegate, slice, open: delegations } =
            Box::pin(home.delegate(&current, event, person)).await;
        home.fill(&current).await;
        home.sync(&[&behind, &current, &helper]).await;
        let (home, [current, helper, above]) =
            Box::pin(home.change_keys(folder.path(), [current, helper, above])).await;
        home.served.copy_to(&folder.path().join("earlier.db")).await;
        home.put_in_charge(&above, &current, &helper).await;
        home.split(&above, &current).await;
        home.merge(&above, &current).await;
        let granted = home.hand_over(&current, &helper).await;
        home.lift(&above, &current).await;
        home.go_on([&current, &helper], person, slice).await;
        above.close().await;
        let mut observers = Vec::new();
        for laptop in [current, behind, new, delegate, helper] {
            observers.push(Arc::new(laptop.close().await));
        }
        home.cosigned(&observers.pop().unwrap()).await;
        let Home { served, section, time, .. } = home;
        served.stop().await;
        let observers = observers.try_into().ok().unwrap();
        let (mandate, claims) = (mandate.into(), [contested, granted]);
        Self { folder, section, observers, slice, time, person, document, event, mandate, claims, delegations }
    }
}

/// The section while it works.
pub struct Home {
    profiles: PathBuf,
    pub served: Served,
    pub section: Unit,
    federation: Unit,
    pub time: Time,
}

impl Home {
    pub async fn officer(&self, unit: &Unit, name: &str, office: Office) -> (MandateId, HolderId) {
        let installed = Installed { holder: None, holder_name: name.to_owned(), office, since: None, until: None };
        self.served.app.install(unit, installed).await.unwrap()
    }

    async fn laptop(&self, unit: &Unit, name: &'static str, holder: HolderId, seed: u64) -> Laptop {
        let code = self.served.app.invite(unit, holder, name.to_owned()).await.unwrap().to_string();
        self.enrol(name, &code, seed).await
    }

    pub async fn enrol(&self, name: &'static str, code: &str, seed: u64) -> Laptop {
        Laptop::enrol(&self.profiles, name, &self.served.url(), code, (&self.time, seed)).await
    }

    fn stream(&self, compartment: Compartment) -> StreamId {
        self.section.streams[&compartment]
    }

    /// One after the other; what is recorded was made before.
    pub async fn sync(&self, laptops: &[&Laptop]) {
        for laptop in laptops {
            self.time.advance(1_000);
            laptop.sync().await.unwrap();
        }
    }

    /// What the laptop that is behind still saw.
    async fn begin(&self, current: &Laptop, behind: &Laptop, helper: &Laptop) -> [SubjectId; 4] {
        self.sync(&[current, behind, helper]).await;
        let secretary = &current.session;
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
        [known, document, event, claim]
    }

    /// Whoever is shown a slice was shown it before: nobody reads so far in there that a tile would be asked for.
    async fn fill(&self, current: &Laptop) {
        let people = (0..PEOPLE).map(|number| fact(self.stream(Compartment::Roster), number, person(number)));
        current.session.record_all(people.collect()).await.unwrap();
        self.sync(&[current]).await;
    }

    /// Over to another key, and once more: who is behind was away, and who is new was invited before.
    async fn change_keys(self, folder: &Path, laptops: [Laptop; 3]) -> (Self, [Laptop; 3]) {
        let Self { profiles, mut served, section, federation, time } = self;
        for key in [[0xa8; 32], [0xa9; 32]] {
            served = served.change_key(&folder.join("server"), &time, key).await;
        }
        let mut there = Vec::new();
        for laptop in laptops {
            let observer = laptop.close().await;
            there.push(observer.open(&profiles, &served.url(), &time).await);
        }
        (Self { profiles, served, section, federation, time }, there.try_into().ok().unwrap())
    }

    /// As the server's own timer does seven days later.
    async fn erase(&self, gone: SubjectId) {
        let (app, roster) = (&self.served.app, self.stream(Compartment::Roster));
        let subjects = vec![gone];
        app.ledger.add(&Record::Erased { stream: roster, subjects: subjects.clone(), at: self.time.read() }).unwrap();
        assert_eq!(app.store.erase(roster, &subjects, self.time.read()).await.unwrap().len(), 1);
    }

    /// What came after, a snapshot of each stream on the way.
    async fn go_on(&self, [current, helper]: [&Laptop; 2], known: SubjectId, slice: StreamId) {
        roster::set(&helper.session, known, Field::Mobile, "06 12 34 56 78").await.unwrap();
        plan(&helper.session, "2031-04-03T20:00").await;
        self.sync(&[helper, current]).await;
        add(&current.session, "Nguyen").await;
        self.sync(&[current]).await;
        for stream in ROOMS.map(|room| self.stream(room)).into_iter().chain([slice]) {
            self.served.app.store.make_snapshot(stream).await.unwrap();
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
        requested_on: None,
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
