//! Where the headers of a table stand.

use super::{
    day_parts,
    evidence::Evidence,
    wording::{FAINT, Wording, is_season},
};
use crate::{
    cell::{amount, date, email, is_blank, phone, street},
    fold,
    table::{Cell, Row, Table},
};

/// How far down a table its headers are looked for.
const DEPTH: usize = 40;

/// The headers of a table.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// How many rows of the table stand above the first person.
    pub rows: usize,
    /// One text per column, empty where there is none.
    pub texts: Vec<String>,
}

/// Finds the headers; without any, no row stands above the people and all texts are empty.
pub fn locate(table: &Table, this_year: i16) -> Heading {
    let width = table.width();
    let scored: Vec<f32> = table.rows.iter().take(DEPTH).map(|row| likeness(row, width, this_year)).collect();
    let best = (0..scored.len()).fold(None, |best: Option<usize>, at| match best {
        Some(other) if scored[at] <= scored[other] => best,
        _ => (scored[at] > 0.0).then_some(at).or(best),
    });
    let Some(row) = best else { return Heading { rows: 0, texts: vec![String::new(); width] } };
    let below = lower_half(table, row, &scored);
    let texts = (0..width).map(|column| text(table, row, below, column, this_year)).collect();
    Heading { rows: below.unwrap_or(row) + 1, texts }
}

/// The texts of a row that holds words where all the rows below have addresses, numbers or days.
pub fn of_unknown_words(row: &Row, below: &[Evidence]) -> Option<Vec<String>> {
    let is_typed = |evidence: &Evidence| {
        let most = evidence.email.max(evidence.phone).max(evidence.plain_date).max(evidence.postcode);
        evidence.cells >= 2 && most >= 0.8
    };
    let says_nothing =
        |cell: &Cell| matches!(cell, Cell::Text(text) if !text.contains(|c: char| c.is_ascii_digit() || c == '@'));
    let typed = below.iter().enumerate().filter(|(_, evidence)| is_typed(evidence)).map(|(column, _)| row.cell(column));
    let (words, other): (Vec<&Cell>, Vec<&Cell>) =
        typed.filter(|cell| !is_blank(cell)).partition(|cell| says_nothing(cell));
    let used = below.iter().filter(|evidence| evidence.cells > 0).count();
    // In a list of one column, a name without a number may stand above those that have one.
    let enough = used > 1 && words.len() > usize::from(used > 3);
    let texts = || (0..below.len()).map(|column| row.cell(column).shown()).collect();
    (enough && other.is_empty() && row.filled() * 2 > used).then(texts)
}

/// How many headers stand in a row, less what can be none; 0 where people may already stand there.
fn likeness(row: &Row, width: usize, this_year: i16) -> f32 {
    let (mut known, mut data, mut filled) = (0.0, 0.0, 0.0);
    for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
        filled += 1.0;
        if is_data(cell, this_year) {
            data += 1.0;
        } else if let Some(score) = header_score(cell, this_year) {
            known += score;
        }
    }
    let enough = known >= 1.6 || (known >= 0.8 && width <= 2) || (known >= 0.75 && width == 1);
    if enough && known >= 0.35 * filled && data <= 0.2 * filled { known - data } else { 0.0 }
}

/// Whether a row holds headers.
pub fn is_heading(row: &Row, width: usize, this_year: i16) -> bool {
    likeness(row, width, this_year) > 0.0
}

/// Whether one of the cells of a row may be the header of names: told at a glance, for all rows are asked.
pub fn names_people(row: &Row) -> bool {
    const WORDS: [&str; 10] =
        ["nom", "pren", "lastname", "firstname", "name", "adherent", "surname", "givenname", "patronyme", "forename"];
    row.cells.iter().any(|cell| match cell {
        Cell::Text(text) if text.len() <= 40 && text.starts_with(|c: char| "NnPpLlFfAaSsGg“\"".contains(c)) => {
            let letters = fold::letters(text);
            WORDS.iter().any(|word| letters.starts_with(word))
        }
        _ => false,
    })
}

/// Whether a cell is a header that is understood.
pub fn is_header(cell: &Cell, this_year: i16) -> bool {
    !is_data(cell, this_year) && header_score(cell, this_year).is_some_and(|score| score > 0.5)
}

/// From 0.5 to 1.1 for a header that is understood.
fn header_score(cell: &Cell, this_year: i16) -> Option<f32> {
    let text = cell.shown();
    if text.chars().count() > 60 {
        return None;
    }
    let wording = Wording::of(&text, this_year);
    // Three letters more for a header that is only recognised as what is not read: it is a header all the same.
    match wording.best() {
        score if score >= FAINT => Some(0.5 + 0.05 * score.min(12.0)),
        _ if wording.alien => Some(0.3),
        _ => None,
    }
}

