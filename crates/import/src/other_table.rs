//! A small second table below the people: the bureau, totals by year, a legend, useful numbers.
//!
//! It stands behind a gap or a title, and each of its rows has something where no person has it. One row that may be somebody
//! keeps all above it: a person too many is seen and taken out, one too few isn't missed.

use std::collections::HashSet;

use crate::{
    Field,
    cell::{beside_name, full_name, given_names},
    columns::Layout,
    fold, skip,
    table::{Cell, Row},
};

/// How many of the rows below the headers stand above such a table: all, where there is none.
pub fn begin(rows: &[Row], layout: &Layout) -> usize {
    let known = known(rows, layout);
    let mut end = rows.len();
    let mut segment_end = rows.len();
    for at in (1..rows.len()).rev() {
        let gap = rows[at].number > rows[at - 1].number + 1;
        if !gap && skip::before_reading(&rows[at - 1], layout).is_none() {
            continue;
        }
        match what(&rows[at..segment_end], layout, &known) {
            Some(true) => end = at,
            Some(false) => break,
            None => {}
        }
        segment_end = at;
    }
    end
}

/// Whether a few rows are of another table; `None` where none of them could be somebody.
fn what(rows: &[Row], layout: &Layout, known: &HashSet<Vec<String>>) -> Option<bool> {
    let rows: Vec<&Row> = rows.iter().filter(|row| skip::before_reading(row, layout).is_none()).collect();
    let (first, others) = rows.split_first()?;
    let headed = !others.is_empty() && is_headers(first, layout);
    let strange = |row: &&&Row| is_strange(row, layout, known);
    let all = others.iter().all(|row| strange(&row)) && (headed || strange(&first));
    Some(all)
}

/// Whether a row may be the headers of another table: words that name no surname, or words where the list has days and contacts.
fn is_headers(row: &Row, layout: &Layout) -> bool {
    let typed = [Field::BirthDate, Field::JoinedOn, Field::Emails, Field::Phones, Field::Postcode];
    let words = |cell: &Cell| matches!(cell, Cell::Text(text) if !text.contains(|c: char| c.is_ascii_digit()));
    let misplaced = typed.into_iter().flat_map(|field| layout.of(field)).any(|column| words(row.cell(column)));
    let filled = || row.cells.iter().filter(|cell| !cell.is_empty());
    filled().all(words) && (misplaced || filled().any(|cell| is_function(&cell.shown())))
}

/// Whether a row says what nobody's row does, and nothing that only a person has.
fn is_strange(row: &Row, layout: &Layout, known: &HashSet<Vec<String>>) -> bool {
    let cell = |field| layout.first(field).map(|column| row.cell(column)).filter(|cell| !cell.is_empty());
    let surname = cell(Field::LastName).or_else(|| cell(Field::FullName));
    let given = cell(Field::FirstName);
    let names: Vec<&Cell> = [surname, given].into_iter().flatten().collect();
    let texts: Vec<String> = names.iter().map(|cell| beside_name::read(&cell.shown()).name).collect();
    // The telephone of the town hall may well stand where those of people do.
    if let [alone] = texts.as_slice()
        && is_function(alone)
    {
        return true;
    }
    let letter = |text: &String| text.chars().count() == 1;
    // Somebody may be called Bureau.
    let has_given_name = given.is_some_and(|given| given_names::knows(&given.shown()));
    !has_given_name
        && !skip::is_identified_by_contact(row, layout)
        && (texts.iter().all(letter)
            || names.iter().any(|cell| is_figure(cell))
            || texts.iter().any(|text| is_function(text) || is_prose(text))
            || (texts.len() == 2 && texts.iter().any(letter) && texts.iter().any(|text| text.contains(' ')))
            || names_somebody_known(row, layout, known)
            || says_function_of_place(row, layout)
            || counts(row, layout))
}

/// Whether a function stands where others have a place or a contact.
fn says_function_of_place(row: &Row, layout: &Layout) -> bool {
    let fields = [
        Field::City,
        Field::Postcode,
        Field::PostcodeCity,
        Field::Emails,
        Field::Phones,
        Field::BirthDate,
        Field::JoinedOn,
    ];
    fields.into_iter().flat_map(|field| layout.of(field)).any(|column| is_function(&row.cell(column).shown()))
}

/// Whether one cell names somebody of the list where none has both names: `Trésorier;Luc Petit`.
fn names_somebody_known(row: &Row, layout: &Layout, known: &HashSet<Vec<String>>) -> bool {
    let both = layout.first(Field::FullName);
    let beside = row.cells.iter().enumerate().filter(|(column, _)| both != Some(*column));
    let names: Vec<String> = beside.map(|(_, cell)| cell.shown()).filter(|text| text.contains(' ')).collect();
    names.iter().any(|name| known.contains(&words_of(name)))
}

/// A number, a day, or words with figures that are neither a contact nor a number beside a name: `18-35 ans`.
fn is_figure(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Number(_) | Cell::Date(_) => true,
        Cell::Text(text) => {
            let name = beside_name::read(text).name;
            name.contains(|c: char| c.is_ascii_digit()) || !name.contains(char::is_alphabetic)
        }
    }
}

