//! What the cells of one column look like.

use std::borrow::Cow;

use jiff::civil::Date;

use super::field::Field;
use crate::{
    cell::{
        amount, beside_name, civility, contact, date, email, full_name, given_names, is_blank, number, phone, place,
        street,
    },
    fold,
    table::Cell,
};

/// Shares, from 0 to 1, of the filled cells of a column that read as something.
#[derive(Debug, Clone, Default)]
pub struct Evidence {
    /// Filled cells looked at.
    pub cells: usize,
    /// E-mail addresses, broken ones included.
    pub email: f32,
    /// Telephone numbers.
    pub phone: f32,
    /// Days, numbers that may be days included.
    pub date: f32,
    /// Days that can be nothing else.
    pub plain_date: f32,
    /// Postcodes.
    pub postcode: f32,
    /// Postcode and city together.
    pub postcode_city: f32,
    /// Street, postcode and city together.
    pub address: f32,
    /// A street.
    pub street: f32,
    /// A street behind the number of a house.
    pub numbered: f32,
    /// A city, the number of its district or of its post office included.
    pub city: f32,
    /// E-mail addresses, telephone numbers or both.
    pub contact: f32,
    /// Amounts of money a member may pay.
    pub amount: f32,
    /// The number of a house.
    pub house: f32,
    /// A word that begins streets, alone, or what follows the number of a house.
    pub way: f32,
    /// Years of this century and the end of the last.
    pub year: f32,
    /// Years in which somebody alive may have been born or have joined: as many digits as a postcode that lost its zero.
    pub year_of_life: f32,
    /// Mme, M.
    pub civility: f32,
    /// Letters only.
    pub words: f32,
    /// Two words or more, letters only.
    pub several_words: f32,
    /// A frequent first name at the beginning or the end of a few words.
    pub full_name: f32,
    /// A name with a telephone number or an e-mail address beside it.
    pub named_contact: f32,
    /// At least one digit.
    pub digits: f32,
    /// Frequent first names.
    pub given_name: f32,
    /// Capitals only.
    pub capitals: f32,
    /// Yes or no, and no more.
    pub flag: f32,
    /// Addresses of the web.
    pub link: f32,
    /// Postcodes that lost their zero.
    pub short_postcode: f32,
    /// Words with one year or one season among them.
    pub named_year: f32,
    /// Different from all others.
    pub distinct: f32,
    /// Whether they only count the rows.
    pub counts_rows: bool,
    /// The year in the middle of all days.
    pub median_year: Option<i16>,
    /// Years between the first and the last day, but for one in ten at either end.
    pub years: i16,
}

/// How many cells tell what a column is.
const SAMPLE: usize = 300;

