//! `coopol undo`, at its three scales.

use coopol_domain::access::Office;

use crate::kit::{MEMBERS, Section};

/// Everything by one person: shown first, then done, then taken back in its turn; the deputy's work stays.
#[test]
fn what_one_person_did_goes_and_what_others_did_stays() {
    let section = Section::start();
    let (secretary, deputy) =
        (section.officer("Zoé Lefèvre", Office::Secretary), section.officer("André Côté", Office::Deputy));
    deputy.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    deputy.done(&["sync"]);
    secretary.done(&["sync"]);
    let anne = secretary.person("anne martin");
    secretary.done(&["roster", "set", &anne, "mobile", "06 11 22 33 44"]);
    secretary.done(&["roster", "set", &anne, "note", "à rayer"]);
    secretary.done(&["sync"]);
    deputy.done(&["sync"]);

    let by = &["undo", "--by", "zoe lefevre"][..];
    let shown = deputy.done(&[by, &["--dry-run"]].concat());
    assert!(
        shown.contains("remis comme avant : Anne Martin") && shown.contains("remarques : à rayer → rien"),
        "{shown}"
    );
    let told = deputy.json(&[by, &["--dry-run"]].concat());
    assert_eq!(told["changes"].as_array().unwrap().len(), 1, "{told}");
    assert_eq!(told["exceptions"].as_array().unwrap().len(), 0, "{told}");
    assert_eq!(deputy.json(&["roster", "list", "--search", "06 11 22 33 44"])["total"], 1, "nothing was written");

    let done = deputy.json(by);
    assert_eq!(deputy.json(&["roster", "list", "--search", "06 11 22 33 44"])["total"], 0);
    assert_eq!(deputy.json(&["roster", "list"])["total"], 2, "those whom the deputy imported stay");
    let (code, said) = deputy.fails(by);
    assert!(code == 5 && said.contains("c'est déjà annulé"), "{said}");
    deputy.done(&["undo", done["act"].as_str().unwrap()]);
    assert_eq!(deputy.json(&["roster", "list", "--search", "06 11 22 33 44"])["total"], 1);
}

/// Back to a day before anything was there: who was added goes.
#[test]
fn back_to_a_day_shows_what_it_would_do_and_does_it() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    laptop.done(&["sync"]);
    let back = &["undo", "--to-date", "2020-01-01"][..];
    let shown = laptop.done(&[back, &["--dry-run"]].concat());
    assert!(shown.contains("retiré : Anne Martin") && shown.contains("retiré : cotisation (Zoé Lefèvre)"), "{shown}");
    laptop.done(back);
    assert_eq!(laptop.json(&["roster", "list"])["total"], 0);
    let today = laptop.done(&["undo", "--to-date", "2099-01-01", "--dry-run"]);
    assert!(today.contains("Il n'y a rien à annuler."), "{today}");
}

#[test]
fn a_dry_run_of_one_change_writes_nothing_and_what_makes_no_sense_is_refused() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let anne = laptop.person("anne martin");
    let change = laptop.json(&["roster", "set", &anne, "note", "Bonjour"])["change"].as_str().unwrap().to_owned();
    let shown = laptop.done(&["undo", &change, "--dry-run"]);
    assert!(shown.contains("remarques : Bonjour → rien"), "{shown}");
    assert_eq!(laptop.json(&["undo", &change])["changes"], 1);
    for (words, code, fragment) in [
        (&["undo"][..], 2, ""),
        (&["undo", &change, "--by", "x"], 2, ""),
        (&["undo", "--from", "2026-01-01"], 2, ""),
        (&["undo", "--by", "Personne"], 5, "aucun responsable ne s'appelle « Personne » ; il y a eu Zoé Lefèvre"),
        (&["undo", "--to-date", "hier"], 2, ""),
    ] {
        let (exit, said) = laptop.fails(words);
        assert!(exit == code && said.contains(fragment), "{words:?}: {said}");
    }
}

