//! `--json` on every command: one document, and nothing else.

use coopol_domain::access::Office;
use coopol_testkit::mail::Peer;
use serde_json::Value as Json;

use crate::kit::{Laptop, MEMBERS, Section, bare, run, text};

/// Commands that have commands of their own.
const NESTED: [&str; 16] = [
    "dues",
    "erasure",
    "codes",
    "delegation",
    "roster",
    "agenda",
    "archive",
    "devices",
    "proposals",
    "arrivals",
    "mandate",
    "handover",
    "fact",
    "promise",
    "message",
    "unit",
];

/// The commands that the help of `words` names.
fn named(words: &[&str]) -> Vec<String> {
    let mut command = bare(std::path::Path::new("nowhere"));
    command.args(words).arg("--help");
    let help = text(&run(command, "").stdout);
    let listed = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let listed = listed.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    listed.filter(|word| *word != "help").map(str::to_owned).collect()
}

/// A section that begins alone, and joins.
fn begun_and_joined(section: &Section) {
    let poissy = section.new_laptop("poissy");
    poissy.json(&["begin", "--unit", "Section de Poissy", "--name", "Anne Martin"]);
    let code = section.server.adopt("Section de Poissy");
    poissy.json(&["join", "--server", &section.server.url(), "--invitation", &code]);
}

/// An event there and back, and a document that is found and opened.
fn agenda_and_archive(ask: &mut impl FnMut(&[&str]) -> Json, calendar: &str, letter: &str) {
    let event = ask(&["agenda", "add", "--title", "Réunion", "--start", "2026-12-03T20:00"]);
    assert!(event["event"].is_string());
    assert_eq!(ask(&["agenda", "list"])["total"], 1);
    let (event, anne) = (event["event"].as_str().unwrap(), &ask(&["roster", "list", "--search", "anne"])["rows"][0]);
    let anne = anne["id"].as_str().unwrap();
    let would = ask(&["agenda", "attendance", event, "--present", anne, "--dry-run"]);
    assert_eq!(
        (&would["tally"]["present"], &would["change"], &would["dryRun"]),
        (&1.into(), &Json::Null, &true.into())
    );
    assert_eq!(ask(&["agenda", "attendance", event])["tally"]["present"], 0, "nothing was written");
    let marked = ask(&["agenda", "attendance", event, "--excused", anne]);
    assert!(marked["change"].is_string() && marked["changes"][0]["after"] == "excused", "{marked}");
    let page = ask(&["agenda", "attendance", event]);
    assert_eq!(
        (&page["rows"][0]["mark"], &page["total"], &page["tally"]["gone"]),
        (&"excused".into(), &1.into(), &0.into())
    );
    assert_eq!(ask(&["agenda", "export", calendar])["events"], 1);
    assert_eq!(ask(&["agenda", "import", calendar])["done"]["created"], 0);
    assert_eq!(ask(&["agenda", "feed", "open", "Bureau", "--dry-run"])["change"], Json::Null);
    let feed = ask(&["agenda", "feed", "open", "Bureau"]);
    assert!(feed["address"].as_str().unwrap().contains("/v1/feeds/") && feed["change"].is_string(), "{feed}");
    assert_eq!(ask(&["agenda", "feeds"])[0]["answers"], true);
    let feed = feed["feed"].as_str().unwrap();
    for step in ["take-up", "close"] {
        assert_eq!(ask(&["agenda", "feed", step, feed, "--dry-run"])["change"], Json::Null);
        assert!(ask(&["agenda", "feed", step, feed])["change"].is_string(), "{step}");
    }
    assert_eq!(ask(&["agenda", "feeds"]), serde_json::json!([]));
    assert_eq!(ask(&["archive", "add", letter])["sent"], true);
    assert_eq!(ask(&["archive", "list"])["total"], 1);
    let document = ask(&["archive", "search", "budget"])["rows"][0]["id"].as_str().unwrap().to_owned();
    let copy = ask(&["archive", "open", &document])["copy"].as_str().unwrap().to_owned();
    assert!(!std::path::Path::new(&copy).exists(), "it is erased when the line was read");
}

