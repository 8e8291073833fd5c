//! Headers that no vocabulary knows, and headers that are right though no cell below them can be read.

use coopol_import::{Code, Field, Roster, read};

use crate::options;

fn roster(text: &str) -> Roster {
    read(text.as_bytes(), "", &options()).expect("a roster")
}

fn fields(roster: &Roster) -> Vec<Option<Field>> {
    roster.columns.iter().map(|column| column.field).collect()
}

#[test]
fn words_that_mean_nothing_are_headers_all_the_same() {
    use Field::{BirthDate, City, Emails, FirstName, LastName, Phones, Postcode};
    let people = "DUPONT;Jean;01/03/1950;01000;BOURG;0612345678;jean@a.fr\nMARTIN;Zoé;13/08/1983;78000;VERSAILLES;0712345678;zoe@a.fr\n";
    let wanted = [LastName, FirstName, BirthDate, Postcode, City, Phones, Emails].map(Some);
    for header in
        ["A;B;C;D;E;F;G\n", "Section de Poissy\nBlaze;Petit nom;Venu au monde;Poste;Patelin;Bigophone;Boîte\n"]
    {
        let roster = roster(&format!("{header}{people}"));
        assert_eq!((roster.people.len(), fields(&roster)), (2, wanted.to_vec()), "{header}");
        assert_eq!(roster.problems, [], "{header}");
    }
    // Without any header the first row is a person, even one with a broken cell.
    let roster = roster(&format!("BON;Luc;inconnue;78300;POISSY;0612345679;luc@a.fr\n{people}"));
    assert_eq!(roster.people.len(), 3);
}

#[test]
fn a_clear_header_over_cells_that_cant_be_read_has_them_told() {
    let roster = roster(
        "Nom;Prénom;Mail;Téléphone;Date de naissance;Code postal;Cotisation 2025;Adhérent depuis\n\
         A;Zoé;zoe@;6,12E+08;vers 1950;780;oui;1998\nB;Luc;;;;;;2003\nC;Eve;;;;;;\n",
    );
    let found: Vec<_> = roster.problems.iter().map(|problem| (problem.row, problem.field, problem.code)).collect();
    let wanted = [
        (2, Field::Emails, Code::NotAnEmail),
        (2, Field::Phones, Code::NotAPhone),
        (2, Field::BirthDate, Code::NotADate),
        (2, Field::JoinedOn, Code::PartialDate),
        (2, Field::Postcode, Code::NotAPostcode),
        (2, Field::Dues, Code::NotAnAmount),
        (3, Field::JoinedOn, Code::PartialDate),
    ];
    assert_eq!(found, wanted);
    assert_eq!((roster.people.len(), roster.people[0].joined_on), (3, None));
}

#[test]
fn days_of_a_mailing_are_not_those_of_joining() {
    let people = |days: [&str; 6]| {
        let rows = days.iter().zip('A'..).map(|(day, name)| format!("{name}{name};Zoé;{name}@a.fr;{day}\n"));
        format!("Nom;Prénom;Mail;Dernier courrier\n{}", rows.collect::<String>())
    };
    let mailing = ["12/01/2025", "12/01/2025", "03/02/2025", "12/01/2025", "04/03/2026", "12/01/2025"];
    assert_eq!(fields(&roster(&people(mailing)))[3], None);
    let joining = ["12/01/1985", "12/01/1999", "03/02/2005", "12/01/2015", "04/03/2026", "12/01/1981"];
    assert_eq!(fields(&roster(&people(joining)))[3], Some(Field::JoinedOn));
}

#[test]
fn the_number_of_a_house_is_not_that_of_a_member() {
    let roster = roster(
        "Nom;Prénom;N°;Voie;CP;Ville\nA;Zoé;12;rue Haute;78300;POISSY\nB;Luc;3 bis;allée Jean-Jaurès;78300;POISSY\nC;Eve;170;quai Bas;78300;POISSY\n",
    );
    let streets: Vec<_> = roster.people.iter().map(|person| person.street.as_deref().unwrap_or("")).collect();
    assert_eq!(streets, ["12 rue Haute", "3 bis allée Jean-Jaurès", "170 quai Bas"]);
    assert!(roster.people.iter().all(|person| person.number.is_none()));
}

