//! `coopol handover`: from an election to a newcomer who has everything, however it went.

use coopol_domain::access::Office;
use coopol_domain::kinds::CONTEST;

use crate::kit::{Laptop, MEMBERS, Section};

/// Past the time for contests.
const THREE_DAYS: u64 = CONTEST + 120_000;

const CLAIM: [&str; 10] = [
    "handover",
    "claim",
    "--holder",
    "Léo Müller",
    "--office",
    "secretary",
    "--elected-on",
    "2026-11-20",
    "--proof",
    "Compte rendu du 20 novembre",
];

struct Scene {
    section: Section,
    secretary: Laptop,
    deputy: Laptop,
    treasurer: Laptop,
}

impl Scene {
    fn new() -> Self {
        let section = Section::start();
        let secretary = section.officer("Zoé Lefèvre", Office::Secretary);
        let deputy = section.officer("André Côté", Office::Deputy);
        let treasurer = section.officer("Marie Nguyen", Office::Treasurer);
        secretary.done(&["roster", "import", &section.file("adhérents.csv", MEMBERS)]);
        for laptop in [&secretary, &deputy, &treasurer] {
            laptop.done(&["sync"]);
        }
        Self { section, secretary, deputy, treasurer }
    }

    /// Somebody says something, in view of everything, and sends it; the timer looks.
    fn says(&self, laptop: &Laptop, words: &[&str]) -> String {
        laptop.done(&["sync"]);
        let said = laptop.json(words);
        laptop.done(&["sync"]);
        self.section.server.later(0);
        said["claim"].as_str().unwrap().to_owned()
    }
}

/// Where a claim stands, as somebody reads it.
fn stage(laptop: &Laptop, claim: &str) -> String {
    laptop.done(&["sync"]);
    let all = laptop.json(&["handover", "status", "--all"]);
    let claims = all.as_array().unwrap();
    claims.iter().find(|other| other["id"] == claim).unwrap()["stage"].as_str().unwrap().to_owned()
}

/// The secretary has vanished. The treasurer states who was elected, the deputy confirms it, three days pass.
#[test]
fn a_vanished_secretary_is_succeeded() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    treasurer.json(&[&CLAIM[..], &["--dry-run"]].concat());
    assert!(treasurer.done(&["handover", "status"]).contains("Aucune passation"), "nothing was written");
    let claim = scene.says(treasurer, &CLAIM);
    section.server.later(THREE_DAYS);
    assert_eq!(stage(treasurer, &claim), "gathering", "one isn't enough");
    scene.says(deputy, &["handover", "countersign", &claim]);
    assert_eq!(stage(deputy, &claim), "contestable");
    let said = deputy.done(&["handover", "status"]);
    assert!(said.contains("Léo Müller : secrétaire, Section de Versailles"), "{said}");
    assert!(said.contains("déclarée par Marie Nguyen") && said.contains("confirmée par André Côté"), "{said}");
    section.server.later(THREE_DAYS);
    assert_eq!(stage(deputy, &claim), "granted");

    let link = deputy.json(&["devices", "invite", "Léo Müller"])["link"].as_str().unwrap().to_owned();
    let newcomer = section.new_laptop("nouveau");
    newcomer.done(&["enrol", "--server", &section.server.url(), "--invitation", &link]);
    newcomer.done(&["sync"]);
    newcomer.person("anne martin");
    assert!(newcomer.done(&["verify"]).contains("vérifié en entier"), "and it believes all of it");
    let history = newcomer.done(&["history"]);
    for sentence in ["Marie Nguyen a déclaré une élection : Léo Müller", "André Côté a confirmé une élection"]
    {
        assert!(history.contains(sentence), "{history}");
    }
    assert!(secretary.done(&["sync"]).contains("détruites"), "the old one has nothing any more");
    let (code, said) = deputy.fails(&["handover", "contest", &claim, "--reason", "Trop tard"]);
    assert!(code == 5 && said.contains("close"), "{said}");
}

/// How whoever was elected asks for their office, before they have a profile.
fn asking<'a>(minutes: &'a str, out: &'a str) -> Vec<&'a str> {
    let who = ["handover", "request", "--person", "Léo Müller", "--unit", "versailles", "--office", "secretary"];
    [&who[..], &CLAIM[6..], &["--document", minutes, "--out", out]].concat()
}