/// What is good to know, what is promised, and what lies on the desk.
fn memory(ask: &mut impl FnMut(&[&str]) -> Json) {
    let key = ask(&["fact", "add", "Clés du local", "--category", "key"])["fact"].as_str().unwrap().to_owned();
    ask(&["fact", "set", &key, "--held-by", "Anne Martin"]);
    assert_eq!(ask(&["fact", "list"])[0]["heldBy"], "Anne Martin");
    ask(&["fact", "remove", &key]);
    let owed = ask(&["promise", "add", "Une salle"])["promise"].as_str().unwrap().to_owned();
    ask(&["promise", "set", &owed, "--before", "2026-12-20"]);
    ask(&["promise", "keep", &owed]);
    assert_eq!(ask(&["promise", "list", "--all"])[0]["outcome"], "kept");
    ask(&["promise", "reopen", &owed]);
    ask(&["promise", "give-up", &owed]);
    assert_eq!(ask(&["promise", "list"]), serde_json::json!([]));
    ask(&["promise", "remove", &owed]);
    desk(ask);
}

/// What lies on the desk of the office.
fn desk(ask: &mut impl FnMut(&[&str]) -> Json) {
    let late = ["--filter", "late"];
    let would = ask(&[&["roster", "save", "En retard", "--dry-run"], &late[..]].concat());
    assert_eq!(would, serde_json::json!({ "name": "En retard", "people": 1 }));
    assert_eq!(ask(&["roster", "lists"]), serde_json::json!([]), "nothing was written");
    let list = ask(&[&["roster", "save", "En retard"], &late[..]].concat())["list"].clone();
    let told = &ask(&["roster", "lists"])[0];
    assert_eq!(
        (&told["id"], &told["filters"], &told["unknown"]),
        (&list, &serde_json::json!(["late"]), &serde_json::json!([]))
    );
    let narrower = ["--replace", "--search", "martin"];
    assert_eq!(ask(&[&["roster", "save", "en retard"], &narrower[..], &late[..]].concat())["list"], list);
    assert_eq!(ask(&["roster", "list", "--saved", "en retard"])["total"], 1);
    ask(&["roster", "rename", "En retard", "--to", "À appeler"]);
    let draft = ask(&["message", "write", "Rappel", "--body", "Bonjour", "--to", "à appeler"])["message"].clone();
    assert_eq!(ask(&["message", "list"])[0]["question"]["words"], "martin");
    ask(&["message", "set", "rappel", "--body", "Bonsoir"]);
    let shown = ask(&["message", "show", draft.as_str().unwrap()]);
    assert_eq!((&shown["body"], &shown["purpose"]), (&"Bonsoir".into(), &"draft".into()));
    let would = ask(&["message", "send", "rappel", "--dry-run"]);
    assert_eq!(
        (&would["people"], &would["batches"], &would["dryRun"]),
        (&1.into(), &serde_json::json!([]), &true.into())
    );
    let sent = ask(&["message", "send", "rappel", "--to", "à appeler"]);
    let (reached, unreached) =
        (sent["addresses"].as_u64().unwrap(), sent["unreached"].as_array().unwrap().len() as u64);
    assert_eq!((reached + unreached, sent["batches"].as_array().unwrap().len() as u64), (1, reached));
    let at = ["--filter", "late", "--at"];
    let day = in_two_days(&ask(&["mandate", "list"]));
    let (when, later) = (format!("{day}T18:30"), format!("{day}T20:30"));
    let would = ask(&[&["message", "schedule", "rappel", "--dry-run"], &at[..], &[&when]].concat());
    assert_eq!((&would["people"], &would["dryRun"]), (&1.into(), &true.into()));
    let mailing = ask(&[&["message", "schedule", "rappel"], &at[..], &[&when]].concat())["mailing"].clone();
    let told = &ask(&["message", "scheduled"])[0];
    assert_eq!((&told["id"], &told["stage"], &told["own"]), (&mailing, &"scheduled".into(), &true.into()));
    assert_eq!(ask(&["message", "take-up", "rappel", "--at", &later])["mailing"], mailing);
    assert!(ask(&["message", "call-off", "rappel"])["change"].is_string());
    ask(&["message", "drop", "rappel"]);
    ask(&["roster", "drop", "à appeler"]);
}

