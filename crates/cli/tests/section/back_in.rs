//! Nobody is locked out for good: each way back in, from a lost laptop to a section in which every mandate has ended.

use coopol_domain::access::Office;
use coopol_domain::kinds::REINVITATION;
use coopol_domain::time::DAY;

use crate::json::printed;
use crate::kit::{Laptop, MEMBERS, Section, bare, day, run, text};

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

/// Three codes, made by the secretary and accepted by the treasurer: what stands on the sheets.
fn sealed(section: &Section, secretary: &Laptop, treasurer: &Laptop, folder: &str) -> [String; 3] {
    let said = secretary.done(&["codes", "make", section.path(folder).to_str().unwrap(), "--text"]);
    assert!(said.contains("ne serviront qu'une fois acceptés"), "{said}");
    treasurer.done(&["sync"]);
    let waiting = treasurer.done(&["proposals", "list"]);
    assert!(waiting.contains("a fait trois codes de secours sous pli"), "{waiting}");
    treasurer.done(&["proposals", "accept", "--all"]);
    treasurer.done(&["sync"]);
    secretary.done(&["sync"]);
    [1, 2, 3].map(|number| printed(&section.path(&format!("{folder}/code-{number}.txt"))))
}

fn asking<'a>(url: &'a str, codes: [&'a str; 2]) -> Vec<&'a str> {
    [&["codes", "use", "--server", url, "--name", "Léa Bonnet"][..], &codes].concat()
}

/// Every mandate has ended, and nobody above can help. Two of the three people who keep a code bring the section back: one alone
/// gets nothing, what is asked is seen and waits, and the mandate that is lent is for an election.
#[test]
fn everybody_is_locked_out_and_two_codes_bring_the_section_back() {
    let section = Section::start();
    let zoe = section.server.install_for("Zoé Lefèvre", Office::Secretary, DAY);
    let secretary = section.laptop("portable", zoe, "Zoé Lefèvre");
    with_members(&section, &secretary);
    let andre = section.server.install_for("André Côté", Office::Treasurer, DAY);
    let treasurer = section.laptop("trésorier", andre, "André Côté");
    assert!(secretary.done(&["codes", "status"]).contains("Il n'y a pas de codes"));
    sealed(&section, &secretary, &treasurer, "codes");
    let said = secretary.done(&["codes", "status"]);
    assert!(said.contains(" par Zoé Lefèvre et acceptés par André Côté"), "{said}");
    // Of two makings that wait, agreeing to the one lets go of the other.
    for folder in ["jamais", "non plus"] {
        secretary.done(&["codes", "make", section.path(folder).to_str().unwrap(), "--text"]);
    }
    treasurer.done(&["sync"]);
    let waiting = treasurer.json(&["proposals", "list"]);
    treasurer.done(&["proposals", "accept", waiting[1]["change"].as_str().unwrap()]);
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["proposals", "list"]), serde_json::json!([]));
    let [first, second, third] = [1, 2, 3].map(|number| printed(&section.path(&format!("non plus/code-{number}.txt"))));
    section.server.later(2 * DAY);
    for laptop in [&secretary, &treasurer] {
        assert!(laptop.done(&["sync"]).contains("détruites"));
    }

    let (url, found) = (section.server.url(), section.new_laptop("retrouvé"));
    let (exit, said) = found.fails(&asking(&url, [&first, &first]));
    assert!(exit == 5 && said.contains("deux codes différents"), "{said}");
    let wrong = first.replacen(|letter: char| letter != '-', "Z", 1);
    let (exit, said) = found.fails(&asking(&url, [&wrong, &second]));
    assert!(exit == 5 && said.contains("une lettre du code est fausse"), "{said}");
    let said = found.done(&asking(&url, [&first, &third]));
    assert!(said.contains("dirigera l'unité pendant six semaines"), "{said}");
    let back = found.json(&asking(&url, [&third, &first]));
    let code = back["code"].as_str().unwrap();
    assert_eq!(back["provisional"], true, "the paper that it was written on may be lost, too: {back}");
    let (exit, said) = found.fails(&asking(&url, [&first, &second]));
    assert!(exit == 5 && said.contains("ils ont déjà servi"), "{said}");
    let (exit, said) = found.fails(&["enrol", "--server", &url, "--invitation", code]);
    assert!(exit == 5 && said.contains("ne servira qu'à partir du"), "{said}");

    section.server.later(SEEN);
    enrol(&section, &found, code);
    is_whole(&found);
    let history = found.done(&["history"]);
    for told in [
        "Zoé Lefèvre a fait trois codes de secours sous pli",
        "André Côté a accepté trois nouveaux codes de secours sous pli",
        "Le serveur a constaté que deux codes de secours sous pli ont servi",
        "Le serveur a rappelé quelqu'un, à la demande de deux codes de secours sous pli : Léa Bonnet",
        "Le serveur a confié l'unité, le temps d'une élection : Léa Bonnet",
        "Le serveur a relié un ordinateur : Léa Bonnet",
    ] {
        assert!(history.contains(told), "{told}: {history}");
    }
    let said = found.done(&["codes", "status"]);
    assert!(said.contains("Les codes ont servi") && said.contains("pour Léa Bonnet"), "{said}");
    // Whoever is back organises the election: with somebody in a second office, who answers for it with them.
    // Nobody is named for longer than they lead themselves: not without an end, and not with one after their own.
    let named = ["mandate", "record", "--holder", "Marie Nguyen", "--office", "treasurer"];
    found.done(&named);
    found.done(&["sync"]);
    let held = found.json(&["mandate", "list"]);
    let held = held.as_array().unwrap();
    assert!(held.iter().all(|mandate| mandate["holderName"] != "Marie Nguyen"), "{held:?}");
    let own = held.iter().find(|mandate| mandate["holderName"] == "Léa Bonnet").unwrap()["until"].as_i64().unwrap();
    let until = day(own - 2 * DAY.cast_signed()).to_string();
    found.done(&[&named[..], &["--until", &until]].concat());
    found.done(&["sync"]);
    let held = found.done(&["mandate", "list"]);
    assert!(held.contains("Léa Bonnet") && held.contains("Marie Nguyen"), "{held}");
    let (exit, said) = found.fails(&["codes", "make", section.path("codes").to_str().unwrap(), "--text"]);
    assert!(exit == 6 && said.contains("code-1.txt"), "no sheet is written over: {said}");
}