/// The secretary has vanished, and the newcomer holds no office: they ask by a file, which needs neither profile nor network. The treasurer
/// reads it and states it, with the minutes that it holds, and the deputy confirms.
#[test]
fn a_newcomer_without_any_office_claims() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    let minutes = section.file("Compte rendu.txt", "Léo Müller est élu.");
    let (request, copy) = (section.path("demande.json"), section.path("à lire.txt"));
    let (request, copy) = (request.to_str().unwrap(), copy.to_str().unwrap());
    let newcomer = section.new_laptop("nouveau");
    newcomer.done(&[&asking(&minutes, request)[..], &["--dry-run"]].concat());
    assert!(!section.path("demande.json").exists(), "nothing was written");
    assert_eq!(newcomer.json(&asking(&minutes, request))["written"], true);
    assert_eq!(newcomer.fails(&asking(&minutes, request)).0, 6, "nor is anything written over");

    let said = treasurer.done(&["handover", "receive", request, "--minutes", copy, "--dry-run"]);
    for words in [
        "Serait enregistré : élection de Léo Müller",
        "secrétaire, Section de Versailles, du 2026-11-20",
        "à sa demande du",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(std::fs::read_to_string(copy).unwrap(), "Léo Müller est élu.", "read before anybody answers for it");
    assert_eq!(treasurer.json(&["archive", "list"])["total"], 0, "nothing was declared");
    let claim = scene.says(treasurer, &["handover", "receive", request]);
    assert_eq!(stage(deputy, &claim), "gathering", "a request is nobody's word, and the treasurer's isn't enough");
    let (code, again) = deputy.fails(&["handover", "receive", request]);
    assert!(
        code == 5 && again.contains("déjà déclarée par Marie Nguyen") && again.contains(&claim),
        "no rival: {again}"
    );
    let told = deputy.done(&["handover", "status"]);
    assert!(
        told.contains("déclarée par Marie Nguyen, à la demande du ") && told.contains(" de Léo Müller ;"),
        "{told}"
    );
    let found = deputy.json(&["archive", "search", "müller"]);
    assert_eq!(deputy.json(&["handover", "status"])[0]["document"], found["rows"][0]["id"]);
    assert_eq!(found["rows"][0]["title"], "Compte rendu");
    scene.says(deputy, &["handover", "countersign", &claim]);
    section.server.later(THREE_DAYS);
    assert_eq!(stage(deputy, &claim), "granted");

    let link = deputy.json(&["devices", "invite", "Léo Müller"])["link"].as_str().unwrap().to_owned();
    newcomer.done(&["enrol", "--server", &section.server.url(), "--invitation", &link]);
    newcomer.done(&["sync"]);
    newcomer.person("anne martin");
    assert!(newcomer.done(&["verify"]).contains("vérifié en entier"), "and believes all of it");
    assert!(secretary.done(&["sync"]).contains("détruites"));
}

/// The federation takes it in as well: its word is enough. What is no request, or is for another unit, is told apart.
#[test]
fn a_request_reaches_the_federation_or_is_refused_by_name() {
    let scene = Scene::new();
    let Scene { section, treasurer, .. } = &scene;
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let minutes = section.file("Compte rendu.txt", "Léo Müller est élu.");
    let request = section.path("demande.json");
    let path = request.to_str().unwrap();
    section.new_laptop("nouveau").done(&asking(&minutes, path));
    let said = federal.done(&["handover", "receive", path, "--dry-run"]);
    assert!(said.contains("vous n'écrivez pas dans les archives de cette unité"), "{said}");
    let claim = scene.says(&federal, &["handover", "receive", path]);
    assert_eq!(stage(&federal, &claim), "contestable");

    let written = std::fs::read_to_string(&request).unwrap();
    let altered = |from: &str, to: &str| {
        assert!(written.contains(from), "{from}: {written}");
        let file = section.file("autre.json", &written.replace(from, to));
        treasurer.fails(&["handover", "receive", &file])
    };
    let (code, said) = altered("\"versailles\"", "\"Poissy\"");
    assert!(code == 5 && said.contains("« Poissy »") && said.contains("Section de Versailles"), "{said}");
    let (code, said) = altered("2026-11-20", "2026-11-31");
    assert!(code == 6 && said.contains("autre.json : élection : un jour s'écrit"), "{said}");
    let (code, said) = altered("coopol-claim-request", "autre chose");
    assert!(code == 6 && said.contains("ce n'est pas une demande de Coopol"), "{said}");
    let (code, said) = altered("\"version\": 1", "\"version\": 2");
    assert!(code == 6 && said.contains("version plus récente"), "{said}");
    assert_eq!(treasurer.json(&["archive", "list"])["total"], 0, "nothing came of any of them");
    let unsaid: Vec<&str> =
        asking(&minutes, "rien.json").into_iter().map(|word| if word == "versailles" { " " } else { word }).collect();
    let (code, said) = treasurer.fails(&unsaid);
    assert!(code == 5 && said.contains("unité : rien n'est indiqué"), "{said}");
}

