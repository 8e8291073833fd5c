//! The departure shield, as two officers live through it: what one changes beyond twenty people a day waits for the other (J3.7).

use coopol_domain::access::Office;
use coopol_domain::time::DAY;
use serde_json::Value as Json;

use crate::kit::{Laptop, Section};

/// A section of thirty people, a deputy, and a secretary whose mandate ends in ten days.
fn around_a_handover() -> (Section, Laptop, Laptop) {
    let section = Section::start();
    let deputy = section.officer("André Côté", Office::Deputy);
    let people = (0..30).map(|number| format!("Martin{number};Anne\n")).collect::<Vec<_>>().concat();
    deputy.done(&["roster", "import", &section.file("adhérents.csv", &format!("Nom;Prénom\n{people}"))]);
    deputy.done(&["sync"]);
    let zoe = section.server.install_for("Zoé Lefèvre", Office::Secretary, 10 * DAY);
    let secretary = section.laptop("secrétaire", zoe, "Zoé Lefèvre");
    deputy.done(&["sync"]);
    (section, secretary, deputy)
}

fn rows(laptop: &Laptop) -> Vec<Json> {
    laptop.json(&["roster", "list", "--limit", "100"])["rows"].as_array().unwrap().clone()
}

/// How many have a phone.
fn phones(laptop: &Laptop) -> usize {
    rows(laptop).iter().filter(|row| row["phone"] != "").count()
}

/// Told before, held at the server, found by the other, who accepts some and declines some; both laptops then say the same.
#[test]
fn what_goes_beyond_twenty_a_day_is_for_another_officer_to_decide() {
    let (_section, secretary, deputy) = around_a_handover();
    let shield =
        |most: u64, left: u64, other: &str| serde_json::json!({ "most": most, "left": left, "others": [other] });
    assert_eq!(secretary.json(&["status"])["shield"], shield(20, 20, "André Côté"));
    assert_eq!(deputy.json(&["status"])["shield"], shield(20, 20, "Zoé Lefèvre"), "it holds for everybody");
    let said = secretary.done(&["status"]);
    assert!(said.contains("au-delà de 20 fiches") && said.contains("André Côté"), "{said}");

    for (number, row) in rows(&secretary)[..25].iter().enumerate() {
        let person = row["id"].as_str().unwrap();
        let needs = &secretary.json(&["roster", "set", person, "mobile", "06 12 34 56 78"])["needs"];
        assert_eq!(*needs, if number < 20 { Json::Null } else { "second_mandate".into() }, "{number}");
    }
    let last = rows(&secretary)[25]["id"].as_str().unwrap().to_owned();
    let said = secretary.done(&["roster", "set", &last, "mobile", "06 12 34 56 78"]);
    assert!(said.contains("attendra l'accord") && said.contains("André Côté"), "{said}");
    secretary.done(&["sync"]);
    let status = secretary.json(&["status"]);
    assert_eq!((&status["held"], &status["shield"]), (&6.into(), &shield(20, 0, "André Côté")));
    assert!(secretary.done(&["status"]).contains("6 modifications attendent quelqu'un d'autre"));
    assert_eq!(secretary.json(&["proposals", "own"]).as_array().unwrap().len(), 6);
    assert_eq!(phones(&secretary), 20, "what waits counts for nothing");

    deputy.done(&["sync"]);
    let told = deputy.json(&["handover", "dossier"])["heldBack"].clone();
    assert_eq!((&told[0]["name"], &told[0]["records"], &told[1]), (&"Zoé Lefèvre".into(), &6.into(), &Json::Null));
    let page = deputy.done(&["handover", "dossier"]);
    assert!(page.contains("Zoé Lefèvre : 6 fiches"), "{page}");
    assert_eq!(deputy.json(&["status"])["proposals"], 6);
    let waiting = deputy.json(&["proposals", "list"]);
    let waiting: Vec<&str> = waiting.as_array().unwrap().iter().map(|it| it["change"].as_str().unwrap()).collect();
    assert_eq!(waiting.len(), 6);
    assert_eq!(deputy.json(&[&["proposals", "accept"], &waiting[..4]].concat())["accepted"], 4);
    assert_eq!(deputy.json(&[&["proposals", "decline"], &waiting[4..]].concat())["declined"], 2);
    for laptop in [&deputy, &secretary, &deputy] {
        laptop.done(&["sync"]);
    }
    assert_eq!([phones(&secretary), phones(&deputy)], [24, 24]);
    assert_eq!(rows(&secretary), rows(&deputy));
    assert_eq!(deputy.json(&["proposals", "list"]), serde_json::json!([]));
    assert_eq!(
        deputy.json(&["status"])["shield"],
        shield(20, 20, "Zoé Lefèvre"),
        "accepting takes nothing of one's own"
    );
}