/// Two people who kept codes can't bring in one of theirs behind the back of those who are in office: they see it, and say no.
#[test]
fn whoever_is_in_office_says_no_to_two_codes() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("André Côté", Office::Treasurer);
    let member = section.officer("Marie Nguyen", Office::BureauMember);
    let [first, second, _] = sealed(&section, &secretary, &treasurer, "codes");
    let (url, found) = (section.server.url(), section.new_laptop("intrus"));
    let (exit, said) = found.fails(&["codes", "use", "--server", &url, "--name", "Léa Bonnet", &first, &second]);
    assert!(exit == 5 && said.contains("quelqu'un exerce encore un mandat"), "{said}");
    let back = found.json(&["codes", "use", "--server", &url, "--name", "zoé lefèvre", &first, &second]);
    let said = member.done(&["sync"]);
    assert!(
        said.contains("rappelé par deux codes de secours sous pli") && said.contains("coopol devices contest"),
        "{said}"
    );
    let waiting = member.json(&["devices", "waiting"])[0]["id"].as_str().unwrap().to_owned();
    member.done(&["devices", "contest", &waiting]);
    member.done(&["sync"]);
    section.server.later(SEEN);
    let words = ["enrol", "--server", &url, "--invitation", back["code"].as_str().unwrap()];
    let (exit, said) = found.fails(&words);
    assert!(exit == 5 && said.contains("ne connaît pas cette invitation"), "{said}");
    secretary.done(&["sync"]);
    let history = secretary.done(&["history"]);
    assert!(history.contains("Marie Nguyen a contesté un retour par codes de secours"), "{history}");
    assert!(history.contains("Le serveur a refusé un code de secours sous pli"), "{history}");
    assert!(secretary.done(&["codes", "status"]).contains("Les codes ont servi"));
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
