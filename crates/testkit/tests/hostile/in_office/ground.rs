//! What each row works on: people, a meeting and minutes of its own, so that none hides what another would do; and a colleague.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use coopol_core::agenda::{self, Draft, When, feeds};
use coopol_core::archive::{self, NewDocument};
use coopol_core::mandates;
use coopol_core::roster::dues::{self, Typed};
use coopol_core::roster::{self, NewPerson};
use coopol_core::transport::UnitNamed;
use coopol_domain::access::Office;
use coopol_domain::id::{DeviceId, HolderId, MandateId, SubjectId};
use coopol_testkit::laptop::{Laptop, Surroundings};
use coopol_testkit::server::Server;
use tokio::runtime::Runtime;

use super::NAMES;
use crate::section::{Known, PEOPLE, Section, saved};

pub struct Ground {
    /// What the officer of each row knows.
    pub known: BTreeMap<&'static str, Known>,
    /// Somebody else of the bureau.
    pub colleague: HolderId,
    pub colleagues_mandate: MandateId,
    pub colleagues_laptop: DeviceId,
    /// Another section.
    pub neighbour: UnitNamed,
    pub folder: PathBuf,
    pub server: String,
    laptop: Laptop,
}

/// How many people a row changes.
const fn people(name: &str) -> u32 {
    match name.as_bytes() {
        b"take_twenty_people_out" => 20,
        b"take_twenty_a_day_out" => 40,
        b"change_many_people" | b"take_many_people_out" | b"send_many_people_elsewhere" => PEOPLE,
        b"accept_ones_own" => 21,
        b"correct_a_phone" | b"erase_for_ever" | b"record_dues" | b"cancel_many_payments" => 4,
        _ => 0,
    }
}

impl Ground {
    pub fn begin(laptops: &Runtime, server: &Server, folder: &Path, section: &Section) -> Self {
        let colleague = server.install("Jeanne Colas", Office::Deputy);
        let code = server.invite(colleague, "Jeanne Colas");
        laptops.block_on(async {
            let around = Surroundings::new(0, 3);
            let laptop = Laptop::enrol(folder, "Jeanne Colas", &server.url(), &code, around).await;
            laptop.sync().await;
            for number in 0..PEOPLE {
                somebody(&laptop, "Durand", number).await;
            }
            laptop.sync().await;
            let mut known = BTreeMap::new();
            for name in NAMES {
                known.insert(name, of(name, section).await);
            }
            section.successor.sync().await;
            let session = &section.successor.session;
            archive::exchange(session, &session.http().await.unwrap()).await.unwrap();
            let all = mandates::list(session).await.unwrap();
            let colleagues_mandate = all.iter().find(|mandate| mandate.holder == colleague).unwrap().id;
            let units = roster::destinations(session, &session.http().await.unwrap()).await.unwrap();
            Self {
                known,
                colleague,
                colleagues_mandate,
                colleagues_laptop: laptop.session.device().await,
                neighbour: units.into_iter().find(|unit| unit.name == "Section de Rennes").unwrap(),
                folder: folder.to_owned(),
                server: server.url(),
                laptop,
            }
        })
    }

    pub async fn close(self) {
        self.laptop.close().await;
    }
}

async fn somebody(laptop: &Laptop, family_name: &str, number: u32) -> SubjectId {
    let (given_name, category) = ("Léa".to_owned(), "member".to_owned());
    let person = NewPerson { given_name, family_name: format!("{family_name} {number}"), category };
    roster::add(&laptop.session, &person).await.unwrap().0
}

async fn of(name: &str, section: &Section) -> Known {
    let laptop = &section.successor;
    let mut known = section.known.clone();
    if people(name) > 0 {
        known.people.clear();
    }
    for number in 0..people(name) {
        known.people.push(somebody(laptop, name, number).await);
    }
    if name == "cancel_an_event" || name == "mark_everybody" {
        known.event = meeting(laptop, "Bureau").await;
    }
    if name == "close_the_feeds" {
        let feeds::Opening { step, .. } = feeds::prepare(&laptop.session, "Le site").await.unwrap();
        known.feed = step.feed;
        step.record(&laptop.session).await.unwrap();
    }
    if name == "withdraw_a_document" {
        known.document = budget(laptop, "Budget").await;
    }
    for number in 0..PEOPLE {
        let title = format!("{name} {number}");
        known.records.push(match name {
            "cancel_many_meetings" => meeting(laptop, &title).await,
            "withdraw_many_documents" => budget(laptop, &title).await,
            "cancel_many_payments" => paid(laptop, known.people[0], number).await,
            _ => break,
        });
    }
    if name == "drop_a_saved_list" {
        known.list = saved(laptop, "Sympathisants").await;
    }
    known
}

async fn meeting(laptop: &Laptop, title: &str) -> SubjectId {
    let when = When::parse("2031-05-06T20:00", None, false, "Europe/Paris").unwrap();
    let (category, title) = ("meeting".to_owned(), title.to_owned());
    let draft = Draft { category, title, when, place: "Mairie".to_owned(), description: String::new() };
    agenda::plan(&laptop.session, &draft).await.unwrap().0
}

async fn budget(laptop: &Laptop, title: &str) -> SubjectId {
    let (title, file_name) = (title.to_owned(), "budget.txt".to_owned());
    let budget = NewDocument { title, category: None, dated_on: None, event: None, file_name, text: None };
    archive::add(&laptop.session, &budget, b"Le budget.".to_vec()).await.unwrap().0
}

async fn paid(laptop: &Laptop, person: SubjectId, euros: u32) -> SubjectId {
    // Of a year in which nobody is late by the day of the play.
    let typed =
        Typed { year: 2020, amount: (euros + 1).to_string(), paid_on: None, method: None, receipt: String::new() };
    dues::record(&laptop.session, person, &typed).await.unwrap().0
}
