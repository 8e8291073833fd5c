//! A section that begins without a server (J10): every command works, on one computer, without a network.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value as Json;
use tempfile::TempDir;

use crate::kit::{Laptop, MEMBERS};

const BEGIN: [&str; 5] = ["begin", "--unit", "Section de Poissy", "--name", "Zoé Lefèvre"];

/// A laptop that nobody ever gave a server.
struct Home {
    folder: TempDir,
    laptop: Laptop,
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let laptop = Laptop { data: folder.path().join("data"), key: folder.path().join("key") };
        Self { folder, laptop }
    }

    fn begun() -> Self {
        let home = Self::new();
        home.laptop.done(&BEGIN);
        home
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn authority(&self) -> PathBuf {
        let mut profiles = fs::read_dir(self.laptop.data.join("profiles")).unwrap();
        profiles.next().unwrap().unwrap().path().join("authority")
    }
}

#[test]
fn a_section_begins_and_every_command_works_without_a_network() {
    let home = Home::new();
    let laptop = &home.laptop;
    let begun = laptop.json(&BEGIN);
    assert_eq!((&begun["name"], &begun["alone"]), (&"Section de Poissy".into(), &true.into()));
    assert!(begun["mandate"].is_string() && begun["holder"].is_string(), "{begun}");
    let said = laptop.done(&["status"]);
    assert!(said.contains("Section seule, sur cet ordinateur") && said.contains("Tout est enregistré."), "{said}");
    assert_eq!(laptop.json(&["mandate", "list"])[0]["holderName"], "Zoé Lefèvre");

    laptop.done(&["roster", "import", &home.file("adhérents.csv", MEMBERS)]);
    let anne = laptop.person("anne martin");
    let change = laptop.json(&["roster", "set", &anne, "note", "relancer en mars"])["change"].clone();
    laptop.done(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    let waiting = laptop.json(&["status"])["waiting"].as_u64().unwrap();
    assert!(waiting > 3, "{waiting}");
    let synced = laptop.json(&["sync"]);
    assert_eq!([&synced["waiting"], &synced["received"], &synced["refused"]], [0, 0, 0], "{synced}");
    assert_eq!(synced["alone"], true);

    let letter = home.file("lettre.txt", "Le budget de la section\n");
    assert_eq!(laptop.json(&["archive", "add", &letter])["sent"], true);
    laptop.done(&["sync"]);
    assert_eq!(laptop.json(&["archive", "search", "budget"])["total"], 1);
    laptop.done(&["undo", change.as_str().unwrap()]);
    laptop.done(&["sync"]);
    let history = laptop.json(&["history", "--subject", &anne]);
    assert!(history["rows"].as_array().unwrap().iter().any(|entry| entry["undone"] == true), "{history}");
    let verified = laptop.json(&["verify"]);
    let seals = verified.as_array().unwrap();
    assert!(seals.len() >= 6 && seals.iter().all(|seal| seal["whole"] == true), "{verified}");
    assert!(seals.iter().any(|seal| seal["entries"].as_u64().unwrap() > 3), "{verified}");
    let folder = home.path("export");
    assert!(laptop.json(&["export", &folder])["files"].as_array().unwrap().len() > 7);
    assert_eq!(laptop.json(&["devices", "list"]).as_array().unwrap().len(), 1);
    // Whom one would send there isn't known here, and it is said so, not that a server is missing.
    let (code, said) = laptop.fails(&["roster", "transfer", &anne, "--to", "rennes"]);
    assert!(code == 5 && said.contains("ne désigne pas une section"), "{said}");
}

/// What leads another laptop in says that it has to wait for a server.
#[test]
fn codes_of_a_section_alone_say_when_they_will_serve() {
    let home = Home::begun();
    let invitation = home.laptop.json(&["devices", "invite", "zoé lefèvre"]);
    assert!(invitation["code"].is_string() && invitation["link"].is_null(), "{invitation}");
    assert!(home.laptop.done(&["devices", "invite", "zoé lefèvre"]).contains("rejoint un serveur"));
    let sheet = home.path("secours.txt");
    home.laptop.done(&["recovery", &sheet]);
    let printed = fs::read_to_string(&sheet).unwrap();
    assert!(printed.contains("aura rejoint un serveur") && !printed.contains("coopol:alone"), "{printed}");
}

#[test]
fn what_can_not_begin_leaves_no_profile() {
    let home = Home::new();
    for (words, wanted) in [
        (&["--office", "federal_treasurer"][..], "n'a pas cette fonction"),
        (&["--time-zone", "Europe/Versailles"], "fuseau horaire"),
    ] {
        let (code, said) = home.laptop.fails(&[&BEGIN, words].concat());
        assert!(code == 5 && said.contains(wanted), "{said}");
        assert_eq!(home.laptop.fails(&["status"]).0, 3, "{words:?}");
        assert_eq!(fs::read_dir(home.laptop.data.join("profiles")).unwrap().count(), 0, "nothing is left of it");
    }
    home.laptop.done(&[&BEGIN[..], &["--office", "treasurer", "--time-zone", "America/Guadeloupe"]].concat());
    assert_eq!(home.laptop.json(&["mandate", "list"])[0]["office"], "treasurer");
    let (code, said) = home.laptop.fails(&BEGIN);
    assert!(code == 3 && said.contains("déjà un profil"), "{said}");
}

/// The authority's data are of use with the profile's key only, and nobody is told that the network was at fault.
#[test]
fn an_authority_that_can_not_be_opened_is_told_as_such() {
    let home = Home::begun();
    let keys = home.authority().join("keys");
    let kept = fs::read(&keys).unwrap();
    fs::write(&keys, [0; 104]).unwrap();
    let (code, said) = home.laptop.fails(&["sync"]);
    assert!(code == 1 && said.contains("sur cet ordinateur ne s'ouvrent pas"), "{said}");
    assert!(home.laptop.done(&["status"]).contains("Section seule"), "what is here can still be read");
    fs::write(&keys, kept).unwrap();
    home.laptop.done(&["sync"]);
}

/// `kill -9` while the authority writes, again and again: what was said to be saved is there, and once (J3.1, J3.3, J3.5).
#[cfg(unix)]
#[test]
fn nothing_that_was_said_is_lost_when_it_is_killed() {
    const KILLS: usize = 12;
    let home = Home::begun();
    let laptop = &home.laptop;
    laptop.done(&["roster", "import", &home.file("adhérents.csv", MEMBERS)]);
    laptop.done(&["sync"]);
    let anne = laptop.person("anne martin");
    let log = home.authority().join("server.db-wal");
    let length = || fs::metadata(&log).map_or(0, |found| found.len());
    let (mut said, mut kills) = (Vec::new(), 0);
    for round in 0..5 * KILLS {
        let saved = laptop.json(&["roster", "set", &anne, "note", &format!("modification {round}")]);
        said.push(saved["change"].as_str().unwrap().to_owned());
        let before = length();
        let mut child = laptop.command(&["--json", "sync"]).spawn().unwrap();
        // The log grew so many times: signing in writes to it, and so does the push.
        for _ in 0..=round % 4 {
            let seen = length().max(before);
            while length() <= seen && child.try_wait().unwrap().is_none() {}
        }
        let ended = child.try_wait().unwrap().is_some();
        // One that has just ended can't be killed, which is as well.
        drop(child.kill());
        child.wait().unwrap();
        kills += usize::from(!ended);
        if kills == KILLS {
            break;
        }
    }
    assert_eq!(kills, KILLS, "of {} rounds", said.len());
    laptop.done(&["sync"]);
    let status = laptop.json(&["status"]);
    assert_eq!([&status["waiting"], &status["received"], &status["refused"]], [0, 0, 0], "{status}");
    let page = laptop.json(&["history", "--subject", &anne, "--limit", "10000"]);
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for row in page["rows"].as_array().unwrap() {
        *times.entry(Json::as_str(&row["id"]).unwrap()).or_default() += 1;
    }
    for change in &said {
        assert_eq!(times.get(change.as_str()), Some(&1), "{change}");
    }
    let verified = laptop.json(&["verify"]);
    assert!(verified.as_array().unwrap().iter().all(|seal| seal["whole"] == true), "{verified}");
}
