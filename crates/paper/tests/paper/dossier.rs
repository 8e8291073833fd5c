//! The handover dossier, read back.

use coopol_core::agenda::feeds::Feed;
use coopol_core::agenda::{Row, Titled, When};
use coopol_core::delegations::About;
use coopol_core::dossier::{
    Archive, Changes, Coming, Deadline, Delegated, Desk, Dossier, Due, Dues, HeldBack, Kept, Minutes, Part as Missing,
    Parting, People, Seat, Unit, Waiting,
};
use coopol_core::handover::{Standing, Voice};
use coopol_core::history::Author;
use coopol_core::mandates::Card;
use coopol_core::memory::{Fact, Promise};
use coopol_domain::access::Office;
use coopol_domain::id::{HolderId, MandateId, SubjectId, UnitId};
use coopol_domain::time::Instant;

use coopol_paper::Language;
use coopol_paper::dossier::pdf;
use jiff::civil::{Date, date};

use crate::read::Read;

const WHOLE: Waiting = Waiting {
    to_verify: 3,
    proposals: 2,
    late: 4,
    arrivals: 1,
    ties: 1,
    splits: 1,
    reminders: 1,
    appointed: 1,
    refused: 1,
};
const NOTHING: Waiting = Waiting {
    to_verify: 0,
    proposals: 0,
    late: 0,
    arrivals: 0,
    ties: 0,
    splits: 0,
    reminders: 0,
    appointed: 0,
    refused: 0,
};

fn text(text: &str) -> String {
    text.to_owned()
}

fn subject(place: u8) -> SubjectId {
    SubjectId::from_bytes([place; 16])
}

fn seat(office: &str, name: &str, card: Option<Card>) -> Seat {
    Seat {
        mandate: MandateId::from_bytes([1; 16]),
        office: text(office),
        theme: (office == "federal_secretary").then(|| text("Formation")),
        name: text(name),
        since: text("2025-12-01"),
        until: (office == "treasurer").then(|| text("2026-12-31")),
        to_come: office == "deputy",
        suspended: None,
        caretaker: None,
        card,
    }
}

fn event(title: &str, category: &str, start: &str) -> Row {
    Row {
        id: subject(2),
        category: text(category),
        title: text(title),
        when: When { start: start.parse().unwrap(), end: None, all_day: false, zone: text("Europe/Paris") },
        place: text("Salle Jean-Jaurès"),
        cancelled: false,
        description: String::new(),
        uid: None,
    }
}

fn claim() -> Standing {
    let voice =
        Voice { holder: HolderId::from_bytes([3; 16]), name: text("Zoé Lefèvre"), from_above: false, reason: None };
    Standing {
        id: subject(3),
        unit: UnitId::from_bytes([1; 16]),
        unit_name: text("Section de Versailles"),
        theme: None,
        office: text("treasurer"),
        holder: voice.holder,
        holder_name: text("Léo Müller"),
        elected_on: text("2026-11-20"),
        since: Instant(0),
        until: None,
        proof: text("Cahier de la section, page 12"),
        document: None,
        replaces: Vec::new(),
        made_by: voice,
        requested_on: None,
        supported: Vec::new(),
        missing: Some(1),
        contested: Vec::new(),
        contestable_until: None,
        stage: "gathering",
        rivals: Vec::new(),
        reason: None,
        mandate: None,
    }
}

fn author(name: Option<&str>, subjects: u64) -> Author {
    Author {
        holder: None,
        name: name.map(text),
        office: name.map(|_| text("secretary")),
        changes: subjects * 3,
        subjects,
    }
}

/// Of each sort one that was taken up, and one that wasn't; an event that is known, and one that isn't.
fn delegations() -> Vec<Delegated> {
    vec![
        Delegated {
            name: text("Awa Ndiaye"),
            about: About::Attendance { event: SubjectId::from_bytes([7; 16]), title: Some(text("Fête")) },
            last_day: text("2026-12-04"),
            taken_up: true,
        },
        Delegated {
            name: text("Jean Roy"),
            about: About::Attendance { event: SubjectId::from_bytes([8; 16]), title: None },
            last_day: text("2026-12-05"),
            taken_up: false,
        },
        Delegated {
            name: text("Marc Petit"),
            about: About::Dues { year: 2026 },
            last_day: text("2026-12-31"),
            taken_up: true,
        },
        Delegated {
            name: text("Léa Roux"),
            about: About::Dues { year: 2027 },
            last_day: text("2027-01-31"),
            taken_up: false,
        },
    ]
}

