//! A section comes out of another: the federation decides, the section agrees and sends, the new one takes in.

use coopol_domain::access::Office;
use coopol_domain::time::DAY;
use serde_json::{Value, json};

use crate::kit::{Laptop, Section};

const PEOPLE: &str = "Nom;Prénom;E-mail;Code postal;Ville;Cotisation 2026\n\
    LEFÈVRE;Zoé;zoe@exemple.fr;78150;Le Chesnay;36,50 €\n\
    Martin;Anne;anne@exemple.fr;78000;Versailles;\n\
    Côté;André;andre@exemple.fr;78150;Le Chesnay;\n\
    Nguyen;Marie;marie@exemple.fr;;;\n";

const DECIDE: [&str; 8] = [
    "unit",
    "split",
    "decide",
    "Section de Versailles",
    "Section du Chesnay",
    "--secretary",
    "Léa Bonnet",
    "--postcode",
];

fn decide() -> Vec<&'static str> {
    [DECIDE.as_slice(), &["78150"]].concat()
}

fn sync(laptops: &[&Laptop]) {
    for laptop in laptops {
        laptop.done(&["sync"]);
    }
}

fn word(laptop: &Laptop) -> Value {
    laptop.done(&["sync"]);
    laptop.json(&["unit", "split", "list"])[0]["word"].clone()
}

fn all(laptop: &Laptop) -> Value {
    laptop.json(&["roster", "list"])["all"].clone()
}

/// The federation, the section with four people, and its secretary.
fn versailles() -> (Section, Laptop, Laptop) {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let nadia = section.officer("Nadia Benali", Office::Secretary);
    nadia.done(&["roster", "import", &section.file("adhérents.csv", PEOPLE)]);
    nadia.done(&["sync"]);
    (section, federal, nadia)
}

/// The laptop of the new section's secretary.
fn newborn(section: &Section, decided: &Value) -> Laptop {
    let lea = section.new_laptop("léa");
    let code = decided["code"].as_str().unwrap();
    lea.done(&["enrol", "--server", &section.server.url(), "--invitation", code]);
    lea.done(&["sync"]);
    lea
}

