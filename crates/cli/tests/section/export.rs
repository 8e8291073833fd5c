//! `coopol export`: everything, in open formats, with a manifest by which anybody checks it.

use coopol_domain::access::Office;
use coopol_domain::seal::Hash;
use serde_json::Value as Json;

use crate::kit::{MEMBERS, Section};

#[test]
fn everything_comes_out_and_can_be_checked() {
    let section = Section::start();
    let laptop = section.officer("Zoé Lefèvre", Office::Secretary);
    laptop.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let event = laptop.json(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    laptop.done(&["promise", "add", "Une salle", "--to", "La chorale", "--before", "2026-12-20"]);
    laptop.done(&["fact", "add", "Clés du local", "--category", "key", "--held-by", "=1+1"]);
    let letter = section.file("lettre.txt", "Le budget\n");
    laptop.done(&["archive", "add", &letter, "--date", "2026-11-22"]);
    let anne = laptop.person("anne martin");
    laptop.done(&["agenda", "attendance", event["event"].as_str().unwrap(), "--present", &anne]);
    for (field, text) in [("family_name", "=1+1"), ("given_name", "+SOMME(A1)"), ("note", "@cmd"), ("number", "-2+3")] {
        laptop.done(&["roster", "set", "--", &anne, field, text]);
    }
    let folder = section.path("export");
    laptop.done(&["export", folder.to_str().unwrap()]);
    let read = |path: &str| std::fs::read(folder.join(path)).unwrap();
    let manifest: Json = serde_json::from_slice(&read("manifeste.json")).unwrap();
    let mut paths: Vec<&str> = Vec::new();
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = read(path);
        assert_eq!(file["size"], bytes.len());
        assert_eq!(file["sha256"], Hash::of(&bytes).to_string(), "{path}");
        paths.push(path);
    }
    paths.sort_unstable();
    let wanted = [
        "a-savoir.csv",
        "agenda.ics",
        "cotisations.csv",
        "delegations.csv",
        "documents/2026/lettre.txt",
        "engagements.csv",
        "fichier.csv",
        "fichier.vcf",
        "fichier.xlsx",
        "historique.csv",
        "historique.jsonl",
        "listes.csv",
        "messages.csv",
        "presences.csv",
    ];
    assert_eq!(paths, wanted);
    assert_eq!(read("documents/2026/lettre.txt"), b"Le budget\n");
    assert!(String::from_utf8(read("agenda.ics")).unwrap().contains("SUMMARY:Réunion"));

    let owed = String::from_utf8(read("engagements.csv")).unwrap();
    assert!(owed.contains("Une salle;La chorale;;20/12/2026;;;"), "{owed}");
    for table in ["fichier.csv", "historique.csv", "cotisations.csv", "a-savoir.csv", "presences.csv"] {
        let text = String::from_utf8(read(table)).unwrap();
        for cell in text.trim_start_matches('\u{feff}').split([';', '\n']) {
            let bare = cell.trim_start_matches('"');
            assert!(
                !bare.starts_with(['=', '+', '-', '@', '\t', '\r']) || bare == "\r",
                "{table}: {cell:?} is a formula"
            );
        }
        assert!(table == "cotisations.csv" || text.contains("'=1+1"), "{table}: it is kept, as text");
    }
    let came = String::from_utf8(read("presences.csv")).unwrap();
    let (head, row) = came.trim_start_matches('\u{feff}').split_once("\r\n").unwrap();
    assert_eq!(head, "Date;Événement;N° adhérent;Nom;Prénom;Présence");
    assert_eq!(row, "03/12/2026;Réunion;'-2+3;'=1+1;'+SOMME(A1);présent\r\n");
    assert!(laptop.done(&["history"]).contains("a exporté des données"));
    let (code, said) = laptop.fails(&["export", folder.to_str().unwrap()]);
    assert!(code == 6 && said.contains("n'est pas vide"), "{said}");
}