impl Evidence {
    /// Looks at the first few hundred filled cells.
    pub fn of<'a>(cells: impl Iterator<Item = &'a Cell>, today: Date) -> Self {
        let cells: Vec<&Cell> = cells.filter(|cell| !is_blank(cell)).take(SAMPLE).collect();
        let texts: Vec<String> = cells.iter().map(|cell| cell.shown()).collect();
        let names: Vec<Cow<'_, str>> = texts.iter().map(|text| alone(text)).collect();
        let of_names = |test: &dyn Fn(&str) -> bool| share(names.iter().filter(|text| test(text)).count(), names.len());
        let of_cells =
            |test: &dyn Fn(&Cell) -> bool| share(cells.iter().filter(|cell| test(cell)).count(), cells.len());
        let of_texts = |test: &dyn Fn(&str) -> bool| share(texts.iter().filter(|text| test(text)).count(), texts.len());
        let day = |cell: &Cell| date::read(cell, date::Meaning::Event, date::Order::DayFirst, today).ok();
        let mut years: Vec<i16> = cells.iter().filter_map(|cell| day(cell)).map(Date::year).collect();
        years.sort_unstable();
        let mut distinct: Vec<String> = texts.iter().map(|text| fold::letters(text)).collect();
        distinct.sort_unstable();
        distinct.dedup();
        Self {
            cells: cells.len(),
            email: of_texts(&|text| text.contains('@') || email::read(text).is_some()),
            phone: of_cells(&|cell| phone::read(cell).is_some()),
            date: of_cells(&|cell| day(cell).is_some()),
            plain_date: of_cells(&|cell| is_plain_date(cell) && day(cell).is_some()),
            postcode: of_cells(&|cell| place::read(cell, true).is_some_and(|place| place.city.is_none())),
            postcode_city: of_texts(&|text| !text.contains('@') && is_place(text)),
            address: of_texts(&|text| {
                place::address(text).1.is_some_and(|place| place.city.is_some()) && is_street(text)
            }),
            street: of_texts(&is_street),
            numbered: of_texts(&|text| text.starts_with(|c: char| c.is_ascii_digit()) && is_street(text)),
            city: of_texts(&is_city),
            contact: of_cells(&is_contact),
            amount: of_cells(&|cell| {
                amount::read(cell).is_some_and(|cents| cents < 1_000_000) || amount::by_year(&cell.shown()).is_some()
            }),
            house: of_texts(&is_house),
            way: of_texts(&|text| fold::words(text).len() == 1 && (street::has_way(text) || is_repetition(text))),
            year: of_texts(&|text| text.parse::<i16>().is_ok_and(|year| (1980..=2100).contains(&year))),
            year_of_life: of_texts(&|text| text.parse::<i16>().is_ok_and(|year| (1900..=2100).contains(&year))),
            civility: of_texts(&|text| civility::read(text, true).is_some()),
            words: of_names(&|text| is_words(text)),
            several_words: of_names(&|text| {
                is_words(text)
                    && text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| word.len() > 1).count() > 1
            }),
            full_name: of_names(&|text| full_name::is_likely(text) || full_name::is_a_name(text)),
            named_contact: of_texts(&beside_name::is_name_with_contact),
            digits: of_texts(&|text| text.contains(|c: char| c.is_ascii_digit())),
            given_name: of_texts(&|text| text.split(' ').next().is_some_and(given_names::knows)),
            capitals: of_texts(&|text| is_words(text) && !text.contains(char::is_lowercase)),
            flag: of_texts(&is_flag),
            link: of_texts(&|text| text.contains("://") || text.starts_with("www.")),
            short_postcode: of_texts(&|text| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())),
            named_year: of_texts(&|text| text.contains(char::is_alphabetic) && date::year_named(text).is_some()),
            distinct: share(distinct.len(), texts.len()),
            counts_rows: number::count_rows(cells.iter().copied()),
            median_year: years.get(years.len() / 2).copied(),
            years: match (
                years.get(years.len() / 10),
                years.get((years.len() * 9 / 10).min(years.len().saturating_sub(1))),
            ) {
                (Some(first), Some(last)) => last - first,
                _ => 0,
            },
        }
    }

    /// How well the cells suit a field: above 1 they speak for it, near 0 they rule it out.
    pub fn suits(&self, field: Field) -> f32 {
        if self.cells == 0 {
            return 0.8;
        }
        let nothing_else = 1.0 - self.email.max(self.plain_date).max(self.phone.min(self.digits));
        match field {
            Field::Emails => typed(self.email),
            Field::Phones => typed(self.phone.max(self.contact.min(self.digits))),
            Field::BirthDate | Field::JoinedOn | Field::PaidOn => typed(self.date) * (1.0 - 0.9 * self.year),
            Field::Postcode => typed(self.postcode.max(self.postcode_city)),
            Field::PostcodeCity => typed(self.postcode_city),
            Field::Dues => {
                // Ones and zeros say whether, not how much.
                let flags = if self.flag >= 0.9 { 0.1 } else { 1.0 };
                typed(self.amount)
                    * flags
                    * (1.0 - 0.9 * self.plain_date)
                    * (1.0 - 0.9 * self.year.max(self.year_of_life))
            }
            Field::DuesYear => typed(self.year),
            Field::Civility => typed(self.civility),
            Field::Address => typed(self.address),
            Field::Street => {
                (0.5 + 0.7 * self.street).max(0.8 * self.words) * nothing_else * (1.0 - 0.8 * self.postcode)
            }
            Field::StreetNumber => typed(self.house.max(self.way)) * nothing_else,
            Field::City => typed(self.words.max(self.city)) * (1.0 - 0.5 * self.civility),
            Field::LastName | Field::FirstName | Field::BirthName | Field::Country => {
                typed(self.words) * (1.0 - 0.9 * self.civility)
            }
            Field::FullName => typed(self.several_words) * (1.0 - 0.9 * self.civility),
            Field::Number => {
                // A bare "number" over telephone numbers is theirs; one that says whose number it is stands.
                typed(self.digits)
                    * (1.0 - 0.85 * self.phone)
                    * (1.0 - 0.95 * self.email.max(self.plain_date))
                    * (1.0 - 0.9 * self.street)
                    * (1.0 - 0.95 * self.link)
            }
            Field::StreetExtra => nothing_else,
            Field::Notes => 1.0,
        }
    }
}

