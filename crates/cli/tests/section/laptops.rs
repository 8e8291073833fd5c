//! Laptops that come, go and are lost.

use coopol_domain::access::Office;

use crate::kit::{MEMBERS, Section};

/// Each new laptop is announced to everybody else of the section, once, with what to do about it.
#[test]
fn whoever_comes_in_is_announced() {
    let section = Section::start();
    let first = section.officer("Zoé Lefèvre", Office::Secretary);
    let second = section.officer("Marie Nguyen", Office::Treasurer);
    let said = first.done(&["sync"]);
    assert!(said.contains("Nouvel ordinateur relié : ") && said.contains("Marie Nguyen"), "{said}");
    assert!(said.contains("coopol devices revoke"), "{said}");
    assert!(!first.done(&["sync"]).contains("Nouvel ordinateur"), "once");
    assert!(!second.done(&["sync"]).contains("Nouvel ordinateur"), "those who were there before aren't news");
}

/// The laptop is lost; the sheet is typed on another, which has everything, and the lost one is let in no more.
#[test]
fn a_recovery_sheet_replaces_a_lost_laptop() {
    let section = Section::start();
    let lost = section.officer("Zoé Lefèvre", Office::Secretary);
    lost.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let sheet = section.path("secours.txt");
    lost.done(&["recovery", sheet.to_str().unwrap()]);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(std::fs::metadata(&sheet).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let page = section.path("secours.pdf");
    lost.done(&["recovery", page.to_str().unwrap()]);
    assert!(std::fs::read(&page).unwrap().starts_with(b"%PDF-"));
    // A new sheet puts an end to the one before: this one counts.
    let sheet = section.path("dernière.txt");
    lost.done(&["recovery", sheet.to_str().unwrap()]);
    let (code, said) = lost.fails(&["recovery", sheet.to_str().unwrap()]);
    assert!(code == 6 && said.contains("existe déjà"), "{said}");
    let printed = std::fs::read_to_string(&sheet).unwrap();
    assert!(printed.contains(&section.server.url()) && printed.contains("coopol://127.0.0.1:"), "it says where");
    let typed = printed.split_once("tenant :").unwrap().1.split_once("L'ancien").unwrap().0;
    let typed: String = typed.split_whitespace().collect();

    let found = section.new_laptop("autre");
    let words = ["enrol", "--server", &section.server.url(), "--invitation", &typed];
    found.done(&words);
    found.done(&["sync"]);
    found.person("anne martin");
    assert!(found.done(&["devices", "list"]).contains("retiré"));
    let said = lost.done(&["sync"]);
    assert!(said.contains("détruites"), "{said}");
    assert_eq!(lost.fails(&["roster", "list"]).0, 3, "nothing is left of it");
    let (code, said) = section.new_laptop("voleur").fails(&words);
    assert!(code == 5 && said.contains("déjà servi"), "{said}");
}

#[test]
fn a_laptop_is_shut_out_by_another() {
    let section = Section::start();
    let holder = section.server.install("Zoé Lefèvre", Office::Secretary);
    let first = section.laptop("premier", holder, "Zoé Lefèvre");
    let stolen = section.laptop("volé", holder, "Zoé Lefèvre");
    section.laptop("troisième", holder, "Zoé Lefèvre");
    let fourth = section.new_laptop("quatrième");
    let (code, url) = (section.server.invite(holder, "Zoé Lefèvre"), section.server.url());
    let words = ["enrol", "--server", &url, "--invitation", &code];
    let (exit, said) = fourth.fails(&words);
    assert!(exit == 5 && said.contains("3 ordinateurs"), "{said}");
    first.done(&["sync"]);
    let devices = first.json(&["devices", "list"]);
    let id = |name: &str| {
        let found = devices.as_array().unwrap().iter().find(|device| device["name"] == name).unwrap();
        found["id"].as_str().unwrap().to_owned()
    };
    let (exit, said) = first.fails(&["devices", "revoke", &id("premier")]);
    assert!(exit == 5 && said.contains("cet ordinateur"), "{said}");
    first.done(&["devices", "revoke", &id("volé")]);
    first.done(&["sync"]);
    assert!(stolen.done(&["sync"]).contains("détruites"));
    fourth.done(&words);
}

/// The first is invited by whoever runs the server, the others by officers.
#[test]
fn an_officer_invites_another() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    section.server.install("Marie Nguyen", Office::Treasurer);
    secretary.done(&["sync"]);
    let (code, said) = secretary.fails(&["devices", "invite", "Anne Martin"]);
    assert!(code == 5 && said.contains("Marie Nguyen"), "{said}");
    let invitation = secretary.json(&["devices", "invite", "marie nguyen"]);
    let treasurer = section.new_laptop("trésorière");
    let link = invitation["link"].as_str().unwrap();
    treasurer.done(&["enrol", "--server", &section.server.url(), "--invitation", link]);
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["roster", "list"])["all"], 0);
    let (code, said) = treasurer.fails(&["roster", "set", "00000000-0000-0000-0000-000000000001", "note", "x"]);
    assert!(code == 5 && said.contains("aucune personne"), "{said}");
    assert!(secretary.done(&["sync"]).contains("Nouvel ordinateur relié"));
}