/// What lies on the desk is the office's: the next secretary finds it, the one before has lost it, and nobody else ever saw it.
#[test]
fn the_desk_goes_with_the_office() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    secretary.done(&["roster", "save", "À relancer", "--filter", "late"]);
    secretary.done(&["message", "write", "Rappel", "--body", "Bonjour,", "--to", "à relancer"]);
    let taken = secretary.fails(&["roster", "save", "a relancer"]);
    assert!(taken.0 == 5 && taken.1.contains("--replace"), "{}", taken.1);
    secretary.done(&["sync"]);
    for other in [deputy, treasurer] {
        other.done(&["sync"]);
        assert!(other.done(&["roster", "lists"]).contains("Aucune liste"), "a desk is its office's alone");
        let (code, said) = other.fails(&["roster", "list", "--saved", "À relancer"]);
        assert!(code == 5 && said.contains("aucune liste enregistrée À relancer"), "{said}");
    }
    // They also take everything away before they leave; whoever follows brings it back.
    let dropped = secretary.json(&["roster", "drop", "À relancer"])["change"].as_str().unwrap().to_owned();
    secretary.done(&["sync"]);
    let claim = scene.says(treasurer, &CLAIM);
    scene.says(deputy, &["handover", "countersign", &claim]);
    section.server.later(THREE_DAYS);
    assert_eq!(stage(deputy, &claim), "granted");

    let link = deputy.json(&["devices", "invite", "Léo Müller"])["link"].as_str().unwrap().to_owned();
    let newcomer = section.new_laptop("nouveau");
    newcomer.done(&["enrol", "--server", &section.server.url(), "--invitation", &link]);
    newcomer.done(&["sync"]);
    newcomer.done(&["undo", &dropped]);
    let lists = newcomer.done(&["roster", "lists"]);
    assert!(lists.contains("À relancer : en retard"), "{lists}");
    assert!(newcomer.done(&["message", "list"]).contains("Rappel (brouillon, pour : en retard)"));
    assert_eq!(newcomer.json(&["roster", "list", "--saved", "à relancer"])["total"], 2);
    let history = newcomer.done(&["history"]);
    assert!(history.contains("Zoé Lefèvre a enregistré une liste"), "{history}");
    assert!(secretary.done(&["sync"]).contains("détruites"));
    let (_, gone) = secretary.fails(&["roster", "lists"]);
    assert!(gone.contains("aucun profil ici"), "the one before has nothing any more: {gone}");
    assert!(newcomer.done(&["verify"]).contains("vérifié en entier"), "and the newcomer believes all of it");
}

/// Whoever leaves hands over their own office, and says but who comes after them.
#[test]
fn an_outgoing_secretary_hands_over() {
    let scene = Scene::new();
    let Scene { section, secretary, treasurer, .. } = &scene;
    let start = [&["handover", "start", "--to", "Léo Müller"], &CLAIM[6..]].concat();
    let claim = scene.says(secretary, &start);
    treasurer.done(&["sync"]);
    let told = treasurer.json(&["handover", "status"]);
    assert_eq!(told[0]["id"], claim.as_str(), "{told}");
    assert_eq!((&told[0]["office"], &told[0]["holderName"]), (&"secretary".into(), &"Léo Müller".into()), "{told}");
    scene.says(treasurer, &["handover", "countersign", &claim]);
    section.server.later(THREE_DAYS);
    assert_eq!(stage(treasurer, &claim), "granted");
}

