//! `coopol agenda attendance`: who came, typed and read.

use coopol_domain::access::Office;

use crate::kit::{MEMBERS, Section};

#[test]
fn who_came_is_typed_read_and_taken_back() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let event = laptop.json(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    let event = event["event"].as_str().unwrap();
    let (anne, zoe) = (laptop.person("anne martin"), laptop.person("lefevre"));
    let shown = || laptop.done(&["agenda", "attendance", event]).trim_end().to_owned();
    let said = laptop.done(&["agenda", "attendance", event, "--present", &anne, &zoe, "--dry-run"]);
    assert!(
        said.contains("Anne Martin : non noté → présent") && said.trim_end().ends_with("2 présents, 0 excusé."),
        "{said}"
    );
    assert_eq!(shown(), "0 présent, 0 excusé.");

    let marked = laptop.json(&["agenda", "attendance", event, "--present", &anne, "--excused", &zoe]);
    let said = shown();
    assert!(said.contains("Martin Anne") && said.ends_with("1 présent, 1 excusé."), "{said}");
    let history = laptop.done(&["history", "--subject", event]);
    assert!(history.contains("Zoé Lefèvre a noté qui est venu : Réunion"), "{history}");
    assert!(history.contains("présence (Anne Martin) : présent"), "{history}");

    laptop.done(&["agenda", "attendance", event, "--clear", &zoe]);
    assert!(shown().ends_with("1 présent, 0 excusé."));
    laptop.done(&["undo", marked["change"].as_str().unwrap()]);
    assert_eq!(shown(), "0 présent, 0 excusé.");
}