/// A section where something of everything took place, `meetings` times a meeting.
fn full(meetings: u8) -> Dossier {
    let card =
        Card { name: text("Zoé"), email: Some(text("zoe@versailles.example")), phone: Some(text("+33612345678")) };
    let due = |on: &str, due| Deadline { on: text(on), due };
    let (name, office) = (text("Léo Müller"), text("treasurer"));
    let mut cancelled = event("Tractage au marché", "leafleting", "2026-03-01T09:30");
    cancelled.cancelled = true;
    let mut weekend = event("Université d’été", "training", "2026-08-27T00:00");
    weekend.when.all_day = true;
    weekend.when.end = Some("2026-08-29T00:00".parse().unwrap());
    let mut past: Vec<Row> = (1..=meetings)
        .map(|number| event(&format!("Réunion numéro {number}"), "meeting", "2026-05-04T20:00"))
        .collect();
    past.extend([cancelled, weekend]);
    Dossier {
        on: text("2026-11-22"),
        since: text("2025-11-22"),
        unit: Unit {
            id: UnitId::from_bytes([1; 16]),
            name: text("Section de Versailles"),
            kind: text("section"),
            above: Some(text("Fédération des Yvelines")),
        },
        bureau: Some(vec![
            seat("secretary", "Zoé Lefèvre", Some(card)),
            seat("treasurer", "André Côté", None),
            seat("deputy", "Nour Diallo", None),
            seat("federal_secretary", "Ada Traoré", None),
            seat("keeper_of_songs", "Anne Martin", None),
        ]),
        people: Some(People { total: 61, members: 42, regular_contacts: 12, former_members: 7 }),
        dues: Some(Dues {
            year: 2026,
            up_to_date: 31,
            late: 11,
            received_cents: 123_450,
            received_before_cents: 99_900,
        }),
        past: Some(past),
        coming: Some(vec![event("Budget : qui vient ?", "general_assembly", "2026-12-01T20:30")]),
        archive: Some(Archive {
            total: 108,
            minutes: vec![Minutes {
                id: subject(4),
                title: text("Compte rendu du 4 mai"),
                dated_on: text("2026-05-04"),
                event: Some(Titled { id: subject(5), title: text("Réunion de rentrée") }),
            }],
        }),
        promises: Some(vec![Promise {
            id: subject(6),
            title: text("Une salle"),
            promised_to: text("La chorale"),
            made_on: None,
            due_on: Some(text("2026-12-20")),
            note: text("Le soir"),
            outcome: None,
            settled_on: None,
        }]),
        practical: Some(vec![Fact {
            id: subject(7),
            title: text("Clés du local"),
            category: text("key"),
            held_by: text("Anne Martin"),
            note: text("Deux jeux"),
        }]),
        feeds: feeds(),
        handovers: Some(vec![claim()]),
        waiting: WHOLE,
        deadlines: Some(vec![
            due("2026-11-25", Due::Contest { name: name.clone(), office: office.clone() }),
            due("2026-12-01", Due::Assembly { title: text("Assemblée générale annuelle") }),
            due("2026-12-31", Due::Mandate { name, office }),
        ]),
        changes: Some(Changes {
            since: text("2026-08-24"),
            authors: vec![author(Some("Zoé Lefèvre"), 14), author(None, 2)],
            whole: false,
        }),
        delegations: Some(delegations()),
        splits: partings(),
        desk: lying(),
        held_back: Some(vec![
            held(Some("Zoé Lefèvre"), Kept::Roster, (6, 2), "2026-11-20"),
            held(None, Kept::Dues, (1, 0), "2026-11-21"),
            held(Some("Zoé Lefèvre"), Kept::Agenda, (21, 1), "2026-11-22"),
            held(Some("Zoé Lefèvre"), Kept::Archive, (2, 0), "2026-11-22"),
        ]),
        missing: Vec::new(),
    }
}

fn lying() -> Desk {
    let coming = |subject, day: Date, (hour, minute), waits| Coming {
        subject: text(subject),
        at: day.at(hour, minute, 0, 0),
        waits,
    };
    Desk {
        lists: vec![text("En retard à Poissy")],
        templates: vec![text("Convocation")],
        drafts: vec![text("Voeux 2027"), text("")],
        mailings: vec![
            coming("Assemblée", date(2026, 11, 30), (18, 30), false),
            coming("Voeux", date(2027, 1, 4), (9, 0), true),
        ],
    }
}

