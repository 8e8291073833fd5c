//! A section becomes a part of another (J1.5): what its officers and the other's type from then on, and read.

use coopol_domain::access::Office;

use crate::kit::{Laptop, MEMBERS, Section};

const RENNES: [&str; 2] = ["--in", "Section de Rennes"];

/// The same, in what the section that was closed has left.
fn within<'a>(words: &[&'a str]) -> Vec<&'a str> {
    [words, RENNES.as_slice()].concat()
}

fn total(laptop: &Laptop, words: &[&str]) -> u64 {
    laptop.json(words)["total"].as_u64().unwrap()
}

/// A section under five members is attached to another: its own laptop has nothing any more, the other's secretary reads all
/// that it left, changes none of it, and takes its members over.
#[test]
fn a_section_under_five_members_is_attached_to_another() {
    let section = Section::start();
    let there = section.neighbour("Yann Le Goff", Office::Secretary);
    let here = section.officer("Nadia Benali", Office::Secretary);
    there.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    there.done(&["agenda", "add", "--title", "Dernière réunion", "--start", "2026-12-03T20:00"]);
    there.done(&["sync"]);
    here.done(&["sync"]);
    let (code, said) = here.fails(&within(&["roster", "list"]));
    assert!(code == 5 && said.contains("Celles que voit votre mandat : Section de Versailles"), "{said}");

    assert_eq!(section.server.merge_neighbour(), 1, "its secretary's mandate");
    here.done(&["sync"]);
    let status = here.done(&["status"]);
    assert!(status.contains("« Section de Rennes » a rejoint une autre unité"), "{status}");
    // What counts first is still one's own.
    assert_eq!(total(&here, &["roster", "list"]), 0);
    assert_eq!(total(&here, &within(&["roster", "list"])), 2);
    assert!(here.done(&within(&["agenda", "list"])).contains("Dernière réunion"));
    let history = here.done(&["history"]);
    for told in ["a clos l'unité, qui en a rejoint une autre", "a réuni une autre unité à celle-ci", "Dernière réunion"]
    {
        assert!(history.contains(told), "{told}: {history}");
    }

    // Each edit of what was closed is refused in a sentence, and leaves nothing behind.
    let zoe =
        here.json(&within(&["roster", "list", "--search", "lefevre"]))["rows"][0]["id"].as_str().unwrap().to_owned();
    for words in [
        ["roster", "set", &zoe, "note", "x"].as_slice(),
        &["agenda", "add", "--title", "x", "--start", "2026-12-03T20:00"],
        &["roster", "transfer", &zoe, "--to", "versailles"],
    ] {
        let (code, said) = here.fails(&within(words));
        assert!(code == 5 && said.contains("se lit, et ne change plus"), "{words:?}: {said}");
    }
    assert_eq!(here.json(&["status"])["waiting"], 0);

    // Its members come over by a file, and their past stays where it was.
    let folder = section.path("rennes");
    here.done(&within(&["export", folder.to_str().unwrap()]));
    here.done(&["roster", "import", folder.join("fichier.csv").to_str().unwrap()]);
    assert_eq!(total(&here, &["roster", "list"]), 2);
    assert_eq!(total(&here, &within(&["roster", "list"])), 2);
    here.done(&["sync"]);
    here.done(&["verify"]);
    assert_eq!(here.json(&["status"])["refused"], 0);

    // Whoever held office there reads nothing any more.
    assert!(there.done(&["sync"]).contains("détruites"));
}
