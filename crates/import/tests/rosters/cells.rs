//! Cells as people fill them: two kinds of contact in one, half of it unreadable, titles in the column of names, remarks
//! behind amounts, places behind days.

use coopol_import::{Code, Field, Person, Roster, read};

use crate::options;

fn roster(text: &str) -> Roster {
    read(text.as_bytes(), "", &options()).expect("a roster")
}

fn problems(roster: &Roster) -> Vec<(u32, Field, Code)> {
    roster.problems.iter().map(|problem| (problem.row, problem.field, problem.code)).collect()
}

fn contacts(person: &Person) -> (Vec<&str>, Vec<&str>) {
    (person.emails.iter().map(String::as_str).collect(), person.phones.iter().map(String::as_str).collect())
}

#[test]
fn e_mails_and_telephones_in_one_column() {
    let roster = roster(
        "Nom;Prénom;Tél / Mail\nA;Zoé;06 12 34 56 78 / zoe@a.fr\nB;Luc;luc@a.fr\nC;Eve;01.39.12.34.56\n\
         D;Guy;tél : 06 12 34 56 79, mail : guy@a.fr\nE;Max;\n",
    );
    assert_eq!(contacts(&roster.people[0]), (vec!["zoe@a.fr"], vec!["+33612345678"]));
    assert_eq!(contacts(&roster.people[1]), (vec!["luc@a.fr"], vec![]));
    assert_eq!(contacts(&roster.people[2]), (vec![], vec!["+33139123456"]));
    assert_eq!(contacts(&roster.people[3]), (vec!["guy@a.fr"], vec!["+33612345679"]));
    assert_eq!(problems(&roster), []);
}

#[test]
fn what_can_be_read_of_a_cell_is_kept_and_the_rest_told() {
    let roster = roster(
        "Nom;Prénom;Mail;Tél.\nA;Zoé;zoe@a.fr, z@;06 12 34 56 78 / 0139\nB;Luc;luc martin@a.fr;liste rouge\n\
         C;Eve;eve @ a.fr;06 12 34 56 79\nD;Guy;guy@a.fr (perso);0139123456 ou 06 12\n",
    );
    assert_eq!(contacts(&roster.people[0]), (vec!["zoe@a.fr"], vec!["+33612345678"]));
    assert_eq!(contacts(&roster.people[1]), (vec![], vec![]));
    assert_eq!(contacts(&roster.people[2]), (vec!["eve@a.fr"], vec!["+33612345679"]));
    assert_eq!(contacts(&roster.people[3]), (vec!["guy@a.fr"], vec!["+33139123456"]));
    let (email, phone) = ((Field::Emails, Code::NotAnEmail), (Field::Phones, Code::NotAPhone));
    let wanted =
        [(2, email), (2, phone), (3, email), (3, phone), (5, phone)].map(|(row, (field, code))| (row, field, code));
    assert_eq!(problems(&roster), wanted);
}

#[test]
fn titles_in_the_columns_of_names() {
    let roster = roster(
        "Nom;Prénom;Mail\nMme MARTIN;Zoé;z@a.fr\nPETIT;M. Luc;l@a.fr\nDr BON;M Claude;c@a.fr\nMAÎTRE;Éve;e@a.fr\n",
    );
    let names: Vec<_> = roster
        .people
        .iter()
        .map(|person| {
            (person.civility, person.last_name.as_deref().unwrap_or(""), person.first_name.as_deref().unwrap_or(""))
        })
        .collect();
    // `M Claude` may be Marie-Claude.
    let wanted = [
        (Some("Mme"), "Martin", "Zoé"),
        (Some("M."), "Petit", "Luc"),
        (None, "Bon", "M Claude"),
        (None, "Maître", "Éve"),
    ];
    assert_eq!(names, wanted);
}

#[test]
fn surnames_of_the_married_and_particles_put_last() {
    let roster =
        roster("Nom Prénom;Mail\nMARTIN ép. DURAND Zoé;z@a.fr\nNUÑEZ née PETIT Éve;e@a.fr\nDUPONT Luc;l@a.fr\n");
    let last: Vec<_> = roster.people.iter().map(|person| person.last_name.as_deref().unwrap_or("")).collect();
    assert_eq!(last, ["Martin ép. Durand", "Nuñez née Petit", "Dupont"]);
    let roster = self::roster("Nom;Prénom;Mail\nTOUR (de la);Zoé;z@a.fr\nd'AUBIGNÉ;Luc;l@a.fr\n");
    let last: Vec<_> = roster.people.iter().map(|person| person.last_name.as_deref().unwrap_or("")).collect();
    assert_eq!(last, ["de La Tour", "d'Aubigné"]);
}

