//! A unit's own facts: its name, its zone, its code. Whoever leads it puts them right, and so does the level above.

use coopol_domain::access::Office;

use crate::kit::Section;

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