/// Two days after the first of these mandates began, which is today.
fn in_two_days(mandates: &Json) -> String {
    let since = jiff::Timestamp::from_millisecond(mandates[0]["since"].as_i64().unwrap()).unwrap();
    (since + jiff::SignedDuration::from_hours(48)).strftime("%Y-%m-%d").to_string()
}

/// Somebody says who comes to an event; for a day, as the test lasts less.
fn delegated(ask: &mut impl FnMut(&[&str]) -> Json, section: &Section) -> Vec<String> {
    let event = ask(&["agenda", "list"])["rows"][0]["id"].as_str().unwrap().to_owned();
    let until = in_two_days(&ask(&["mandate", "list"]));
    let granted = ask(&["delegation", "grant", "--event", &event, "--name", "Awa Ndiaye", "--until", &until]);
    assert!(granted["server"] == section.server.url() && granted["waits"] == false, "{granted}");
    let (awa, url) = (section.new_laptop("awa"), section.server.url());
    awa.json(&["enrol", "--server", &url, "--invitation", granted["code"].as_str().unwrap()]);
    awa.json(&["sync"]);
    let sheet = awa.json(&["delegation", "show"]);
    let person = sheet["people"][0]["id"].as_str().unwrap();
    assert_eq!(awa.json(&["delegation", "mark", person, "--excused"])["changes"].as_array().unwrap().len(), 1);
    assert_eq!(ask(&["delegation", "list"])[0]["stage"], "waiting", "it isn't told yet");
    assert!(ask(&["delegation", "end", granted["delegation"].as_str().unwrap()])["change"].is_string());
    ["delegation show", "delegation mark"].map(str::to_owned).into()
}

/// Somebody enters the dues of a year.
fn dues_delegated(treasurer: &Laptop, section: &Section, until: &str) -> Vec<String> {
    let granted = treasurer.json(&["delegation", "grant", "--dues", "2026", "--name", "Awa Ndiaye", "--until", until]);
    let (awa, url) = (section.new_laptop("awa-dues"), section.server.url());
    awa.json(&["enrol", "--server", &url, "--invitation", granted["code"].as_str().unwrap()]);
    awa.json(&["sync"]);
    let payments = awa.json(&["delegation", "show"]);
    assert_eq!((&payments["year"], &payments["count"]), (&2026.into(), &0.into()), "{payments}");
    let person = payments["people"][0]["id"].as_str().unwrap();
    let noted = awa.json(&["delegation", "record", person, "36,50"]);
    let payment = noted["payment"].as_str().unwrap();
    for words in [&["delegation", "change", payment, "--amount", "20"][..], &["delegation", "cancel", payment]] {
        assert!(awa.json(words)["change"].is_string(), "{words:?}");
    }
    ["delegation record", "delegation change", "delegation cancel"].map(str::to_owned).into()
}

/// The code that stands on a sheet of plain text.
pub fn printed(sheet: &std::path::Path) -> String {
    let text = std::fs::read_to_string(sheet).unwrap();
    let lines = text.lines().filter_map(|line| line.strip_prefix("    ")).filter(|line| !line.starts_with("coopol"));
    lines.collect()
}

/// Whoever leaves hands over; whoever has no office asks for one, and who is asked reads it.
fn handed_over_and_requested(ask: &mut impl FnMut(&[&str]) -> Json, section: &Section, election: &[&str]) {
    let handed = [&["handover", "start", "--dry-run", "--to", "Léo Müller"], election].concat();
    assert!(ask(&handed)["claim"].is_string());
    let file = section.path("demande.json");
    let request = ["handover", "request", "--person", "Nour Diallo", "--unit", "versailles", "--office", "deputy"];
    let request = [&request[..], election, &["--out", file.to_str().unwrap()]].concat();
    assert_eq!(ask(&request)["written"], true);
    assert!(ask(&["handover", "receive", file.to_str().unwrap(), "--dry-run"])["claim"].is_string());
}

