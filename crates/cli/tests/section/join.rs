//! A section that began alone joins a server (J5.4, J10), and goes on there as if it had always been.

use std::collections::BTreeMap;

use coopol_testkit::relay::{Moment, Next, Relay};
use serde_json::Value as Json;

use crate::kit::{Laptop, MEMBERS, Section};

const BEGIN: [&str; 5] = ["begin", "--unit", "Section de Poissy", "--name", "Zoé Lefèvre"];

/// A section that has worked alone, with a file in its archive.
fn worked(section: &Section) -> Laptop {
    let laptop = section.new_laptop("poissy");
    laptop.done(&BEGIN);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    laptop.done(&["sync"]);
    laptop.done(&["archive", "add", &section.file("lettre.txt", "Le budget de la section\n")]);
    // This one has no number yet when the section joins.
    let anne = laptop.person("anne martin");
    laptop.done(&["roster", "set", &anne, "note", "relancer en mars"]);
    laptop
}

fn sizes(laptop: &Laptop) -> BTreeMap<String, u64> {
    let found = laptop.json(&["verify"]);
    let size = |seal: &Json| {
        assert_eq!(seal["whole"], true, "{seal}");
        (seal["stream"].as_str().unwrap().to_owned(), seal["entries"].as_u64().unwrap())
    };
    found.as_array().unwrap().iter().map(size).collect()
}

fn authority(laptop: &Laptop) -> std::path::PathBuf {
    let mut profiles = std::fs::read_dir(laptop.data.join("profiles")).unwrap();
    profiles.next().unwrap().unwrap().path().join("authority")
}

#[test]
fn a_section_joins_and_another_laptop_sees_everything() {
    let section = Section::start();
    let laptop = worked(&section);
    let (url, code) = (section.server.url(), section.server.adopt("Section de Poissy"));
    assert_eq!(laptop.json(&["join", "--server", &url, "--invitation", &code])["alone"], false);
    assert!(!authority(&laptop).exists(), "the authority of before is destroyed");
    let status = laptop.json(&["sync"]);
    assert_eq!([&status["waiting"], &status["refused"]], [0, 0], "{status}");
    assert_eq!(status["alone"], false);
    // Its pushes go on with the next number, under the key that it has.
    let anne = laptop.person("anne martin");
    laptop.done(&["roster", "set", &anne, "mobile", "06 11 22 33 44"]);
    assert_eq!(laptop.json(&["sync"])["waiting"], 0);

    let invitation = laptop.json(&["devices", "invite", "zoé lefèvre"]);
    let second = section.new_laptop("second");
    second.done(&["enrol", "--server", &url, "--invitation", invitation["link"].as_str().unwrap()]);
    second.done(&["sync"]);
    laptop.done(&["sync"]);
    assert_eq!(sizes(&laptop), sizes(&second), "the history holds across the move, from the first entry on");
    assert_eq!(laptop.json(&["roster", "list"])["rows"], second.json(&["roster", "list"])["rows"]);
    let document = second.json(&["archive", "list"])["rows"][0]["id"].as_str().unwrap().to_owned();
    assert!(second.json(&["archive", "open", &document])["copy"].is_string(), "its files came along");

    let (exit, said) = laptop.fails(&["join", "--server", &url, "--invitation", &code]);
    assert!(exit == 5 && said.contains("déjà un serveur"), "{said}");
    let other = section.new_laptop("autre");
    other.done(&["begin", "--unit", "Section de Conflans", "--name", "Anne Martin"]);
    let (exit, said) = other.fails(&["join", "--server", &url, "--invitation", &code]);
    assert!(exit == 5 && said.contains("déjà servi"), "{said}");
}

/// Broken off before each answer, at every moment of each request in turn, it goes on where it stood, and comes to the same.
#[test]
fn a_join_that_is_interrupted_goes_on() {
    let section = Section::start();
    let laptop = worked(&section);
    let relay = Relay::to(section.server.address());
    let code = section.server.adopt("Section de Poissy");
    let words = ["join", "--server", &relay.url(), "--invitation", &code];
    // Once an answer is on its way it may have come before the connection ends.
    let moments = [Moment::Sending, Moment::Sent, Moment::Answering];
    let mut broken = 0;
    for round in 0..12 * moments.len() {
        let (mut left, at) = (1 + round / moments.len(), moments[round % moments.len()]);
        relay.listen(move |moment| {
            left = left.saturating_sub(usize::from(moment == at));
            if moment == at && left == 0 { Next::Break } else { Next::Pass }
        });
        if laptop.run(&words, "").status.success() || laptop.json(&["status"])["alone"] == false {
            break;
        }
        broken += 1;
        if broken == moments.len() + 1 {
            // While it is handed over nothing is numbered at home, and everything is still recorded.
            let (exit, said) = laptop.fails(&["sync"]);
            assert!(exit == 5 && said.contains("coopol join"), "{said}");
            laptop.done(&["roster", "set", &laptop.person("anne martin"), "note", "relancée"]);
        }
    }
    relay.listen(|_| Next::Pass);
    assert!(broken > moments.len(), "it was broken off {broken} times");
    assert_eq!(laptop.json(&["sync"])["waiting"], 0);
    let sizes = sizes(&laptop);
    assert!(sizes.values().sum::<u64>() > 5, "{sizes:?}");
    assert!(!authority(&laptop).exists());
}
