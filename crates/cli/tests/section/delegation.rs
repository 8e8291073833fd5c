//! `coopol delegation`: granted, taken up, used and ended, each on a laptop of its own.

use coopol_domain::access::Office;

use crate::kit::{Laptop, MEMBERS, Section};

/// So many days from when the laptop's mandate began, which is today.
fn until(laptop: &Laptop, days: i64) -> String {
    let since = laptop.json(&["mandate", "list"])[0]["since"].as_i64().unwrap();
    let today = jiff::Timestamp::from_millisecond(since).unwrap().to_zoned(jiff::tz::TimeZone::UTC).date();
    today.checked_add(jiff::Span::new().days(days)).unwrap().to_string()
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
    let (code, said) = zoe.fails(&["delegation", "end", nowhere]);
    assert!(code == 5 && said.contains("aucune délégation"), "{said}");
    let (code, said) = zoe.fails(&["delegation", "mark", nowhere]);
    assert!(code == 5 && said.contains("aucun mandat"), "{said}");
}