/// Sealed codes, agreed to by the federation, and two of them used.
fn sealed(ask: &mut impl FnMut(&[&str]) -> Json, section: &Section) {
    assert_eq!(ask(&["codes", "status"])["serve"], false);
    let made = ask(&["codes", "make", section.path("codes").to_str().unwrap(), "--text"]);
    assert_eq!((made["files"].as_array().unwrap().len(), &made["serve"]), (3, &false.into()), "{made}");
    let above = section.federal("Ben Haddad", Office::FederalDeputy);
    above.done(&["proposals", "accept", "--all"]);
    above.done(&["sync"]);
    let typed = [1, 2].map(|number| printed(&section.path(&format!("codes/code-{number}.txt"))));
    let url = section.server.url();
    let back = ask(&["codes", "use", "--server", &url, "--name", "Marie Nguyen", &typed[0], &typed[1]]);
    assert_eq!(back["provisional"], false, "{back}");
}

/// Somebody whom two officers want erased, until one of them withdraws it.
fn erased(ask: &mut impl FnMut(&[&str]) -> Json, section: &Section, person: &str) {
    let words = ["erasure", "ask", person, "--ground", "no-longer-needed"];
    let would = ask(&[&words[..], &["--dry-run"]].concat());
    assert_eq!((&would["people"][0], &would["erasure"]), (&"Zoé Lefèvre".into(), &Json::Null));
    assert_eq!(ask(&["erasure", "list"]), serde_json::json!([]), "nothing was written");
    let erasure = ask(&words)["erasure"].as_str().unwrap().to_owned();
    ask(&["sync"]);
    let deputy = section.officer("Samir Benali", Office::Deputy);
    assert!(deputy.json(&["erasure", "agree", &erasure])["change"].is_string());
    deputy.done(&["sync"]);
    ask(&["sync"]);
    let listed = ask(&["erasure", "list"]);
    assert_eq!((&listed[0]["stage"], &listed[0]["by"]), (&"agreed".into(), &"Samir Benali".into()), "{listed}");
    assert!(ask(&["erasure", "withdraw", &erasure])["change"].is_string());
}

/// A payment, noted, corrected and cancelled by whoever keeps the dues.
fn paid(treasurer: &Laptop, person: &str) -> Vec<String> {
    treasurer.done(&["sync"]);
    let noted = treasurer.json(&["dues", "record", person, "36,50"]);
    let payment = noted["payment"].as_str().unwrap();
    let listed = treasurer.json(&["dues", "list", person]);
    let mine = listed.as_array().unwrap().iter().find(|it| it["id"] == payment).unwrap();
    assert_eq!((&mine["cents"], &mine["standing"]), (&3650.into(), &"noted".into()), "{listed}");
    for words in [&["dues", "change", payment, "--amount", "20"][..], &["dues", "cancel", payment]] {
        assert!(treasurer.json(words)["change"].is_string(), "{words:?}");
    }
    ["dues record", "dues list", "dues change", "dues cancel"].map(str::to_owned).into()
}

/// Laptops: one is shut out, another invited, and that is objected to.
fn devices(ask: &mut impl FnMut(&[&str]) -> Json) {
    let devices = ask(&["devices", "list"]);
    assert_eq!(devices.as_array().unwrap().len(), 2);
    let other = devices.as_array().unwrap().iter().find(|device| device["this"] == false).unwrap();
    assert!(ask(&["devices", "revoke", other["id"].as_str().unwrap()])["change"].is_string());
    let invited = ask(&["devices", "invite", "marie nguyen"]);
    assert!(invited["link"].as_str().unwrap().starts_with("coopol://127.0.0.1:"));
    let waiting = ask(&["devices", "waiting"]);
    assert_eq!(waiting[0]["opens"], invited["opens"], "she has a laptop already");
    assert!(ask(&["devices", "contest", waiting[0]["id"].as_str().unwrap()])["change"].is_string());
    assert_eq!(ask(&["devices", "waiting"]), serde_json::json!([]));
}

