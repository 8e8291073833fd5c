//! `coopol delegation`: granted, taken up, used and ended, each on a laptop of its own.

use coopol_domain::access::Office;

use crate::kit::{Laptop, MEMBERS, Section};

/// So many days from when the laptop's mandate began, which is today.
fn until(laptop: &Laptop, days: i64) -> String {
    laptop.today().checked_add(jiff::Span::new().days(days)).unwrap().to_string()
}

fn enrolled(section: &Section, code: &str) -> Laptop {
    let awa = section.new_laptop("Awa");
    awa.done(&["enrol", "--server", &section.server.url(), "--invitation", code, "--device-name", "Portable d’Awa"]);
    awa.done(&["sync"]);
    awa
}

#[test]
fn somebody_marks_who_came_and_sees_nothing_else() {
    let section = Section::start();
    let zoe = section.officer("Zoé Lefèvre", Office::Secretary);
    zoe.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    let event = zoe.json(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    let event = event["event"].as_str().unwrap();
    zoe.done(&["sync"]);
    let last = until(&zoe, 30);
    let grant = |last: &str| {
        ["delegation", "grant", "--event", event, "--name", "Awa Ndiaye", "--until", last].map(str::to_owned)
    };
    let words = grant(&last);
    let granted = zoe.json(&words.each_ref().map(String::as_str));
    let delegation = granted["delegation"].as_str().unwrap();
    assert_eq!(granted["waits"], false);
    assert!(zoe.done(&["delegation", "list"]).contains("code pas encore utilisé"));

    let awa = enrolled(&section, granted["code"].as_str().unwrap());
    let shown = awa.done(&["delegation", "show"]);
    assert!(shown.contains("Réunion, le 2026-12-03 à 20:00") && shown.contains("Martin Anne : non noté"), "{shown}");
    assert!(!shown.contains("exemple.fr") && !shown.contains("36,50"), "names alone: {shown}");
    for words in [&["roster", "list"][..], &["agenda", "list"], &["archive", "list"], &["delegation", "list"]] {
        let (code, said) = awa.fails(words);
        assert!(code == 5 && said.contains("aucun mandat"), "{words:?}: {said}");
    }
    let sheet = awa.json(&["delegation", "show", "--search", "lef"]);
    let person = sheet["people"][0]["id"].as_str().unwrap();
    assert_eq!(sheet["people"].as_array().unwrap().len(), 1);
    assert!(awa.json(&["delegation", "mark", person])["changes"][0].is_string());
    assert!(awa.done(&["delegation", "show"]).contains("Lefèvre Zoé : présent"), "saved here");
    let waiting = |awa: &Laptop| awa.json(&["delegation", "show", "--search", "lef"])["people"][0]["waiting"].clone();
    assert_eq!(waiting(&awa), true, "and not sent yet");
    let said = awa.done(&["sync"]);
    assert!(said.contains("enregistré et partagé"), "{said}");
    assert!(awa.done(&["status"]).contains("enregistré et partagé"));
    assert_eq!(waiting(&awa), false);
    zoe.done(&["sync"]);
    let said = zoe.done(&["agenda", "attendance", event]);
    assert!(said.contains("Lefèvre Zoé") && said.contains("1 présent, 0 excusé."), "{said}");
    let history = zoe.done(&["history", "--subject", event]);
    assert!(history.contains("ce qu'a noté une personne qui en avait la délégation"), "{history}");
    assert!(history.contains("présence (Zoé Lefèvre) : présent"), "{history}");
    assert!(zoe.json(&["verify"]).as_array().unwrap().iter().all(|it| it["whole"] == true));
    assert!(awa.json(&["verify"]).as_array().unwrap().iter().all(|it| it["whole"] == true));
    assert!(zoe.done(&["delegation", "list"]).contains("en cours sur « Portable d’Awa »"));

    awa.done(&["delegation", "mark", person, "--clear"]);
    zoe.done(&["delegation", "end", delegation]);
    zoe.done(&["sync"]);
    let gone = awa.done(&["sync"]);
    assert!(gone.contains("Plus rien ne s'ouvre ici"), "{gone}");
    zoe.done(&["sync"]);
    assert!(zoe.done(&["agenda", "attendance", event]).contains("1 présent"), "what came late doesn't count");
    let late = zoe.json(&["proposals", "list"]);
    assert_eq!(late[0]["kind"], "attendance_delegated", "{late}");
    zoe.done(&["proposals", "accept", late[0]["change"].as_str().unwrap()]);
    assert!(zoe.done(&["agenda", "attendance", event]).contains("0 présent"), "but by whoever takes it over");
    zoe.done(&["sync"]);
    assert_eq!(zoe.json(&["status"])["refused"], 0);
    assert_eq!(zoe.json(&["delegation", "list"]), serde_json::json!([]));
    assert_eq!(zoe.json(&["delegation", "list", "--all"])[0]["stage"], "ended");
}

#[test]
fn somebody_enters_what_is_paid_and_sees_nothing_else() {
    let section = Section::start();
    let zoe = section.officer("Zoé Lefèvre", Office::Secretary);
    zoe.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    zoe.done(&["sync"]);
    let theo = section.officer("Théo Petit", Office::Treasurer);
    theo.done(&["sync"]);
    let last = until(&theo, 30);
    let words = ["delegation", "grant", "--dues", "2026", "--name", "Awa Ndiaye", "--until", &last];
    let (code, said) = zoe.fails(&words);
    assert!(code == 5 && said.contains("mandat"), "who proposes lets nobody in: {said}");
    let granted = theo.json(&words);
    let delegation = granted["delegation"].as_str().unwrap();
    assert_eq!(granted["waits"], false);
    let listed = theo.done(&["delegation", "list"]);
    assert!(
        listed.contains("Awa Ndiaye : cotisations de 2026") && listed.contains("code pas encore utilisé"),
        "{listed}"
    );

    let awa = enrolled(&section, granted["code"].as_str().unwrap());
    let shown = awa.done(&["delegation", "show"]);
    assert!(shown.contains("cotisations de 2026") && shown.contains("Lefèvre Zoé"), "{shown}");
    assert!(!shown.contains("exemple.fr") && !shown.contains("36,50"), "names alone: {shown}");
    for words in [&["roster", "list"][..], &["agenda", "list"], &["archive", "list"], &["delegation", "list"]] {
        let (code, said) = awa.fails(words);
        assert!(code == 5 && said.contains("aucun mandat"), "{words:?}: {said}");
    }
    let found = awa.json(&["delegation", "show", "--search", "lef"]);
    let person = found["people"][0]["id"].as_str().unwrap();
    assert_eq!(found["people"].as_array().unwrap().len(), 1);
    let noted = awa.json(&["delegation", "record", person, "20", "--on", "2026-11-20", "--method", "cash"]);
    let payment = noted["payment"].as_str().unwrap();
    let entered =
        |awa: &Laptop| awa.json(&["delegation", "show", "--search", "lef"])["people"][0]["entered"][0].clone();
    assert_eq!((&entered(&awa)["cents"], &entered(&awa)["waiting"]), (&2000.into(), &true.into()));
    awa.done(&["sync"]);
    assert_eq!(entered(&awa)["waiting"], false);
    let paid = |theo: &Laptop| {
        theo.done(&["sync"]);
        theo.done(&["dues", "list", person])
    };
    assert!(paid(&theo).contains("20,00 €  le 2026-11-20, espèces"), "{}", paid(&theo));
    let history = theo.done(&["history", "--subject", payment]);
    assert!(history.contains("une cotisation qu'a notée une personne qui en avait la délégation"), "{history}");
    awa.done(&["delegation", "change", payment, "--amount", "25"]);
    awa.done(&["sync"]);
    assert!(paid(&theo).contains("25,00 €  le 2026-11-20, espèces"), "what isn't said stays: {}", paid(&theo));
    awa.done(&["delegation", "cancel", payment]);
    awa.done(&["sync"]);
    assert!(!paid(&theo).contains("25,00 €"), "{}", paid(&theo));
    assert!(awa.done(&["delegation", "show"]).contains("annulé"));
    assert!(theo.json(&["verify"]).as_array().unwrap().iter().all(|it| it["whole"] == true));
    assert!(awa.json(&["verify"]).as_array().unwrap().iter().all(|it| it["whole"] == true));
    let dossier = theo.done(&["handover", "dossier"]);
    assert!(dossier.contains("note les cotisations de 2026"), "{dossier}");

    awa.done(&["delegation", "record", person, "30"]);
    theo.done(&["delegation", "end", delegation]);
    theo.done(&["sync"]);
    let gone = awa.done(&["sync"]);
    assert!(gone.contains("Plus rien ne s'ouvre ici"), "{gone}");
    assert!(!paid(&theo).contains("30,00 €"), "what came late doesn't count");
    let late = theo.json(&["proposals", "list"]);
    assert_eq!(late[0]["kind"], "dues_delegated", "{late}");
    theo.done(&["proposals", "accept", late[0]["change"].as_str().unwrap()]);
    assert!(paid(&theo).contains("30,00 €"), "but by whoever takes it over");
    theo.done(&["sync"]);
    assert_eq!(theo.json(&["status"])["refused"], 0);
    assert_eq!(theo.json(&["delegation", "list", "--all"])[0]["stage"], "ended");
}

#[test]
fn what_cannot_be_granted_is_said() {
    let section = Section::start();
    let zoe = section.officer("Zoé Lefèvre", Office::Secretary);
    let event = zoe.json(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    let event = event["event"].as_str().unwrap();
    let nowhere = "00000000-0000-0000-0000-000000000001";
    let (long, past, soon) = (until(&zoe, 120), until(&zoe, -2), until(&zoe, 2));
    for (event, name, last, why) in [
        (event, "Awa", long.as_str(), "92 jours"),
        (event, "Awa", &past, "92 jours"),
        (event, "Awa", "demain", "2026-11-22"),
        (event, " ", &soon, "ne peut pas être vide"),
        (nowhere, "Awa", &soon, "aucun événement"),
    ] {
        let (code, said) = zoe.fails(&["delegation", "grant", "--event", event, "--name", name, "--until", last]);
        assert!(code == 5 && said.contains(why), "{said}");
    }
    let words = ["delegation", "grant", "--dues", "1900", "--name", "Awa", "--until", &soon];
    let (code, said) = zoe.fails(&words);
    assert!(code == 5 && said.contains("année"), "{said}");
    let (code, said) = zoe.fails(&["delegation", "grant", "--name", "Awa", "--until", &soon]);
    assert!(code == 2 && said.contains("--event"), "{said}");
    let (code, said) = zoe.fails(&["delegation", "end", nowhere]);
    assert!(code == 5 && said.contains("aucune délégation"), "{said}");
    let (code, said) = zoe.fails(&["delegation", "mark", nowhere]);
    assert!(code == 5 && said.contains("aucun mandat"), "{said}");
}
