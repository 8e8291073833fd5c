//! `coopol agenda feed`: from the terminal to a telephone, which knows nothing of Coopol, and from an officer to the next.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use coopol_core::agenda::ics::{self, Reading};
use coopol_domain::access::Office;
use jiff::civil::date;
use jiff::tz::TimeZone;

use crate::kit::{Laptop, Section};

/// What a program gets that knows the address and nothing else: the status, and the events.
fn telephone(section: &Section, address: &str) -> (u16, Reading) {
    let path = address.strip_prefix(&section.server.url()).unwrap();
    let mut socket = TcpStream::connect(section.server.address()).unwrap();
    write!(socket, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8(answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let read = ics::read(body.as_bytes(), &TimeZone::get("Europe/Paris").unwrap(), date(2026, 11, 22));
    (status, read.unwrap_or_default())
}

struct Scene {
    section: Section,
    deputy: Laptop,
    secretary: Laptop,
    federal: Laptop,
    feed: String,
    address: String,
}

impl Scene {
    fn new() -> Self {
        let section = Section::start();
        let deputy = section.officer("André Côté", Office::Deputy);
        let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
        let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
        let event = ["--title", "Réunion de section", "--start", "2031-03-06T20:00", "--place", "Salle Ravel"];
        deputy.done(&[&["agenda", "add", "--description", "Le code est 1905"], &event[..]].concat());
        let opened = deputy.json(&["agenda", "feed", "open", "Téléphones du bureau"]);
        let [feed, address] = ["feed", "address"].map(|part| opened[part].as_str().unwrap().to_owned());
        deputy.done(&["sync"]);
        Self { section, deputy, secretary, federal, feed, address }
    }

    fn status(&self) -> u16 {
        telephone(&self.section, &self.address).0
    }

    /// The deputy's mandate, as the federation changes it.
    fn mandate(&self, words: &[&str]) {
        self.federal.done(&["sync"]);
        let mandates = self.federal.json(&["mandate", "list"]);
        let theirs = mandates.as_array().unwrap().iter().find(|mandate| mandate["office"] == "deputy").unwrap();
        let theirs = theirs["id"].as_str().unwrap();
        self.federal.json(&[&["mandate", words[0], theirs], &words[1..]].concat());
        self.federal.done(&["sync"]);
    }
}

#[test]
fn a_telephone_reads_the_agenda_and_the_agenda_alone() {
    let scene = Scene::new();
    let (status, read) = telephone(&scene.section, &scene.address);
    assert_eq!((status, read.problems.len(), read.events.len()), (200, 0, 1));
    let event = &read.events[0];
    assert_eq!((event.title.as_str(), event.place.as_str()), ("Réunion de section", "Salle Ravel"));
    assert_eq!((event.description.as_str(), &event.category), ("", &None), "what is to be known isn't told");
    assert_eq!(event.when.start.to_string(), "2031-03-06T20:00:00");

    // Taken in where it comes from, it is the same event.
    let listed = scene.deputy.json(&["agenda", "list"]);
    assert!(event.uid.starts_with(listed["rows"][0]["id"].as_str().unwrap()));
    let history = scene.deputy.done(&["history"]);
    assert!(history.contains("André Côté a ouvert un abonnement à l'agenda : Téléphones du bureau"), "{history}");
    let shown = [history, scene.deputy.done(&["agenda", "feeds"]), scene.deputy.json(&["agenda", "feeds"]).to_string()];
    let secret = scene.address.rsplit('/').next().unwrap();
    assert!(shown.iter().all(|text| !text.contains(secret)), "it was shown once");
}

#[test]
fn a_feed_goes_from_an_officer_to_the_next() {
    let scene = Scene::new();
    assert_eq!(scene.status(), 200);
    scene.mandate(&["suspend", "--reason", "Comptes"]);
    assert_eq!(scene.status(), 404);
    scene.mandate(&["lift"]);
    assert_eq!(scene.status(), 200);
    scene.mandate(&["end"]);
    assert_eq!(scene.status(), 404);

    let Scene { secretary, feed, .. } = &scene;
    secretary.done(&["sync"]);
    let listed = secretary.done(&["agenda", "feeds"]);
    assert!(listed.contains("ne donne plus rien : André Côté n'est plus en fonction"), "{listed}");
    let dossier = secretary.done(&["handover", "dossier"]);
    assert!(dossier.contains("abonnement à l'agenda « Téléphones du bureau »"), "{dossier}");
    let would = secretary.done(&["agenda", "feed", "take-up", feed, "--dry-run"]);
    assert!(would.contains("Serait enregistré"), "{would}");
    secretary.done(&["agenda", "feed", "take-up", feed]);
    secretary.done(&["sync"]);
    assert_eq!(scene.status(), 200, "the same address");
    assert!(secretary.done(&["agenda", "feeds"]).contains("vous en répondez"));

    secretary.done(&["agenda", "feed", "close", feed]);
    secretary.done(&["sync"]);
    assert_eq!(scene.status(), 404);
    assert!(secretary.done(&["agenda", "feeds"]).contains("Aucun abonnement."));
    let (code, said) = secretary.fails(&["agenda", "feed", "take-up", feed]);
    assert_eq!(code, 5, "{said}");
}

#[test]
fn what_cannot_be_opened_is_said() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let (code, said) = secretary.fails(&["agenda", "feed", "open", "  "]);
    assert!(code == 5 && said.contains("nom"), "{said}");
    let alone = section.new_laptop("poissy");
    alone.json(&["begin", "--unit", "Section de Poissy", "--name", "Anne Martin"]);
    let (code, said) = alone.fails(&["agenda", "feed", "open", "Bureau"]);
    assert!(code == 5 && said.contains("se lit sur un serveur"), "{said}");
}