#[test]
fn commas_of_addresses_are_no_delimiters_and_a_bare_list_of_names_is_a_roster() {
    let addresses = roster(
        "Nom;Prénom;Adresse\nA;Zoé;3 rue Haute, Bât. C, 78000 VERSAILLES, France\nB;Luc;4 rue Basse, Bât. D, 78300 POISSY, France\n\
         C;Eve;5 rue Basse, Bât. E, 78300 POISSY, France\n",
    );
    assert_eq!(
        (addresses.people[0].street.as_deref(), addresses.people[0].city.as_deref()),
        (Some("3 rue Haute, Bât. C"), Some("Versailles"))
    );
    let names = roster("DUPONT Jean\nDE LA TOUR Zoé\nSAINT-HILAIRE Anne-Sophie\nO'CONNOR Luc\n");
    assert_eq!(names.people.len(), 4);
    assert_eq!(names.people[2].first_name.as_deref(), Some("Anne-Sophie"));
}

#[test]
fn signatures_totals_and_repeated_headers_weigh_nothing_in_a_short_list() {
    let headers = "P.;Nom d'usage;Mail;Tél\n";
    let roster = roster(&format!(
        "{headers}ZOÉ;LE GOFF;zoe@a.fr;0612345678\n{headers}ÉVELYNE;EL KHOURY;e@a.fr;liste rouge\n;TOTAL;2;\n\
         Fait à Poissy le 12 mars 2026, la trésorière\n"
    ));
    let names: Vec<_> =
        roster.people.iter().map(|person| (person.last_name.as_deref(), person.first_name.as_deref())).collect();
    assert_eq!(names, [(Some("Le Goff"), Some("Zoé")), (Some("El Khoury"), Some("Évelyne"))]);
}

#[test]
fn a_first_person_is_no_second_line_of_headers() {
    let roster = roster(
        "Lastname;Prénom;Né le;adr;Cot 2025;Cot 2026\nSAINT-JUST;Inès;11-juil-51;49 rue Haute;40 €;72,5 €\nBON;Luc;12-mai-62;3 quai Bas;20 €;20 €\n",
    );
    assert_eq!((roster.people.len(), roster.columns[0].header.as_str()), (2, "Lastname"));
    let years = self::roster("Nom;Prénom;2025 (€);2026 (€)\nA;Zoé;36;20\n");
    assert_eq!(years.people[0].dues.len(), 2);
}

#[test]
fn a_bare_number_over_telephones_is_theirs() {
    let roster = roster("Nom;Prénom;Numéro;N° PS\nA;Zoé;0612345678;704952\nB;Luc;0712345678;84371\n");
    assert_eq!(roster.people[0].phones, ["+33612345678"]);
    assert_eq!(roster.people[1].number.as_deref(), Some("084371"));
}

#[test]
fn columns_of_each_year_under_one_heading() {
    let roster = roster(
        ";;Cotisation 2024;;Cotisation 2025;\nNom;Prénom;Montant;Mode;Montant;Mode\nA;Zoé;36,50;chèque;40;CB\nB;Luc;;;20;espèces\n",
    );
    let dues = |at: usize| roster.people[at].dues.iter().map(|dues| (dues.year, dues.amount_cents)).collect::<Vec<_>>();
    assert_eq!((dues(0), dues(1)), (vec![(2024, 3650), (2025, 4000)], vec![(2025, 2000)]));
    assert_eq!(roster.problems, []);
}

#[test]
fn a_street_in_four_columns() {
    let roster = roster(
        "Nom;Prénom;N° voie;Bis/ter;Type voie;Nom de la voie;CP;Ville\nA;Zoé;12;;rue;de la République;78300;POISSY\n\
         B;Luc;3;bis;allée;Jean-Jaurès;78300;POISSY\n",
    );
    let streets: Vec<_> = roster.people.iter().map(|person| person.street.as_deref().unwrap_or("")).collect();
    assert_eq!(streets, ["12 rue de la République", "3 bis allée Jean-Jaurès"]);
}