fn held(name: Option<&str>, kept: Kept, (records, removed): (u64, u64), since: &str) -> HeldBack {
    HeldBack { name: name.map(text), kept, records, removed, since: text(since), yours: true }
}

/// One that answers, and one that was left.
fn feeds() -> Vec<Feed> {
    let feed = |number, name: &str, answered_by: &str, answers| Feed {
        id: subject(number),
        name: text(name),
        opened_by: Some(text("Zoé Lefèvre")),
        opened: Instant(1_795_000_000_000),
        answered_by: Some(text(answered_by)),
        answered: Instant(1_795_000_000_000),
        own: false,
        answers,
    };
    vec![feed(20, "Téléphones du bureau", "André Côté", true), feed(21, "Le site", "Zoé Lefèvre", false)]
}

fn partings() -> Vec<Parting> {
    vec![
        Parting { name: text("Section du Chesnay"), agreed: false, since: text("2026-11-19") },
        Parting { name: text("Section de Buc"), agreed: true, since: text("2026-11-02") },
    ]
}

/// A section that begins: every part is opened, and nothing is there.
fn empty() -> Dossier {
    Dossier {
        bureau: Some(Vec::new()),
        people: Some(People { total: 0, members: 0, regular_contacts: 0, former_members: 0 }),
        dues: Some(Dues { year: 2026, up_to_date: 0, late: 0, received_cents: 0, received_before_cents: 0 }),
        past: Some(Vec::new()),
        coming: Some(Vec::new()),
        archive: Some(Archive { total: 0, minutes: Vec::new() }),
        promises: Some(Vec::new()),
        practical: Some(Vec::new()),
        feeds: Vec::new(),
        handovers: Some(Vec::new()),
        waiting: NOTHING,
        deadlines: Some(Vec::new()),
        changes: Some(Changes { since: text("2026-08-24"), authors: Vec::new(), whole: true }),
        delegations: Some(Vec::new()),
        splits: Vec::new(),
        desk: Desk::default(),
        held_back: Some(Vec::new()),
        ..full(0)
    }
}

#[track_caller]
fn says(read: &Read, all: &[&str]) {
    for words in all {
        assert!(read.says(words), "{words}: {:#?}", read.pages);
    }
}

