//! Shapes of files beyond the five: no headers, one column for names, several sheets, ODS, merged cells, columns told by hand.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use coopol_import::{Field, Options, Person, Roster, read};
use rust_xlsxwriter::{Format, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::options;

fn roster(text: &str) -> Roster {
    read(text.as_bytes(), "", &options()).expect("a roster")
}

fn names(people: &[Person]) -> Vec<(&str, &str)> {
    people
        .iter()
        .map(|person| (person.last_name.as_deref().unwrap_or(""), person.first_name.as_deref().unwrap_or("")))
        .collect()
}

fn fields(roster: &Roster) -> Vec<Option<Field>> {
    roster.columns.iter().map(|column| column.field).collect()
}

#[test]
fn without_any_header() {
    use Field::{BirthDate, City, Civility, Emails, FirstName, LastName, Phones, Postcode, Street};
    let roster = roster(
        "Mme;DE LA TOUR;Raphaël;13/08/1983;110 impasse des Tilleuls;78000;VERSAILLES;0772257396;raphael.delatour@orange.fr\n\
         M.;O'CONNOR;Odile;31/12/1962;170 chemin Vert;78100;POISSY;0686398480;odile.oconnor@gmail.com\n\
         M.;GUÉRIN;Benoît;27/01/1937;76 place de l'Église;78000;VERSAILLES;0749740875;\n",
    );
    let wanted = [Civility, LastName, FirstName, BirthDate, Street, Postcode, City, Phones, Emails];
    assert_eq!(fields(&roster), wanted.map(Some));
    assert_eq!(names(&roster.people)[0], ("de La Tour", "Raphaël"));
    assert_eq!((roster.people[2].row, roster.people[0].civility), (3, Some("Mme")));
}

#[test]
fn names_in_one_column_in_the_order_that_addresses_prove() {
    let text = "Adhérents;Courriel\nZoé Bonnet;zoe.bonnet@a.fr\nAnh Tran Van;anh.tranvan@a.fr\nLuc Petit;\n";
    assert_eq!(names(&roster(text).people), [("Bonnet", "Zoé"), ("Tran Van", "Anh"), ("Petit", "Luc")]);
    let text = "Nom;Courriel\nBonnet Zoé;zoe.bonnet@a.fr\nTran Van Anh;anh.tranvan@a.fr\nPetit Luc;\n";
    assert_eq!(names(&roster(text).people), [("Bonnet", "Zoé"), ("Tran Van", "Anh"), ("Petit", "Luc")]);
}

#[test]
fn addresses_in_one_or_two_columns() {
    let one = roster(
        "Nom;Prénom;Adresse\nA;Zoé;12 bis rue Haute, 78300 POISSY\nB;Luc;3 place du 8-Mai-1945, 1000 BOURG\nC;Eve;4 rue Basse, 06400 CANNES\n",
    );
    let person = &one.people[0];
    assert_eq!(
        (person.street.as_deref(), person.postcode.as_deref(), person.city.as_deref()),
        (Some("12 bis rue Haute"), Some("78300"), Some("Poissy"))
    );
    let two = roster(
        "Nom;Prénom;N° voie;Voie;Complément;CP Ville\nA;Zoé;12;rue Haute;Bât. C;78300 POISSY\nB;Luc;3;rue Basse;;1000 BOURG-EN-BRESSE\n",
    );
    let (zoe, luc) = (&two.people[0], &two.people[1]);
    assert_eq!((zoe.street.as_deref(), zoe.city.as_deref()), (Some("12 rue Haute, Bât. C"), Some("Poissy")));
    assert_eq!((luc.postcode.as_deref(), luc.city.as_deref()), (Some("01000"), Some("Bourg-en-Bresse")));
}

#[test]
fn columns_told_by_hand_are_believed() {
    let text = "Nom;Prénom;Truc;Mail\nA;Zoé;x1;a@b.fr\nB;Luc;x2;b@b.fr\n";
    let columns = BTreeMap::from([(2, Some(Field::Number)), (3, None)]);
    let told = read(text.as_bytes(), "", &Options { columns, ..options() }).expect("a roster");
    assert_eq!(told.people[0].number.as_deref(), Some("x1"));
    assert_eq!((told.people[0].emails.len(), told.columns[2].confidence, told.columns[3].field), (0, 1.0, None));
}

#[test]
fn sheets_of_the_same_make_are_joined_and_copies_left() {
    let mut book = Workbook::new();
    let people =
        |from: char| (0..4u8).map(move |at| char::from(u8::try_from(from).expect("ASCII") + at).to_string().repeat(4));
    for (name, from, header) in
        [("A-D", 'A', "Nom"), ("M-P", 'M', "Nom"), ("Bureau", 'A', "Nom"), ("Presse", 'S', "Nom du journaliste")]
    {
        let sheet = book.add_worksheet().set_name(name).expect("a name");
        sheet.write(0, 0, header).expect("a cell").write(0, 1, "Prénom").expect("a cell");
        for (row, person) in (1..).zip(people(from)).take(if name == "Bureau" { 2 } else { 4 }) {
            sheet.write(row, 0, person).expect("a cell").write(row, 1, "Zoé").expect("a cell");
        }
    }
    let roster = read(&book.save_to_buffer().expect("a workbook"), "", &options()).expect("a roster");
    let sheets: Vec<_> = roster.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.people, sheet.taken)).collect();
    assert_eq!(sheets, [("A-D", 4, true), ("M-P", 4, true), ("Bureau", 2, false), ("Presse", 4, false)]);
    assert_eq!(roster.people.len(), 8);
}