#[test]
fn amounts_with_a_remark_and_in_cents() {
    let roster = roster(
        "Nom;Prénom;Mail;Cotis 2024;Cotis 2025 (centimes)\nA;Zoé;z@a.fr;36,50€ (chq n°1234567);3650\n\
         B;Luc;l@a.fr;20 € le 12/03/2024;2000\nC;Eve;e@a.fr;18 € x 2;\n",
    );
    let dues = |at: usize| roster.people[at].dues.iter().map(|dues| (dues.year, dues.amount_cents)).collect::<Vec<_>>();
    assert_eq!(
        (dues(0), dues(1), dues(2)),
        (vec![(2024, 3650), (2025, 3650)], vec![(2024, 2000), (2025, 2000)], vec![])
    );
    assert_eq!(problems(&roster), [(4, Field::Dues, Code::NotAnAmount)]);
}

#[test]
fn days_with_a_place_or_without_their_zero() {
    let roster = roster(
        "Nom;Prénom;Date et lieu de naissance;Mail\nA;Zoé;13/08/1983 à Paris;z@a.fr\nB;Luc;le 7 novembre 1949 à Lyon;l@a.fr\n\
         C;Eve;1031950;e@a.fr\nD;Guy;1/3/1950 (Oran);g@a.fr\n",
    );
    let days: Vec<String> = roster.people.iter().map(|person| person.birth_date.expect("a day").to_string()).collect();
    assert_eq!(days, ["1983-08-13", "1949-11-07", "1950-03-01", "1950-03-01"]);
}

#[test]
fn columns_that_a_program_kept_as_floating_point_numbers() {
    let roster = roster(
        "id,nom,prenom,telephone,code_postal\n704952.0,A,Zoé,612345678.0,1000.0\n84371.0,B,Luc,139123456.0,78000.0\n",
    );
    let (zoe, luc) = (&roster.people[0], &roster.people[1]);
    assert_eq!((zoe.number.as_deref(), luc.number.as_deref()), (Some("704952"), Some("084371")));
    assert_eq!((zoe.phones[0].as_str(), zoe.postcode.as_deref()), ("+33612345678", Some("01000")));
}

#[test]
fn a_letter_in_a_postcode_is_told_and_a_district_belongs_to_its_city() {
    let roster =
        roster("Nom;Prénom;CP;Ville\nA;Zoé;7800O;VERSAILLES\nB;Luc;75015;PARIS 15e\nC;Eve;2A004;AJACCIO CEDEX 1\n");
    let city = |at: usize| roster.people[at].city.as_deref();
    assert_eq!((city(0), city(1), city(2)), (Some("Versailles"), Some("Paris 15e"), Some("Ajaccio Cedex 1")));
    let postcode = (Field::Postcode, Code::NotAPostcode);
    assert_eq!(problems(&roster), [(2, postcode.0, postcode.1), (4, postcode.0, postcode.1)]);
}

#[test]
fn what_cant_be_seen_or_is_too_long_spoils_nothing() {
    let long = "x".repeat(100_000);
    let text = format!(
        "Nom;Prénom;Tél;Adresse;Observations\nMAR\u{7}TIN;Zoé;\u{202a}+33 6 12 34 56 78\u{202c};\"12 rue\tHaute\r\nBât. A\";\"une\r\nremarque\"\n\
         PETIT;{long};0612345679;3 rue Basse;vu\n"
    );
    let roster = roster(&text);
    let (zoe, petit) = (&roster.people[0], &roster.people[1]);
    assert_eq!((zoe.last_name.as_deref(), zoe.street.as_deref()), (Some("Martin"), Some("12 rue Haute, Bât. A")));
    assert_eq!((zoe.phones[0].as_str(), zoe.notes.as_deref()), ("+33612345678", Some("une\nremarque")));
    assert_eq!((petit.last_name.as_deref(), petit.first_name.as_deref()), (Some("Petit"), None));
    assert_eq!(problems(&roster), [(3, Field::FirstName, Code::TooLong)]);
    assert_eq!(roster.problems[0].value.len(), 200);
}

