//! Reads rosters as they are: the CSV, XLSX, XLS, ODS, vCard and LDIF files that sections keep.
//!
//! Pure: bytes and a reference date in, a report out. No file, clock, network or chance is touched, and nothing else of Coopol
//! is known here, so the crate can be fuzzed and tried on any file without the rest.
//!
//! ```text
//! source   bytes -> tables (or cards), within the limits      one file per format
//! labels   a sheet of labels -> a row for each              forms, too: one below the other
//! blocks   table -> its lists, below each other or beside
//! columns  table -> what each column holds                    words of headers + look of cells
//! ditto    `idem` -> what it repeats
//! rows     table + columns -> people, problems, skipped rows  cell by cell, down to where other_table begins
//! payments rows of payments -> people
//! sheets   lists of several sheets -> one
//! cell     text -> date, phone, amount, name...               one file per kind of value
//! ```
//!
//! To teach a wording of headers, add it to `columns/vocabulary.rs`. To add a kind of value, write its `cell/…`, give it a
//! [`Field`], say in `columns/evidence.rs` what its cells look like, and read it in `rows.rs`. To add a format, make it a
//! table in `source/`.

mod blocks;
mod cell;
mod columns;
mod couple;
mod ditto;
mod entities;
mod fold;
mod forms;
mod labels;
pub mod limits;
mod merged;
mod mojibake;
mod other_table;
mod payments;
mod person;
mod report;
mod rows;
mod same;
mod sheets;
mod skip;
mod source;
mod table;
mod unreadable;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use self::{
    cell::amount::from_text as amount,
    columns::Field,
    report::{Code, Column, Dues, Person, Problem, Reason, Roster, Sheet, Skipped},
    unreadable::Unreadable,
};

/// By 0-based column, the field that a person said it holds, or `None` to ignore it.
pub type Overrides = BTreeMap<usize, Option<Field>>;

/// What a reading depends on beside the file.
#[derive(Debug, Clone)]
pub struct Options {
    /// The day of the reading: settles years of two digits and rejects births to come.
    pub today: Date,
    /// Columns corrected by hand; all others are recognised.
    pub columns: Overrides,
}

impl Options {
    /// Everything recognised.
    pub fn new(today: Date) -> Self {
        Self { today, columns: Overrides::new() }
    }
}

/// Reads a file whose format its content tells. Its `name` is used only where amounts have no year and the name has one
/// (`cotisations-2025.csv`).
///
/// # Errors
/// [`Unreadable`] when the file gives no roster at all. A cell that can't be read is a [`Problem`] of the report, and the rest
/// of its row is read all the same.
pub fn read(file: &[u8], name: &str, options: &Options) -> Result<Roster, Unreadable> {
    if file.is_empty() {
        return Err(Unreadable::Empty);
    }
    match source::open(file)? {
        source::Source::Tables(tables) => sheets::read(tables, name, options),
        source::Source::Cards(cards) => cards_of(&cards, options.today),
    }
}

fn cards_of(cards: &[(u32, String)], today: Date) -> Result<Roster, Unreadable> {
    let mut roster = Roster {
        people: Vec::new(),
        problems: Vec::new(),
        columns: Vec::new(),
        skipped: Vec::new(),
        sheets: Vec::new(),
    };
    for (row, card) in cards {
        match source::vcard::people(*row, card, today) {
            Some((people, mut problems)) => {
                roster.people.extend(people);
                roster.problems.append(&mut problems);
            }
            None => roster.skipped.push(Skipped { row: *row, reason: Reason::Nobody }),
        }
    }
    if roster.people.is_empty() { Err(Unreadable::NotARoster) } else { Ok(roster) }
}
