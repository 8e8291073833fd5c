//! What can't be read is told by row and field, and the rest of the row is read.

use std::collections::BTreeSet;

use coopol_import::{Code, Field, Reason, Roster, read};
use rust_xlsxwriter::Workbook;

use crate::options;

fn roster(text: &str) -> Roster {
    read(text.as_bytes(), "", &options()).expect("a roster")
}

#[test]
fn each_cell_by_row_field_and_value() {
    let roster = roster(
        "Fichier 2026\n\nNom;Prénom;Né(e) le;Mail;Tél.;CP;Ville;Adhésion;Cotis. 2025\n\
         DUPONT;Jean;31/02/1980;jean@a.fr;0612345678;78000;VERSAILLES;01/02/2003;36,00 €\n\
         MARTIN;Zoé;12/05/1971;zoe.martin@;0612;7800;POISSY;bientôt;payé\n\
         LE GOFF;Yann;1971;yann@b.fr;0139123456;78300;POISSY;03/04/2005;20\n\
         RUIZ;Inès;01/01/2031;ines@b.fr;0139123457;78300;POISSY;03/04/2005;20\n\
         BON;Luc;02/01/1961;luc@b.fr;0139123458;78300;POISSY;03/04/2005;20\n",
    );
    let found: Vec<_> = roster
        .problems
        .iter()
        .map(|problem| (problem.row, problem.field, problem.code, problem.value.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (4, Field::BirthDate, Code::NotADate, "31/02/1980"),
            (5, Field::Emails, Code::NotAnEmail, "zoe.martin@"),
            (5, Field::Phones, Code::NotAPhone, "0612"),
            (5, Field::JoinedOn, Code::NotADate, "bientôt"),
            (5, Field::Dues, Code::NotAnAmount, "payé"),
            (6, Field::BirthDate, Code::PartialDate, "1971"),
            (7, Field::BirthDate, Code::ImpossibleDate, "01/01/2031"),
        ]
    );
    assert_eq!(roster.people.len(), 5);
    let (jean, zoe) = (&roster.people[0], &roster.people[1]);
    assert_eq!((jean.row, jean.birth_date, jean.emails.as_slice()), (4, None, ["jean@a.fr".to_owned()].as_slice()));
    assert_eq!((zoe.row, zoe.postcode.as_deref(), zoe.city.as_deref()), (5, Some("07800"), Some("Poissy")));
}

#[test]
fn fields_and_codes_have_the_names_of_the_json() {
    let roster = roster("Nom;Prénom;DDN;Mail\nA;B;01/02/1960;a@b.fr\nC;D;x;c@b.fr\nE;F;01/02/1961;e@\nG;H;;g@b.fr\n");
    let json = serde_json::to_value(&roster).expect("a roster serialises");
    assert_eq!(
        json["problems"][0],
        serde_json::json!({ "row": 3, "field": "birth_date", "code": "not_a_date", "value": "x" })
    );
    assert_eq!(json["problems"][1]["field"], "emails");
    let keys: BTreeSet<&str> = json["people"][0].as_object().expect("a person").keys().map(String::as_str).collect();
    let wanted = [
        "birth_date",
        "city",
        "dues",
        "emails",
        "first_name",
        "joined_on",
        "last_name",
        "number",
        "phones",
        "postcode",
        "street",
    ];
    assert_eq!(keys, BTreeSet::from(wanted));
    assert_eq!(json["people"][0]["birth_date"], "1960-02-01");
    assert!(json["people"][0]["city"].is_null());
}

#[test]
fn an_amount_needs_a_year() {
    let text = "Nom;Prénom;Mail;Montant\nA;B;a@b.fr;36,00\nC;D;c@b.fr;20,00\n";
    let told = roster(text);
    assert_eq!(
        told.problems.iter().map(|problem| (problem.row, problem.code)).collect::<Vec<_>>(),
        [(2, Code::NoYear), (3, Code::NoYear)]
    );
    let named = read(text.as_bytes(), "cotisations-2025.csv", &options()).expect("a roster");
    assert_eq!(
        (named.people[0].dues[0].year, named.people[0].dues[0].amount_cents, named.problems.len()),
        (2025, 3600, 0)
    );
    let paid = roster("Nom;Prénom;Mail;Montant;Date de paiement\nA;B;a@b.fr;36,00;03/02/2024\n");
    assert_eq!((paid.people[0].dues[0].year, paid.people[0].joined_on), (2024, None));
    let year = roster("Nom;Prénom;Mail;Montant;Année\nA;B;a@b.fr;36,00;2023\nA;C;c@b.fr;0;2023\n");
    assert_eq!((year.people[0].dues[0].year, year.people[1].dues.len()), (2023, 0));
}