#[test]
fn merged_cells_of_households_and_of_headers() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 3, 0, 5, "Cotisations", &plain).expect("merged");
    sheet.merge_range(0, 0, 1, 0, "Nom", &plain).expect("merged");
    sheet.merge_range(0, 1, 1, 1, "Prénom", &plain).expect("merged");
    sheet.merge_range(0, 2, 1, 2, "Ville", &plain).expect("merged");
    for (column, year) in [(3, 2024), (4, 2025), (5, 2026)] {
        sheet.write(1, column, year).expect("a cell").write(2, column, 36.5).expect("a cell");
    }
    for (row, first) in [(2, "Zoé"), (3, "Luc"), (4, "Eve")] {
        sheet.write(row, 0, "Bonnet").expect("a cell").write(row, 1, first).expect("a cell");
    }
    sheet.merge_range(2, 2, 3, 2, "POISSY", &plain).expect("merged");
    let roster = read(&book.save_to_buffer().expect("a workbook"), "", &options()).expect("a roster");
    let cities: Vec<_> = roster.people.iter().map(|person| person.city.as_deref()).collect();
    assert_eq!(cities, [Some("Poissy"), Some("Poissy"), None]);
    let dues: Vec<_> = roster.people[0].dues.iter().map(|dues| (dues.year, dues.amount_cents)).collect();
    assert_eq!(dues, [(2024, 3650), (2025, 3650), (2026, 3650)]);
}

#[test]
fn an_ods_with_repeated_and_merged_cells() {
    let text = |value: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{value}</text:p></table:table-cell>")
    };
    let header = ["Nom", "Pr&#233;nom", "N&#233;(e) le", "CP", "Ville"].map(text).concat();
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"1983-08-13\"><text:p>13/08/83</text:p></table:table-cell>";
    let code = "<table:table-cell office:value-type=\"float\" office:value=\"1000\"><office:annotation><text:p>vu</text:p></office:annotation>\
                <text:p>1000</text:p></table:table-cell>";
    let city = "<table:table-cell table:number-rows-spanned=\"2\" office:value-type=\"string\"><text:p>BOURG<text:s/>EN BRESSE</text:p></table:table-cell>";
    let rows = [
        format!("<table:table-row>{header}</table:table-row><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>"),
        format!("<table:table-row>{}{}{date}{code}{city}</table:table-row>", text("D&apos;AUBIGN&#201;"), text("Zo&#233;")),
        format!("<table:table-row>{}{}{date}<table:table-cell/><table:covered-table-cell/></table:table-row>", text("BON"), text("Luc")),
        "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".to_owned(),
    ];
    let content = format!(
        "<office:document-content><table:table table:name=\"Feuille1\">{}</table:table></office:document-content>",
        rows.concat()
    );
    let roster = read(&ods(&content), "", &options()).expect("a roster");
    let zoe = &roster.people[0];
    assert_eq!(names(&roster.people), [("d'Aubigné", "Zoé"), ("Bon", "Luc")]);
    assert_eq!(
        (zoe.row, zoe.birth_date, zoe.postcode.as_deref()),
        (4, Some(jiff::civil::date(1983, 8, 13)), Some("01000"))
    );
    assert_eq!(
        (zoe.city.as_deref(), roster.people[1].city.as_deref()),
        (Some("Bourg en Bresse"), Some("Bourg en Bresse"))
    );
}