#[test]
fn a_dossier_has_every_part_of_the_section() {
    let read = Read::of(&pdf(Language::Fr, &full(4)).unwrap());
    says(
        &read,
        &[
            "Dossier de passation · État au 22 novembre 2026",
            "Section de Versailles",
            "Qui nous sommes",
            "Fédération des Yvelines",
            "Personnes dans le fichier 61",
            "Ce qui attend une décision",
            "3 désaccords à vérifier",
            "4 modifications arrivées après la fin d’un mandat",
            "1 personne envoyée par une autre section",
            "1 section qui doit naître de celle-ci",
            "La fédération propose depuis le 19 novembre 2026 que « Section du Chesnay » naisse de la section",
            "« Section de Buc » naît de la section, qui a accepté le 2 novembre 2026",
            "6 fiches, par Zoé Lefèvre, depuis le 20 novembre 2026 · dont 2 à retirer",
            "1 règlement, par quelqu’un, depuis le 21 novembre 2026",
            "21 éléments de l’agenda, par Zoé Lefèvre, depuis le 22 novembre 2026 · dont 1 à retirer",
            "2 éléments des archives, par Zoé Lefèvre, depuis le 22 novembre 2026",
            "Passation en cours : Léo Müller (Trésorerie)",
            "Awa Ndiaye note les présences de « Fête » jusqu’au 4 décembre 2026, par délégation",
            "Jean Roy peut noter les présences d’un événement retiré jusqu’au 5 décembre 2026, par délégation ; le code n’a",
            "Le bureau",
            "Zoé Lefèvre Zoé · zoe@versailles.example · 06 12 34 56 78 Secrétaire 1er décembre 2025 sans fin connue",
            "André Côté Trésorerie 1er décembre 2025 31 décembre 2026",
            "Secrétariat adjoint à venir",
            "Ada Traoré Secrétariat fédéral thématique (Formation)",
            "Anne Martin keeper of songs",
            "Les prochaines échéances",
            "mercredi 25 novembre 2026 Dernier jour pour contester l’élection Léo Müller · Trésorerie",
            "mardi 1er décembre 2026 Assemblée générale annuelle",
            "jeudi 31 décembre 2026 Fin du mandat",
            "Les prochains rendez-vous",
            "mardi 1er décembre 2026 20 h 30 Budget : qui vient ? Assemblée générale · Salle Jean-Jaurès",
            "Les douze derniers mois Depuis le 22 novembre 2025.",
            "lundi 4 mai 2026 20 h Réunion numéro 4 Salle Jean-Jaurès",
            "9 h 30 Tractage au marché annulé · Distribution de tracts",
            "jeudi 27 août 2026 jusqu’au samedi 29 août 2026 Université d’été Formation",
            "Les comptes rendus et leurs décisions",
            "108 documents",
            "Compte rendu du 4 mai de « Réunion de rentrée »",
            "Ce qui est promis Engagement À tenir avant le Une salle La chorale · Le soir 20 décembre 2026",
            "À savoir Quoi Chez qui Clés du local Deux jeux Anne Martin",
            "Abonnement à l’agenda « Téléphones du bureau » L’agenda dans les téléphones ; cette personne en répond André Côté",
            "Abonnement à l’agenda « Le site » Ne donne plus rien : à reprendre ou à fermer dans Agenda, Abonnements",
            "Sur le bureau de la fonction Qui suit dans la fonction le retrouve, et personne d’autre ne le lit.",
            "Liste enregistrée : En retard à Poissy",
            "Modèle de message : Convocation",
            "Brouillon : Voeux 2027",
            "Brouillon : sans objet",
            "Envoi programmé : Assemblée, lundi 30 novembre 2026 à 18 h 30",
            "Envoi en attente, à reprendre ou à annuler dans Fichier, Envois : Voeux, prévu lundi 4 janvier 2027 à 9 h",
            "Les cotisations",
            "Adhérents en retard pour 2026 11",
            "Reçu pour 2026 1 234,50 €",
            "Reçu pour 2025 999,00 €",
            "Ce qui a changé dans le fichier depuis quatre-vingt-dix jours Depuis le 24 août 2026.",
            "L’historique arrive encore",
            "Zoé Lefèvre Secrétaire 14 42",
            "Coopol 2 6",
            "gardez-le avec vos papiers",
        ],
    );
    assert!(!read.says("n’ouvre pas"), "everything is opened");
    assert!(read.has_its_fonts() && read.is_readable_aloud());
    assert_eq!(read.language(), "fr-FR");
}

#[test]
fn it_is_written_in_english_too() {
    let read = Read::of(&pdf(Language::En, &full(4)).unwrap());
    says(
        &read,
        &[
            "Handover dossier · As of 22 November 2026",
            "Tuesday 1 December 2026 20:30 Budget : qui vient ? General assembly",
            "Received for 2026 €1,234.50",
            "Zoé Lefèvre Secretary 14 42",
        ],
    );
    assert_eq!(read.language(), "en-GB");
    says(&Read::of(&pdf(Language::En, &empty()).unwrap()), &["Nothing waits", "No member, no dues expected."]);
}

#[test]
fn what_there_is_nothing_of_is_said() {
    let read = Read::of(&pdf(Language::Fr, &empty()).unwrap());
    says(
        &read,
        &[
            "Personnes dans le fichier 0",
            "Rien n’attend : vous pouvez commencer tranquillement.",
            "Le bureau Personne n’exerce de fonction ici.",
            "Les prochaines échéances Aucune dans les douze prochains mois.",
            "Les prochains rendez-vous Rien n’est prévu.",
            "Aucun rendez-vous dans l’agenda.",
            "Les archives ne gardent encore aucun document.",
            "Aucun compte rendu depuis douze mois.",
            "Ce qui est promis Aucun engagement en cours.",
            "À savoir Rien n’est noté",
            "Aucun adhérent, aucune cotisation attendue. Reçu pour 2026 0,00 €",
            "Depuis le 24 août 2026. Rien n’y a changé.",
        ],
    );
    assert!(read.is_readable_aloud());
}