/// The outgoing secretary contests: it blocks nothing, the federation decides.
#[test]
fn a_contested_claim_is_upheld_by_the_federation() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let claim = scene.says(treasurer, &CLAIM);
    scene.says(deputy, &["handover", "countersign", &claim]);
    scene.says(secretary, &["handover", "contest", &claim, "--reason", "Le quorum manquait"]);
    section.server.later(THREE_DAYS);
    assert_eq!(stage(deputy, &claim), "contested");
    assert!(deputy.done(&["handover", "status"]).contains("contestée par Zoé Lefèvre : Le quorum manquait"));
    let (code, said) = deputy.fails(&["handover", "uphold", &claim]);
    assert!(code == 5 && said.contains("votre mandat ne permet pas"), "{said}");
    scene.says(&federal, &["handover", "uphold", &claim, "--reason", "Le quorum était là"]);
    assert_eq!(stage(deputy, &claim), "granted");
    assert!(secretary.done(&["sync"]).contains("détruites"));
    assert!(federal.done(&["verify"]).contains("vérifié en entier"));
    let history = deputy.done(&["history"]);
    assert!(history.contains("Ada Traoré a validé une élection"), "{history}");
}

/// Two were declared; one demand is withdrawn, and the other goes on.
#[test]
fn of_two_rivals_one_withdraws() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    let first = scene.says(treasurer, &CLAIM);
    let other: Vec<&str> = CLAIM.iter().map(|word| if *word == "Léo Müller" { "Nour Diallo" } else { word }).collect();
    let second = scene.says(secretary, &other);
    for claim in [&first, &second] {
        scene.says(deputy, &["handover", "countersign", claim]);
    }
    section.server.later(THREE_DAYS);
    assert_eq!([stage(deputy, &first), stage(deputy, &second)], ["rivalled", "rivalled"]);
    let (code, said) = deputy.fails(&["handover", "withdraw", &second]);
    assert_eq!(code, 5, "it is for whoever made it: {said}");
    scene.says(secretary, &["handover", "withdraw", &second]);
    assert_eq!([stage(deputy, &first), stage(deputy, &second)], ["granted", "withdrawn"]);
}

/// The federation records an election, and validates it: it takes effect at once.
#[test]
fn the_federation_records_at_once() {
    let scene = Scene::new();
    let federal = scene.section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let claim = scene.says(&federal, &[&CLAIM[..], &["--unit", "Section de Versailles"]].concat());
    assert_eq!(stage(&federal, &claim), "contestable");
    scene.says(&federal, &["handover", "uphold", &claim]);
    assert_eq!(stage(&federal, &claim), "granted");
    assert!(scene.secretary.done(&["sync"]).contains("détruites"));
}

/// Nobody holds an office in the section any more. The federation records who was elected, upholds it, and invites them: they find
/// what those before had left, as they left it.
#[test]
fn a_section_with_nobody_in_office_goes_on_by_the_federation() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    for mandate in federal.json(&["mandate", "list"]).as_array().unwrap() {
        if mandate["unitName"] == "Section de Versailles" {
            federal.done(&["mandate", "end", mandate["id"].as_str().unwrap()]);
        }
    }
    federal.done(&["sync"]);
    for laptop in [secretary, deputy, treasurer] {
        assert!(laptop.done(&["sync"]).contains("détruites"), "nobody is left");
    }
    let season = federal.done(&["handover", "season", "--since", "2026-11-01", "--step", "vacant"]);
    assert!(season.contains("Section de Versailles"), "{season}");
    let claim = scene.says(&federal, &[&CLAIM[..], &["--unit", "Section de Versailles"]].concat());
    let (code, said) = federal.fails(&["devices", "invite", "Léo Müller"]);
    assert_eq!(code, 5, "they hold nothing yet: {said}");
    scene.says(&federal, &["handover", "uphold", &claim]);
    assert_eq!(stage(&federal, &claim), "granted");

    let link = federal.json(&["devices", "invite", "Léo Müller"])["link"].as_str().unwrap().to_owned();
    let newcomer = section.new_laptop("nouveau");
    newcomer.done(&["enrol", "--server", &section.server.url(), "--invitation", &link]);
    newcomer.done(&["sync"]);
    newcomer.person("anne martin");
    assert!(newcomer.done(&["verify"]).contains("vérifié en entier"));
    let history = newcomer.done(&["history"]);
    for sentence in ["Zoé Lefèvre a importé un fichier", "Ada Traoré a déclaré une élection : Léo Müller"] {
        assert!(history.contains(sentence), "{sentence}: {history}");
    }
    newcomer.done(&["roster", "set", &newcomer.person("anne martin"), "given_name", "Annabelle"]);
    newcomer.done(&["sync"]);
    assert_eq!(newcomer.json(&["status"])["waiting"], 0, "and goes on");
}