#[test]
fn several_contacts_in_cells_and_columns() {
    let roster = roster(
        "Nom,Prénom,E-mail 1 - Value,E-mail 2 - Value,Phone 1 - Type,Phone 1 - Value,Phone 2 - Value\n\
         A,Zoé,zoe@a.fr ::: Z@B.FR,zoe@a.fr,Mobile,06 12 34 56 78 / 01 39 12 34 56,+32 470 12 34 56\nB,Luc,luc@a.fr,,Home,,0612345678\n",
    );
    assert_eq!(roster.people[0].emails, ["zoe@a.fr", "z@b.fr"]);
    assert_eq!(roster.people[0].phones, ["+33612345678", "+33139123456", "+32470123456"]);
}

#[test]
fn the_member_is_not_the_payer_nor_the_company() {
    let roster = roster(
        "Nom payeur;Prénom payeur;Email payeur;Nom adhérent;Prénom adhérent;Email adhérent;Société\n\
         PAYE;Paul;paul@a.fr;MEMBRE;Marie;marie@a.fr;Mairie\nPAYE;Paul;paul@a.fr;AUTRE;Luc;luc@a.fr;\n",
    );
    assert_eq!(names(&roster.people), [("Membre", "Marie"), ("Autre", "Luc")]);
    assert_eq!(roster.people[0].emails, ["marie@a.fr"]);
}

#[test]
fn an_xls_of_the_last_century() {
    let file = std::fs::read(crate::data("legacy.xls")).expect("a file of the tests");
    let roster = read(&file, "legacy.xls", &options()).expect("a roster");
    assert_eq!(names(&roster.people), [("de La Tour", "Zoé"), ("Bœuf", "Luc"), ("O'Connor", "Ève")]);
    let zoe = &roster.people[0];
    assert_eq!(
        (zoe.row, zoe.birth_date, zoe.postcode.as_deref()),
        (4, Some(jiff::civil::date(1983, 8, 13)), Some("01000"))
    );
    assert_eq!((zoe.phones.as_slice(), zoe.dues[0].amount_cents), (["+33612345678".to_owned()].as_slice(), 3650));
    assert_eq!(roster.problems, []);
}

#[test]
fn an_outlook_export_with_work_and_home() {
    let roster = roster(
        "Prénom,Nom,Société,Rue (bureau),Rue (bureau) 2,Ville (bureau),Code postal (bureau),Rue (domicile),Ville (domicile),\
         Code postal (domicile),Télécopie (bureau),Tél. mobile,Adresse de messagerie,Type de messagerie,Adresse de messagerie 2,Anniversaire\n\
         Zoé,Bonnet,Mairie,1 place Haute,Bât. A,Poissy,78300,12 rue Basse,Versailles,78000,01 39 00 00 00,06 12 34 56 78,z@a.fr,SMTP,z@b.fr,0/0/00\n\
         Luc,Petit,,,,,,3 rue Basse,Versailles,78000,,,l@a.fr,SMTP,,13/08/1983\n",
    );
    let zoe = &roster.people[0];
    assert_eq!((zoe.street.as_deref(), zoe.postcode.as_deref()), (Some("12 rue Basse"), Some("78000")));
    assert_eq!((zoe.emails.len(), zoe.phones.len(), zoe.birth_date), (2, 1, None));
    assert_eq!(roster.problems, []);
}

