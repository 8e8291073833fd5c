//! Which sheets of a spreadsheet hold the people.

use std::collections::BTreeSet;

use crate::{
    Field, Options,
    blocks::{self, Block},
    columns::{self, Layout},
    ditto, fold, forms, labels, merged, payments,
    report::{Code, Column, Person, Problem, Reason, Roster, Sheet, Skipped},
    rows::{self, Found},
    same::{self, Places},
    table::{Cell, Table},
    unreadable::Unreadable,
};

struct Read {
    name: String,
    hidden: bool,
    /// The headers of its largest list.
    headers: Vec<String>,
    columns: Vec<Column>,
    /// The year that its name or its titles tell.
    year: Option<i16>,
    found: Found,
}

/// What one sheet is beside the one that leads.
#[derive(Clone, Copy)]
enum Part {
    /// Further people, under headers of the same make (A to M, then N to Z; members, then sympathisers).
    People,
    /// Dues, of people of whom all, or most, stand in the other.
    Dues { and_people: bool },
    /// More about the same people.
    Details,
    /// Some of the same people once more, and others: a bureau below the members.
    Again,
}

/// Reads all sheets and joins those that belong together.
///
/// The sheet that tells most of most people leads; of sheets that have a year each, the last. See [`Part`] for what is taken
/// from another; any other sheet (the bureau once more, a copy, the press) is told of and left alone.
pub fn read(tables: Vec<Table>, file: &str, options: &Options) -> Result<Roster, Unreadable> {
    let filled = tables.into_iter().filter(|table| !table.rows.is_empty());
    let mut read: Vec<Read> = filled.map(|table| one(table, file, options)).collect();
    if read.is_empty() {
        return Err(Unreadable::Empty);
    }
    let lead = lead(&read);
    if read[lead].found.people.is_empty() {
        return Err(Unreadable::NotARoster);
    }
    let parts: Vec<Option<Part>> =
        read.iter().enumerate().map(|(at, sheet)| if at == lead { None } else { part(&read[lead], sheet) }).collect();
    let sheets = read.iter().enumerate().map(|(at, sheet)| Sheet {
        name: sheet.name.clone(),
        people: sheet.found.people.len(),
        taken: at == lead || parts[at].is_some(),
    });
    let sheets: Vec<Sheet> = sheets.collect();
    let first = std::mem::take(&mut read[lead].found);
    let columns = std::mem::take(&mut read[lead].columns);
    let known: BTreeSet<Field> = columns.iter().filter_map(|column| column.field).collect();
    let mut all = first;
    let mut others: Vec<(Read, Part)> =
        read.into_iter().zip(parts).filter_map(|(sheet, part)| Some((sheet, part?))).collect();
    others.sort_by_key(|(sheet, _)| std::cmp::Reverse(sheet.year));
    for (sheet, part) in others {
        take(&mut all, sheet.found, part, &known);
    }
    Ok(Roster { people: all.people, problems: all.problems, columns, skipped: all.skipped, sheets })
}

fn lead(read: &[Read]) -> usize {
    // Among equals the first; a hidden sheet only if no other has people.
    let rank =
        |sheet: &Read| (!sheet.found.people.is_empty(), !sheet.hidden, !is_of_others(&sheet.name), sheet.weight());
    let lead = (0..read.len()).fold(0, |lead, at| if rank(&read[at]) > rank(&read[lead]) { at } else { lead });
    let latest = (0..read.len()).filter(|at| read[*at].is_of_later_year(&read[lead])).max_by_key(|at| read[*at].year);
    latest.unwrap_or(lead)
}

fn part(lead: &Read, sheet: &Read) -> Option<Part> {
    let people = &sheet.found.people;
    if sheet.hidden || people.is_empty() || is_of_others(&sheet.name) {
        return None;
    }
    let places = Places::of(&lead.found.people);
    let is_known = |person: &&Person| {
        places.find(person, &lead.found.people, |one, other| !same::contradicts(one, other)).is_some()
    };
    let twice = people.iter().filter(is_known).count();
    let make = sheet.is_of_the_make_of(lead);
    match () {
        () if make && twice * 2 < people.len() => Some(Part::People),
        () if sheet.has_dues() && sheet.year.is_some() && lead.has_dues() && sheet.year != lead.year => {
            Some(Part::Dues { and_people: true })
        }
        () if twice * 2 < people.len() => None,
        () if sheet.has_dues() && !(make && lead.has_dues()) => Some(Part::Dues { and_people: false }),
        () if !make => Some(Part::Details),
        // A copy, or the bureau once more.
        () => None,
    }
}

