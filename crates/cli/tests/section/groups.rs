//! Working groups: whoever leads a section or a federation opens them, and whoever leads one has a room of their own.

use coopol_domain::access::Office;
use serde_json::{Value, json};

use crate::kit::{Laptop, Section};

fn sync(laptops: &[&Laptop]) {
    for laptop in laptops {
        laptop.done(&["sync"]);
    }
}

/// The group's leader, whose code `opened` has.
fn leader(section: &Section, opened: &Value) -> Laptop {
    let awa = section.new_laptop("awa");
    let code = opened["code"].as_str().unwrap();
    awa.done(&["enrol", "--server", &section.server.url(), "--invitation", code]);
    sync(&[&awa]);
    awa
}

const CREATE: [&str; 6] = ["unit", "create", "Groupe climat", "--secretary", "Awa Diop", "--group"];

#[test]
fn a_section_opens_a_group_that_is_run_like_a_section() {
    let section = Section::start();
    let nadia = section.officer("Nadia Benali", Office::Secretary);
    let (code, said) = nadia.fails(&CREATE[..5]);
    assert_eq!(code, 5, "a section opens no section: {said}");
    assert!(nadia.done(&[CREATE.as_slice(), &["--dry-run"]].concat()).contains("« Groupe climat »"));
    assert_eq!(nadia.json(&["unit", "groups"]), json!([]), "nothing is written");
    let opened = nadia.json(&CREATE);
    assert_eq!(nadia.json(&CREATE)["unit"], opened["unit"], "the same again is the same group");
    let awa = leader(&section, &nadia.json(&CREATE));
    awa.done(&["agenda", "add", "--title", "Première réunion", "--start", "2026-12-03T20:00"]);
    awa.done(&["roster", "import", &section.file("groupe.csv", "Nom;Prénom\nRoux;Paul\n")]);
    sync(&[&awa, &nadia]);
    assert_eq!(awa.json(&["roster", "list"])["total"], 1);
    assert!(awa.done(&["unit", "show"]).contains("groupe de travail"));
    // It opens none itself, and the section reads who leads it, and nothing of what it keeps.
    let (code, said) = awa.fails(&["unit", "create", "Sous-groupe", "--secretary", "Paul Roux", "--group"]);
    assert_eq!(code, 5, "{said}");
    let groups = nadia.json(&["unit", "groups"]);
    assert_eq!((&groups[0]["name"], &groups[0]["leader"]), (&json!("Groupe climat"), &json!("Awa Diop")));
    let (code, said) = nadia.fails(&["roster", "list", "--in", "Groupe climat"]);
    assert_eq!(code, 5, "{said}");
    assert_eq!(
        nadia.json(&["handover", "season"])["renewals"],
        json!([]),
        "nothing of it is renewed with the sections"
    );

    nadia.done(&["unit", "rename", "Groupe transports", "--unit", "Groupe climat"]);
    sync(&[&nadia, &awa]);
    assert!(awa.done(&["unit", "show"]).contains("Groupe transports"));
    for laptop in [&nadia, &awa] {
        laptop.done(&["verify"]);
    }
    // Its treasurer opens none.
    let treasurer = section.officer("Samir Ould", Office::Treasurer);
    sync(&[&treasurer]);
    let other = ["unit", "create", "Groupe logement", "--secretary", "Awa Diop", "--group"];
    let (code, said) = treasurer.fails(&other);
    assert!(code == 5 && said.contains("mandat"), "{said}");
}

/// It is closed by whoever opened it, once whoever leads it agrees: what it kept is read then.
#[test]
fn a_group_is_closed_into_what_opened_it() {
    let section = Section::start();
    let nadia = section.officer("Nadia Benali", Office::Secretary);
    let awa = leader(&section, &nadia.json(&CREATE));
    awa.done(&["agenda", "add", "--title", "Première réunion", "--start", "2026-12-03T20:00"]);
    sync(&[&awa, &nadia]);
    let close = ["unit", "merge", "decide", "Groupe climat", "--into", "Section de Versailles"];
    let (code, said) = awa.fails(&close);
    assert_eq!(code, 5, "{said}");
    nadia.done(&close);
    sync(&[&nadia, &awa]);
    section.server.later(0);
    assert_eq!(nadia.json(&["unit", "merge", "list"])[0]["word"], "decided", "whoever leads it is asked");
    awa.done(&["unit", "merge", "agree", "Groupe climat"]);
    section.leaves(&awa);
    // What it kept is told with the answer after the one by which it is closed.
    sync(&[&nadia, &nadia]);
    assert_eq!(nadia.json(&["unit", "merge", "list"])[0]["word"], "done");
    assert!(nadia.done(&["agenda", "list", "--in", "Groupe climat"]).contains("Première réunion"));
    assert_eq!(nadia.json(&["unit", "groups"]), json!([]));
    nadia.done(&["verify"]);
}

#[test]
fn a_federation_opens_one_as_well() {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let opened = federal.json(&CREATE);
    let awa = leader(&section, &opened);
    awa.done(&["agenda", "add", "--title", "Première réunion", "--start", "2026-12-03T20:00"]);
    sync(&[&awa, &federal]);
    assert_eq!(federal.json(&["unit", "groups"])[0]["unit"], opened["unit"]);
    let season = federal.json(&["handover", "season"])["renewals"].clone();
    let named = |unit: &Value| unit["unitName"] == "Groupe climat";
    assert!(!season.as_array().unwrap().is_empty() && !season.as_array().unwrap().iter().any(named), "{season}");
}
