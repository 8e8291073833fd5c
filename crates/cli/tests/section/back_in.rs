//! Nobody is locked out for good: each way back in, from a lost laptop to a section in which every mandate has ended.

use coopol_domain::access::Office;
use coopol_domain::kinds::REINVITATION;
use coopol_domain::time::DAY;

use crate::kit::{Laptop, MEMBERS, Section, bare, run, text};

/// By when an invitation that waits has been seen, whatever its laptop added.
const SEEN: u64 = REINVITATION + DAY / 12;

/// A section whose secretary has brought the members in.
fn with_members(section: &Section, secretary: &Laptop) {
    secretary.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    secretary.done(&["sync"]);
}

fn enrol(section: &Section, laptop: &Laptop, code: &str) {
    laptop.done(&["enrol", "--server", &section.server.url(), "--invitation", code]);
    laptop.done(&["sync"]);
}

/// The laptop that came back has everything, and believes it.
fn is_whole(laptop: &Laptop) {
    laptop.person("anne martin");
    assert!(laptop.done(&["verify"]).contains("vérifié en entier"));
}

/// Laptop and sheet are lost: somebody of the bureau invites again. Too early, the code says from when it serves and isn't used
/// up; the thief's laptop can be shut out meanwhile.
#[test]
fn a_laptop_is_lost_and_the_sheet_with_it() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    with_members(&section, &secretary);
    let deputy = section.officer("André Côté", Office::Deputy);
    let lost = deputy.json(&["devices", "list"])[0]["id"].as_str().unwrap().to_owned();
    deputy.done(&["devices", "revoke", &lost]);
    let invited = deputy.json(&["devices", "invite", "zoé lefèvre"]);
    let said = deputy.done(&["devices", "waiting"]);
    assert!(
        said.contains("Zoé Lefèvre, invité par André Côté, à partir du ") && said.contains("1 invitations"),
        "{said}"
    );
    let said = deputy.done(&["sync"]);
    assert!(said.contains("Invitation en attente") && said.contains("coopol devices contest"), "{said}");
    assert!(secretary.done(&["sync"]).contains("détruites"), "whoever has it has nothing");

    let (code, found) = (invited["code"].as_str().unwrap(), section.new_laptop("retrouvé"));
    let words = ["enrol", "--server", &section.server.url(), "--invitation", code];
    let (exit, said) = found.fails(&words);
    assert!(exit == 5 && said.contains("ne servira qu'à partir du"), "{said}");
    section.server.later(SEEN);
    enrol(&section, &found, code);
    is_whole(&found);
    let history = found.done(&["history"]);
    assert!(
        history.contains("André Côté a invité de nouveau quelqu'un qui avait un ordinateur : Zoé Lefèvre"),
        "{history}"
    );
    deputy.done(&["sync"]);
    assert_eq!(deputy.json(&["devices", "waiting"]), serde_json::json!([]));
}

/// Nobody takes a colleague's place: they see it in time, and say no.
#[test]
fn a_colleague_says_no_to_a_laptop_in_their_name() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let deputy = section.officer("André Côté", Office::Deputy);
    let invited = deputy.json(&["devices", "invite", "zoé lefèvre"]);
    assert!(secretary.done(&["sync"]).contains("Zoé Lefèvre, invité par André Côté"));
    let waiting = secretary.json(&["devices", "waiting"])[0]["id"].as_str().unwrap().to_owned();
    secretary.done(&["devices", "contest", &waiting]);
    let (exit, said) = secretary.fails(&["devices", "contest", &waiting]);
    assert!(exit == 5 && said.contains("aucune invitation qui attend"), "{said}");
    secretary.done(&["sync"]);
    section.server.later(SEEN);
    let words = ["enrol", "--server", &section.server.url(), "--invitation", invited["code"].as_str().unwrap()];
    let (exit, said) = section.new_laptop("intrus").fails(&words);
    assert!(exit == 5 && said.contains("ne connaît pas cette invitation"), "{said}");
    deputy.done(&["sync"]);
    let history = deputy.done(&["history"]);
    assert!(history.contains("Zoé Lefèvre a contesté une invitation à son nom"), "{history}");
}

