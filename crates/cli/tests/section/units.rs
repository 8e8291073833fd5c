//! A unit's own facts: its name, its zone, its code. Whoever leads it puts them right, and so does the level above.

use coopol_domain::access::Office;

use crate::kit::{Laptop, MEMBERS, Section};

#[test]
fn a_section_is_renamed_and_everybody_sees_it() {
    let section = Section::start();
    let zoe = section.officer("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("Samir Ould", Office::Treasurer);
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let neighbour = section.neighbour("Yann Le Goff", Office::Secretary);
    let shown = zoe.done(&["unit", "show"]);
    assert!(shown.starts_with("Section de Versailles : section") && shown.contains("Europe/Paris"), "{shown}");

    // Nothing is written to show what would be.
    let would = zoe.done(&["unit", "rename", "Section de Versailles-Nord", "--code", "78-12", "--dry-run"]);
    let told = "nom : Section de Versailles → Section de Versailles-Nord ; code : rien → 78-12.";
    assert_eq!(would.trim_end(), format!("Serait enregistré : {told}"));
    assert_eq!(zoe.json(&["status"])["waiting"], 0);
    let done = zoe.json(&["unit", "rename", "Section de Versailles-Nord", "--code", "78-12"]);
    assert!(done["change"].is_string(), "{done}");
    zoe.done(&["sync"]);

    // Colleagues, the federation and those who look for a section to send somebody to.
    for laptop in [&zoe, &treasurer] {
        laptop.done(&["sync"]);
        let sheet = laptop.json(&["unit", "show"]);
        assert_eq!(
            (&sheet["name"], &sheet["code"]),
            (&"Section de Versailles-Nord".into(), &"78-12".into()),
            "{sheet}"
        );
        assert!(laptop.done(&["mandate", "list"]).contains("trésorier, Section de Versailles-Nord"));
    }
    federal.done(&["sync"]);
    let season = federal.done(&["handover", "season"]);
    assert!(season.contains("Section de Versailles-Nord : "), "{season}");
    neighbour.done(&["roster", "import", &section.file("a.csv", "Nom;Prénom;E-mail\nCôté;André;andre@exemple.fr\n")]);
    let andre = neighbour.person("cote");
    neighbour.done(&["roster", "transfer", &andre, "--to", "versailles-nord"]);
    let history = treasurer.done(&["history"]);
    assert!(
        history.contains("Zoé Lefèvre a corrigé la présentation de l'unité : Section de Versailles-Nord"),
        "{history}"
    );
    assert!(history.contains("nom : Section de Versailles → Section de Versailles-Nord"), "{history}");

    // It is taken back as anything else.
    zoe.done(&["undo", done["change"].as_str().unwrap()]);
    zoe.done(&["sync"]);
    federal.done(&["sync"]);
    let season = federal.done(&["handover", "season"]);
    assert!(season.contains("Section de Versailles : "), "{season}");
}

#[test]
fn only_who_leads_it_or_stands_above_renames_a_section() {
    let section = Section::start();
    let zoe = section.officer("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("Samir Ould", Office::Treasurer);
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let (code, said) = treasurer.fails(&["unit", "rename", "Section du Roi"]);
    assert!(code == 5 && said.contains("mandat"), "{said}");
    assert_eq!(treasurer.json(&["unit", "show"])["changeable"], false);

    for words in [["--zone", "Versailles/Roi"].as_slice(), &["   "], &["Section de Versailles"], &[&"x".repeat(161)]] {
        let (code, said) = zoe.fails(&[&["unit", "rename"], words].concat());
        assert!(code == 5, "{words:?}: {said}");
    }
    assert_eq!(zoe.json(&["status"])["waiting"], 0);

    federal.done(&["unit", "rename", "--unit", "section de versailles", "Section de Versailles-Sud"]);
    federal.done(&["unit", "rename", "--unit", "section de versailles-sud", "--zone", "Indian/Reunion"]);
    federal.done(&["sync"]);
    zoe.done(&["sync"]);
    let sheet = zoe.json(&["unit", "show"]);
    assert_eq!((&sheet["name"], &sheet["zone"]), (&"Section de Versailles-Sud".into(), &"Indian/Reunion".into()));
    // The section doesn't rename what is above it, which it doesn't even read.
    let (code, said) = zoe.fails(&["unit", "rename", "--unit", "Fédération", "x"]);
    assert!(code == 5, "{said}");
}

fn words(laptop: &Laptop) -> Vec<String> {
    let ties = laptop.json(&["unit", "ties"]);
    let mut words: Vec<String> =
        ties.as_array().unwrap().iter().map(|tie| tie["word"].as_str().unwrap().to_owned()).collect();
    words.sort();
    words
}

fn first(laptop: &Laptop) -> String {
    laptop.json(&["unit", "ties"])[0]["id"].as_str().unwrap().to_owned()
}

fn season(federal: &Laptop) -> Vec<String> {
    let all = federal.json(&["handover", "season"]);
    let renewals = all["renewals"].as_array().unwrap().iter();
    renewals.map(|renewal| renewal["unitName"].as_str().unwrap().to_owned()).collect()
}

fn sync(laptops: &[&Laptop]) {
    for laptop in laptops {
        laptop.done(&["sync"]);
    }
}

/// The federation proposes, the section's secretary accepts. What stands above it sees of it what its office gives, from then on and not
/// before.
#[test]
fn a_federation_adopts_a_section_that_agrees() {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let lea = section.apart("Section de Poissy", "Léa Bonnet", Office::Secretary);
    let treasurer = section.officer("Samir Ould", Office::Treasurer);
    for words in [["unit", "adopt", "Section de Versailles"], ["unit", "adopt", "Fédération des Yvelines"]] {
        let (code, said) = federal.fails(&words);
        assert!(code == 5 && said.contains("Section de Poissy"), "only what has none: {said}");
    }
    let (code, said) = treasurer.fails(&["unit", "attach", "Fédération des Yvelines"]);
    assert_eq!(code, 5, "{said}");
    federal.done(&["unit", "adopt", "poissy", "--dry-run"]);
    assert_eq!(words(&federal), [""; 0]);
    let said = federal.done(&["unit", "adopt", "poissy"]);
    assert!(said.contains("« Section de Poissy » dépendrait de votre fédération, si elle accepte"), "{said}");
    sync(&[&federal, &lea, &federal]);
    assert_eq!((words(&federal), words(&lea)), (vec!["asked".to_owned()], vec!["proposed".to_owned()]));
    assert!(!season(&federal).contains(&"Section de Poissy".to_owned()), "not a day before");
    assert!(lea.done(&["status"]).contains("1 rattachement attend votre réponse"));
    let told = lea.done(&["unit", "ties"]);
    assert!(told.contains("« Fédération des Yvelines » : cette fédération propose que votre unité"), "{told}");

    lea.done(&["unit", "accept", &first(&lea), "--dry-run"]);
    lea.done(&["unit", "accept", &first(&lea)]);
    sync(&[&lea, &lea, &federal, &federal]);
    assert_eq!((words(&federal), words(&lea)), (vec!["tied".to_owned()], vec!["tied".to_owned()]));
    assert!(season(&federal).contains(&"Section de Poissy".to_owned()));
    assert!(lea.json(&["unit", "show"])["parent"].is_string());
    let history = lea.done(&["history"]);
    for told in
        ["Léa Bonnet a accepté un rattachement : Fédération des Yvelines", "a rattaché la section à l'unité au-dessus"]
    {
        assert!(history.contains(told), "{told}: {history}");
    }
    lea.done(&["verify"]);
    federal.done(&["verify"]);
    // It has its federation: no other asks for it, and it asks for none.
    let (code, said) = lea.fails(&["unit", "attach", "Fédération des Yvelines"]);
    assert!(code == 5 && said.contains("dépend déjà"), "{said}");
}

/// The other way round; declined, withdrawn, and asked again.
#[test]
fn a_section_asks_a_federation() {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let lea = section.apart("Section de Poissy", "Léa Bonnet", Office::Secretary);
    lea.done(&["unit", "attach", "yvelines"]);
    sync(&[&lea, &federal]);
    federal.done(&["unit", "decline", &first(&federal)]);
    sync(&[&federal, &lea]);
    assert_eq!((words(&federal), words(&lea)), (vec!["declined".to_owned()], vec!["declined".to_owned()]));

    lea.done(&["unit", "attach", "yvelines"]);
    sync(&[&lea, &federal]);
    lea.done(&["unit", "withdraw", &first(&lea)]);
    sync(&[&lea, &federal]);
    assert_eq!(words(&federal), ["declined", "withdrawn"]);

    lea.done(&["unit", "attach", "yvelines"]);
    sync(&[&lea, &federal]);
    // Nobody but who leads the unit answers, and nobody answers themselves.
    let (code, said) = lea.fails(&["unit", "accept", &first(&lea)]);
    assert!(code == 5 && said.contains("aucun rattachement"), "{said}");
    federal.done(&["unit", "accept", &first(&federal)]);
    sync(&[&federal, &federal, &lea]);
    assert_eq!((words(&federal), words(&lea)[1].as_str()), (words(&lea), "tied"));
    assert!(season(&federal).contains(&"Section de Poissy".to_owned()));
}

/// The federation opens a section and hands its first secretary a code: they have it all from then on.
#[test]
fn a_federation_opens_a_section() {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let zoe = section.officer("Zoé Lefèvre", Office::Secretary);
    let create = ["unit", "create", "Section de Poissy", "--secretary", "Léa Bonnet", "--code", "78-3"];
    let (code, said) = zoe.fails(&create);
    assert_eq!((code, zoe.json(&["status"])["waiting"].as_u64()), (5, Some(0)), "{said}");
    let would = federal.done(&[create.as_slice(), &["--dry-run"]].concat());
    assert!(would.contains("« Section de Poissy », dont Léa Bonnet serait secrétaire"), "{would}");
    assert!(!season(&federal).contains(&"Section de Poissy".to_owned()));

    // The answer that was lost is given again, with another code: it opens no second section and appoints nobody twice.
    let lost = federal.json(&create);
    let opened = federal.json(&create);
    assert_eq!((&opened["unit"], &opened["holder"]), (&lost["unit"], &lost["holder"]));
    let in_poissy = || {
        let all = federal.json(&["mandate", "list", "--all"]);
        all.as_array().unwrap().iter().filter(|it| it["unitName"] == "Section de Poissy").count()
    };
    assert_eq!(in_poissy(), 1);
    let lea = section.new_laptop("léa");
    let code = opened["code"].as_str().unwrap();
    lea.done(&["enrol", "--server", &section.server.url(), "--invitation", code]);
    lea.done(&["sync"]);
    let sheet = lea.json(&["unit", "show"]);
    assert_eq!((&sheet["name"], &sheet["code"]), (&"Section de Poissy".into(), &"78-3".into()), "{sheet}");
    assert!(sheet["parent"].is_string() && sheet["changeable"] == true, "{sheet}");
    lea.done(&["roster", "import", &section.file("a.csv", MEMBERS)]);
    lea.done(&["sync"]);
    lea.done(&["verify"]);
    sync(&[&federal]);
    assert_eq!(season(&federal).iter().filter(|name| *name == "Section de Poissy").count(), 1);
    // Once she is in, the same words open another.
    let other = federal.json(&create);
    assert_ne!((&other["unit"], in_poissy()), (&opened["unit"], 0));
    assert_eq!(in_poissy(), 2);
    let history = federal.done(&["history"]);
    assert!(history.contains("Hélène Faure a demandé l'ouverture d'une section : Section de Poissy"), "{history}");
    assert!(history.contains("Hélène Faure a inscrit un mandat : Léa Bonnet"), "{history}");
    federal.done(&["verify"]);
}