/// `Secrétaire`, `Trésorière adjointe`, `Fédération`: who does something, or an office, and no surname.
fn is_function(text: &str) -> bool {
    const WORDS: &str = "secretaire tresorier tresoriere president presidente vice copresident copresidente adjoint adjointe \
                         animateur animatrice referent referente responsable delegue deleguee bureau federation mairie section \
                         conseil commission adherents adherent sympathisants sympathisant cotisants cheque cheques espece especes \
                         virement virements prelevement prelevements carte helloasso hommes femmes homme femme commune communes annee annees";
    let words = fold::words(text);
    words.first().is_some_and(|first| WORDS.split(' ').any(|word| word == first))
}

/// `en retard de cotisation`, `Adhérent à jour`: words in small letters that no first name has.
fn is_prose(text: &str) -> bool {
    let small = |word: &&str| word.starts_with(char::is_lowercase) && !full_name::is_particle(word) && *word != "et";
    let words: Vec<&str> = text.split_whitespace().collect();
    (words.len() > 2 && words.iter().skip(1).any(&small)) || (words.len() > 1 && words.iter().all(small))
}

/// Whether all that stands beside the first cell is numbers, none of them where its column has numbers.
fn counts(row: &Row, layout: &Layout) -> bool {
    let mut filled = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    if filled.next().is_none_or(|(_, cell)| is_figure(cell)) {
        return false;
    }
    let has_numbers = |column: usize| {
        let field = layout.columns.get(column).and_then(|column| column.field);
        matches!(field, Some(Field::Dues | Field::DuesYear | Field::Number | Field::Postcode | Field::StreetNumber))
    };
    let others: Vec<(usize, &Cell)> = filled.collect();
    let is_count = |(column, cell): &(usize, &Cell)| {
        let text = cell.shown();
        !has_numbers(*column) && text.len() <= 6 && text.chars().all(|c| c.is_ascii_digit() || " .,%€".contains(c))
    };
    !others.is_empty() && others.iter().all(is_count)
}

/// The names of the list.
fn known(rows: &[Row], layout: &Layout) -> HashSet<Vec<String>> {
    let columns: Vec<usize> = [Field::LastName, Field::FirstName, Field::FullName]
        .into_iter()
        .filter_map(|field| layout.first(field))
        .collect();
    let name = |row: &Row| columns.iter().map(|column| row.cell(*column).shown()).collect::<Vec<_>>().join(" ");
    rows.iter().map(|row| words_of(&name(row))).collect()
}

/// The words of a name, whichever of them stands first.
fn words_of(name: &str) -> Vec<String> {
    let mut words = fold::words(name);
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Overrides, columns, table::Table};

    /// How many of the rows below the headers are of the list; a row of nothing is a gap.
    fn kept(rows: &[&[&str]]) -> usize {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        let rows = (1..).zip(rows).map(row).filter(|row| row.filled() > 0);
        let mut table = Table { rows: rows.collect(), ..Table::default() };
        let layout = columns::recognise(&mut table, jiff::civil::date(2026, 11, 22), &Overrides::new());
        begin(&table.rows[layout.heading.rows..], &layout)
    }

    const HEAD: [&[&str]; 4] = [
        &["Nom", "Prénom", "Mail", "Né le"],
        &["MARTIN", "Anne", "a@a.fr", "12/03/1950"],
        &["PETIT", "Luc", "l@a.fr", "13/03/1950"],
        &["ROUX", "Paul", "p@a.fr", "14/03/1950"],
    ];

    fn with(below: &[&[&str]]) -> usize {
        kept(&[&HEAD, below].concat())
    }

    #[test]
    fn a_table_of_something_else_is_left_out() {
        for below in [
            &[&[][..], &["Secrétaire", "Anne Martin"], &["Trésorier", "Luc Petit"]][..],
            &[&[], &["Porte-parole", "Petit Luc"]],
            &[&[], &["Tranche d'âge", "Hommes", "Femmes"], &["18-35 ans", "4", "6"]],
            &[&["Légende :"], &["A", "Adhérent à jour"], &["R", "en retard"]],
            &[&["Numéros utiles"], &["Fédération", "01 39 12 34 56"]],
            &[&[], &["Chèques", "12", "432"], &["Espèces", "3", "60"]],
        ] {
            let kept = with(below);
            assert!((3..=4).contains(&kept), "{below:?}: {kept}");
        }
    }

    #[test]
    fn whoever_may_be_somebody_keeps_all_above() {
        for below in [
            &[&[][..], &["BUREAU", "Zoé"]][..],
            &[&[], &["OLIVE", "Kim"], &["18-35 ans", "4", "6"]],
            &[&[], &["Secrétaire", "Ana", "ana@a.fr"]],
            &[&["Sympathisants"], &["BAKAYOKO", "Sékou"], &["OLIVE", "Kim"]],
            &[&["CARTE", "Ève"]],
        ] {
            assert_eq!(with(below), 3 + below.iter().filter(|row| !row.is_empty()).count(), "{below:?}");
        }
    }
}
