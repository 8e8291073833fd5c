//! Which sheets of a spreadsheet hold the people.

use std::collections::HashSet;

use crate::{
    Options,
    columns::{self, Layout},
    ditto, fold, merged,
    report::{Column, Person, Roster, Sheet},
    rows::{self, Found},
    table::{Cell, Table},
    unreadable::Unreadable,
};

struct Read {
    name: String,
    hidden: bool,
    layout: Layout,
    found: Found,
}

/// Reads all sheets and joins those of the same make.
///
/// The sheet with the most people leads. Another is joined if its headers are the same (A to M, then N to Z) and most of its
/// people are not in the first (the bureau once more, last year's copy); any other sheet is told of and left alone.
pub fn read(tables: Vec<Table>, file: &str, options: &Options) -> Result<Roster, Unreadable> {
    let filled = tables.into_iter().filter(|table| !table.rows.is_empty());
    let mut read: Vec<Read> = filled.map(|table| one(table, file, options)).collect();
    if read.is_empty() {
        return Err(Unreadable::Empty);
    }
    let people = |sheet: &Read| if sheet.layout.holds_people() { sheet.found.people.len() } else { 0 };
    // Among equals the first; a hidden sheet only if no other has people.
    let rank = |sheet: &Read| (people(sheet) > 0, !sheet.hidden, people(sheet));
    let lead = (0..read.len()).fold(0, |lead, at| if rank(&read[at]) > rank(&read[lead]) { at } else { lead });
    if people(&read[lead]) == 0 {
        return Err(Unreadable::NotARoster);
    }
    let known: HashSet<String> = read[lead].found.people.iter().map(key).collect();
    let joins = |at: usize, sheet: &Read| {
        let headed = sheet.layout.heading.rows > 0 && sheet.layout.heading.texts == read[lead].layout.heading.texts;
        let twice = sheet.found.people.iter().filter(|person| known.contains(&key(person))).count();
        at == lead || (headed && !sheet.hidden && people(sheet) > 0 && twice * 2 < people(sheet))
    };
    let taken: Vec<bool> = read.iter().enumerate().map(|(at, sheet)| joins(at, sheet)).collect();
    let sheets = read.iter().zip(&taken).map(|(sheet, taken)| Sheet {
        name: sheet.name.clone(),
        people: people(sheet),
        taken: *taken,
    });
    let sheets: Vec<Sheet> = sheets.collect();
    let columns: Vec<Column> = std::mem::take(&mut read[lead].layout.columns);
    let mut roster = Roster { people: Vec::new(), problems: Vec::new(), columns, skipped: Vec::new(), sheets };
    for (mut sheet, _) in read.into_iter().zip(taken).filter(|(_, taken)| *taken) {
        roster.people.append(&mut sheet.found.people);
        roster.problems.append(&mut sheet.found.problems);
        roster.skipped.append(&mut sheet.found.skipped);
    }
    Ok(roster)
}

fn one(mut table: Table, file: &str, options: &Options) -> Read {
    let layout = columns::recognise(&mut table, options.today, &options.columns);
    merged::unfold(&mut table, layout.heading.rows, &names(&layout));
    ditto::resolve(&mut table, &layout);
    let found = rows::read(&table, &layout, options.today, year(&table, layout.heading.rows, file));
    Read { name: table.name, hidden: table.hidden, layout, found }
}

/// The one year that the titles above the headers, the name of the sheet or that of the file tell, nearest first.
fn year(table: &Table, heading: usize, file: &str) -> Option<i16> {
    let titles: Vec<String> = table.rows[..heading].iter().flat_map(|row| row.cells.iter().map(Cell::shown)).collect();
    [titles.join(" "), table.name.clone(), file.to_owned()].iter().find_map(|text| {
        let words = fold::words(text);
        let mut years = words.iter().filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
        years
            .find(|year| (1950..=2100).contains(year))
            .filter(|first| years.all(|year| year == *first || !(1950..=2100).contains(&year)))
    })
}

fn names(layout: &Layout) -> Vec<usize> {
    use crate::Field::{FirstName, FullName, LastName};
    [LastName, FirstName, FullName].into_iter().filter_map(|field| layout.first(field)).collect()
}

fn key(person: &Person) -> String {
    let name = |text: &Option<String>| text.as_deref().map(fold::letters).unwrap_or_default();
    format!("{} {}", name(&person.last_name), name(&person.first_name))
}
