//! From the rows of a table to people, with what could not be read.

mod address;
mod names;

use jiff::civil::Date;

use crate::{
    Field,
    cell::{amount, contact, date, email, full_name, is_blank, land, name, number},
    columns::Layout,
    couple, fold, other_table,
    report::{Code, Person, Problem, Reason, Skipped},
    skip,
    table::{Cell, Row, Table},
};

/// How much of a cell that can't be read is told.
const VALUE_CHARS: usize = 1_000;

/// What a table gives.
#[derive(Debug, Default)]
pub struct Found {
    pub people: Vec<Person>,
    pub problems: Vec<Problem>,
    pub skipped: Vec<Skipped>,
}

/// Reads every row below the headers. `year` is that of amounts which neither header nor row dates.
pub fn read(table: &Table, layout: &Layout, today: Date, year: Option<i16>) -> Found {
    let (heading, people) = table.rows.split_at(layout.heading.rows);
    let (people, other_table) = people.split_at(other_table::begin(people, layout));
    let habits = Habits { year, ..Habits::of(people, layout) };
    let mut found = Found::default();
    let mut of_title = address::OfTitle::new(layout);
    found.skipped.extend(heading.iter().map(|row| Skipped { row: row.number, reason: Reason::Heading }));
    for row in people {
        let mut reading = Reading::new(row, layout, &habits, today);
        if found.people.last().is_some_and(|person| address::continues(row, layout, person)) {
            found.problems.append(&mut reading.continue_to(&mut found.people));
            continue;
        }
        let reason = skip::before_reading(row, layout).or_else(|| {
            reading.read();
            reading.problems.extend(reading.person.take_too_long());
            let nobody = !reading.person.is_somebody() || is_company(&reading.person, row, layout);
            nobody.then_some(Reason::Nobody)
        });
        if let Some(reason) = reason {
            of_title.skipped(row, layout);
            found.skipped.push(Skipped { row: row.number, reason });
        } else {
            of_title.give(&mut reading.person);
            let partner = reading.partner.map(|partner| partner.beside(&reading.person, name::written));
            found.people.push(reading.person);
            found.people.extend(partner);
            found.problems.append(&mut reading.problems);
        }
    }
    found.skipped.extend(other_table.iter().map(|row| Skipped { row: row.number, reason: Reason::Footer }));
    found
}

/// Address books have offices and shops too: contacts of a company that names nobody.
fn is_company(person: &Person, row: &Row, layout: &Layout) -> bool {
    let nameless = person.last_name.is_none() && person.first_name.is_none();
    nameless && layout.companies.iter().any(|column| !is_blank(row.cell(*column)))
}

/// What only a whole column tells.
struct Habits {
    /// By column, whether its dates put the month first.
    orders: Vec<date::Order>,
    full_name: full_name::Order,
    number_width: usize,
    year: Option<i16>,
}

impl Habits {
    fn of(people: &[Row], layout: &Layout) -> Self {
        let cells = |column: usize| people.iter().map(move |row| row.cell(column));
        let orders = layout.columns.iter().map(|column| match column.field {
            Some(Field::BirthDate | Field::JoinedOn | Field::PaidOn) => date::order(cells(column.index)),
            _ => date::Order::DayFirst,
        });
        let full_name = layout.first(Field::FullName).map_or(full_name::Order::LastFirst, |column| {
            let emails = layout.first(Field::Emails);
            let texts: Vec<(String, Option<String>)> = people
                .iter()
                .take(500)
                .map(|row| (row.cell(column).shown(), emails.and_then(|emails| first_email(row.cell(emails)))))
                .collect();
            full_name::order(
                texts.iter().map(|(text, email)| (text.as_str(), email.clone())),
                prior(&layout.columns[column].header),
            )
        });
        let number_width = layout.first(Field::Number).map_or(0, |column| number::width(cells(column)));
        Self { orders: orders.collect(), full_name, number_width, year: None }
    }
}

/// The order in which a header names the two.
fn prior(header: &str) -> Option<full_name::Order> {
    let words = fold::words(header);
    let at = |wanted: &[&str]| words.iter().position(|word| wanted.contains(&word.as_str()));
    match (at(&["nom", "noms", "last", "surname"]), at(&["prenom", "prenoms", "first", "given"])) {
        (Some(last), Some(first)) if last < first => Some(full_name::Order::LastFirst),
        (Some(_), Some(_)) => Some(full_name::Order::FirstLast),
        _ if at(&["complet", "name", "affiche"]).is_some() => Some(full_name::Order::FirstLast),
        _ => None,
    }
}

fn first_email(cell: &Cell) -> Option<String> {
    email::read(&cell.shown())?.into_iter().next()
}

/// One row on its way to be a person.
struct Reading<'a> {
    row: &'a Row,
    layout: &'a Layout,
    habits: &'a Habits,
    today: Date,
    person: Person,
    /// Somebody else who stands on the same row.
    partner: Option<couple::Partner>,
    problems: Vec<Problem>,
}

impl<'a> Reading<'a> {
    fn new(row: &'a Row, layout: &'a Layout, habits: &'a Habits, today: Date) -> Self {
        Self { row, layout, habits, today, person: Person::default(), partner: None, problems: Vec::new() }
    }