/// Adds to the people of the sheet that leads what another tells.
fn take(all: &mut Found, found: Found, part: Part, known: &BTreeSet<Field>) {
    let mut places = Places::of(&all.people);
    for person in found.people {
        let at = places.find(&person, &all.people, |one, other| !same::contradicts(one, other));
        match (at, part) {
            (Some(at), Part::Dues { .. }) => {
                let own = &mut all.people[at];
                own.complete(&person, |field| !known.contains(&field));
                for dues in &person.dues {
                    match own.dues.iter().find(|other| other.year == dues.year) {
                        None => own.add_dues(dues.year, dues.amount_cents),
                        Some(other) if other.amount_cents == dues.amount_cents => {}
                        Some(_) => all.problems.push(other_amount(person.row, dues.amount_cents)),
                    }
                }
            }
            (Some(at), Part::Details | Part::Again) => {
                all.people[at].complete(&person, |field| !known.contains(&field));
            }
            (None, Part::Details | Part::Dues { and_people: false }) => {
                all.skipped.push(Skipped { row: person.row, reason: Reason::Nobody });
            }
            (_, Part::People | Part::Again | Part::Dues { .. }) => {
                places.put(&person, all.people.len());
                all.people.push(person);
            }
        }
    }
    all.problems.extend(found.problems);
    all.skipped.extend(found.skipped);
}

/// Two sheets that say two amounts for one year: the first is kept, the other told.
fn other_amount(row: u32, cents: i64) -> Problem {
    let value = format!("{},{:02}", cents / 100, cents % 100);
    Problem { row, column: None, field: Field::Dues, code: Code::OtherAmount, value }
}

/// Whether a sheet is by its name no list of today's members.
fn is_of_others(name: &str) -> bool {
    const WORDS: &str = "presse journalistes ancien anciens anciennes archive archives copie sauvegarde modele exemple demission \
                         demissions demissionnaires radie radies radiations parti partis departs decede decedes deces exclus";
    fold::words(name).iter().any(|word| WORDS.split(' ').any(|other| other == word))
}

impl Read {
    /// How much is known, and how surely, of how many people.
    fn weight(&self) -> u32 {
        const WORDS: [&str; 8] =
            ["adherent", "adherents", "membre", "membres", "militants", "fichier", "liste", "section"];
        let sure: f32 = self.columns.iter().map(|column| column.confidence).sum();
        let named = fold::words(&self.name).iter().any(|word| WORDS.contains(&word.as_str()));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few hundred at most")]
        let sure = (sure * 10.0) as u32;
        u32::try_from(self.found.people.len()).unwrap_or(u32::MAX).saturating_mul(sure).saturating_mul(if named {
            2
        } else {
            1
        })
    }

    fn fields(&self) -> BTreeSet<Field> {
        self.columns.iter().filter_map(|column| column.field).collect()
    }

    fn has_dues(&self) -> bool {
        self.columns.iter().any(|column| column.field == Some(Field::Dues))
    }

    fn is_of_later_year(&self, other: &Self) -> bool {
        let visible = !self.hidden && !self.found.people.is_empty() && !is_of_others(&self.name);
        visible && self.has_dues() && other.has_dues() && other.year.is_some() && self.year > other.year
    }

    /// Whether its headers are those of another, or nearly all tell the same.
    fn is_of_the_make_of(&self, other: &Self) -> bool {
        if self.headers.iter().all(String::is_empty) || other.headers.iter().all(String::is_empty) {
            return false;
        }
        let (own, others) = (self.fields(), other.fields());
        let shared = own.intersection(&others).count();
        self.headers == other.headers || (shared >= 3 && shared * 4 >= own.len().min(others.len()) * 3)
    }
}

