//! `coopol message schedule`: from the terminal to a mail server that isn't ours, and from an officer to the next.

use coopol_domain::access::Office;
use coopol_domain::time::DAY;
use coopol_testkit::mail::Peer;

use crate::kit::{Laptop, MEMBERS, Section};

struct Scene {
    peer: Peer,
    section: Section,
    secretary: Laptop,
}

impl Scene {
    fn new() -> Self {
        let peer = Peer::start();
        let section = Section::mailing(&peer);
        let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
        secretary.done(&["roster", "import", &section.file("membres.csv", MEMBERS)]);
        secretary.done(&["message", "write", "Réunion de jeudi", "--body", "Bonjour, à jeudi !"]);
        secretary.done(&["sync"]);
        Self { peer, section, secretary }
    }

    /// In so many days, by the section's wall clock.
    fn in_days(&self, days: i32) -> String {
        let at = self.secretary.today().checked_add(jiff::Span::new().days(days)).unwrap();
        at.at(18, 30, 0, 0).strftime("%Y-%m-%dT%H:%M").to_string()
    }
}

#[test]
fn an_officer_schedules_and_reads_what_came_of_it() {
    let scene = Scene::new();
    let (secretary, at) = (&scene.secretary, scene.in_days(1));
    let everybody = secretary.json(&[
        "message",
        "schedule",
        "reunion de jeudi",
        "--filter",
        "up_to_date",
        "--at",
        &at,
        "--dry-run",
    ]);
    assert_eq!(everybody["dryRun"], true);
    let to_nobody = secretary.fails(&["message", "schedule", "reunion de jeudi", "--at", &at]);
    assert!(to_nobody.0 == 5 && to_nobody.1.contains("--to"), "{to_nobody:?}");
    secretary.done(&["roster", "save", "Tous"]);
    let would =
        secretary.json(&["message", "schedule", "reunion de jeudi", "--list", "tous", "--at", &at, "--dry-run"]);
    let reached = would["addresses"].as_u64().unwrap();
    assert!(reached > 0, "{would}");
    assert_eq!(secretary.json(&["message", "scheduled"]), serde_json::json!([]), "nothing was scheduled");
    let words = secretary.fails(&["message", "schedule", "reunion de jeudi", "--filter", "to_verify", "--at", &at]);
    assert!(words.0 == 5 && words.1.contains("« à vérifier »"), "{words:?}");
    let past =
        secretary.fails(&["message", "schedule", "reunion de jeudi", "--list", "tous", "--at", "2020-01-01T10:00"]);
    assert!(past.0 == 5 && past.1.contains("2020-01-01T10:00"), "{past:?}");
    let mailing = secretary.json(&["message", "schedule", "reunion de jeudi", "--list", "tous", "--at", &at]);
    let mailing = mailing["mailing"].as_str().unwrap().to_owned();
    secretary.done(&["sync"]);
    let told = secretary.done(&["message", "scheduled"]);
    assert!(told.contains("prévu, Zoé Lefèvre en répond") && told.contains(&at), "{told}");

    scene.section.server.later(2 * DAY - DAY / 4);
    secretary.done(&["sync"]);
    let told = &secretary.json(&["message", "scheduled"])[0];
    assert_eq!((told["id"].as_str(), told["stage"].as_str()), (Some(mailing.as_str()), Some("sent")));
    assert_eq!(told["outcome"]["sent"].as_u64(), Some(reached));
    assert_eq!(scene.peer.taken().len() as u64, reached);
    let sentence = secretary.done(&["message", "scheduled"]);
    assert!(sentence.contains(&format!("envoyé à {reached} personnes")), "{sentence}");
    let late = secretary.fails(&["message", "call-off", &mailing]);
    assert!(late.0 == 5 && late.1.contains("déjà commencé"), "{late:?}");
    let history = secretary.done(&["history"]);
    assert!(history.contains("a programmé un envoi") && history.contains("a envoyé un message programmé"), "{history}");
}

/// It is the office's: whoever follows has it, and nobody is written to in the name of who left.
#[test]
fn whoever_follows_takes_it_up_or_calls_it_off() {
    let scene = Scene::new();
    let at = scene.in_days(3);
    for subject in ["Réunion de jeudi", "Vœux"] {
        if subject == "Vœux" {
            scene.secretary.done(&["message", "write", "Vœux", "--body", "Bonne année."]);
        }
        scene.secretary.done(&["message", "schedule", subject, "--filter", "up_to_date", "--at", &at]);
    }
    scene.secretary.done(&["sync"]);
    let next = scene.section.officer("Léo Müller", Office::Secretary);
    let federal = scene.section.federal("Ada Traoré", Office::FirstFederalSecretary);
    federal.done(&["sync"]);
    let mandates = federal.json(&["mandate", "list"]);
    let hers = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "Zoé Lefèvre").unwrap();
    federal.json(&["mandate", "end", hers["id"].as_str().unwrap()]);
    federal.done(&["sync"]);
    next.done(&["sync"]);
    let told = next.done(&["message", "scheduled"]);
    assert_eq!(told.matches("n'exerce plus la fonction").count(), 2, "{told}");
    next.done(&["message", "call-off", "voeux"]);
    next.done(&["message", "take-up", "reunion de jeudi"]);
    next.done(&["sync"]);
    let told = next.done(&["message", "scheduled"]);
    assert!(told.contains("prévu, Léo Müller en répond") && !told.contains("Vœux"), "{told}");
}

#[test]
fn a_server_without_mail_offers_none() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    secretary.done(&["message", "write", "Réunion", "--body", "À jeudi."]);
    let day = secretary.today().checked_add(jiff::Span::new().days(2)).unwrap().at(18, 30, 0, 0);
    let at = day.strftime("%Y-%m-%dT%H:%M").to_string();
    let refused = secretary.fails(&["message", "schedule", "reunion", "--filter", "late", "--at", &at]);
    assert!(refused.0 == 5 && refused.1.contains("n'envoie pas de messages"), "{refused:?}");
}