#[test]
fn contacts_in_parentheses_behind_a_name() {
    let read = roster(
        "Nom Prénom;Commune\nDupont Jean (06 12 34 56 78);Versailles\nMartin Anne;Le Chesnay\n\
         Lefèvre Zoé (zoe@exemple.fr);Viroflay\nTour Luc (de la);Viroflay\n",
    );
    let name = |at: usize| (read.people[at].first_name.as_deref(), read.people[at].last_name.as_deref());
    assert_eq!(name(0), (Some("Jean"), Some("Dupont")));
    assert_eq!((name(1), name(2)), ((Some("Anne"), Some("Martin")), (Some("Zoé"), Some("Lefèvre"))));
    assert_eq!(contacts(&read.people[0]), (vec![], vec!["+33612345678"]));
    assert_eq!(contacts(&read.people[2]), (vec!["zoe@exemple.fr"], vec![]));
    assert!(read.people[3].phones.is_empty(), "a particle is no number");

    let read = roster("Nom;Prénom;Commune\nDUPONT (0139123456);Jean;Versailles\nROUX;Paul (06.12.34.56.79);Viroflay\n");
    assert_eq!(
        (read.people[0].last_name.as_deref(), contacts(&read.people[0]).1),
        (Some("Dupont"), vec!["+33139123456"])
    );
    assert_eq!(
        (read.people[1].first_name.as_deref(), contacts(&read.people[1]).1),
        (Some("Paul"), vec!["+33612345679"])
    );
}

#[test]
fn a_count_of_the_rows_is_nobodys_number() {
    let roster = roster("N°;Nom;Prénom\n1;A;Zoé\n2;B;Luc\n3;C;Eve\n");
    assert!(roster.people.iter().all(|person| person.number.is_none()));
    let roster = self::roster("N°;Nom;Prénom\n12;A;Zoé\n7;B;Luc\n140;C;Eve\n");
    assert_eq!(roster.people[1].number.as_deref(), Some("7"));
    let roster = self::roster("N° adhérent;Nom;Prénom\n1;A;Zoé\n2;B;Luc\n");
    assert_eq!(roster.people[1].number.as_deref(), Some("2"));
}

/// A year has as many digits as a postcode that lost its zero, and is none.
#[test]
fn a_year_of_birth_is_nobodys_postcode() {
    let header = "Nom;Prénom;Date de naissance (jour);Date de naissance (mois);Date de naissance (année)\n";
    let roster = roster(&format!("{header}Martin;Anne;12;3;1954\nRoux;Paul;5;11;1971\nPetit;Luc;28;2;1948\n"));
    assert!(roster.people.iter().all(|person| person.postcode.is_none()), "{:?}", roster.people);
    let roster = self::roster("Nom;Prénom;;Commune\nMartin;Anne;1200;Bellegarde\nRoux;Paul;1200;Bellegarde\n");
    assert_eq!(roster.people[0].postcode.as_deref(), Some("01200"), "one that did lose it");
}

#[test]
fn an_amount_with_its_year_behind() {
    let roster = roster("Nom;Prénom;Mail;Dernière cotisation\nA;Zoé;z@a.fr;36,00 € (2025)\nB;Luc;l@a.fr;20 € (2024)\n");
    let dues = |at: usize| roster.people[at].dues.iter().map(|dues| (dues.year, dues.amount_cents)).collect::<Vec<_>>();
    assert_eq!((dues(0), dues(1)), (vec![(2025, 3600)], vec![(2024, 2000)]));
}

/// As on a label; the name is no part of the street.
#[test]
fn an_address_that_begins_with_the_name() {
    let roster = roster(
        "Nom;Prénom;Adresse\nDUPONT;Jean;\"M. Jean Dupont\n12 rue Haute\n78300 POISSY\"\n\
         MARTIN;Zoé;\"Résidence Martin\n3 rue Basse\n78300 POISSY\"\n",
    );
    let streets: Vec<_> = roster.people.iter().map(|person| person.street.as_deref().unwrap_or("")).collect();
    assert_eq!(streets, ["12 rue Haute", "Résidence Martin, 3 rue Basse"]);
}
