//! `coopol mandate`: who holds which office, by one or by two.

use coopol_domain::access::Office;
use jiff::ToSpan as _;

use crate::kit::{Laptop, MEMBERS, Section};

/// A treasurer is made by the secretary alone, a deputy secretary too; whoever leads only by two.
#[test]
fn a_colleague_is_recorded_by_one_and_a_leader_by_two() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let words = ["mandate", "record", "--holder", "Marie Nguyen", "--office", "treasurer", "--until", "2031-06-30"];
    let told = secretary.json(&[&words[..], &["--dry-run"]].concat());
    assert!(told["change"].is_null() && told["needs"].is_null(), "{told}");
    assert_eq!(secretary.json(&["mandate", "list"]).as_array().unwrap().len(), 1, "nothing was written");

    secretary.done(&words);
    secretary.done(&["sync"]);
    let said = secretary.done(&["mandate", "list"]);
    assert!(said.contains("Marie Nguyen : trésorier, Section de Versailles"), "{said}");
    assert!(said.contains("jusqu'au 30/06/2031"), "the last day is the last one: {said}");

    let next = ["mandate", "record", "--holder", "Anne Martin", "--office", "secretary"];
    let told = secretary.json(&[&next[..], &["--dry-run"]].concat());
    assert_eq!(told["needs"], "second_mandate", "{told}");
    let said = secretary.done(&next);
    assert!(said.contains("second mandat"), "{said}");
    secretary.done(&["sync"]);
    assert!(!secretary.done(&["mandate", "list"]).contains("Anne Martin"), "it waits");
}

#[test]
fn a_mandate_ends_and_its_holder_has_nothing_any_more() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let second = section.officer("Luc Bernard", Office::Secretary);
    let deputy = section.officer("André Côté", Office::Deputy);
    secretary.done(&["sync"]);
    let mandates = secretary.json(&["mandate", "list"]);
    let of = |name: &str| {
        let all = mandates.as_array().unwrap();
        all.iter().find(|mandate| mandate["holderName"] == name).unwrap()["id"].as_str().unwrap().to_owned()
    };
    let said = secretary.done(&["mandate", "end", &of("André Côté")]);
    assert!(said.contains("second mandat"), "nobody puts a colleague out alone: {said}");
    secretary.done(&["sync"]);
    deputy.done(&["roster", "list"]);
    second.done(&["sync"]);
    second.done(&["proposals", "accept", "--all"]);
    second.done(&["sync"]);
    assert!(deputy.done(&["sync"]).contains("détruites"));
    secretary.done(&["sync"]);
    assert!(!secretary.done(&["mandate", "list"]).contains("André Côté"));
    assert!(secretary.done(&["mandate", "list", "--all"]).contains("André Côté"));

    let own = secretary.done(&["mandate", "end", &of("Zoé Lefèvre")]);
    assert!(!own.contains("second mandat"), "anybody may leave: {own}");
}

/// J9: what was done before the end and arrives after it waits for those who stay, who take it over change by change.
#[test]
fn what_arrives_after_the_end_is_taken_over_by_those_who_stay() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let second = section.officer("Luc Bernard", Office::Secretary);
    secretary.done(&["roster", "import", &section.file("membres.csv", MEMBERS)]);
    secretary.done(&["sync"]);
    let deputy = section.officer("André Côté", Office::Deputy);
    let [anne, zoe] = ["Anne", "Zoé"].map(|name| deputy.person(name));
    deputy.done(&["roster", "set", &anne, "given_name", "Annabelle"]);
    deputy.done(&["roster", "set", &zoe, "given_name", "Zélie"]);

    secretary.done(&["sync"]);
    let mandates = secretary.json(&["mandate", "list"]);
    let ends = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "André Côté").unwrap();
    secretary.done(&["mandate", "end", ends["id"].as_str().unwrap()]);
    secretary.done(&["sync"]);
    second.done(&["sync"]);
    second.done(&["proposals", "accept", "--all"]);
    second.done(&["sync"]);
    assert!(deputy.done(&["sync"]).contains("détruites"), "it was delivered, and nothing stays on the laptop");

    secretary.done(&["sync"]);
    let called = |laptop: &Laptop, name: &str| laptop.json(&["roster", "list", "--search", name])["total"].clone();
    assert_eq!(called(&secretary, "Annabelle"), 0, "it counts for nothing before it is accepted");
    let waiting = secretary.json(&["proposals", "list"]);
    let waiting = waiting.as_array().unwrap();
    assert_eq!(waiting.len(), 2, "{waiting:?}");
    assert!(waiting.iter().all(|one| one["authorName"] == "André Côté"), "{waiting:?}");
    let about = |name: &str| {
        let one = waiting.iter().find(|one| one["name"].as_str().unwrap().contains(name)).unwrap();
        one["change"].as_str().unwrap().to_owned()
    };
    secretary.done(&["proposals", "accept", &about("Martin")]);
    secretary.done(&["proposals", "decline", &about("Lef")]);
    secretary.done(&["sync"]);
    second.done(&["sync"]);
    for laptop in [&secretary, &second] {
        assert_eq!([called(laptop, "Annabelle"), called(laptop, "Zélie")], [1, 0]);
        assert_eq!(laptop.json(&["proposals", "list"]).as_array().unwrap().len(), 0);
    }
}