/// A part that isn't opened is named, and nothing is said of it as if it were empty.
#[test]
fn a_part_that_the_mandate_does_not_open_is_named() {
    let all = [
        Missing::Bureau,
        Missing::People,
        Missing::Dues,
        Missing::Past,
        Missing::Coming,
        Missing::Archive,
        Missing::Promises,
        Missing::Practical,
        Missing::Handovers,
        Missing::Deadlines,
        Missing::Changes,
    ];
    let dossier = Dossier {
        bureau: None,
        people: None,
        dues: None,
        past: None,
        coming: None,
        archive: None,
        promises: None,
        practical: None,
        feeds: Vec::new(),
        handovers: None,
        deadlines: None,
        changes: None,
        missing: all.to_vec(),
        ..empty()
    };
    let read = Read::of(&pdf(Language::Fr, &dossier).unwrap());
    says(&read, &["Ce que votre mandat n’ouvre pas", "les cotisations", "ce qui a changé dans le fichier"]);
    for absent in ["Adhérents", "Le bureau", "Aucun rendez-vous", "Reçu", "Les prochaines échéances"] {
        assert!(!read.says(absent), "{absent}");
    }
    assert!(read.is_readable_aloud());
}

/// Of whatever people call themselves and their meetings, nothing is a command.
#[test]
fn what_people_typed_is_printed_as_they_typed_it() {
    let typed = [
        "#panic(\"non\") #{1+1} #let x = 1",
        "*gras* _penché_ `code` $x^2$ \\ @renvoi <étiquette>",
        "= Titre - tiret + plus / barre // reste /* bout */",
        "\"guillemets\" 'droits' “courbes” ~ tilde -- --- ... 1/2",
        "https://exemple.fr/?a=b&c=d [crochets] {accolades} (parenthèses) ; fin",
    ];
    let mut dossier = full(1);
    dossier.unit.name = text("Section #1 *de* $Saint-Cyr$ \\ @l’École");
    dossier.bureau = Some(typed.map(|name| seat("secretary", name, None)).to_vec());
    dossier.coming = Some(typed.map(|title| event(title, "other", "2026-12-01T20:30")).to_vec());
    let read = Read::of(&pdf(Language::Fr, &dossier).unwrap());
    says(&read, &["Section #1 *de* $Saint-Cyr$ \\ @l’École"]);
    for typed in typed {
        assert_eq!(read.times(typed), 2, "{typed}: {:#?}", read.pages);
    }
    assert!(read.is_readable_aloud());
}

/// Letters that no font has, and scripts written from right to left: a page all the same, and one that says what it can.
#[test]
fn names_of_other_scripts_do_not_hold_the_page_back() {
    let mut dossier = full(1);
    let names = [
        "李娜",
        "محمد علي",
        "דוד כהן",
        "Ελένη Παπά",
        "Олена Шевченко",
        "🎉 Fête 👩‍👩‍👧",
        "e\u{301}te\u{301}",
        "\u{301}\u{e9}",
    ];
    dossier.bureau = Some(names.map(|name| seat("secretary", name, None)).to_vec());
    let read = Read::of(&pdf(Language::Fr, &dossier).unwrap());
    says(&read, &["Ελένη Παπά", "Олена Шевченко", "\u{fffd} Fête \u{fffd}"]);
    assert!(read.is_readable_aloud());
}

#[test]
fn a_long_table_goes_on_under_its_head() {
    let read = Read::of(&pdf(Language::Fr, &full(90)).unwrap());
    let with_meetings: Vec<&String> = read.pages.iter().filter(|page| page.contains("Réunion numéro")).collect();
    assert!(with_meetings.len() >= 3, "{}", read.pages.len());
    assert!(with_meetings.iter().all(|page| page.contains("Jour Rendez-vous")), "{:#?}", read.pages);
    let last = read.pages.len();
    for (number, page) in (1..).zip(&read.pages) {
        let foot = format!("Section de Versailles · dossier de passation au 22 novembre 2026 {number} sur {last}");
        assert!(page.contains(&foot), "{foot}: {page}");
    }
}

#[test]
fn the_same_dossier_is_the_same_file() {
    let (one, other) = (full(2), full(3));
    assert!(pdf(Language::Fr, &one).unwrap() == pdf(Language::Fr, &one).unwrap());
    assert!(pdf(Language::Fr, &one).unwrap() != pdf(Language::Fr, &other).unwrap());
}

/// The journal's word for an office stands nowhere.
#[test]
fn every_office_has_a_name() {
    let mut dossier = empty();
    dossier.bureau = Some(Office::WORDS.map(|office| seat(office, office, None)).to_vec());
    for language in [Language::Fr, Language::En] {
        let read = Read::of(&pdf(language, &dossier).unwrap());
        for office in Office::WORDS {
            assert!(read.says(office), "as the name of somebody");
            assert!(!read.says(&format!("{office} {}", office.replace('_', " "))), "{office}: {:#?}", read.pages);
        }
    }
}