/// A quarter of readable cells is enough to believe a header; without any, it must be wrong.
fn typed(share: f32) -> f32 {
    match share {
        0.5.. => 1.1,
        0.25.. => 0.9,
        0.1.. => 0.5,
        _ => 0.05,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a few hundred cells")]
fn share(some: usize, all: usize) -> f32 {
    if all == 0 { 0.0 } else { some as f32 / all as f32 }
}

/// A name without the number or the contacts beside it; any other text as it stands.
fn alone(text: &str) -> Cow<'_, str> {
    if !text.contains(|c: char| c.is_ascii_digit() || c == '@') {
        return text.into();
    }
    let apart = beside_name::read(text);
    let found = !apart.contacts.emails.is_empty() || !apart.contacts.phones.is_empty() || apart.number.is_some();
    let found = found || beside_name::is_counted(text) || beside_name::is_label(text);
    if found && !email::is_label(&apart.name) { apart.name.into() } else { text.into() }
}

fn is_words(text: &str) -> bool {
    text.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "'’-.,()&/".contains(c))
        && text.contains(char::is_alphabetic)
}

fn is_plain_date(cell: &Cell) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(text) if text.bytes().all(|b| b.is_ascii_digit()) => text.len() == 8,
        Cell::Text(text) => text.len() >= 6,
        _ => false,
    }
}

/// Of four figures behind words, `Cotisation 2025` has a year.
fn is_place(text: &str) -> bool {
    let of_year = text.starts_with(char::is_alphabetic) && date::year_named(text).is_some();
    !of_year && place::postcode_and_city(text, true).is_some_and(|place| place.city.is_some_and(|city| is_words(&city)))
}

/// `Paris 15e`, `Lyon 3ème`, `Versailles CEDEX 2`, `Poissy (78)`
fn is_city(text: &str) -> bool {
    let words = fold::words(text);
    let of_district = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    text.starts_with(char::is_alphabetic)
        && words.first().is_some_and(|word| word.chars().count() > 1)
        && words.iter().all(|word| of_district(word) || word.chars().all(char::is_alphabetic))
        && words.iter().filter(|word| of_district(word)).count() <= 1
        && !is_street(text)
}

fn is_contact(cell: &Cell) -> bool {
    let found = contact::read(cell);
    !found.emails.is_empty() || !found.phones.is_empty()
}

/// `oui`, `0`, `x`
fn is_flag(text: &str) -> bool {
    let flags = ["0", "1", "oui", "non", "o", "n", "x", "vrai", "faux", "true", "false", "yes", "no", "y"];
    flags.contains(&fold::letters(text).as_str())
}

/// `bis`, `B`
fn is_repetition(text: &str) -> bool {
    matches!(fold::letters(text).as_str(), "bis" | "ter" | "quater" | "a" | "b" | "c" | "d" | "t" | "q")
}

/// `12`, `12 bis`, `12B`
fn is_house(text: &str) -> bool {
    let words = fold::words(text);
    let number = words.first().is_some_and(|word| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()));
    let rest = words.get(1).is_none_or(|word| word.len() == 1 || matches!(word.as_str(), "bis" | "ter" | "quater"));
    number && rest && words.len() <= 2
}

/// A number before letters, or a word that begins streets.
fn is_street(text: &str) -> bool {
    let words = fold::words(text);
    let starts_with_number =
        words.first().is_some_and(|word| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()));
    let has_letters = text.contains(char::is_alphabetic);
    has_letters
        && !text.contains(['@', '€'])
        && words.len() > 1
        && !beside_name::is_counted(text)
        && (street::has_way(text) || (starts_with_number && words.len() > 2 && !is_place(text)))
}
