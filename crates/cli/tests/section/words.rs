//! What people read: in French, in plain words, with what to do.

use coopol_domain::access::Office;

use crate::kit::{MEMBERS, Section};

#[test]
fn what_goes_wrong_is_said_in_plain_words() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("Marie Nguyen", Office::Treasurer);
    secretary.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    secretary.done(&["sync"]);
    treasurer.done(&["sync"]);
    let anne = secretary.person("anne martin");
    let event = secretary.json(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    let event = event["event"].as_str().unwrap().to_owned();
    let (picture, calendar) =
        (section.file("photo.png", "\u{89}PNG\r\n\u{1a}\n\0\0\0\rIHDR"), section.file("a.ics", "BEGIN:VCARD\n"));
    let nobody = "00000000-0000-0000-0000-000000000001";
    let url = section.server.url();
    for (words, code, fragment) in [
        (
            &["roster", "set", &anne, "mobile", "xx"][..],
            5,
            "« xx » ne convient pas à « téléphone » : il faut un numéro",
        ),
        (&["roster", "set", &anne, "email", "xx"], 5, "il faut une adresse comme nom@exemple.org"),
        (&["roster", "set", &anne, "born_on", "hier"], 5, "il faut une date comme 2026-11-22"),
        (&["roster", "set", &anne, "taille", "x"], 5, "« taille » n'est pas un champ"),
        (&["roster", "set", nobody, "note", "x"], 5, "aucune personne"),
        (&["roster", "set", "anne", "note", "x"], 5, "« anne » n'est pas un identifiant"),
        (&["roster", "import", &picture], 6, "ce n'est ni un tableur"),
        (&["roster", "import", "/nulle/part.csv"], 6, "/nulle/part.csv : introuvable"),
        (&["agenda", "add", "--title", "X", "--start", "demain"], 5, "il faut une date comme 2026-11-22T20:00"),
        (&["agenda", "add", "--title", "X", "--start", "2026-12-03", "--zone", "Paris"], 5, "comme Europe/Paris"),
        (
            &["agenda", "add", "--title", "X", "--start", "2026-12-03T20:00", "--end", "2026-12-03T19:00"],
            5,
            "après le début",
        ),
        (&["agenda", "attendance", nobody, "--present", &anne], 5, "aucun événement"),
        (&["agenda", "attendance", &event, "--present", nobody], 5, "aucune personne"),
        (&["agenda", "attendance", &event, "--present", &anne, "--clear", &anne], 5, "est donné deux fois"),
        (&["agenda", "attendance", &event, "--clear", &anne], 5, "rien"),
        (&["agenda", "import", &calendar], 6, "exportez le vôtre au format iCalendar"),
        (&["archive", "add", "/nulle/part.pdf"], 6, "introuvable"),
        (&["archive", "open", nobody], 5, "aucun document"),
        (&["undo", nobody], 5, "aucune modification"),
        (&["devices", "revoke", nobody], 5, "aucun ordinateur"),
        (&["enrol", "--server", &url, "--invitation", "ABC"], 5, "ce n'est pas un code d'invitation"),
        (&["--profile", "autre", "status"], 3, "aucun profil « autre »"),
    ] {
        let (exit, said) = secretary.fails(words);
        assert_eq!(exit, code, "{words:?}: {said}");
        assert!(said.starts_with("coopol : ") && said.contains(fragment), "{words:?}: {said}");
        assert_eq!(said.lines().count(), 1, "{words:?}: {said}");
        for english in [" the ", " isn't", " can't", " is ", "error", " no "] {
            assert!(!said.contains(english), "{words:?}: {said}");
        }
    }
    let (exit, said) = treasurer.fails(&["roster", "set", &anne, "mobile", "06 11 22 33 44"]);
    assert!(exit == 5 && said.contains("votre mandat ne permet pas d'écrire ici"), "{said}");
    let undone = secretary.json(&["roster", "set", &anne, "note", "Bonjour"])["change"].as_str().unwrap().to_owned();
    secretary.done(&["undo", &undone]);
    let (exit, said) = secretary.fails(&["undo", &undone]);
    assert!(exit == 5 && said.contains("c'est déjà annulé"), "{said}");
}

/// Without the network everything but the exchange works, and says so.
#[test]
fn without_a_network_nothing_is_lost() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    let roster = section.file("adhérents.csv", MEMBERS);
    let letter = section.file("lettre.txt", "Une lettre\n");
    laptop.done(&["archive", "add", &letter]);
    drop(section.server);
    laptop.done(&["roster", "import", &roster]);
    let (code, said) = laptop.fails(&["sync"]);
    assert!(code == 4 && said.contains("Rien n'est perdu") && !said.contains("http"), "{said}");
    let said = laptop.done(&["status"]);
    assert!(said.contains("attendent d'être envoyées"), "{said}");
    std::fs::write(&letter, "Une autre lettre\n").unwrap();
    let said = laptop.done(&["archive", "add", &letter]);
    assert!(said.contains("fichier à envoyer"), "{said}");
    assert!(laptop.done(&["verify"]).contains("vérifié en entier"));
    assert!(laptop.done(&["archive", "search", "autre"]).contains("lettre"));
}

/// The history is told in sentences: no word of the journal's own, no key, no signature.
#[test]
fn the_history_is_told_in_sentences() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let anne = laptop.person("anne martin");
    laptop.done(&["roster", "set", &anne, "mobile", "06 11 22 33 44"]);
    laptop.done(&["sync"]);
    let said = laptop.done(&["history"]);
    assert!(said.contains("Zoé Lefèvre a changé des coordonnées : Anne Martin (scellée)"), "{said}");
    assert!(said.contains("    coordonnées : 06 11 22 33 44"), "{said}");
    assert!(
        said.contains("Zoé Lefèvre a importé un fichier") && said.contains("Le serveur a relié un ordinateur"),
        "{said}"
    );
    for word in ["proof", "device_", "contact_", "holder", "person_", "+33"] {
        assert!(!said.contains(word), "{word}: {said}");
    }
    let said = laptop.done(&["verify"]);
    let parts: Vec<&str> = said.lines().filter_map(|line| line.split(" : ").next()).collect();
    assert_eq!(
        parts,
        ["bureau", "fichier", "cotisations", "agenda", "archives", "discussions", "dossiers de la fonction"]
    );
}