/// A command that isn't here fails the test.
#[test]
fn every_command_answers_in_json() {
    let peer = Peer::start();
    let section = Section::mailing(&peer);
    let holder = section.server.install("Zoé Lefèvre", Office::Secretary);
    let treasurer = section.officer("Marie Nguyen", Office::Treasurer);
    let laptop = section.new_laptop("portable");
    let (roster, letter) =
        (section.file("adhérents.csv", MEMBERS), section.file("lettre.txt", "Le budget de la section\n"));
    let (calendar, sheet, folder) = (section.path("agenda.ics"), section.path("secours.txt"), section.path("export"));
    let (calendar, sheet) = (calendar.to_str().unwrap(), sheet.to_str().unwrap());
    let (code, url, mut asked) = (section.server.invite(holder, "Zoé Lefèvre"), section.server.url(), Vec::new());
    let mut ask = |words: &[&str]| -> Json {
        let deep = NESTED.contains(&words[0]);
        asked.push(words[..if deep { 2 } else { 1 }].join(" "));
        laptop.json(words)
    };

    assert_eq!(ask(&["enrol", "--server", &url, "--invitation", &code])["profile"], "coopol");
    assert_eq!(ask(&["sync"])["newcomers"], Json::Array(Vec::new()));
    assert_eq!(ask(&["status"])["waiting"], 0);
    let read = ask(&["roster", "import", &roster, "--dry-run"]);
    assert_eq!(read["people"][0]["phones"][0], "+33612345678");
    let imported = ask(&["roster", "import", &roster]);
    assert_eq!((&imported["done"]["created"], &imported["done"]["proposed"]), (&2.into(), &1.into()));
    let found = ask(&["roster", "list", "--search", "lefevre", "--filter", "late"]);
    assert_eq!(found["all"], 2);
    let anne = laptop.person("anne martin");
    let change = ask(&["roster", "set", &anne, "mobile", "06 11 22 33 44"])["change"].as_str().unwrap().to_owned();
    agenda_and_archive(&mut ask, calendar, &letter);
    memory(&mut ask);
    let mut by_the_delegate = delegated(&mut ask, &section);
    by_the_delegate.extend(dues_delegated(&treasurer, &section, &in_two_days(&ask(&["mandate", "list"]))));
    assert_eq!(ask(&["undo", &change])["changes"], 1);
    let history = ask(&["history", "--subject", &anne]);
    assert!(history["rows"].as_array().unwrap().iter().any(|entry| entry["undone"] == true), "{history}");
    assert_eq!(ask(&["proposals", "list"]), serde_json::json!([]));
    assert_eq!(ask(&["proposals", "accept", "--all"])["accepted"], 0);
    let (nobody_above, verified) = (serde_json::json!([]), ask(&["verify"]));
    assert!(verified.as_array().unwrap().iter().all(|it| it["whole"] == true && it["cosigned"] == nobody_above));
    assert_eq!(ask(&["export", folder.to_str().unwrap(), "--ask"])["asked"], false);
    assert!(ask(&["export", folder.to_str().unwrap()])["files"].as_array().unwrap().len() > 7);
    let recorded = ask(&["mandate", "record", "--holder", "Anne Martin", "--office", "deputy"]);
    assert_eq!(ask(&["mandate", "list"]).as_array().unwrap().len(), 3);
    let card = ask(&["mandate", "card", "--name", "Zoé", "--phone", "06 12 34 56 78"]);
    assert!(card["change"].is_string() && card["needs"].is_null(), "{card}");
    assert_eq!(ask(&["mandate", "end", recorded["mandate"].as_str().unwrap()])["needs"], "second_mandate");
    let elected = ["--elected-on", "2026-11-20", "--proof", "Compte rendu", "--holder", "Léo Müller", "--office"];
    let claimed = ask(&[&["handover", "claim"], &elected[..], &["secretary"]].concat());
    let claim = claimed["claim"].as_str().unwrap();
    handed_over_and_requested(&mut ask, &section, &elected[..4]);
    assert_eq!(ask(&["handover", "status"])[0]["id"], claim);
    let dossier = ask(&["handover", "dossier"]);
    assert_eq!((&dossier["handovers"][0]["id"], &dossier["missing"]), (&claim.into(), &serde_json::json!([])));
    for words in
        [["countersign", claim, "--dry-run"], ["contest", claim, "--reason=Non"], ["withdraw", claim, "--dry-run"]]
    {
        assert_eq!(ask(&[&["handover"], &words[..]].concat())["claim"], claim, "{words:?}");
    }
    let minutes = section.file("compte rendu.txt", "Léo Müller est élu.");
    assert_eq!(ask(&["handover", "minutes", claim, "--document", &minutes])["claim"], claim);
    assert_eq!(ask(&["arrivals", "list"]), serde_json::json!([]));
    let zoe = laptop.person("zoe lefevre");
    ask(&["sync"]);
    let by_the_treasurer = paid(&treasurer, &anne);
    for person in [&anne, &zoe] {
        assert_eq!(ask(&["roster", "transfer", person, "--to", "rennes"])["to"]["name"], "Section de Rennes");
    }
    laptop.done(&["sync"]);
    let own = ask(&["proposals", "own"]);
    let own = |kind: &str| {
        let found = own.as_array().unwrap().iter().find(|proposal| proposal["kind"] == kind);
        found.unwrap_or_else(|| panic!("{own}"))["change"].as_str().unwrap().to_owned()
    };
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["proposals", "decline", &own("dues_recorded")])["declined"], 1);
    assert_eq!(ask(&["proposals", "withdraw", &own("mandate_ended")])["withdrawn"], 1);
    devices(&mut ask);
    assert_eq!(ask(&["recovery", sheet])["file"], sheet);
    sealed(&mut ask, &section);

    // What only the other section answers, or one without a server.
    let neighbour = section.neighbour("Yann Le Goff", Office::Secretary);
    assert!(neighbour.json(&["arrivals", "accept", &anne])["undo"].is_string());
    assert!(neighbour.json(&["arrivals", "decline", &zoe])["change"].is_string());
    begun_and_joined(&section);
    erased(&mut ask, &section, &zoe);
    asked.extend(
        ["begin", "join", "arrivals accept", "arrivals decline", "proposals decline", "erasure agree"]
            .map(str::to_owned),
    );

    asked.extend(
        [from_above(&section, &elected), units(&section), splitting(), by_the_delegate, by_the_treasurer].concat(),
    );
    let mut every: Vec<String> = Vec::new();
    for command in named(&[]) {
        let below = named(&[&command]);
        let deep: Vec<String> = below.iter().map(|verb| format!("{command} {verb}")).collect();
        every.extend(if deep.is_empty() { vec![command] } else { deep });
    }
    asked.sort();
    asked.dedup();
    every.sort();
    assert_eq!(asked, every);
}

