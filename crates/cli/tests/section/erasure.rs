//! `coopol erasure`: over a real server, from the asking to what is left.

use coopol_domain::access::Office;
use coopol_domain::kinds::WAIT;

use crate::kit::{Laptop, MEMBERS, Section};

/// Everything that an export writes, as one text.
fn exported(laptop: &Laptop, folder: &std::path::Path) -> String {
    laptop.done(&["export", folder.to_str().unwrap()]);
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.is_file())
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
        .collect()
}

#[test]
fn whoever_is_erased_is_gone_and_what_they_paid_stays_in_the_accounts() {
    let section = Section::start();
    let zoe = section.officer("Nora Petit", Office::Secretary);
    let deputy = section.officer("Samir Benali", Office::Deputy);
    let treasurer = section.officer("Marie Nguyen", Office::Treasurer);
    zoe.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    zoe.done(&["sync"]);
    treasurer.done(&["sync"]);
    treasurer.done(&["proposals", "accept", "--all"]);
    treasurer.done(&["sync"]);
    let lefevre = zoe.person("lefevre");
    let words = ["erasure", "ask", &lefevre, "--ground", "asked-by-the-person"];
    let said = zoe.done(&[&words[..], &["--dry-run"]].concat());
    assert!(said.contains("Zoé Lefèvre") && said.contains("cotisations restent"), "{said}");
    let erasure = zoe.json(&words)["erasure"].as_str().unwrap().to_owned();
    let (code, said) = zoe.fails(&words);
    assert!(code == 5 && said.contains("erasure list"), "{said}");
    zoe.done(&["sync"]);

    deputy.done(&["sync"]);
    let waits = deputy.done(&["proposals", "list"]);
    assert!(waits.contains("Nora Petit a demandé un effacement : Zoé Lefèvre"), "{waits}");
    let listed = deputy.done(&["erasure", "list"]);
    assert!(listed.contains("demandé par Nora Petit ; attend votre accord"), "{listed}");
    let (code, said) = zoe.fails(&["erasure", "agree", &erasure]);
    assert!(code == 5 && said.contains("attende votre accord"), "{said}");
    deputy.done(&["erasure", "agree", &erasure]);
    deputy.done(&["sync"]);

    section.server.later(WAIT);
    for laptop in [&zoe, &deputy, &treasurer] {
        laptop.done(&["sync"]);
        assert_eq!(laptop.json(&["roster", "list"])["all"], 1);
        assert!(laptop.done(&["erasure", "list"]).contains("; fait"));
        let verified = laptop.json(&["verify"]);
        assert!(verified.as_array().unwrap().iter().all(|stream| stream["whole"] == true), "{verified}");
    }
    let left = exported(&treasurer, &section.path("export"));
    assert!(!left.to_lowercase().contains("lefèvre") && !left.contains("zoe@"), "{left}");
    assert!(left.contains("36,50") || left.contains("36.5"), "the payment is in the accounts: {left}");
    let (_, said) = zoe.fails(&["erasure", "withdraw", &erasure]);
    assert!(said.contains("aucun effacement"), "{said}");
}

/// J7.2: an erasure follows transfers: who came from another section and was known already has two sheets here.
#[test]
fn whoever_came_from_elsewhere_and_was_known_is_erased_as_both() {
    let section = Section::start();
    let (zoe, neighbour) =
        (section.officer("Nora Petit", Office::Secretary), section.neighbour("Yann", Office::Secretary));
    for laptop in [&zoe, &neighbour] {
        laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
        laptop.done(&["sync"]);
    }
    let (here, there) = (zoe.person("martin"), neighbour.person("martin"));
    neighbour.done(&["roster", "transfer", &there, "--to", "versailles"]);
    neighbour.done(&["sync"]);
    zoe.done(&["sync"]);
    zoe.done(&["arrivals", "accept", &there, "--as", &here]);
    zoe.done(&["erasure", "ask", &here, "--ground", "unlawful"]);
    let people = zoe.json(&["erasure", "list"])[0]["people"].clone();
    let mut ids: Vec<&str> = people.as_array().unwrap().iter().map(|person| person["id"].as_str().unwrap()).collect();
    let mut both = [here.as_str(), there.as_str()];
    ids.sort_unstable();
    both.sort_unstable();
    assert_eq!(ids, both);
}