/// The passphrase is forgotten, which nobody can give back: the sheet links the same computer anew.
#[test]
fn a_passphrase_is_forgotten() {
    let section = Section::start();
    let holder = section.server.install("Zoé Lefèvre", Office::Secretary);
    let (code, url, data) =
        (section.server.invite(holder, "Zoé Lefèvre"), section.server.url(), section.path("portable"));
    let ask = |words: &[&str], typed: &str| {
        let mut command = bare(&data);
        command.args(words);
        let output = run(command, typed);
        (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
    };
    let phrase = "une longue phrase\n";
    assert_eq!(ask(&["enrol", "--server", &url, "--invitation", &code, "--passphrase"], phrase).0, 0);
    assert_eq!(ask(&["sync"], phrase).0, 0);
    assert_eq!(ask(&["roster", "import", &section.file("adhérents.csv", MEMBERS)], phrase).0, 0);
    let sheet = section.path("secours.txt");
    assert_eq!(ask(&["recovery", sheet.to_str().unwrap()], phrase).0, 0);
    assert_eq!(ask(&["status"], "je ne sais plus\n").0, 3);
    let printed = std::fs::read_to_string(&sheet).unwrap();
    let typed = printed.split_once("tenant :").unwrap().1.split_once("L'ancien").unwrap().0;
    let typed: String = typed.split_whitespace().collect();
    let again = ["--profile", "à nouveau", "enrol", "--server", &url, "--invitation", &typed, "--passphrase"];
    assert_eq!(ask(&again, "une autre, notée\n").0, 0);
    let (exit, said) = ask(&["--profile", "à nouveau", "sync"], "une autre, notée\n");
    assert_eq!(exit, 0, "{said}");
    let (exit, said) = ask(&["--profile", "à nouveau", "roster", "list"], "une autre, notée\n");
    assert!(exit == 0 && said.contains("Martin Anne"), "{said}");
}

/// The only officer lost laptop and sheet. Nobody of the section is left to invite them: the federation does, and nobody below
/// could keep them out.
#[test]
fn a_section_has_one_officer() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    with_members(&section, &secretary);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let invited = federal.json(&["devices", "invite", "zoé lefèvre"]);
    section.server.later(SEEN);
    let found = section.new_laptop("retrouvé");
    enrol(&section, &found, invited["code"].as_str().unwrap());
    is_whole(&found);
}

/// Every mandate has ended and nobody renewed one: all laptops are empty. Whoever runs the server records what was decided; the
/// section is whole, and the history says that it was the server.
#[test]
fn every_mandate_has_ended() {
    let section = Section::start();
    let zoe = section.server.install_for("Zoé Lefèvre", Office::Secretary, DAY);
    let secretary = section.laptop("portable", zoe, "Zoé Lefèvre");
    with_members(&section, &secretary);
    let andre = section.server.install_for("André Côté", Office::Treasurer, DAY);
    let treasurer = section.laptop("trésorier", andre, "André Côté");
    section.server.later(2 * DAY);
    for laptop in [&secretary, &treasurer] {
        assert!(laptop.done(&["sync"]).contains("détruites"));
    }
    let lea = section.server.install("Léa Bonnet", Office::Secretary);
    let newcomer = section.laptop("nouveau", lea, "Léa Bonnet");
    is_whole(&newcomer);
    let history = newcomer.done(&["history"]);
    assert!(history.contains("Le serveur a inscrit un mandat : Léa Bonnet"), "{history}");
    assert!(history.contains("Le serveur a invité un ordinateur : Léa Bonnet"), "{history}");
    assert!(history.contains("Zoé Lefèvre a "), "and what the others did is theirs: {history}");
}

/// J5.5: what the federation invites, a colleague of the section sees and can't put an end to; whoever it names can, and so does
/// the federation.
#[test]
fn a_mere_colleague_keeps_nobody_out_whom_the_federation_invites() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let deputy = section.officer("André Côté", Office::Deputy);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let invite = || {
        federal.done(&["devices", "invite", "zoé lefèvre"]);
        for laptop in [&deputy, &secretary] {
            laptop.done(&["sync"]);
        }
        let waiting = deputy.json(&["devices", "waiting"]);
        assert_eq!((waiting.as_array().unwrap().len(), &waiting[0]["contestable"]), (1, &false.into()), "{waiting}");
        waiting[0]["id"].as_str().unwrap().to_owned()
    };
    let waiting = invite();
    let (exit, said) = deputy.fails(&["devices", "contest", &waiting]);
    assert_eq!((exit, deputy.json(&["status"])["waiting"].as_u64()), (5, Some(0)), "{said}");
    assert_eq!(secretary.json(&["devices", "waiting"])[0]["contestable"], true);
    secretary.done(&["devices", "contest", &waiting]);
    secretary.done(&["sync"]);
    for laptop in [&deputy, &federal] {
        laptop.done(&["sync"]);
        assert_eq!(laptop.json(&["devices", "waiting"]), serde_json::json!([]));
    }
    let again = invite();
    federal.done(&["devices", "contest", &again]);
    federal.done(&["sync"]);
    deputy.done(&["sync"]);
    assert_eq!(deputy.json(&["devices", "waiting"]), serde_json::json!([]));
}