/// What only the level above decides, and asks.
fn from_above(section: &Section, elected: &[&str]) -> Vec<String> {
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    // The two sections of the scene, and the one that joined.
    assert_eq!(federal.json(&["audience"]).as_array().unwrap().len(), 3);
    assert!(federal.json(&["handover", "season", "--since", "2026-11-01"])["renewals"].is_array());
    let reminded = federal.json(&["handover", "remind", "--behind", "silent", "--since", "2026-11-01", "--dry-run"]);
    assert!(reminded["reminded"].is_array() && reminded["lately"].is_array() && reminded["dryRun"] == true);
    let mandates = federal.json(&["mandate", "list"]);
    let theirs = mandates.as_array().unwrap().iter().find(|it| it["office"] == "treasurer").unwrap();
    let theirs = theirs["id"].as_str().unwrap();
    assert!(federal.json(&["mandate", "suspend", theirs, "--reason", "Comptes"])["change"].is_string());
    assert!(federal.json(&["mandate", "lift", theirs])["change"].is_string());
    let today = jiff::Timestamp::from_millisecond(mandates[0]["since"].as_i64().unwrap()).unwrap();
    let until = (today + jiff::SignedDuration::from_hours(24 * 30)).strftime("%Y-%m-%d").to_string();
    let of = ["--unit", "Section de Versailles", "--name", "Karim Haddad", "--office", "secretary"];
    let why = ["--until", until.as_str(), "--reason", "Bureau suspendu"];
    assert!(federal.json(&[&["mandate", "caretaker"], &of[..], &why].concat())["change"].is_string());
    let below = ["mandate suspend", "mandate lift", "mandate caretaker"];
    let asked = ["audience", "handover season", "handover remind"].into_iter().chain(below);
    let mut asked: Vec<String> = asked.map(str::to_owned).collect();
    for (ruling, office) in [("uphold", "secretary"), ("dismiss", "treasurer")] {
        let words = [&["handover", "claim", "--unit", "Section de Versailles"], elected, &[office]].concat();
        let claim = federal.json(&words)["claim"].as_str().unwrap().to_owned();
        assert!(federal.json(&["handover", ruling, &claim])["change"].is_string());
        asked.push(format!("handover {ruling}"));
    }
    asked
}