#[test]
fn somebody_of_whom_only_the_name_is_known_is_no_title() {
    let roster = roster(
        "Nom Prénom;Mail;Ville;Tél\nADHÉRENTS À JOUR;;;\nDUPONT Jean;j@a.fr;Poissy;0612345678\nMARTIN Zoé;;;\nC;;;\n\
         PETIT Luc;l@a.fr;Poissy;0612345679\nBON Ève;e@a.fr;Poissy;\nROY Guy;g@a.fr;Poissy;\nLE GOFF Yann;y@a.fr;Poissy;\nFait à Poissy par Jean le 3 mars;;;\n",
    );
    let names: Vec<_> = roster.people.iter().map(|person| person.last_name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["Dupont", "Martin", "Petit", "Bon", "Roy", "Le Goff"]);
}

/// `Cotisation 2025` is no city with its postcode, and says of which year the amount beside it is.
#[test]
fn what_was_paid_for_names_the_year_of_the_amount() {
    let roster = roster(
        "Nom;Prénom;Code postal;Ville;Tarif;Montant\nA;Zoé;78300;Poissy;Cotisation 2025;36\n\
         B;Luc;78300;Poissy;Soutien 2024-2025;72\nC;Eve;78000;Versailles;Cotisation 2025;20\n",
    );
    let read = |at: usize| {
        let person = &roster.people[at];
        let dues: Vec<_> = person.dues.iter().map(|dues| (dues.year, dues.amount_cents)).collect();
        (person.postcode.as_deref(), dues)
    };
    assert_eq!(read(0), (Some("78300"), vec![(2025, 3600)]));
    assert_eq!(read(1), (Some("78300"), vec![(2024, 7200)]));
    assert_eq!(roster.problems, []);
    // A number of a receipt has a year too, and names none.
    let roster = self::roster("Nom;Prénom;Pièce;Montant\nA;Zoé;Reçu 2025-0012;36\nB;Luc;Reçu 2025-0013;20\n");
    assert!(roster.people.iter().all(|person| person.dues.is_empty()));
}

/// A second column of places changes nothing in what the first says.
#[test]
fn a_place_of_something_else_is_not_where_somebody_lives() {
    let roster = roster(
        "Nom;Prénom;CP;Ville;Réunion\nA;Zoé;78300;Poissy;78000 Versailles\nB;Luc;78100;Saint-Germain;78000 Versailles\n",
    );
    assert_eq!(
        (roster.people[0].postcode.as_deref(), roster.people[0].city.as_deref()),
        (Some("78300"), Some("Poissy"))
    );
}

#[test]
fn the_number_of_a_house_behind_its_street() {
    let roster = roster(
        "Nom;Prénom;Rue;Numéro;NPA;Lieu;Pays\nA;Zoé;rue Haute;12;78300;POISSY;France\n\
         B;Luc;Grand-Rue;4b;1700;Fribourg;Suisse\nC;Eve;quai Bas;170;78300;POISSY;France\n",
    );
    let homes: Vec<_> = roster
        .people
        .iter()
        .map(|person| (person.street.as_deref().unwrap_or(""), person.city.as_deref().unwrap_or("")))
        .collect();
    assert_eq!(homes, [("12 rue Haute", "Poissy"), ("Grand-Rue 4b", "Fribourg"), ("170 quai Bas", "Poissy")]);
    assert!(roster.people.iter().all(|person| person.number.is_none()));
}

#[test]
fn columns_of_a_mailing_program_are_nobodys() {
    let roster = roster(
        "EMAIL;PRENOM;NOM;SMS;EMAIL_BLACKLISTED;SMS_BLACKLISTED;LEID;Téléphone vérifié;Carte d'adhérent\n\
         z@a.fr;Zoé;A;33612345678;0;0;5001;oui;https://exemple.fr/carte?id=1234567\n\
         l@a.fr;Luc;B;;1;0;5002;non;https://exemple.fr/carte?id=1234568\n",
    );
    assert_eq!(fields(&roster)[4..], [None; 5]);
    assert_eq!(
        (roster.people[0].phones.as_slice(), roster.problems.as_slice()),
        (&["+33612345678".to_owned()][..], &[][..])
    );
}

