//! Rows among the people that are no person: totals, footnotes, headers once more.

use crate::{
    Field,
    cell::{date, email, full_name, phone},
    columns::Layout,
    fold,
    report::Reason,
    table::{Cell, Row},
};

/// Why a row is no person, if it shows before reading it.
pub fn before_reading(row: &Row, layout: &Layout) -> Option<Reason> {
    if repeats_heading(row, layout) || repeats_title(row, layout) {
        return Some(Reason::RepeatedHeading);
    }
    let footer = is_alone(row, layout)
        || is_count(row, layout)
        || (is_total(&spoken(row, layout)) && !is_identified(row, layout));
    footer.then_some(Reason::Footer)
}

/// The cells where a total is named. Beside a name, a street or a telephone number that begins like one (`liste rouge`) is none.
fn spoken(row: &Row, layout: &Layout) -> Row {
    let of_name = |field| matches!(field, Field::LastName | Field::BirthName | Field::FirstName | Field::FullName);
    let named =
        layout.columns.iter().any(|column| column.field.is_some_and(of_name) && !row.cell(column.index).is_empty());
    let kept = |at: &usize| {
        !named
            || layout
                .columns
                .get(*at)
                .and_then(|column| column.field)
                .is_none_or(|field| of_name(field) || field == Field::Number)
    };
    let cells = row.cells.iter().enumerate().filter(|(at, _)| kept(at)).map(|(_, cell)| cell.clone()).collect();
    Row { number: row.number, cells }
}

fn repeats_heading(row: &Row, layout: &Layout) -> bool {
    let texts = &layout.heading.texts;
    let same = row
        .cells
        .iter()
        .zip(texts)
        .filter(|(cell, header)| {
            !cell.is_empty() && !header.is_empty() && fold::letters(&cell.shown()) == fold::letters(header)
        })
        .count();
    same > 1 && same * 2 >= row.filled()
}

/// What stands above the headers, once more above those of another page.
fn repeats_title(row: &Row, layout: &Layout) -> bool {
    let alone = || row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| fold::letters(&cell.shown()));
    row.filled() == 1 && alone().is_some_and(|letters| layout.titles.contains(&letters))
}

/// One cell where people have many is a title, a letter of the alphabet, a footnote; unless it is an address to write to, or
/// somebody's whole name.
fn is_alone(row: &Row, layout: &Layout) -> bool {
    let told = |(column, cell): (usize, &Cell)| {
        let text = cell.shown();
        let of = |field| layout.first(field) == Some(column);
        email::read(&text).is_some()
            || (of(Field::FullName) && full_name::is_likely(&text))
            || ((of(Field::FullName) || of(Field::LastName)) && full_name::is_a_name(&text))
    };
    let filled: Vec<(usize, &Cell)> = row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    match (filled.as_slice(), layout.usual_cells) {
        ([alone], 3..) => !told(*alone),
        ([(column, cell)], 2) => {
            let of = |field| layout.first(field) == Some(*column);
            (of(Field::FullName) && (is_title(&cell.shown()) || cell.shown().contains(" : ")))
                || (of(Field::LastName) && cell.shown().contains(" : "))
        }
        _ => false,
    }
}

/// A word with a number where first names stand, and nothing else: `Dole;2` counts the people of a place.
fn is_count(row: &Row, layout: &Layout) -> bool {
    let (Some(last), Some(first)) = (layout.first(Field::LastName), layout.first(Field::FirstName)) else {
        return false;
    };
    let counted = match row.cell(first) {
        Cell::Number(_) => true,
        Cell::Text(text) => text.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    counted && row.filled() == 2 && !row.cell(last).is_empty()
}

/// Whether words are a title and no name: a single one, or one in small letters that no name has (`Canton nord`).
fn is_title(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let small = |word: &&str| word.starts_with(char::is_lowercase) && !full_name::is_particle(word);
    let letters = text.chars().all(|c| c.is_alphabetic() || " '’-".contains(c));
    letters && (words.len() == 1 || (words.iter().skip(1).any(small) && text.starts_with(char::is_uppercase)))
}

/// Whether one of the texts of a row begins as totals, counts and signatures do.
pub fn is_total(row: &Row) -> bool {
    const BEGINNINGS: [&str; 44] = [
        "total",
        "totaux",
        "sous total",
        "grand total",
        "somme",
        "sommes",
        "nombre",
        "nb",
        "nbre",
        "effectif",
        "effectifs",
        "moyenne",
        "soit",
        "dont",
        "fait a",
        "fait le",
        "edite le",
        "imprime le",
        "mis a jour",
        "mise a jour",
        "arrete le",
        "arretee le",
        "signature",
        "le secretaire",
        "la secretaire",
        "le tresorier",
        "la tresoriere",
        "le president",
        "la presidente",
        "nota",
        "legende",
        "recapitulatif",
        "recapitulation",
        "n b",
        "source",
        "page",
        "extrait",
        "liste",
        "fichier",
        "annuaire",
        "moy",
        "report",
        "count",
        "subtotal",
    ];
    let begins = |text: &str| {
        let words = fold::words(text).join(" ");
        let begins =
            |start: &&str| words.strip_prefix(*start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        text.starts_with(['*', '(']) || BEGINNINGS.iter().any(begins)
    };
    row.cells.iter().filter(|cell| matches!(cell, Cell::Text(_))).any(|cell| begins(&cell.shown()))
}

/// Whether a row has what only a person has: somebody may be called Total, or live at a place of that name.
fn is_identified(row: &Row, layout: &Layout) -> bool {
    is_identified_by_contact(row, layout) || is_named(row, layout)
}

/// Whether an address, a number to call or a day stands where the list has them.
pub fn is_identified_by_contact(row: &Row, layout: &Layout) -> bool {
    layout.columns.iter().any(|column| {
        let cell = row.cell(column.index);
        match column.field {
            Some(Field::Emails) => email::read(&cell.shown()).is_some(),
            Some(Field::Phones) => phone::read(cell).is_some(),
            Some(Field::BirthDate | Field::JoinedOn) => {
                !cell.is_empty()
                    && date::read(cell, date::Meaning::Event, date::Order::DayFirst, jiff::civil::date(2100, 1, 1))
                        .is_ok()
            }
            _ => false,
        }
    })
}

/// Whether surname and first name both stand there, in letters.
fn is_named(row: &Row, layout: &Layout) -> bool {
    let letters = |field| {
        layout.first(field).is_some_and(
            |column| matches!(row.cell(column), Cell::Text(text) if !text.contains(|c: char| c.is_ascii_digit())),
        )
    };
    letters(Field::LastName) && letters(Field::FirstName)
}
