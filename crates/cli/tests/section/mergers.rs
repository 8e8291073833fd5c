//! A section becomes a part of another by what the federation decides and both agree to, without whoever runs the server.

use coopol_domain::access::Office;
use coopol_domain::kinds::CONTEST;
use serde_json::{Value, json};

use crate::kit::{Laptop, MEMBERS, Section};

const DECIDE: [&str; 6] = ["unit", "merge", "decide", "Section du Pecq", "--into", "Section de Versailles"];

fn sync(laptops: &[&Laptop]) {
    for laptop in laptops {
        laptop.done(&["sync"]);
    }
}

fn words(laptop: &Laptop) -> (Value, Value, Value) {
    sync(&[laptop]);
    let known = laptop.json(&["unit", "merge", "list"])[0].clone();
    (known["word"].clone(), known["unitWord"].clone(), known["intoWord"].clone())
}

/// The federation, the section's secretary, and who leads a second one of two people.
fn versailles_and_le_pecq() -> (Section, Laptop, Laptop, Laptop) {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let nadia = section.officer("Nadia Benali", Office::Secretary);
    let opened = federal.json(&["unit", "create", "Section du Pecq", "--secretary", "Léa Bonnet"]);
    let lea = section.new_laptop("léa");
    lea.done(&["enrol", "--server", &section.server.url(), "--invitation", opened["code"].as_str().unwrap()]);
    sync(&[&lea, &federal]);
    lea.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    sync(&[&lea, &nadia]);
    (section, federal, nadia, lea)
}

#[test]
fn both_agree_and_the_server_carries_it_out() {
    let (section, federal, nadia, lea) = versailles_and_le_pecq();
    let would = federal.done(&[DECIDE.as_slice(), &["--dry-run"]].concat());
    assert!(would.contains("« Section du Pecq » deviendrait une partie de « Section de Versailles »"), "{would}");
    assert_eq!(federal.json(&["unit", "merge", "list"]), json!([]), "nothing is written");
    federal.done(&[DECIDE.as_slice(), &["--under-five"]].concat());
    assert!(federal.done(&DECIDE).contains("C'était décidé"), "once");
    sync(&[&federal, &nadia, &lea]);
    for laptop in [&nadia, &lea] {
        assert!(laptop.done(&["status"]).contains("1 réunion de sections attend votre réponse"));
        assert!(laptop.done(&["unit", "merge", "list"]).contains("« Section du Pecq » dans « Section de Versailles »"));
    }
    nadia.done(&["unit", "merge", "agree", "Section du Pecq"]);
    sync(&[&nadia]);
    section.server.later(4 * CONTEST);
    assert_eq!(
        words(&federal),
        (json!("decided"), json!("decided"), json!("agreed")),
        "her own section hasn't answered"
    );
    lea.done(&["unit", "merge", "agree", "section du pecq"]);
    section.leaves(&lea);
    assert_eq!(words(&federal), (json!("done"), json!("done"), json!("done")));
    // Nothing of what is done is taken back, and the same again finds nothing to do.
    let (code, said) = federal.fails(&["unit", "merge", "withdraw", "Section du Pecq"]);
    assert!(code == 5, "{said}");
    section.server.later(0);
    sync(&[&nadia]);
    assert_eq!(nadia.json(&["roster", "list", "--in", "Section du Pecq"])["total"], 2);
    takes_over(&section, &nadia);
    let history = nadia.done(&["history"]);
    for told in [
        "Hélène Faure a décidé que deux unités se réunissent",
        "Léa Bonnet a accepté que deux unités se réunissent",
        "a fait de cette unité une partie d'une autre, comme décidé",
        "a fait d'une autre unité une partie de celle-ci, comme décidé",
    ] {
        assert!(history.contains(told), "{told}: {history}");
    }
    for laptop in [&nadia, &federal] {
        laptop.done(&["verify"]);
        assert_eq!(laptop.json(&["status"])["alarm"], Value::Null);
    }
}