/// What no header looks like. A year may be one.
fn is_data(cell: &Cell, this_year: i16) -> bool {
    match cell {
        Cell::Empty => false,
        Cell::Date(_) => true,
        Cell::Number(number) => number.fract() != 0.0 || !(1950.0..=f64::from(this_year + 2)).contains(number),
        Cell::Text(text) if is_season(text) => false,
        Cell::Text(text) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let today = jiff::civil::date(this_year, 12, 31);
            (text.contains('@') && email::read(text).is_some())
                || (digits > 5 && phone::read(cell).is_some())
                || (digits >= 5 && digits * 2 > text.chars().count())
                || (digits > 2 && date::read(cell, date::Meaning::Event, date::Order::DayFirst, today).is_ok())
                || (text.contains('€') && amount::read(cell).is_some_and(|cents| !(195_000..=210_000).contains(&cents)))
                || (text.starts_with(|c: char| c.is_ascii_digit()) && street::has_way(text))
        }
    }
}

/// The row below the headers when it holds nothing but further headers, under merged ones.
fn lower_half(table: &Table, row: usize, scored: &[f32]) -> Option<usize> {
    let (upper, lower) = (table.rows.get(row)?, table.rows.get(row + 1)?);
    let follows = lower.number == upper.number + 1 && scored.get(row + 1).is_some_and(|score| *score > 0.0);
    let repeats = lower.cells.iter().zip(&upper.cells).any(|(low, up)| !low.is_empty() && low == up);
    (follows && !repeats).then_some(row + 1)
}

/// The header of a column: its own, with the one above where it has none or says nothing by itself.
fn text(table: &Table, row: usize, below: Option<usize>, column: usize, this_year: i16) -> String {
    let mut own = table.rows[row].cell(column).shown();
    if let Some(lower) = below.map(|below| table.rows[below].cell(column).shown()).filter(|lower| !lower.is_empty()) {
        let group = if own.is_empty() { above(table, row + 1, column).unwrap_or_default() } else { own };
        own = if group.is_empty() { lower } else { format!("{group} {lower}") };
    }
    if day_parts::is_part(&own)
        && let Some(above) = above(table, row, column).filter(|_| below.is_none())
    {
        return format!("{above} {own}");
    }
    let known = header_score(&Cell::text(&own), this_year).is_some_and(|score| score > 0.5);
    if known {
        return match group(table, row, column, this_year) {
            Some(group) if below.is_none() => format!("{group} {own}"),
            _ => own,
        };
    }
    match above(table, row, column) {
        Some(above) if own.is_empty() => above,
        Some(above)
            if header_score(&Cell::text(&format!("{above} {own}")), this_year).is_some_and(|score| score > 0.5) =>
        {
            format!("{above} {own}")
        }
        _ => own,
    }
}

/// The year written above several columns of the same header (`Montant` and `Mode`, under each year), once for all of them.
fn group(table: &Table, row: usize, column: usize, this_year: i16) -> Option<String> {
    let (lower, upper) = (&table.rows[row], row.checked_sub(1).map(|at| &table.rows[at])?);
    let own = fold::letters(&lower.cell(column).shown());
    let repeated = lower.cells.iter().filter(|cell| fold::letters(&cell.shown()) == own).count() > 1;
    if !repeated || upper.filled() < 2 || upper.number + 1 != lower.number {
        return None;
    }
    let left = || upper.cells.iter().take(column + 1).rev().find(|cell| !cell.is_empty()).map(Cell::shown);
    let above = above(table, row, column).or_else(|| left().filter(|_| table.merges.is_empty()))?;
    Wording::of(&above, this_year).year.map(|_| above)
}

/// What stands above a cell in the row before: itself, or the merged cell that covers it. A lone title covers nothing.
fn above(table: &Table, row: usize, column: usize) -> Option<String> {
    let upper = row.checked_sub(1).and_then(|at| table.rows.get(at))?;
    if upper.number + 1 != table.rows[row].number {
        return None;
    }
    let merge = table.merges.iter().find(|merge| {
        (merge.rows.0..=merge.rows.1).contains(&upper.number) && (merge.columns.0..=merge.columns.1).contains(&column)
    });
    let whole_width = merge.is_some_and(|merge| merge.columns.1 - merge.columns.0 + 1 >= table.width().max(2));
    let cell = upper.cell(merge.map_or(column, |merge| merge.columns.0));
    let is_title = upper.filled() < 2 && merge.is_none();
    (!cell.is_empty() && !whole_width && !is_title).then(|| cell.shown())
}
