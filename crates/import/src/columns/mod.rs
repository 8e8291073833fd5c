//! From a table to what each of its columns holds.
//!
//! Two kinds of evidence are weighed together: the words of the header ([`wording`], fed by the [`vocabulary`]) and what the
//! cells look like ([`evidence`]). A header alone is not believed when no cell suits it; cells alone are believed where nothing
//! but one field looks like that ([`inference`]).

mod assign;
mod day_parts;
mod evidence;
mod field;
pub mod heading;
mod inference;
mod vocabulary;
pub mod wording;

use std::collections::BTreeSet;

use jiff::civil::Date;

pub use self::field::Field;
use self::{
    assign::Assignment,
    day_parts::DayParts,
    evidence::Evidence,
    heading::Heading,
    wording::{Share, Wording},
};
use crate::{
    Overrides, fold,
    report::Column,
    skip,
    table::{Row, Table},
};

/// How many rows tell what columns hold, blank cells of rare ones included.
const TYPICAL: usize = 20_000;

/// What the columns of a table hold.
#[derive(Debug, Clone)]
pub struct Layout {
    /// The headers.
    pub heading: Heading,
    /// One entry per column.
    pub columns: Vec<Column>,
    /// By column, whether its amounts are in cents.
    pub cents: Vec<bool>,
    /// By column, whether its amounts are the sums of other columns of the year.
    pub sums: Vec<bool>,
    /// The columns that name a company.
    pub companies: Vec<usize>,
    /// The columns about somebody else, who may be the member: sites ask who pays.
    pub payers: Vec<Payer>,
    /// Median filled cells of a row: a row with far fewer is a title or a footnote.
    pub usual_cells: usize,
    /// The letters of each title above the headers.
    pub titles: Vec<String>,
}

impl Layout {
    /// The columns that hold a field, in order.
    pub fn of(&self, field: Field) -> impl Iterator<Item = usize> {
        self.columns.iter().filter(move |column| column.field == Some(field)).map(|column| column.index)
    }

    /// The first column that holds a field.
    pub fn first(&self, field: Field) -> Option<usize> {
        self.of(field).next()
    }

    /// Whether people can be read from it: addresses to write to, or a name that stands beside something else or whose header
    /// leaves no doubt. Prose split at its commas has "names" too.
    pub fn holds_people(&self) -> bool {
        let known = self.columns.iter().filter(|column| column.field.is_some()).count();
        let fields = [Field::LastName, Field::FullName, Field::BirthName];
        let named = |column: &Column| {
            column.field.is_some_and(|field| fields.contains(&field)) && (known > 1 || column.confidence >= 0.6)
        };
        self.columns.iter().any(named) || self.first(Field::Emails).is_some()
    }
}

/// Recognises the columns of a table; `overrides` are believed. Days spread over several columns are put together in it.
pub fn recognise(table: &mut Table, today: Date, overrides: &Overrides) -> Layout {
    let mut heading = heading::locate(table, today.year());
    let days = day_parts::join(table, &heading, overrides, today.year());
    let table = &*table;
    let below = |rows: usize| -> Vec<Evidence> {
        let people = typical(&table.rows[rows..], rows.checked_sub(1).map(|at| &table.rows[at]));
        (0..table.width()).map(|column| Evidence::of(people.iter().map(|row| row.cell(column)), today)).collect()
    };
    let mut evidence = below(heading.rows);
    if heading.rows == 0
        && let Some((found, lower)) = unknown_words(table, &below)
    {
        (heading, evidence) = (found, lower);
    }
    let people = &table.rows[heading.rows..];
    let wordings = wordings(&heading, &days, today.year());
    let mut assignment = Assignment::new(&wordings, &evidence, overrides);
    assignment.by_header();
    assignment.by_header_alone();
    inference::complete(&mut assignment, people);
    for joined in &days {
        if let Some(day) = assignment.taken[joined.first] {
            (1..joined.columns).for_each(|at| assignment.taken[joined.first + at] = Some(day));
        }
    }
    let columns: Vec<Column> = (0..table.width()).map(|index| column(index, &assignment, &heading, table)).collect();
    let dues = |column: &&Column| column.field == Some(Field::Dues);
    let is_sum = |index: usize| wordings[index].share == Share::Sum;
    let has_parts = |year| columns.iter().filter(dues).any(|other| other.year == year && !is_sum(other.index));
    let sums = columns.iter().map(|column| dues(&column) && is_sum(column.index) && has_parts(column.year)).collect();
    let titles = titles(&table.rows[..heading.rows]);
    let usual_cells = usual_cells(people, &titles);
    let payers = payers(&wordings, &columns);
    let cents = heading.texts.iter().map(|text| wording::says_cents(text)).collect();
    let companies = columns.iter().filter(|column| column.field.is_none() && wording::says_company(&column.header));
    let companies = companies.map(|column| column.index).collect();
    Layout { heading, columns, cents, sums, companies, payers, usual_cells, titles }
}