/// What is named by its id or by what is printed stays as it is, and the rest goes: either half of a person and their dues.
#[test]
fn what_is_excepted_stays_as_it_is() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    laptop.done(&["sync"]);
    let back = &["undo", "--to-date", "2020-01-01"][..];
    let planned = laptop.json(&[back, &["--dry-run"]].concat());
    let all = planned["changes"].as_array().unwrap();
    let anne = all.iter().find(|line| line["name"] == "Anne Martin" && line["sort"] == "person").unwrap();
    let anne = anne["subject"].as_str().unwrap();
    let dues = "cotisation (Zoé Lefèvre)";
    let except = &[back, &["--except", anne, "--except", dues]].concat()[..];

    let shown = laptop.done(&[except, &["--dry-run"]].concat());
    assert!(shown.contains("retiré : Zoé Lefèvre (") && !shown.contains("retiré : Anne"), "{shown}");
    assert!(shown.contains("reste tel quel : Anne Martin : comme demandé"), "{shown}");
    assert!(shown.contains(&format!("reste tel quel : {dues} : comme demandé")), "{shown}");
    let told = laptop.json(&[except, &["--dry-run"]].concat());
    assert_eq!(told["changes"].as_array().unwrap().len(), all.len() - 2, "{told}");
    assert_eq!(told["exceptions"][0]["code"], "chosen", "{told}");

    let done = laptop.json(except);
    assert_eq!(laptop.json(&["roster", "list"])["total"], 1);
    laptop.done(&["sync"]);
    // What she paid stayed without her, is there once she is back, and goes without her.
    laptop.done(&["undo", done["act"].as_str().unwrap()]);
    let zoe = laptop.person("zoé lefèvre");
    assert!(laptop.done(&["dues", "list", &zoe]).contains("36,50"));
    laptop.done(&["undo", "--to-date", "2020-01-01", "--except", &zoe]);
    assert!(!laptop.done(&["dues", "list", &zoe]).contains("36,50"));
    assert_eq!(laptop.person("zoé lefèvre"), zoe);
    let synced = laptop.done(&["sync"]);
    assert!(!synced.contains("refus"), "{synced}");
}

/// An import is taken back but for a line of it.
#[test]
fn of_one_act_a_line_is_left_as_well() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    let import = laptop.json(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let act = import["done"]["act"].as_str().unwrap_or_else(|| panic!("{import}"));
    laptop.done(&["sync"]);
    let shown = laptop.done(&["undo", act, "--except", "Anne Martin"]);
    assert!(
        shown.contains("retiré : Zoé Lefèvre (") && shown.contains("tel quel : Anne Martin : comme demandé"),
        "{shown}"
    );
    let left = laptop.json(&["roster", "list"]);
    assert_eq!((&left["total"], &left["rows"][0]["givenName"]), (&1.into(), &"Anne".into()), "{left}");
}

#[test]
fn an_exception_that_is_not_among_what_changes_is_refused() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&[
        "roster",
        "import",
        &section.file(
            "adhérents.csv",
            "Nom;Prénom;E-mail\nMartin;Anne;anne@exemple.fr\nMartin;Anne;autre@exemple.org\nCôté;Léa;lea@exemple.fr\n",
        ),
    ]);
    let back = &["undo", "--to-date", "2020-01-01", "--except"][..];
    for (line, fragment) in [
        ("Personne", "rien de ce qui changerait ne s'appelle « Personne »"),
        ("00000000-0000-0000-0000-000000000009", "rien de ce qui changerait ne porte l'identifiant 00000000"),
        ("anne martin", "plusieurs lignes s'appellent « anne martin »"),
    ] {
        let (exit, said) = laptop.fails(&[back, &[line]].concat());
        assert!(exit == 5 && said.contains(fragment), "{line}: {said}");
    }
    assert_eq!(laptop.json(&["roster", "list"])["total"], 3, "nothing was written");
    let (exit, said) = laptop.fails(&[back, &["Léa Côté", "--except", "x"]].concat());
    assert!(exit == 5 && said.contains("« x »"), "{said}");
}