#[test]
fn without_headers_nor_capitals_addresses_tell_the_first_name() {
    let roster = roster(
        "0612345678|78000|VERSAILLES|jean.dupont@a.fr|Jean|Dupont\n0612345679|78300|POISSY|zoe.bon@a.fr|Zoé|Bon\n",
    );
    assert_eq!(names(&roster.people), [("Dupont", "Jean"), ("Bon", "Zoé")]);
    assert_eq!(roster.people[1].city.as_deref(), Some("Poissy"));
}

fn ods(content: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content)] {
        zip.start_file(name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(part.as_bytes()).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn the_hidden_sheet_of_an_ods_is_left_alone() {
    let row = |cells: [&str; 3]| {
        let cell = |text: &str| {
            format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
        };
        format!("<table:table-row>{}</table:table-row>", cells.map(cell).concat())
    };
    let header = row(["Nom", "Prénom", "Mail"]);
    let old = [header.clone(), row(["A", "Zoé", "a@a.fr"]), row(["B", "Luc", "b@a.fr"]), row(["C", "Eve", "c@a.fr"])];
    let new = [header, row(["D", "Guy", "d@a.fr"])];
    let style = |name: &str, shown: bool| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"table\"><style:table-properties table:display=\"{shown}\"/></style:style>"
        )
    };
    let sheet = |name: &str, style: &str, rows: String| {
        format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\">{rows}</table:table>")
    };
    let content = [
        "<office:document-content>".to_owned(),
        style("ta1", false),
        style("ta2", true),
        sheet("Ancien", "ta1", old.concat()),
        sheet("Actuel", "ta2", new.concat()),
        "</office:document-content>".to_owned(),
    ];
    let roster = read(&ods(&content.concat()), "", &options()).expect("a roster");
    assert_eq!(names(&roster.people), [("D", "Guy")]);
}

/// The titles of a list may say where people live, until the next of them says otherwise.
#[test]
fn titles_that_name_a_place() {
    let text = "NOM;Prénom;Adresse;Tél\nVIZILLE 38220\nA;Zoé;6 rue du Château;0476680001\nB;Luc;14 av. Briand;0476680002\n\
                Commune de Claix (38640)\nC;Eve;2 cours St-André;0476680003\nSans commune\nD;Guy;9 rue Mozart;0476680004\n";
    let home =
        |person: &Person| [&person.postcode, &person.city].map(|part| part.clone().unwrap_or_default()).join(" ");
    let homes: Vec<String> = roster(text).people.iter().map(home).collect();
    assert_eq!(homes, ["38220 Vizille", "38220 Vizille", "38640 Claix", " "]);
    // A list with a column of cities says it there or doesn't know.
    let text =
        "NOM;Prénom;Ville;Tél\nVIZILLE 38220\nA;Zoé;Claix;0476680001\nB;Luc;;0476680002\nC;Eve;Claix;0476680003\n";
    let homes: Vec<String> = roster(text).people.iter().map(home).collect();
    assert_eq!(homes, [" Claix", " ", " Claix"]);
}

/// Typed lists have the postcode below the street, and a second telephone beside it.
#[test]
fn an_address_that_goes_on_in_the_next_row() {
    let text = "NOM;PRENOM;ADRESSE;TELEPHONE;MAIL\nA;Zoé et Luc;12 rue Haute;0492000001;z@a.fr\n;;05000 GAP;0692000001;\n\
                B;Eve;Les Chaumes;0492000002;\n;;05100 BRIANÇON;;\nC;Guy;3 place Basse;;g@a.fr\n;;;0692000003;\n";
    let roster = roster(text);
    let read = |person: &Person| {
        let first = person.first_name.clone().unwrap_or_default();
        (
            first,
            person.postcode.clone().unwrap_or_default(),
            person.city.clone().unwrap_or_default(),
            person.phones.len(),
        )
    };
    let wanted =
        [("Zoé", "05000", "Gap", 2), ("Luc", "05000", "Gap", 2), ("Eve", "05100", "Briançon", 1), ("Guy", "", "", 0)]
            .map(|(first, postcode, city, phones)| (first.to_owned(), postcode.to_owned(), city.to_owned(), phones));
    assert_eq!(roster.people[..4].iter().map(read).collect::<Vec<_>>(), wanted);
}