/// J9: whoever is suspended from above reads nothing and does nothing until that is lifted; what they hadn't sent waits for those who
/// stay. Then everything is back, and the laptop is the same.
#[test]
fn who_is_suspended_has_nothing_until_it_is_lifted() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    secretary.done(&["roster", "import", &section.file("membres.csv", MEMBERS)]);
    secretary.done(&["sync"]);
    let deputy = section.officer("André Côté", Office::Deputy);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let anne = deputy.person("Anne");
    deputy.done(&["roster", "set", &anne, "given_name", "Annabelle"]);

    let mandates = federal.json(&["mandate", "list"]);
    let of = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "André Côté").unwrap();
    let mandate = of["id"].as_str().unwrap();
    let words = ["mandate", "suspend", mandate, "--reason", "Comptes non rendus", "--until", "2031-06-30"];
    let (code, said) = secretary.fails(&words);
    assert!(code == 5 && said.contains("mandat"), "nobody suspends a colleague: {said}");
    let told = federal.json(&[&words[..], &["--dry-run"]].concat());
    assert!(told["change"].is_null() && told["needs"].is_null(), "{told}");
    federal.done(&words);
    federal.done(&["sync"]);
    let listed = federal.done(&["mandate", "list"]);
    assert!(listed.contains("jusqu'au 30/06/2031 par Ada Traoré : Comptes non rendus"), "{listed}");

    let (code, said) = deputy.fails(&["sync"]);
    assert!(code == 5 && said.contains("suspendu") && said.contains("Comptes non rendus"), "{said}");
    assert!(deputy.fails(&["roster", "list"]).0 != 0, "nothing is left to read");
    secretary.done(&["sync"]);
    let listed = secretary.done(&["mandate", "list"]);
    assert!(listed.contains("André Côté") && listed.contains("par Ada Traoré"), "the seat isn't free: {listed}");
    let waiting = secretary.done(&["proposals", "list"]);
    assert!(waiting.contains("arrivée pendant la suspension"), "{waiting}");
    secretary.done(&["proposals", "accept", "--all"]);
    secretary.done(&["sync"]);

    federal.done(&["mandate", "lift", mandate]);
    federal.done(&["sync"]);
    deputy.done(&["sync"]);
    assert_eq!(deputy.json(&["roster", "list", "--search", "Annabelle"])["total"], 1, "it reads everything again");
    deputy.done(&["roster", "set", &anne, "given_name", "Anne"]);
    assert!(!deputy.done(&["sync"]).contains("refusée"));
}

/// A mandate says where its proof is, and keeps it; a federal secretary is one for a theme, and nobody else is.
#[test]
fn a_mandate_has_its_proof_and_perhaps_a_theme() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let minutes = section.file("compte-rendu.txt", "Élue à l'unanimité.");
    let words = ["mandate", "record", "--holder", "Marie Nguyen", "--office", "bureau_member"];
    let proof = ["--proof", "Compte rendu du 20 novembre", "--document", &minutes];
    secretary.done(&[&words[..], &proof, &["--dry-run"]].concat());
    assert_eq!(secretary.json(&["archive", "list"])["total"], 0, "nothing was kept");
    secretary.done(&[&words[..], &proof].concat());
    secretary.done(&["sync"]);
    let listed = secretary.done(&["mandate", "list"]);
    assert!(listed.contains("preuve : Compte rendu du 20 novembre"), "{listed}");
    let mandates = secretary.json(&["mandate", "list"]);
    let of = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "Marie Nguyen").unwrap();
    assert_eq!(of["document"], secretary.json(&["archive", "list"])["rows"][0]["id"], "{of}");
    let (code, said) = secretary.fails(&[&words[..], &["--theme", "Formation"]].concat());
    assert!(code == 5 && said.contains("thème"), "nobody else has one: {said}");

    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let words = ["mandate", "record", "--holder", "Léo Müller", "--office", "federal_secretary"];
    let (code, said) = federal.fails(&words);
    assert!(code == 5 && said.contains("thème"), "{said}");
    federal.done(&[&words[..], &["--theme", " Formation "]].concat());
    federal.done(&["sync"]);
    let listed = federal.done(&["mandate", "list"]);
    assert!(listed.contains("(Formation)"), "{listed}");
    assert!(federal.done(&["history"]).contains("Formation"));
}

