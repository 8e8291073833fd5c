//! `coopol roster import`, with the files that sections have: one act each, once.

use coopol_domain::access::Office;
use serde_json::{Value as Json, json};

use crate::kit::Section;

/// Files as they came, their people, and how many payments they tell.
const FILES: [(&str, u64, u64); 5] = [
    ("cp1252_semicolon.csv", 60, 136),
    ("excel_merged.xlsx", 45, 0),
    ("outlook_fr.csv", 30, 0),
    ("utf8_bom.csv", 50, 43),
    ("vcard21.vcf", 25, 0),
];

fn path(file: &str) -> String {
    format!("{}/../import/tests/data/{file}", env!("CARGO_MANIFEST_DIR"))
}

/// Created, updated, recorded, proposed.
fn done(printed: &Json) -> [&Json; 4] {
    ["created", "updated", "dues", "proposed"].map(|what| &printed["done"][what])
}

/// A section without a treasurer gives its dues to the secretary.
#[test]
fn every_file_once_and_all_of_it_taken_back() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    let mut acts = Vec::new();
    for (file, people, payments) in FILES {
        let printed = laptop.json(&["roster", "import", &path(file)]);
        assert_eq!(done(&printed), [&json!(people), &json!(0), &json!(payments), &json!(0)], "{file}: {printed}");
        assert_eq!((&printed["duplicates"], &printed["problems"]), (&json!([]), &json!([])), "{file}");
        acts.push(printed["done"]["act"].as_str().unwrap().to_owned());
    }
    laptop.done(&["sync"]);
    for (file, ..) in FILES {
        let again = laptop.json(&["roster", "import", &path(file)]);
        assert_eq!((&again["done"]["act"], done(&again)), (&Json::Null, [&json!(0); 4]), "{file}: {again}");
        assert_eq!(again["duplicates"], json!([]), "{file}");
    }
    assert_eq!(laptop.json(&["roster", "list"])["total"], 210);
    for act in acts {
        laptop.done(&["undo", &act]);
    }
    laptop.done(&["sync"]);
    assert_eq!(laptop.json(&["roster", "list"])["total"], 0);
}

/// With a treasurer, what a secretary's file tells of dues waits, and isn't proposed a second time.
#[test]
fn dues_wait_for_the_treasurer() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("Luc Petit", Office::Treasurer);
    secretary.done(&["sync"]);
    let (file, people, payments) = FILES[0];
    let printed = secretary.json(&["roster", "import", &path(file)]);
    assert_eq!(done(&printed), [&json!(people), &json!(0), &json!(0), &json!(payments)], "{printed}");
    secretary.done(&["sync"]);
    assert_eq!(secretary.json(&["status"])["held"], payments);
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["roster", "list"])["total"], people);
    assert_eq!(secretary.json(&["roster", "import", &path(file)])["done"]["act"], Json::Null);

    // The treasurer sees them, accepts one, then all the others; the secretary then has nothing waiting.
    let waiting = treasurer.json(&["proposals", "list"]);
    assert_eq!(json!(waiting.as_array().unwrap().len()), json!(payments));
    assert_eq!(waiting[0]["authorName"], "Zoé Lefèvre");
    let said = treasurer.done(&["proposals", "list"]);
    assert!(said.contains("Zoé Lefèvre a noté une cotisation : ") && said.contains("montant : "), "{said}");
    assert_eq!(treasurer.json(&["status"])["proposals"], payments);
    assert_eq!(secretary.json(&["proposals", "list"]), json!([]), "nobody answers what isn't theirs");
    let one = waiting[0]["change"].as_str().unwrap();
    assert_eq!(treasurer.json(&["proposals", "accept", one])["accepted"], 1);
    let (code, said) = treasurer.fails(&["proposals", "accept", one]);
    assert!(code == 5 && said.contains("aucune proposition"), "{said}");
    let declined = waiting[1]["change"].as_str().unwrap();
    assert_eq!(treasurer.done(&["proposals", "decline", declined]).trim(), "1 proposition refusée.");
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["proposals", "accept", "--all"])["accepted"], payments - 2);
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["proposals", "accept", "--all"])["accepted"], 0);
    secretary.done(&["sync"]);
    let status = secretary.json(&["status"]);
    assert_eq!((&status["held"], &status["refused"]), (&json!(0), &json!(1)), "who asked reads that it was declined");
    assert_eq!(treasurer.json(&["status"])["refused"], 0);
}