/// Reads all lists of a sheet.
fn one(table: Table, file: &str, options: &Options) -> Read {
    let (name, hidden, this_year) = (table.name.clone(), table.hidden, options.today.year());
    let mut lists: Vec<(Block, Layout, Option<i16>, Found)> =
        blocks::split(labels::taken_off(forms::laid_out(table, this_year), this_year), this_year)
            .into_iter()
            .map(|block| list(block, file, options))
            .collect();
    let largest = (0..lists.len()).rev().max_by_key(|at| lists[*at].3.people.len()).unwrap_or(0);
    let (block, layout, year, _) = &lists[largest];
    let headers = layout.heading.texts.clone();
    let (year, own) = (*year, block.owns.clone());
    let mut columns = layout.columns.clone();
    for (block, layout, ..) in &lists {
        for column in layout.columns.iter().filter(|column| block.has(column.index)) {
            if let Some(own) = columns.get_mut(column.index).filter(|_| own.get(column.index) != Some(&true)) {
                own.clone_from(column);
            }
        }
    }
    let mut found = Found::default();
    let pays = |layout: &Layout| layout.first(Field::Dues).is_some();
    let years: BTreeSet<i16> =
        lists.iter().filter(|(_, layout, ..)| pays(layout)).filter_map(|(_, _, year, _)| *year).collect();
    let part = if years.len() > 1 { Part::Dues { and_people: true } } else { Part::People };
    if years.len() > 1 {
        lists.sort_by_key(|(_, _, year, _)| std::cmp::Reverse(*year));
    }
    for (.., of_list) in lists {
        let part = if years.len() < 2 && is_again(&found, &of_list) { Part::Again } else { part };
        take(&mut found, of_list, part, &BTreeSet::new());
    }
    found.problems.sort_by_key(|problem| problem.row);
    Read { name, hidden, headers, columns, year, found }
}

/// Whether most people of a list stand in those before it.
fn is_again(before: &Found, list: &Found) -> bool {
    let places = Places::of(&before.people);
    let same = |one: &Person, other: &Person| !same::contradicts(one, other);
    let twice = list.people.iter().filter(|person| places.find(person, &before.people, same).is_some()).count();
    twice > 0 && twice * 2 >= list.people.len() && list.people.len() < before.people.len()
}

/// Reads one list; one in which no people can be told is passed over.
fn list(mut block: Block, file: &str, options: &Options) -> (Block, Layout, Option<i16>, Found) {
    let overrides = block.overrides(&options.columns);
    let table = &mut block.table;
    let layout = columns::recognise(table, options.today, &overrides);
    merged::unfold(table, layout.heading.rows, &names(&layout));
    ditto::resolve(table, &layout);
    let year = year(table, layout.heading.rows);
    let mut found = rows::read(table, &layout, options.today, year.or_else(|| only_year(file)));
    payments::join(&mut found, table, &layout);
    if !layout.holds_people() {
        let nobody = |person: &Person| Skipped { row: person.row, reason: Reason::Nobody };
        found.skipped.extend(found.people.drain(..).map(|person| nobody(&person)));
        found.problems.clear();
    }
    (block, layout, year, found)
}

/// The one year that the titles above the headers or the name of the sheet tell, nearest first.
fn year(table: &Table, heading: usize) -> Option<i16> {
    let titles: Vec<String> = table.rows[..heading].iter().flat_map(|row| row.cells.iter().map(Cell::shown)).collect();
    only_year(&titles.join(" ")).or_else(|| only_year(&table.name))
}

fn only_year(text: &str) -> Option<i16> {
    let words = fold::words(text);
    let mut years = words.iter().filter(|word| word.len() == 4).filter_map(|word| word.parse().ok());
    years
        .find(|year| (1950..=2100).contains(year))
        .filter(|first| years.all(|year| year == *first || !(1950..=2100).contains(&year)))
}

fn names(layout: &Layout) -> Vec<usize> {
    use crate::Field::{FirstName, FullName, LastName};
    [LastName, FirstName, FullName].into_iter().filter_map(|field| layout.first(field)).collect()
}