/// A file is one: it is told beforehand that all of it would wait, and its line in the history says so until it is accepted.
#[test]
fn a_file_that_goes_beyond_waits_as_one() {
    let (section, secretary, deputy) = around_a_handover();
    let people = (0..21).map(|number| format!("Durand{number};Léa\n")).collect::<Vec<_>>().concat();
    let file = section.file("nouveaux.csv", &format!("Nom;Prénom\n{people}"));
    let foretold = secretary.done(&["roster", "import", &file, "--dry-run"]);
    assert!(foretold.contains("attendra en entier l'accord") && foretold.contains("André Côté"), "{foretold}");
    let done = secretary.json(&["roster", "import", &file])["done"].clone();
    assert_eq!((&done["created"], &done["held"]), (&21.into(), &21.into()), "{done}");
    secretary.done(&["sync"]);
    deputy.done(&["sync"]);
    for laptop in [&secretary, &deputy] {
        assert_eq!(rows(laptop).len(), 30);
        let page = laptop.json(&["history"]);
        let import = page["rows"].as_array().unwrap().iter().find(|row| row["count"] == 21).unwrap();
        assert_eq!((&import["kind"], &import["course"]), (&"import".into(), &"waits".into()));
        let said = laptop.done(&["history"]);
        assert!(said.contains("21 modifications (attend quelqu'un d'autre)"), "{said}");
    }
    assert_eq!(deputy.json(&["proposals", "accept", "--all"])["accepted"], 21);
    for laptop in [&deputy, &secretary] {
        laptop.done(&["sync"]);
        assert_eq!(rows(laptop).len(), 51);
        let page = laptop.json(&["history"]);
        let import = page["rows"].as_array().unwrap().iter().find(|row| row["kind"] == "import" && row["count"] == 21);
        assert_eq!(import.unwrap()["course"], "answered", "{page}");
    }
}

/// What an export of everything says of itself in the history, by whom.
fn exports(laptop: &Laptop) -> Vec<String> {
    let page = laptop.json(&["history"]);
    let made = page["rows"].as_array().unwrap().iter().filter(|row| row["kind"] == "export_made");
    made.map(|row| row["authorName"].as_str().unwrap().to_owned()).collect()
}

/// Around a handover everything leaves once the other officer agreed: for who asked, and for nobody else.
#[test]
fn an_export_waits_for_another_officer() {
    let (section, secretary, deputy) = around_a_handover();
    let folder = section.path("tout").to_str().unwrap().to_owned();
    let (code, said) = secretary.fails(&["export", &folder]);
    assert_eq!(code, 5, "{said}");
    assert!(said.contains("André Côté") && said.contains("--ask"), "{said}");
    assert!(!std::path::Path::new(&folder).exists() && exports(&secretary).is_empty(), "nothing is written");

    let waits = serde_json::json!({ "asked": true, "others": ["André Côté"] });
    for _ in 0..2 {
        assert_eq!(secretary.json(&["export", &folder, "--ask"]), waits, "asking again asks nothing more");
    }
    secretary.done(&["sync"]);
    assert_eq!(secretary.json(&["proposals", "own"]).as_array().unwrap().len(), 1);
    let (_, said) = secretary.fails(&["export", &folder]);
    assert!(said.contains("attend une réponse"), "{said}");
    deputy.done(&["sync"]);
    let listed = deputy.done(&["proposals", "list"]);
    assert!(listed.contains("Zoé Lefèvre") && listed.contains("a demandé à exporter"), "{listed}");
    assert_eq!(deputy.json(&["proposals", "accept", "--all"])["accepted"], 1);
    for laptop in [&deputy, &secretary] {
        laptop.done(&["sync"]);
    }

    let (code, _) = deputy.fails(&["export", section.path("du député").to_str().unwrap()]);
    assert_eq!(code, 5, "who agreed asked for nothing");
    assert!(secretary.json(&["export", &folder])["files"].as_array().unwrap().len() > 5);
    secretary.done(&["sync"]);
    deputy.done(&["sync"]);
    assert_eq!(exports(&deputy), ["Zoé Lefèvre"]);
    let said = secretary.done(&["export", &folder, "--ask"]);
    assert!(said.contains("rien à demander"), "{said}");
}

/// Declined, it stays where it is.
#[test]
fn an_export_that_is_declined_stays_refused() {
    let (section, secretary, deputy) = around_a_handover();
    let folder = section.path("tout").to_str().unwrap().to_owned();
    secretary.done(&["export", &folder, "--ask"]);
    secretary.done(&["sync"]);
    deputy.done(&["sync"]);
    let asked = deputy.json(&["proposals", "list"]);
    assert_eq!(deputy.json(&["proposals", "decline", asked[0]["change"].as_str().unwrap()])["declined"], 1);
    deputy.done(&["sync"]);
    secretary.done(&["sync"]);
    let (code, said) = secretary.fails(&["export", &folder]);
    assert!(code == 5 && said.contains("--ask"), "it may be asked again: {said}");
}