    fn read(&mut self) {
        self.person.row = self.row.number;
        self.contacts();
        self.name();
        self.contacts_of_payer();
        self.person.birth_date = self.day(Field::BirthDate, date::Meaning::Birth);
        self.person.joined_on = self.day(Field::JoinedOn, date::Meaning::Event);
        self.place();
        self.street();
        let width = self.habits.number_width;
        let number = self.filled(Field::Number).next().and_then(|(_, cell)| number::read(cell, width));
        self.person.number = number.or(self.person.number.take());
        self.dues();
        for (_, cell) in self.filled(Field::Notes) {
            self.person.add_notes(cell.shown());
        }
    }

    /// The filled cells of a field with their columns.
    fn filled(&self, field: Field) -> impl Iterator<Item = (usize, &'a Cell)> + use<'a> {
        let (row, layout) = (self.row, self.layout);
        layout.of(field).map(|column| (column, row.cell(column))).filter(|(_, cell)| !is_blank(cell))
    }

    fn text(&self, field: Field) -> Option<String> {
        self.filled(field).next().map(|(_, cell)| cell.shown())
    }

    fn problem(&mut self, (column, cell): (usize, &Cell), field: Field, code: Code) {
        self.problems.push(Problem {
            row: self.row.number,
            column: Some(column),
            field,
            code,
            value: cell.shown().chars().take(VALUE_CHARS).collect(),
        });
    }

    fn contacts(&mut self) {
        let land = self.text(Field::Country).and_then(|country| land::named(&country));
        for field in [Field::Emails, Field::Phones] {
            for (column, cell) in self.filled(field) {
                let found = contact::read_in(cell, land);
                if found.bad_email || (found.words && field == Field::Emails) {
                    self.problem((column, cell), Field::Emails, Code::NotAnEmail);
                }
                if found.bad_phone || (found.words && field == Field::Phones) {
                    self.problem((column, cell), Field::Phones, Code::NotAPhone);
                }
                if field == Field::Phones && !found.phones.is_empty() && contact::has_remark(&cell.shown()) {
                    self.person.add_notes(cell.shown());
                }
                self.person.add_emails(found.emails);
                self.person.add_phones(found.phones);
            }
        }
    }

    /// Whoever pays for themselves gave their address as that of who pays.
    fn contacts_of_payer(&mut self) {
        let letters = |text: &str| fold::letters(text);
        let own = [&self.person.last_name, &self.person.first_name]
            .map(|name| name.as_deref().map(letters).unwrap_or_default());
        for payer in &self.layout.payers {
            if [payer.last, payer.first].map(|column| letters(&self.row.cell(column).shown())) != own {
                continue;
            }
            for column in payer.contacts.iter().filter(|column| !is_blank(self.row.cell(**column))) {
                let found = contact::read(self.row.cell(*column));
                self.person.add_emails(found.emails);
                self.person.add_phones(found.phones);
            }
        }
    }

    fn day(&mut self, field: Field, meaning: date::Meaning) -> Option<Date> {
        let (column, cell) = self.filled(field).next()?;
        match date::read(cell, meaning, self.habits.orders[column], self.today) {
            Ok(date) => Some(date),
            Err(code) => {
                self.problem((column, cell), field, code);
                None
            }
        }
    }

    /// The year of an amount: in its header, in its row, that of the day it was paid, or that of the whole table.
    fn dues(&mut self) {
        let paid = |(column, cell): (usize, &Cell)| {
            date::read(cell, date::Meaning::Event, self.habits.orders[column], self.today).ok().map(Date::year)
        };
        let of_row = self
            .filled(Field::DuesYear)
            .next()
            .and_then(|told| {
                let year = told.1.shown().get(..4).and_then(|year| year.parse().ok());
                let year = year.filter(|year| (1950..=2100).contains(year)).or_else(|| paid(told));
                year.or_else(|| date::year_named(&told.1.shown()))
            })
            .or_else(|| self.filled(Field::PaidOn).next().and_then(paid))
            .or(self.habits.year);
        // Sums come behind what they are of: they count where nothing else does, and are told where they say something else.
        let (sums, parts): (Vec<_>, Vec<_>) =
            self.filled(Field::Dues).partition(|(column, _)| self.layout.sums[*column]);
        let mut complete = true;
        for (column, cell) in parts.into_iter().chain(sums) {
            if amount::is_nothing(&cell.shown()) {
                continue;
            }
            let unit = if self.layout.cents[column] { 100 } else { 1 };
            if let Some(years) = amount::by_year(&cell.shown()).filter(|_| self.layout.columns[column].year.is_none()) {
                for (year, cents) in years {
                    self.person.add_dues(year, cents / unit);
                }
                continue;
            }
            let sum = self.layout.sums[column];
            match (amount::read(cell).map(|cents| cents / unit), self.layout.columns[column].year.or(of_row)) {
                (Some(cents), Some(year)) if sum => match self.person.dues.iter_mut().find(|dues| dues.year == year) {
                    Some(dues) if dues.amount_cents == cents => {}
                    Some(dues) if !complete => dues.amount_cents = cents,
                    Some(_) => self.problem((column, cell), Field::Dues, Code::OtherAmount),
                    None => self.person.add_dues(year, cents),
                },
                (Some(cents), Some(year)) => self.person.add_dues(year, cents),
                (Some(0), None) => {}
                (Some(_), None) => self.problem((column, cell), Field::Dues, Code::NoYear),
                (None, _) => {
                    complete = false;
                    self.problem((column, cell), Field::Dues, Code::NotAnAmount);
                }
            }
        }
    }
}