#[test]
fn rows_that_are_no_person_are_told() {
    let roster = roster(
        "Section de Poissy;;;\nNom;Prénom;Mail;Ville\nA;B;a@b.fr;Poissy\nNom;Prénom;Mail;Ville\n\
         TOTAL;Jean;jean@b.fr;Poissy\nC;D;c@b.fr;Poissy\n;;;Poissy\nTOTAL;;;3\n",
    );
    let skipped: Vec<_> = roster.skipped.iter().map(|skipped| (skipped.row, skipped.reason)).collect();
    let wanted = [
        (1, Reason::Heading),
        (2, Reason::Heading),
        (4, Reason::RepeatedHeading),
        (7, Reason::Footer),
        (8, Reason::Footer),
    ];
    assert_eq!(skipped, wanted);
    // Somebody is called Total.
    assert_eq!(roster.people[1].last_name.as_deref(), Some("Total"));
}

/// Payments and their sum, or two sheets of one year: the payments stand, and what says otherwise is told.
#[test]
fn an_amount_that_the_file_has_otherwise() {
    let told = roster(
        "Nom;Prénom;Mail;Cotis 2025 (1er versement);Cotis 2025 (2e versement);Total 2025\n\
         A;B;a@b.fr;20;16;36\nC;D;c@b.fr;20;16;40\nE;F;e@b.fr;20;?;36\nG;H;g@b.fr;;;36\n",
    );
    let dues: Vec<i64> = told.people.iter().map(|person| person.dues[0].amount_cents).collect();
    assert_eq!(dues, [3600, 3600, 3600, 3600]);
    let found: Vec<_> =
        told.problems.iter().map(|problem| (problem.row, problem.code, problem.value.as_str())).collect();
    assert_eq!(found, [(3, Code::OtherAmount, "40"), (4, Code::NotAnAmount, "?")]);

    let mut book = Workbook::new();
    for (name, amount) in [("Adhérents", "36"), ("Cotisations 2025", "20")] {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        let header = if name == "Adhérents" {
            ["Nom", "Prénom", "Cotisation 2025", "Cotisation 2024"]
        } else {
            ["Prénom", "Nom", "Montant", ""]
        };
        for (column, text) in (0..).zip(header) {
            sheet.write(0, column, text).expect("a cell");
        }
        let row = if name == "Adhérents" { ["DUPONT", "Jean", amount, ""] } else { ["Jean", "DUPONT", amount, ""] };
        for (column, text) in (0..).zip(row) {
            sheet.write(1, column, text).expect("a cell");
        }
    }
    let told = read(&book.save_to_buffer().expect("a workbook"), "", &options()).expect("a roster");
    assert_eq!((told.people.len(), told.people[0].dues[0].amount_cents), (1, 3600));
    let found: Vec<_> =
        told.problems.iter().map(|problem| (problem.row, problem.code, problem.value.as_str())).collect();
    assert_eq!(found, [(2, Code::OtherAmount, "20,00")]);
}

/// The year of joining is no year of dues.
#[test]
fn a_year_of_joining_dates_no_amount() {
    let told = roster("Nom;Prénom;Mail;Année d'adhésion;Montant\nA;B;a@b.fr;2010;36\nC;D;c@b.fr;1998;20\n");
    let found: Vec<_> = told.problems.iter().map(|problem| (problem.row, problem.field, problem.code)).collect();
    let of_row = |row| [(row, Field::JoinedOn, Code::PartialDate), (row, Field::Dues, Code::NoYear)];
    assert_eq!(found, [of_row(2), of_row(3)].concat());
    let told = roster("Nom;Prénom;Mail;Dernière cotisation;Montant\nA;B;a@b.fr;2025;36\nC;D;c@b.fr;12/03/2024;20\n");
    let years: Vec<i16> = told.people.iter().map(|person| person.dues[0].year).collect();
    assert_eq!(years, [2025, 2024]);
}