/// What went wrong is one document too, on the standard error, with a word for programs.
#[test]
fn what_went_wrong_is_told_in_json() {
    let section = Section::start();
    let laptop = section.officer("Marie Nguyen", Office::Treasurer);
    for (words, code, word) in [
        (&["roster", "set", "x", "note", "y"][..], 5, "refused"),
        (&["roster", "set", "00000000-0000-0000-0000-000000000001", "note", "y"], 5, "refused"),
        (&["agenda", "import", "/nowhere.ics"], 6, "file"),
        (&["--profile", "autre", "status"], 3, "unavailable"),
    ] {
        let output = laptop.run(&[&["--json"], words].concat(), "");
        assert_eq!(output.status.code(), Some(code), "{words:?}");
        let told: Json = serde_json::from_slice(&output.stderr).unwrap();
        assert_eq!(told["error"]["code"], word);
        assert!(output.stdout.is_empty() && told["error"]["message"].is_string());
    }
}

/// What a federation and a section that has none ask of each other.
fn units(section: &Section) -> Vec<String> {
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let lea = section.apart("Section de Mantes", "Léa Bonnet", Office::Secretary);
    let mut asked = Vec::new();
    let mut ask = |laptop: &Laptop, words: &[&str]| -> Json {
        asked.push(format!("unit {}", words[0]));
        let answer = laptop.json(&[&["unit"], words].concat());
        laptop.done(&["sync"]);
        answer
    };
    assert_eq!(ask(&lea, &["show"])["name"], "Section de Mantes");
    assert_eq!(ask(&lea, &["groups"]), Json::Array(Vec::new()));
    assert!(ask(&lea, &["rename", "Section de Mantes-la-Jolie"])["change"].is_string());
    assert!(ask(&federal, &["create", "Section de Trappes", "--secretary", "Paul Roy"])["code"].is_string());
    for end in ["decline", "accept"] {
        let tie = ask(&federal, &["adopt", "mantes"])["tie"].as_str().unwrap().to_owned();
        lea.done(&["sync"]);
        assert_eq!(ask(&lea, &["ties"])[0]["word"], "proposed");
        if end == "decline" {
            let own = ask(&lea, &["attach", "yvelines"])["tie"].as_str().unwrap().to_owned();
            assert!(ask(&lea, &["withdraw", &own])["change"].is_string());
        }
        assert!(ask(&lea, &[end, &tie])["change"].is_string());
        federal.done(&["sync"]);
    }
    asked
}