/// The columns about one other person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payer {
    pub last: usize,
    pub first: usize,
    pub contacts: Vec<usize>,
}

/// Those of whom the headers tell both names and a way to write or to call.
fn payers(wordings: &[Wording], columns: &[Column]) -> Vec<Payer> {
    let words: BTreeSet<&String> = wordings.iter().filter_map(|wording| wording.whose.as_ref()).collect();
    let payer = |word| {
        let holding = |field| {
            let of_word = wordings.iter().enumerate().filter(move |(_, wording)| wording.whose.as_ref() == Some(word));
            let free = of_word.filter(|(at, _)| columns[*at].field.is_none());
            free.filter(move |(_, wording)| wording.scores.first().is_some_and(|(best, _)| *best == field))
                .map(|(at, _)| at)
        };
        let contacts: Vec<usize> = holding(Field::Emails).chain(holding(Field::Phones)).collect();
        let (last, first) = (holding(Field::LastName).next()?, holding(Field::FirstName).next()?);
        (!contacts.is_empty()).then_some(Payer { last, first, contacts })
    };
    words.into_iter().filter_map(payer).collect()
}

/// What the headers say; of a day that was put together only the first column speaks.
fn wordings(heading: &Heading, days: &[DayParts], this_year: i16) -> Vec<Wording> {
    let mut wordings: Vec<Wording> = heading.texts.iter().map(|text| Wording::of(text, this_year)).collect();
    for joined in days {
        wordings[joined.first] = Wording::of(&joined.header, this_year);
        let others = joined.first + 1..joined.first + joined.columns;
        wordings[others].fill(Wording { alien: true, ..Wording::default() });
    }
    wordings
}

/// The letters of each row of one cell.
fn titles(rows: &[Row]) -> Vec<String> {
    let alone = |row: &Row| row.cells.iter().find(|cell| !cell.is_empty()).map(|cell| fold::letters(&cell.shown()));
    rows.iter().filter(|row| row.filled() == 1).filter_map(alone).collect()
}

/// Median filled cells of a row, where it is no note and no title once more.
fn usual_cells(rows: &[Row], known: &[String]) -> usize {
    let is_note = |row: &&Row| {
        row.filled() == 1
            && (skip::is_total(row) || titles(&[(*row).clone()]).iter().any(|title| known.contains(title)))
    };
    let mut filled: Vec<usize> = rows.iter().filter(|row| !is_note(row)).map(Row::filled).collect();
    filled.sort_unstable();
    filled.get(filled.len() / 2).copied().unwrap_or(0)
}

/// The rows that tell what columns hold: in a short list a signature, a total or the headers once more would weigh as much as
/// a person.
fn typical<'t>(rows: &'t [Row], heading: Option<&Row>) -> Vec<&'t Row> {
    let usual = usual_cells(rows, &[]);
    let stray = |row: &Row| usual >= 3 && (row.filled() == 1 || (row.filled() * 2 < usual && skip::is_total(row)));
    rows.iter()
        .filter(|row| !stray(row) && heading.is_none_or(|heading| heading.cells != row.cells))
        .take(TYPICAL)
        .collect()
}

/// Headers in words that mean nothing, told by the cells below them; only near the top, where headers stand.
fn unknown_words(table: &Table, below: &dyn Fn(usize) -> Vec<Evidence>) -> Option<(Heading, Vec<Evidence>)> {
    let depth = table.rows.len().saturating_sub(2).min(4);
    (0..depth).find_map(|at| {
        let evidence = below(at + 1);
        heading::of_unknown_words(&table.rows[at], &evidence).map(|texts| (Heading { rows: at + 1, texts }, evidence))
    })
}

fn column(index: usize, assignment: &Assignment<'_>, heading: &Heading, table: &Table) -> Column {
    let taken = assignment.taken[index];
    let sample = table.rows[heading.rows..].iter().map(|row| row.cell(index)).find(|cell| !cell.is_empty());
    Column {
        index,
        header: heading.texts[index].clone(),
        field: taken.map(|(field, _)| field),
        year: taken.and_then(|(field, _)| (field == Field::Dues).then(|| assignment.wordings[index].year).flatten()),
        confidence: taken.map_or(0.0, |(_, confidence)| (confidence * 100.0).round() / 100.0),
        sample: sample.map(crate::table::Cell::shown).unwrap_or_default(),
    }
}