/// Whom the federation puts in charge leads for a time: nobody in the section does that, nobody themselves; what goes on for longer names what
/// it prolongs, and nothing is renewed by it.
#[test]
fn the_federation_puts_somebody_in_charge_for_a_time() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let now = federal.today();
    let day = |days: i64| now.checked_add(days.days()).unwrap().to_string();
    let words = |name: &str, until: &str, more: &[&str]| -> Vec<String> {
        let words = ["mandate", "caretaker", "--unit", "Section de Versailles", "--office", "secretary"];
        let told = ["--name", name, "--until", until, "--reason", "Bureau suspendu"];
        [&words[..], &told, more].concat().into_iter().map(str::to_owned).collect()
    };
    let run = |laptop: &Laptop, words: &[String]| laptop.done(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let fails = |laptop: &Laptop, words: &[String]| laptop.fails(&words.iter().map(String::as_str).collect::<Vec<_>>());
    let in_three_days = day(3);
    let first = words("Karim Haddad", &day(90), &["--since", &in_three_days]);
    let (code, said) = fails(&secretary, &first);
    assert!(code == 5 && said.contains("mandat"), "who is in office doesn't: {said}");
    let (code, said) = fails(&federal, &words("Ada Traoré", &day(90), &[]));
    assert!(code == 5 && said.contains("titulaire"), "nor oneself: {said}");
    let (code, said) = fails(&federal, &words("Karim Haddad", &day(200), &[]));
    assert!(code == 5 && said.contains("fin"), "nor for longer: {said}");
    let said = run(&federal, &words("Karim Haddad", &day(90), &["--dry-run"]));
    assert!(said.contains("Serait enregistré"), "{said}");
    run(&federal, &first);
    federal.done(&["sync"]);
    secretary.done(&["sync"]);
    let listed = secretary.done(&["mandate", "list"]);
    assert!(listed.contains("administration provisoire, par Ada Traoré : Bureau suspendu"), "{listed}");
    assert!(secretary.done(&["history"]).contains("administration provisoire"));

    let versailles = |since: &str| {
        let season = federal.json(&["handover", "season", "--since", since]);
        let rows = season["renewals"].as_array().unwrap();
        rows.iter().find(|row| row["unitName"] == "Section de Versailles").unwrap().clone()
    };
    let tomorrow = versailles(&day(1));
    assert_eq!(tomorrow["secretary"]["caretaker"]["by"], "Ada Traoré", "{tomorrow}");
    assert_eq!(tomorrow["step"], "silent", "nothing is renewed by that: {tomorrow}");
    // Whoever was elected this season was, be it that they are suspended and somebody is in charge meanwhile.
    let mandates = federal.json(&["mandate", "list"]);
    let zoe = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "Zoé Lefèvre").unwrap();
    federal.done(&["mandate", "suspend", zoe["id"].as_str().unwrap(), "--reason", "Comptes non rendus"]);
    let season = versailles(&day(-30));
    assert_eq!((&season["step"], &season["secretary"]["name"]), (&"done".into(), &"Karim Haddad".into()), "{season}");

    let longer = words("Karim Haddad", &day(120), &[]);
    let (code, said) = fails(&federal, &longer);
    assert!(code == 5 && said.contains("--prolongs"), "{said}");
    let mandates = federal.json(&["mandate", "list"]);
    let of = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "Karim Haddad").unwrap();
    assert_eq!(of["caretaker"]["reason"], "Bureau suspendu", "{of}");
    run(&federal, &words("Karim Haddad", &day(120), &["--prolongs", of["id"].as_str().unwrap()]));
    assert!(!federal.done(&["sync"]).contains("refusée"));
    let listed = federal.done(&["mandate", "list"]);
    assert!(listed.contains(&format!("prolonge {}", of["id"].as_str().unwrap())), "{listed}");
}

