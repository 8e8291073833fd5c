//! Somebody moves to another section (J1.5): typed on one laptop, answered on another.

use coopol_domain::access::Office;
use serde_json::json;

use crate::kit::{Laptop, MEMBERS, Section};

/// Both sections, the first with its members, and the id of Zoé Lefèvre.
fn two_sections() -> (Section, Laptop, Laptop, String) {
    let section = Section::start();
    let here = section.officer("Nadia Benali", Office::Secretary);
    let there = section.neighbour("Yann Le Goff", Office::Secretary);
    here.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let zoe = here.person("lefevre");
    here.done(&["roster", "set", &zoe, "note", "Ne pas appeler le soir"]);
    here.done(&["sync"]);
    (section, here, there, zoe)
}

fn waiting(laptop: &Laptop) -> serde_json::Value {
    laptop.done(&["sync"]);
    laptop.json(&["arrivals", "list"])
}

#[test]
fn a_person_is_sent_and_taken_in() {
    let (_section, here, there, zoe) = two_sections();
    let (code, said) = here.fails(&["roster", "transfer", &zoe, "--to", "Brest"]);
    assert!(code == 5 && said.contains("Section de Rennes") && !said.contains("Versailles"), "{said}");
    here.done(&["roster", "transfer", &zoe, "--to", "rennes"]);
    assert_eq!(here.json(&["roster", "list", "--search", "lefevre"])["total"], 0);
    here.done(&["sync"]);

    let arrivals = waiting(&there);
    assert_eq!(arrivals[0]["name"], "Zoé Lefèvre");
    assert_eq!(arrivals[0]["from"], "Section de Versailles");
    assert_eq!((&arrivals[0]["email"], &arrivals[0]["paidUntil"]), (&json!("zoe@exemple.fr"), &json!(2026)));
    assert_eq!(there.json(&["status"])["arrivals"], 1);
    assert_eq!(there.json(&["roster", "list"])["all"], 0, "nobody is there before they are taken in");
    let answered = there.json(&["arrivals", "accept", arrivals[0]["person"].as_str().unwrap()]);
    there.done(&["sync"]);
    assert_eq!(there.person("lefevre"), zoe, "the same person");
    assert!(!there.done(&["history"]).contains("le soir"), "what the section wrote for itself stays there");
    here.done(&["sync"]);
    assert!(here.done(&["history"]).contains("confirme qu'une personne est arrivée"));

    // Taken back there, the offer is open again; declined, she is back.
    there.done(&["undo", answered["undo"].as_str().unwrap()]);
    assert_eq!(waiting(&there).as_array().unwrap().len(), 1);
    there.done(&["arrivals", "decline", &zoe]);
    there.done(&["sync"]);
    here.done(&["sync"]);
    assert_eq!(here.person("lefevre"), zoe);
    for laptop in [&here, &there] {
        laptop.done(&["verify"]);
    }
}

#[test]
fn undo_follows_to_the_other_section() {
    let (_section, here, there, zoe) = two_sections();
    let sent = here.json(&["roster", "transfer", &zoe, "--to", "rennes"]);
    here.done(&["sync"]);
    assert_eq!(waiting(&there).as_array().unwrap().len(), 1);
    let sent = sent["change"].as_str().unwrap();
    here.done(&["undo", sent]);
    here.done(&["sync"]);
    assert_eq!(here.person("lefevre"), zoe);
    assert_eq!(waiting(&there), json!([]));
    let (code, said) = there.fails(&["arrivals", "accept", &zoe]);
    assert!(code == 5 && said.contains("accueilli"), "{said}");

    // Once she was taken in there, nobody takes her back from here.
    let again = here.json(&["roster", "transfer", &zoe, "--to", "rennes"]);
    here.done(&["sync"]);
    waiting(&there);
    there.done(&["arrivals", "accept", &zoe]);
    there.done(&["sync"]);
    here.done(&["sync"]);
    assert_eq!(here.fails(&["undo", again["change"].as_str().unwrap()]).0, 5);
}

/// Whoever is known already is updated, as one act, and isn't there twice.
#[test]
fn whoever_is_known_is_updated() {
    let (section, here, there, zoe) = two_sections();
    let known = section.file("contacts.csv", "Nom;Prénom;E-mail;Ville\nLefèvre;Zoé;z.lefevre@exemple.org;Rennes\n");
    there.done(&["roster", "import", &known]);
    let own = there.person("lefevre");
    here.done(&["roster", "set", &zoe, "number", "0280187"]);
    here.done(&["roster", "transfer", &zoe, "--to", "rennes"]);
    here.done(&["sync"]);
    let arrivals = waiting(&there);
    assert_eq!(arrivals[0]["known"], json!([{ "person": own, "name": "Zoé Lefèvre" }]));
    let answered = there.json(&["arrivals", "accept", &zoe, "--as", &own]);
    assert_eq!(there.person("lefevre"), own, "once");
    let both: Vec<_> = ["z.lefevre@exemple.org", "zoe@exemple.fr"].iter().map(|email| there.person(email)).collect();
    assert_eq!(both, [own.clone(), own.clone()], "with both addresses");
    assert_eq!(there.person("0280187"), own);
    there.done(&["sync"]);
    here.done(&["sync"]);
    assert_eq!(here.json(&["roster", "list", "--search", "lefevre"])["total"], 0);
    there.done(&["undo", answered["undo"].as_str().unwrap()]);
    assert_eq!(there.json(&["roster", "list", "--search", "0280187"])["total"], 0, "as one");
    assert_eq!(waiting(&there).as_array().unwrap().len(), 1);
}

#[test]
fn whoever_may_not_write_the_roster_neither_sends_nor_takes_in() {
    let (section, here, there, zoe) = two_sections();
    let treasurer = section.officer("Marie Nguyen", Office::Treasurer);
    let (code, said) = treasurer.fails(&["roster", "transfer", &zoe, "--to", "rennes"]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
    here.done(&["roster", "transfer", &zoe, "--to", "rennes"]);
    here.done(&["sync"]);
    waiting(&there);
    let other = section.neighbour("Anne Martin", Office::Treasurer);
    assert_eq!(waiting(&other), json!([]), "it isn't theirs to answer");
    let (code, said) = other.fails(&["arrivals", "accept", &zoe]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
}