/// The newcomer's first page: in both languages, on the screen and in a file; whoever sees less is told so.
#[test]
fn the_dossier_says_where_the_section_stands() {
    let scene = Scene::new();
    let Scene { section, secretary, .. } = &scene;
    secretary.done(&["agenda", "add", "--title", "Budget *voté*", "--start", "2020-01-01T20:00"]);
    let said = secretary.done(&["handover", "dossier"]);
    for words in [
        "# Dossier de passation : Section de Versailles",
        "Zoé Lefèvre : secrétaire, depuis le ",
        "- en tout : 2",
        "## Ce qui a changé dans le fichier",
        "Zoé Lefèvre (secrétaire) : 2 personnes touchées",
        "Rien n'est prévu.",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(!said.contains("n'ouvre pas") && !said.contains("Budget"), "the one is from long ago: {said}");
    let member = section.officer("Nour Diallo", Office::BureauMember);
    let said = member.done(&["handover", "dossier", "--language", "en"]);
    assert!(said.contains("Zoé Lefèvre: secretary, since "), "{said}");
    assert!(said.ends_with("## What your mandate doesn't open\n\n- the dues\n"), "{said}");
    let file = section.path("dossier.md");
    let words = ["handover", "dossier", "--out", file.to_str().unwrap()];
    assert!(secretary.done(&words).contains("Dossier écrit dans"));
    let written = std::fs::read_to_string(&file).unwrap();
    assert_eq!(written, secretary.done(&words[..2]));
    let (code, _) = secretary.fails(&words);
    assert_eq!(code, 6, "a file that is there is never written over");
    let pages = section.path("dossier.pdf");
    secretary.done(&["handover", "dossier", "--out", pages.to_str().unwrap()]);
    assert!(std::fs::read(&pages).unwrap().starts_with(b"%PDF-"));
    let table = section.path("dossier.csv");
    let (code, said) = secretary.fails(&["handover", "dossier", "--out", table.to_str().unwrap()]);
    assert!(code == 2 && said.contains(".pdf, .md ou .txt"), "{said}");
}

/// The minutes are kept with the claim, unless nothing comes of it.
#[test]
fn an_election_is_declared_with_its_minutes() {
    let scene = Scene::new();
    let Scene { section, deputy, treasurer, .. } = &scene;
    let file = section.file("Compte rendu.txt", "Léo Müller est élu.");
    let words = [&CLAIM[..], &["--document", &file]].concat();
    treasurer.json(&[&words[..], &["--dry-run"]].concat());
    let refused: Vec<&str> =
        words.iter().map(|word| if *word == "secretary" { "federal_treasurer" } else { word }).collect();
    let (code, said) = treasurer.fails(&refused);
    assert_eq!(code, 5, "{said}");
    assert_eq!(treasurer.json(&["archive", "list"])["total"], 0, "nothing was declared");
    scene.says(treasurer, &words);
    deputy.done(&["sync"]);
    let found = deputy.json(&["archive", "search", "müller"]);
    let document = &found["rows"][0];
    assert_eq!((&document["category"], &document["datedOn"]), (&"minutes".into(), &"2026-11-20".into()));
    assert_eq!(deputy.json(&["handover", "status"])[0]["document"], document["id"]);
}

/// The federation follows the renewal of its sections: what waits for it stands first, and the table leaves as a file.
#[test]
fn the_federation_sees_where_each_renewal_stands() {
    let scene = Scene::new();
    let Scene { section, secretary, deputy, treasurer } = &scene;
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let seen = || {
        federal.done(&["sync"]);
        let all = federal.json(&["handover", "season", "--since", "2026-11-01"]);
        let of =
            |it: &serde_json::Value| format!("{} {}", it["unitName"].as_str().unwrap(), it["step"].as_str().unwrap());
        all["renewals"].as_array().unwrap().iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(seen(), ["Section de Rennes vacant", "Section de Versailles done"], "who took office this month");
    let before = federal.json(&["handover", "season", "--since", "2030-01-01"]);
    assert_eq!(before["renewals"][1]["step"], "silent", "who did before the season: {before}");
    let claim = scene.says(treasurer, &CLAIM);
    assert_eq!(seen(), ["Section de Versailles gathering", "Section de Rennes vacant"]);
    scene.says(deputy, &["handover", "countersign", &claim]);
    assert_eq!(seen()[0], "Section de Versailles announced");
    scene.says(secretary, &["handover", "contest", &claim, "--reason", "Le quorum manquait"]);
    assert_eq!(seen()[0], "Section de Versailles contested");
    let told = federal.done(&["handover", "season", "--since", "2026-11-01", "--step", "contested"]);
    for said in
        ["élection du 2026-11-20 : Léo Müller ; pas de compte rendu", &claim, "en fonction : Zoé Lefèvre", "1 unité, 0"]
    {
        assert!(told.contains(said), "{said}: {told}");
    }
    scene.says(&federal, &["handover", "uphold", &claim]);
    assert_eq!(seen(), ["Section de Rennes vacant", "Section de Versailles done"]);
    let file = section.path("renouvellement.csv");
    federal.done(&["handover", "season", "--since", "2026-11-01", "--out", file.to_str().unwrap()]);
    let table = std::fs::read_to_string(&file).unwrap();
    let line = "Section de Versailles;terminé;Léo Müller;20/11/2026;;20/11/2026;Léo Müller;non;2";
    assert!(table.lines().any(|other| other.starts_with(line)), "{table}");
    let (code, said) = federal.fails(&["handover", "season", "--out", file.with_extension("pdf").to_str().unwrap()]);
    assert!(code == 2 && said.contains(".csv ou .xlsx"), "{said}");
    let own = treasurer.json(&["handover", "season"]);
    assert_eq!(own["renewals"].as_array().unwrap().len(), 0, "nothing stands below a section");
}

/// The federation reminds those that are behind, once a week of the same; they read it until it is done.
#[test]
fn the_federation_reminds_who_is_behind() {
    let scene = Scene::new();
    let (section, deputy, treasurer) = (&scene.section, &scene.deputy, &scene.treasurer);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    let silent = ["handover", "remind", "--behind", "silent", "--behind", "vacant", "--since", "2030-01-01"];
    federal.done(&["sync"]);
    let would = federal.json(&[silent.as_slice(), &["--dry-run"]].concat());
    assert_eq!(would["reminded"].as_array().unwrap().len(), 2, "{would}");
    assert_eq!(federal.json(&["status"])["waiting"], 0, "nothing is written");
    let said = federal.done(&silent);
    for told in ["Section de Rennes : aucune élection déclarée depuis le 2030-01-01", "2 unités relancées"] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let again = federal.json(&silent);
    assert_eq!((again["reminded"].as_array().unwrap().len(), again["lately"].as_array().unwrap().len()), (0, 2));
    let named = ["handover", "remind", "--unit", "section de versailles", "--since", "2030-01-01"];
    let (code, said) = federal.fails(&named);
    assert!(code == 5 && said.contains("déjà été relancée là-dessus"), "{said}");
    let season = federal.done(&["handover", "season", "--since", "2030-01-01"]);
    assert_eq!(season.matches("    relancée le ").count(), 2, "{season}");
    let row = &federal.json(&["handover", "season", "--since", "2030-01-01"])["renewals"][1];
    assert_eq!(
        (&row["reminded"][0]["lacking"], &row["reminded"][0]["since"]),
        (&"election".into(), &"2030-01-01".into())
    );
    // Who is below reminds nobody, nor does who may only read from above.
    let (code, said) = federal.fails(&["handover", "remind", "--behind", "rivalled"]);
    assert!(code == 2 && said.contains("vacant, silent, gathering"), "{said}");
    let reader = section.federal("Marc Petit", Office::MembershipBureau);
    reader.done(&["sync"]);
    assert_eq!(reader.json(&[silent.as_slice(), &["--dry-run"]].concat())["lately"].as_array().unwrap().len(), 0);

    federal.done(&["sync"]);
    treasurer.done(&["sync"]);
    assert_eq!(treasurer.json(&["status"])["reminders"], 1);
    let told = treasurer.done(&["handover", "status"]);
    assert!(
        told.contains("par le niveau au-dessus, Section de Versailles : aucune élection déclarée depuis le 2030-01-01"),
        "{told}"
    );
    assert!(treasurer.done(&["history"]).contains("Ada Traoré a rappelé à l'unité ce qui manque à son renouvellement"));
    treasurer.done(&["verify"]);
    // Declared, it waits for somebody else: that is another thing to be reminded of, at once.
    let claim = scene.says(treasurer, &CLAIM);
    assert_eq!(treasurer.json(&["status"])["reminders"], 0, "it is done");
    federal.done(&["sync"]);
    federal.done(&named);
    federal.done(&["sync"]);
    deputy.done(&["sync"]);
    assert!(deputy.done(&["handover", "status"]).contains("l'élection du 2026-11-20 attend d'être confirmée"));
    scene.says(deputy, &["handover", "countersign", &claim]);
    assert_eq!(deputy.json(&["status"])["reminders"], 0, "it is done");
    assert_eq!(federal.json(&["status"])["reminders"], 0, "nobody reminds the federation");
}

/// Of minutes that weren't received, whether the election took effect or not, until they are; who has no need of them isn't reminded.
#[test]
fn the_federation_reminds_of_minutes() {
    let scene = Scene::new();
    let (section, deputy, treasurer) = (&scene.section, &scene.deputy, &scene.treasurer);
    let federal = section.federal("Ada Traoré", Office::FirstFederalSecretary);
    // The mandate began before whoever counts seasons from the day of the election would look.
    let claim = scene.says(treasurer, &[&CLAIM[..], &["--since", "2026-11-15"]].concat());
    scene.says(deputy, &["handover", "countersign", &claim]);
    scene.says(&federal, &["handover", "uphold", &claim]);
    federal.done(&["sync"]);
    let done = ["handover", "remind", "--behind", "done", "--since", "2026-11-01"];
    let told = federal.json(&done);
    let reminded: Vec<_> =
        told["reminded"].as_array().unwrap().iter().map(|unit| (&unit["lacking"], &unit["since"])).collect();
    assert_eq!(reminded, [(&"minutes".into(), &"2026-11-20".into())]);
    federal.done(&["sync"]);
    deputy.done(&["sync"]);
    let said = deputy.done(&["handover", "status"]);
    assert!(said.contains("le compte rendu de l'élection du 2026-11-20 n'est pas reçu"), "{said}");
    let open = || deputy.json(&["status"])["reminders"].clone();
    assert_eq!(open(), 1);

    let file = section.file("Compte rendu.txt", "Léo Müller est élu.");
    let given = ["handover", "minutes", &claim, "--document", &file];
    deputy.json(&[&given[..], &["--dry-run"]].concat());
    let (code, said) = federal.fails(&given);
    assert_eq!(code, 5, "{said}");
    assert_eq!((deputy.json(&["archive", "list"])["total"].clone(), open()), (0.into(), 1.into()), "nothing was kept");
    scene.says(deputy, &given);
    assert_eq!(open(), 0, "it is done");
    let (code, said) = deputy.fails(&given);
    assert_eq!((code, deputy.json(&["archive", "list"])["total"].clone()), (5, 1.into()), "once: {said}");
    assert!(deputy.done(&["history"]).contains("André Côté a joint le compte rendu d'une élection"));
    federal.done(&["sync"]);
    assert!(federal.done(&["handover", "season", "--since", "2026-11-01"]).contains("compte rendu reçu"));
    assert_eq!(federal.json(&done)["reminded"].as_array().unwrap().len(), 0, "nor is anybody else behind");
    deputy.done(&["verify"]);
}
