//! The section: a successor, a deputy, the federation, and what they work on.

use std::path::Path;
use std::sync::Arc;

use coopol_core::agenda::{self, Draft, Span, When, attendance, feeds};
use coopol_core::archive::{self, NewDocument};
use coopol_core::desk::{self, Question};
use coopol_core::history;
use coopol_core::mandates;
use coopol_core::proposals;
use coopol_core::roster::{self, NewPerson};
use coopol_core::sealed;
use coopol_domain::access::Office;
use coopol_domain::enrolment::SealedCode;
use coopol_domain::id::{DeviceId, HolderId, MandateId, SubjectId};
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;

/// What everybody in office knows.
#[derive(Clone)]
pub struct Known {
    pub people: Vec<SubjectId>,
    pub event: SubjectId,
    pub document: SubjectId,
    /// Many documents, meetings or payments.
    pub records: Vec<SubjectId>,
    pub feed: SubjectId,
    /// Saved on the desk of the office that they all hold.
    pub list: SubjectId,
    pub successor: HolderId,
    pub successors_mandate: MandateId,
    pub successors_laptop: DeviceId,
    /// Three sealed codes, and those that they took the place of.
    pub codes: [SealedCode; 3],
    pub old_codes: [SealedCode; 3],
}

/// Those who stay.
pub struct Section {
    pub successor: Laptop,
    pub federal: Laptop,
    pub known: Known,
    around: [Arc<Surroundings>; 2],
}

pub const PEOPLE: u32 = 25;