/// Their people are taken into her own roster as one act, but for whoever may be known, and nobody twice.
fn takes_over(section: &Section, nadia: &Laptop) {
    let known = "Nom;Prénom;E-mail\nLefèvre;Zoé;zoe@exemple.fr\n";
    nadia.done(&["roster", "import", &section.file("connue.csv", known)]);
    let take = ["roster", "take-over", "--from", "Section du Pecq"];
    let would = nadia.done(&[take.as_slice(), &["--dry-run"]].concat());
    assert!(would.contains("Repris de « Section du Pecq » : 1") && would.contains("Zoé Lefèvre :"), "{would}");
    assert_eq!(nadia.json(&["roster", "list"])["total"], 1, "nothing is written");
    let taken = nadia.json(&take);
    assert_eq!(nadia.json(&["roster", "list"])["total"], 2);
    assert_eq!(nadia.json(&take)["undo"], Value::Null, "nobody twice");
    sync(&[nadia]);
    nadia.done(&["undo", taken["undo"].as_str().unwrap()]);
    assert_eq!(nadia.json(&["roster", "list"])["total"], 1);
    assert!(nadia.json(&take)["undo"].is_string(), "taken back, they come over again");
    sync(&[nadia]);
    assert_eq!(nadia.json(&["roster", "list"])["total"], 2);
    assert_eq!(nadia.json(&["roster", "list", "--in", "Section du Pecq"])["total"], 2, "their past stays where it was");
    assert_eq!(nadia.json(&["status"])["refused"], 0);
    let (code, said) = nadia.fails(&["roster", "take-over", "--from", "Section de Versailles"]);
    assert!(code == 5 && said.contains("rejoint"), "{said}");
}

/// Nobody leads it any more: three days go by in which it can be refused, and nobody is asked who isn't there.
#[test]
fn where_nobody_leads_the_federation_waits_three_days() {
    let (section, federal, nadia, lea) = versailles_and_le_pecq();
    let mandates = federal.json(&["mandate", "list"]);
    let mandates = mandates.as_array().unwrap().iter();
    let own = mandates.filter(|mandate| mandate["holderName"] == "Léa Bonnet").collect::<Vec<_>>();
    federal.done(&["mandate", "end", own[0]["id"].as_str().unwrap()]);
    sync(&[&federal, &lea]);
    section.server.later(1);
    federal.done(&[DECIDE.as_slice(), &["--under-five"]].concat());
    sync(&[&federal, &nadia]);
    nadia.done(&["unit", "merge", "agree", "Section du Pecq"]);
    sync(&[&nadia]);
    section.server.later(0);
    sync(&[&federal]);
    let told = federal.done(&["unit", "merge", "list"]);
    assert!(told.contains("moins de cinq adhérents") && told.contains("elle peut refuser jusqu'au"), "{told}");
    section.server.later(CONTEST);
    assert_eq!(words(&federal).0, json!("decided"), "a minute is left");
    section.server.later(120_000);
    assert_eq!(words(&federal).0, json!("done"));
    sync(&[&nadia]);
    assert_eq!(nadia.json(&["roster", "list", "--in", "Section du Pecq"])["total"], 2);
    nadia.done(&["verify"]);
}

#[test]
fn neither_decides_nor_answers_for_another() {
    let (section, federal, nadia, lea) = versailles_and_le_pecq();
    for laptop in [&nadia, &lea] {
        let (code, said) = laptop.fails(&DECIDE);
        assert!(code == 5, "{said}");
    }
    let (code, said) =
        federal.fails(&["unit", "merge", "decide", "Section du Pecq", "--into", "Fédération des Yvelines"]);
    assert!(code == 5 && said.contains("Fédération des Yvelines"), "{said}");
    federal.done(&DECIDE);
    sync(&[&federal, &nadia]);
    for answer in ["agree", "refuse"] {
        let (code, said) = federal.fails(&["unit", "merge", answer, "Section du Pecq"]);
        assert!(code == 5 && said.contains("mandat"), "{answer}: {said}");
    }
    let (code, said) = nadia.fails(&["unit", "merge", "withdraw", "Section du Pecq"]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
    // Whoever holds another office refuses, and agrees to nothing.
    let treasurer = section.officer("Samir Ould", Office::Treasurer);
    let (code, said) = treasurer.fails(&["unit", "merge", "agree", "Section du Pecq"]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
    treasurer.done(&["unit", "merge", "refuse", "Section du Pecq"]);
    sync(&[&treasurer]);
    assert_eq!(words(&federal), (json!("refused"), json!("decided"), json!("refused")));
    let (code, said) = nadia.fails(&["unit", "merge", "agree", "Section de Poissy"]);
    assert!(code == 5 && said.contains("Section du Pecq"), "{said}");
    federal.done(&["unit", "merge", "withdraw", "Section du Pecq"]);
    assert_eq!(words(&federal).1, json!("withdrawn"));
    // Decided once more, it is answered once more.
    federal.done(&DECIDE);
    sync(&[&federal, &nadia]);
    nadia.done(&["unit", "merge", "agree", "Section du Pecq"]);
    assert_eq!(words(&nadia).2, json!("agreed"));
}