/// A section that becomes a part of another: each command of the merger.
fn merging() -> Vec<String> {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let nadia = section.officer("Nadia Benali", Office::Secretary);
    let merge = |laptop: &Laptop, words: &[&str]| -> Json {
        laptop.done(&["sync"]);
        let answer = laptop.json(&[&["unit", "merge"], words].concat());
        laptop.done(&["sync"]);
        answer
    };
    let opened = federal.json(&["unit", "create", "Section du Pecq", "--secretary", "Léa Bonnet"]);
    let decide = ["decide", "Section du Pecq", "--into", "Section de Versailles", "--under-five"];
    assert_eq!(merge(&federal, &[&decide[..], &["--dry-run"]].concat())["changes"].as_array().unwrap().len(), 0);
    let decided = merge(&federal, &decide);
    assert_eq!((&decided["unit"], decided["changes"].as_array().unwrap().len()), (&opened["unit"], 2));
    assert_eq!(merge(&nadia, &["refuse", "Section du Pecq"])["changes"].as_array().unwrap().len(), 1);
    assert_eq!(merge(&federal, &["list"])[0]["word"], "refused");
    assert_eq!(merge(&federal, &decide)["changes"].as_array().unwrap().len(), 1, "the one that refused is asked again");
    assert_eq!(merge(&nadia, &["agree", "Section du Pecq"])["changes"].as_array().unwrap().len(), 1);
    assert_eq!(merge(&federal, &["withdraw", "Section du Pecq"])["changes"].as_array().unwrap().len(), 2);
    section.neighbour("Yann Le Goff", Office::Secretary);
    section.server.merge_neighbour();
    nadia.done(&["sync"]);
    let over = nadia.json(&["roster", "take-over", "--from", "Section de Rennes"]);
    assert_eq!((&over["plan"]["taken"], &over["undo"]), (&0.into(), &Json::Null));
    vec!["unit merge".to_owned(), "roster take-over".to_owned()]
}

/// A section that comes out of another, and its people: each command of the split, in a party of its own.
fn splitting() -> Vec<String> {
    let section = Section::start();
    let federal = section.federal("Hélène Faure", Office::FirstFederalSecretary);
    let nadia = section.officer("Nadia Benali", Office::Secretary);
    nadia.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
    nadia.done(&["sync"]);
    let split = |laptop: &Laptop, words: &[&str]| -> Json {
        let answer = laptop.json(&[&["unit", "split"], words].concat());
        laptop.done(&["sync"]);
        answer
    };
    let decide = |name: &str| {
        let decided = split(&federal, &["decide", "Section de Versailles", name, "--secretary", "Léa Bonnet"]);
        nadia.done(&["sync"]);
        decided
    };
    decide("Section de Parly");
    assert!(split(&nadia, &["refuse", "Section de Parly"])["change"].is_string());
    decide("Section de Buc");
    assert!(split(&federal, &["withdraw", "Section de Buc"])["change"].is_string());
    let lea = section.new_laptop("léa");
    let decided = decide("Section du Chesnay");
    lea.json(&["enrol", "--server", &section.server.url(), "--invitation", decided["code"].as_str().unwrap()]);
    assert!(split(&nadia, &["agree", "Section du Chesnay", "--dry-run"])["change"].is_null());
    assert!(split(&nadia, &["agree", "Section du Chesnay"])["change"].is_string());
    assert_eq!(split(&nadia, &["list"]).as_array().unwrap().len(), 3);
    let zoe = nadia.person("lefevre");
    let passed = split(&nadia, &["pass", "Section du Chesnay", "--with", &zoe]);
    assert!(passed["undo"].is_string() && passed["plan"]["passing"][0]["person"] == zoe.as_str(), "{passed}");
    lea.done(&["sync"]);
    let taken = lea.json(&["arrivals", "accept-all", "--from", "Section de Versailles"]);
    assert!(taken["undo"].is_string() && taken["accepted"] == 1, "{taken}");
    [merging(), vec!["unit split".to_owned(), "arrivals accept-all".to_owned()]].concat()
}