/// J1.4: whoever holds a mandate says how they are reached, to those who read it; until they withdraw it, or it ends.
#[test]
fn a_card_says_how_its_holder_is_reached() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let deputy = section.officer("André Côté", Office::Deputy);
    deputy.done(&["mandate", "card", "--name", "André", "--email", "Andre@Exemple.fr", "--phone", "0612345678"]);
    deputy.done(&["sync"]);
    secretary.done(&["sync"]);
    let listed = secretary.done(&["mandate", "list"]);
    assert!(listed.contains("pour joindre André : andre@exemple.fr, 06 12 34 56 78"), "{listed}");
    let mandates = secretary.json(&["mandate", "list"]);
    let of = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "André Côté").unwrap();
    let mandate = of["id"].as_str().unwrap();
    let (code, said) = secretary.fails(&["mandate", "card", "--mandate", mandate, "--withdraw"]);
    assert!(code == 5 && said.contains("titulaire"), "nobody speaks for somebody else: {said}");
    let (code, said) = deputy.fails(&["mandate", "card", "--name", "André", "--email", "nulle part"]);
    assert!(code == 5 && said.contains("nom@exemple.org"), "{said}");

    deputy.done(&["mandate", "card", "--name", "A. Côté", "--email", "andre@exemple.fr"]);
    deputy.done(&["sync"]);
    secretary.done(&["sync"]);
    let listed = secretary.done(&["mandate", "list"]);
    assert!(listed.contains("pour joindre A. Côté : andre@exemple.fr\n"), "replaced, the telephone with it: {listed}");
    deputy.done(&["mandate", "card", "--withdraw"]);
    deputy.done(&["sync"]);
    secretary.done(&["sync"]);
    assert!(!secretary.done(&["mandate", "list"]).contains("joindre"));
    assert!(secretary.done(&["history"]).contains("a retiré ses coordonnées de responsable"));

    // One that is over is of nobody.
    secretary.done(&["mandate", "card", "--name", "Zoé", "--phone", "0612345678"]);
    let own = mandates.as_array().unwrap().iter().find(|mandate| mandate["holderName"] == "Zoé Lefèvre").unwrap();
    secretary.done(&["mandate", "end", own["id"].as_str().unwrap()]);
    assert!(!secretary.done(&["mandate", "list", "--all"]).contains("joindre"));
}

/// J1.4: the federation learns how many people could be written to below, and who they are from nobody.
#[test]
fn the_federation_counts_whom_it_can_t_see() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let rows: Vec<String> = (0..12u8)
        .map(|n| {
            let name = format!("Marti{}", char::from(b'a' + n));
            let email = if n < 7 { format!("{name}@exemple.fr") } else { String::new() };
            format!("{name};Anne;{email}")
        })
        .collect();
    secretary.done(&[
        "roster",
        "import",
        &section.file("liste.csv", &format!("Nom;Prénom;E-mail\n{}\n", rows.join("\n"))),
    ]);
    secretary.done(&["sync"]);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let told = federal.done(&["audience"]);
    assert!(told.contains("Section de Versailles : 12 personnes, 7 avec une adresse e-mail, 5 sans"), "{told}");
    assert!(told.contains("Section de Rennes : moins de 5 personnes\n"), "{told}");
    let one = federal.done(&["audience", "--unit", "Section de Rennes"]);
    assert!(!one.contains("Versailles"), "{one}");
    assert_eq!(secretary.fails(&["audience"]).0, 4, "to a section there is nothing there");
}

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    let section = Section::start();
    let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
    let record = ["mandate", "record", "--holder", "Anne Martin", "--office"];
    let (code, said) = secretary.fails(&[&record[..], &["federal_treasurer"]].concat());
    assert!(code == 5 && said.contains("fonction"), "a section has no such office: {said}");
    let (code, said) = secretary.fails(&[&record[..], &["treasurer", "--unit", "Section d'Ailleurs"]].concat());
    assert!(code == 5 && said.contains("Section de Versailles"), "it says which there are: {said}");
    let backwards = ["treasurer", "--since", "2027-01-01", "--until", "2026-01-01"];
    let (code, said) = secretary.fails(&[&record[..], &backwards].concat());
    assert!(code == 5 && said.contains("fin"), "{said}");
    let (code, said) = secretary.fails(&["mandate", "end", "00000000-0000-0000-0000-000000000001"]);
    assert!(code == 5 && said.contains("aucun mandat"), "{said}");
}