#[test]
fn a_section_comes_out_of_another() {
    let (section, federal, nadia) = versailles();
    let would = federal.done(&[decide().as_slice(), &["--dry-run"]].concat());
    assert!(would.contains("« Section du Chesnay » naîtrait de « Section de Versailles »"), "{would}");
    assert_eq!(federal.json(&["unit", "split", "list"]), json!([]), "nothing is written");
    // Cut off once the section was founded, before anybody was told: the same goes on from there. And an answer that was lost is given
    // again: no second section, another code.
    let cut = federal.json(&["unit", "create", "Section du Chesnay", "--secretary", "Léa Bonnet"]);
    let lost = federal.json(&decide());
    let decided = federal.json(&decide());
    assert_eq!((&cut["unit"], &lost["newborn"]), (&decided["newborn"], &decided["newborn"]));
    assert!(lost["code"] != decided["code"] && decided["code"].is_string(), "{decided}");
    let lea = newborn(&section, &decided);
    assert_eq!(federal.json(&decide())["code"], Value::Null, "she is in");
    assert_eq!(federal.json(&["unit", "split", "list"]).as_array().unwrap().len(), 1);

    // Nobody passes before the section agreed.
    sync(&[&nadia]);
    assert!(nadia.done(&["status"]).contains("1 partage de la section attend votre réponse"));
    let (code, said) = nadia.fails(&["unit", "split", "pass", "Section du Chesnay"]);
    assert!(code == 5 && said.contains("coopol unit split agree"), "{said}");
    let plan = nadia.json(&["unit", "split", "pass", "Section du Chesnay", "--dry-run"]);
    let names = |part: &str| -> Vec<String> {
        let people = plan["plan"][part].as_array().unwrap().iter();
        people.map(|who| who["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names("passing"), ["André Côté", "Zoé Lefèvre"]);
    assert_eq!(
        (names("staying"), names("undecided")),
        (vec!["Anne Martin".to_owned()], vec!["Marie Nguyen".to_owned()])
    );
    assert_eq!(all(&nadia), 4);
    let dossier = || nadia.done(&["handover", "dossier"]);
    assert!(dossier().contains("Section du Chesnay, proposé le"), "{}", dossier());
    assert!(federal.done(&["handover", "season"]).contains("doit en naître, pas encore de réponse"));
    let table = |name: &str| {
        let file = section.path(name);
        federal.done(&["handover", "season", "--out", file.to_str().unwrap()]);
        std::fs::read_to_string(&file).unwrap()
    };
    assert!(table("avant.csv").contains(";Section du Chesnay (pas encore de réponse)"));
    nadia.done(&["unit", "split", "agree", "section du chesnay"]);
    assert!(dossier().contains("Section du Chesnay, accepté le"), "{}", dossier());
    assert_eq!((word(&nadia), word(&federal)), (json!("agreed"), json!("agreed")));
    let status = nadia.done(&["status"]);
    assert!(!status.contains("attend votre réponse") && status.contains("personne n'est encore passé"), "{status}");
    assert!(federal.done(&["handover", "season"]).contains("« Section du Chesnay » doit en naître, accepté"));
    assert!(table("apres.csv").contains(";Section du Chesnay (acceptée)"));

    // Sent as one, and taken back as one while nobody answered; the same again sends whoever is left, and nobody twice.
    let pass = ["unit", "split", "pass", "Section du Chesnay"];
    let sent = nadia.json(&pass);
    sync(&[&nadia]);
    assert_eq!(nadia.json(&pass)["undo"], Value::Null);
    assert_eq!(nadia.json(&["status"])["toPass"], 0, "looked at");
    assert_eq!((all(&nadia), all(&lea)), (json!(2), json!(0)));
    nadia.done(&["undo", sent["undo"].as_str().unwrap()]);
    sync(&[&nadia, &lea]);
    assert_eq!(nadia.json(&["status"])["toPass"], 1, "taken back, it is to be looked at again");
    assert_eq!((all(&nadia), lea.json(&["arrivals", "list"])), (json!(4), json!([])));
    let marie = nadia.person("nguyen");
    nadia.done(&[pass.as_slice(), &["--with", &marie]].concat());
    sync(&[&nadia, &lea]);
    let taken = lea.json(&["arrivals", "accept-all", "--from", "Section de Versailles"]);
    assert_eq!((&taken["accepted"], &taken["left"]), (&json!(3), &json!([])), "{taken}");
    sync(&[&lea, &nadia, &federal]);
    assert_eq!((all(&nadia), all(&lea)), (json!(1), json!(3)), "everybody lives in one roster");

    // Each knows where from and where to; the past of the first is whole.
    assert!(lea.done(&["unit", "show"]).contains("née de : Section de Versailles"));
    let history = nadia.done(&["history"]);
    for told in
        ["Hélène Faure a décidé qu'une section naît de celle-ci", "a fait passer des personnes", "a importé un fichier"]
    {
        assert!(history.contains(told), "{told}: {history}");
    }
    for laptop in [&nadia, &lea, &federal] {
        laptop.done(&["verify"]);
    }
}

#[test]
fn neither_decides_nor_answers_for_the_other() {
    let (section, federal, nadia) = versailles();
    let (code, said) = nadia.fails(&decide());
    assert!(code == 5 && said.contains("mandat"), "{said}");
    let (code, said) = federal.fails(&[DECIDE.as_slice(), &["7815"]].concat());
    assert!(code == 5 && said.contains("7815"), "{said}");
    assert_eq!(federal.json(&["status"])["waiting"], 0);
    federal.json(&decide());
    sync(&[&nadia]);
    for answer in ["agree", "refuse"] {
        let (code, said) = federal.fails(&["unit", "split", answer, "Section du Chesnay"]);
        assert!(code == 5 && said.contains("mandat"), "{answer}: {said}");
    }
    // The federation has no roster from which anybody could be sent.
    let (code, said) = federal.fails(&["unit", "split", "pass", "Section du Chesnay", "--dry-run"]);
    assert_eq!(code, 5, "{said}");
    let treasurer = section.officer("Samir Ould", Office::Treasurer);
    let (code, said) = treasurer.fails(&["unit", "split", "agree", "Section du Chesnay"]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
    let (code, said) = nadia.fails(&["unit", "split", "withdraw", "Section du Chesnay"]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
    nadia.done(&["unit", "split", "refuse", "Section du Chesnay"]);
    assert_eq!((word(&nadia), word(&federal)), (json!("refused"), json!("refused")));
    let (code, said) = nadia.fails(&["unit", "split", "pass", "Section du Chesnay"]);
    assert!(code == 5 && all(&nadia) == 4, "{said}");
    let (code, said) = nadia.fails(&["unit", "split", "agree", "Poissy"]);
    assert!(code == 5 && said.contains("Section du Chesnay"), "{said}");
}

/// J3.7: around a handover a split is no way past the shield. Whoever leaves sends more than twenty people as one act, and all of it waits for
/// somebody else; asked again, nothing more is asked.
#[test]
fn around_a_handover_many_pass_by_two() {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let deputy = section.officer("André Côté", Office::Deputy);
    let people = (0..21).map(|number| format!("Martin{number};Anne;78150\n")).collect::<Vec<_>>().concat();
    deputy.done(&["roster", "import", &section.file("a.csv", &format!("Nom;Prénom;Code postal\n{people}"))]);
    deputy.done(&["sync"]);
    let zoe = section.server.install_for("Zoé Lefèvre", Office::Secretary, 10 * DAY);
    let secretary = section.laptop("secrétaire", zoe, "Zoé Lefèvre");
    let decided = federal.json(&decide());
    sync(&[&secretary, &deputy]);
    secretary.done(&["unit", "split", "agree", "Section du Chesnay"]);
    let pass = ["unit", "split", "pass", "Section du Chesnay"];
    let told = secretary.done(&[pass.as_slice(), &["--dry-run"]].concat());
    assert!(told.contains("attendra en entier l'accord") && told.contains("André Côté"), "{told}");
    assert!(secretary.json(&pass)["undo"].is_string());
    assert_eq!(secretary.json(&pass)["undo"], Value::Null, "before the server has it");
    sync(&[&secretary, &deputy]);
    let again = secretary.json(&pass);
    assert_eq!((&again["undo"], again["plan"]["waiting"].as_array().unwrap().len()), (&Value::Null, 21));
    assert_eq!((all(&secretary), all(&deputy)), (json!(21), json!(21)), "what waits counts for nothing");
    let lea = newborn(&section, &decided);
    assert_eq!(lea.json(&["arrivals", "list"]), json!([]));

    assert_eq!(deputy.json(&["proposals", "accept", "--all"])["accepted"], 21);
    sync(&[&deputy, &secretary, &lea]);
    assert_eq!(all(&secretary), 0);
    assert_eq!(lea.json(&["arrivals", "accept-all", "--from", "Section de Versailles"])["accepted"], 21);
    sync(&[&lea, &deputy]);
    assert_eq!((all(&lea), all(&deputy)), (json!(21), json!(0)));
}