#[test]
fn an_address_book_has_companies_too() {
    let roster = roster(
        "First Name,Last Name,Organization Name,E-mail 1 - Value\nZoé,A,,z@a.fr\n,,Mairie,contact@mairie.fr\n,,,l@a.fr\nÈve,B,Mairie,e@a.fr\n",
    );
    let emails: Vec<_> = roster.people.iter().map(|person| person.emails[0].as_str()).collect();
    assert_eq!(emails, ["z@a.fr", "l@a.fr", "e@a.fr"]);
    assert_eq!(roster.skipped.iter().map(|skipped| skipped.row).collect::<Vec<_>>(), [1, 3]);
}

/// `Dernière adhésion` over years is no day of joining nor of paying.
#[test]
fn the_year_of_the_last_fee() {
    let roster = roster("Nom;Prénom;Dernière adhésion (année);Montant\nA;Zoé;2025;36\nB;Luc;2023;20\n");
    let dues: Vec<_> =
        roster.people.iter().flat_map(|person| &person.dues).map(|dues| (dues.year, dues.amount_cents)).collect();
    assert_eq!((dues, roster.problems.len()), (vec![(2025, 3600), (2023, 2000)], 0));
}

#[test]
fn lines_of_an_address_without_a_word_above_them() {
    let roster = roster(
        "Nom;Prénom;Adresse;;CP;Ville;Saison 2023/2024;Saison 2024/2025\nA;Zoé;Rés. B;4 rue Haute;54500;Vandœuvre;36;\n\
         B;Luc;3 rue Basse;;54000;Nancy;36;20\n",
    );
    let streets: Vec<_> = roster.people.iter().map(|person| person.street.as_deref().unwrap_or("")).collect();
    assert_eq!(streets, ["Rés. B, 4 rue Haute", "3 rue Basse"]);
    let dues: Vec<_> = roster.people[1].dues.iter().map(|dues| (dues.year, dues.amount_cents)).collect();
    assert_eq!(dues, [(2023, 3600), (2024, 2000)]);
}

#[test]
fn german_headers() {
    use Field::{BirthDate, City, FirstName, JoinedOn, LastName, Phones, Postcode, Street};
    let roster = roster(
        "Nachname;Vorname;Strasse;PLZ;Ort;Handy;Geburtsdatum;Eintritt\nWagner;Heidi;Hauptstr. 5;67000;Strasbourg;+33688000001;03.04.1965;01.01.2010\n",
    );
    let wanted = [LastName, FirstName, Street, Postcode, City, Phones, BirthDate, JoinedOn];
    assert_eq!(fields(&roster), wanted.map(Some));
}

#[test]
fn what_is_due_is_not_what_was_paid_and_a_year_of_joining_no_amount() {
    let roster = roster(
        "Nom;Prénom;Année d'entrée;Cotisation due 2025;Cotisation réglée 2025\nA;Zoé;1974;72;36\nB;Luc;1981;36;36\n",
    );
    let dues: Vec<_> =
        roster.people.iter().flat_map(|person| &person.dues).map(|dues| (dues.year, dues.amount_cents)).collect();
    assert_eq!(dues, [(2025, 3600), (2025, 3600)]);
    let told: Vec<_> = roster.problems.iter().map(|problem| (problem.row, problem.field, problem.code)).collect();
    assert_eq!(told, [2, 3].map(|row| (row, Field::JoinedOn, Code::PartialDate)));
}

#[test]
fn counts_of_places_below_the_people() {
    let roster = roster(
        "Nom;Prénom;Ville;Tél\nA;Zoé;Dole;0384000001\nB;Luc;Foix;0384000002\nC;;Foix;0384000003\n\nRécapitulatif;;;\nDole;1;;\nFoix;2;;\n",
    );
    let names: Vec<_> = roster.people.iter().map(|person| person.last_name.as_deref().unwrap_or("")).collect();
    assert_eq!(names, ["A", "B", "C"]);
}