impl Section {
    pub async fn begin(folder: &Path, server: &str, codes: [(&'static str, String); 2], successor: HolderId) -> Self {
        let [(marie, own), (ada, federal)] = codes;
        let around = [Surroundings::new(0, 1), Surroundings::new(0, 2)];
        let laptop = Laptop::enrol(folder, marie, server, &own, around[0].clone()).await;
        let federal = Laptop::enrol(folder, ada, server, &federal, around[1].clone()).await;
        laptop.sync().await;
        federal.sync().await;
        let session = &laptop.session;
        let mut people = Vec::new();
        for number in 0..PEOPLE {
            let (given_name, category) = ("Anne".to_owned(), "member".to_owned());
            let person = NewPerson { given_name, family_name: format!("Martin {number}"), category };
            people.push(roster::add(session, &person).await.unwrap().0);
        }
        let when = When::parse("2031-03-06T20:00", None, false, "Europe/Paris").unwrap();
        let (category, title) = ("meeting".to_owned(), "Réunion de section".to_owned());
        let draft = Draft { category, title, when, place: "Mairie".to_owned(), description: String::new() };
        let event = agenda::plan(session, &draft).await.unwrap().0;
        let feeds::Opening { step, .. } = feeds::prepare(session, "Téléphones du bureau").await.unwrap();
        let feed = step.feed;
        step.record(session).await.unwrap();
        let minutes = NewDocument {
            title: "Compte rendu".to_owned(),
            category: None,
            dated_on: None,
            event: None,
            file_name: "cr.txt".to_owned(),
            text: None,
        };
        let http = session.http().await.unwrap();
        // How files are named is asked for once.
        archive::exchange(session, &http).await.unwrap();
        let document = archive::add(session, &minutes, b"Le bureau se retrouve.".to_vec()).await.unwrap().0;
        let list = saved(&laptop, "À relancer").await;
        laptop.sync().await;
        archive::exchange(session, &http).await.unwrap();
        let all = mandates::list(session).await.unwrap();
        let successors_mandate = all.iter().find(|mandate| mandate.holder == successor).unwrap().id;
        let successors_laptop = session.device().await;
        let (old_codes, codes) = (made(&laptop, &federal).await, made(&laptop, &federal).await);
        let known = Known {
            people,
            event,
            document,
            feed,
            list,
            records: Vec::new(),
            successor,
            successors_mandate,
            successors_laptop,
            codes,
            old_codes,
        };
        Self { successor: laptop, federal, known, around }
    }

    /// Sets the clocks of those who stay.
    pub fn set_clocks(&self, ahead: u64) {
        for around in &self.around {
            around.set_wrong_by(ahead.cast_signed());
        }
    }

    /// Everything that the successor's rooms show, and who holds office: what nobody outside may change.
    pub async fn shown(&self) -> Vec<String> {
        let session = &self.successor.session;
        let mut shown = self.rooms().await;
        shown.extend(mandates::list(session).await.unwrap().iter().map(|mandate| format!("{mandate:?}")));
        let devices = coopol_core::devices::list(session).await.unwrap();
        let there = devices.iter().filter(|device| device.holder == self.known.successor);
        shown.extend(there.map(|device| format!("{device:?}")));
        shown
    }

    /// The roster, the agenda and the archives, as the successor sees them.
    pub async fn rooms(&self) -> Vec<String> {
        let session = &self.successor.session;
        let window = roster::Window { offset: 0, limit: 1000 };
        let people = roster::list(session, &roster::Query::default(), window).await.unwrap();
        let mut shown: Vec<String> = people.rows.iter().map(|row| format!("{row:?}")).collect();
        for span in [Span::Coming, Span::Past] {
            let query = agenda::Query { span, text: String::new() };
            let events = agenda::list(session, &query, window).await.unwrap();
            for row in &events.rows {
                shown.push(format!("{row:?}"));
                let marked = attendance::Query { marked: true, ..attendance::Query::default() };
                let came = attendance::list(session, row.id, &marked, window).await.unwrap();
                shown.extend(came.rows.iter().map(|person| format!("{} {person:?}", row.id)));
                shown.push(format!("{} {:?}", row.id, came.tally));
            }
        }
        shown.extend(desk::lists(session).await.unwrap().iter().map(|list| format!("{list:?}")));
        let documents = archive::list(session, &archive::Query::default(), window).await.unwrap();
        shown.extend(documents.rows.iter().map(|row| format!("{row:?}")));
        shown
    }

    /// How many changes of somebody count, in the history that everybody sees.
    pub async fn counting(&self, author: HolderId) -> usize {
        let query = history::Query { author: Some(author), ..history::Query::default() };
        let page = history::list(&self.successor.session, &query, 0, 1000).await.unwrap();
        page.rows.iter().filter(|row| row.verdict == "accepted").count()
    }

    /// Somebody new, after the end: whoever left is not to learn of them.
    pub async fn add_somebody(&self) {
        let (family_name, category) = ("Nouvelle".to_owned(), "member".to_owned());
        let person = NewPerson { family_name, category, ..NewPerson::default() };
        let (added, _) = roster::add(&self.successor.session, &person).await.unwrap();
        self.successor.sync().await;
        // And gone again, so that what is shown is what was.
        roster::remove(&self.successor.session, added).await.unwrap();
    }
}

/// Sealed codes, made in the section and agreed to by the federation.
async fn made(laptop: &Laptop, federal: &Laptop) -> [SealedCode; 3] {
    let made = sealed::make(&laptop.session, &laptop.session.http().await.unwrap()).await.unwrap();
    assert!(!made.serve, "nobody makes them alone");
    federal.sync().await;
    let waiting = proposals::list(&federal.session).await.unwrap();
    proposals::accept(&federal.session, &[waiting[0].change]).await.unwrap();
    federal.sync().await;
    laptop.sync().await;
    assert!(sealed::status(&laptop.session).await.unwrap().serve);
    made.codes
}

/// Those who begin with an office.
pub async fn saved(laptop: &Laptop, name: &str) -> SubjectId {
    let late = roster::Query { filters: vec![roster::Filter::Late], ..roster::Query::default() };
    desk::save_list(&laptop.session, name, &Question::of(&late)).await.unwrap().0
}

pub fn founded(server: &Server) -> (HolderId, [(&'static str, String); 2]) {
    let marie = server.install("Marie Nguyen", Office::Secretary);
    server.install("Anne Petit", Office::Deputy);
    let ada = server.install("Ada Traoré", Office::FirstFederalSecretary);
    let codes = [
        ("Marie Nguyen", server.invite(marie, "Marie Nguyen")),
        ("Ada Traoré", server.invite_federal(ada, "Ada Traoré")),
    ];
    (marie, codes)
}
