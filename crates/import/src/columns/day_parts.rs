//! Days written over several columns (`jour`, `mois`, `année`) are put together in the first of them, before anything is told
//! from their cells: a lone `3` is no month to anybody.

use super::{field::Field, heading::Heading, wording::Wording};
use crate::{
    Overrides,
    cell::date,
    fold,
    table::{Cell, Row, Table},
};

/// A part of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Day,
    Month,
    Year,
}

use Part::{Day, Month, Year};

/// How people spread days over columns that stand side by side.
const SPREADS: [&[&[Part]]; 4] = [
    &[&[Day], &[Month], &[Year]],
    &[&[Year], &[Month], &[Day]],
    &[&[Month], &[Day], &[Year]],
    &[&[Day, Month], &[Year]],
];

/// Columns whose cells are now days of the first of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayParts {
    pub first: usize,
    pub columns: usize,
    /// What their headers say beside the names of the parts.
    pub header: String,
}

/// Puts days together wherever headers or cells leave no doubt. Columns that the caller told to hold something else stay.
pub fn join(table: &mut Table, heading: &Heading, overrides: &Overrides, this_year: i16) -> Vec<DayParts> {
    let mut found: Vec<DayParts> = Vec::new();
    let mut first = 0;
    while first < heading.texts.len() {
        let free = |spread: &&[&[Part]]| {
            (first..first + spread.len()).all(|at| match overrides.get(&at) {
                None => true,
                Some(told) => matches!(told, Some(Field::BirthDate | Field::JoinedOn | Field::PaidOn)),
            })
        };
        let spread = SPREADS.into_iter().filter(free).find_map(|spread| {
            let headers = heading.texts.get(first..first + spread.len())?;
            let header = said(headers, spread, this_year)?;
            are_parts(&table.rows[heading.rows..], first, spread).then_some((spread, header))
        });
        let Some((spread, header)) = spread else {
            first += 1;
            continue;
        };
        for row in &mut table.rows[heading.rows..] {
            put_together(row, first, spread);
        }
        found.push(DayParts { first, columns: spread.len(), header });
        first += spread.len();
    }
    found
}

/// What headers say beside the parts of a day; `None` if they contradict the spread or speak of anything else.
fn said(headers: &[String], spread: &[&[Part]], this_year: i16) -> Option<String> {
    let mut beside: Vec<String> = Vec::new();
    let mut named = 0;
    for (at, (header, parts)) in headers.iter().zip(spread).enumerate() {
        let (found, rest): (Vec<_>, Vec<_>) =
            fold::words(header).into_iter().map(|word| (part(&word), word)).partition(|(part, _)| part.is_some());
        let found: Vec<Part> = found.into_iter().filter_map(|(part, _)| part).collect();
        let rest = rest.into_iter().map(|(_, word)| word).collect::<Vec<_>>().join(" ");
        named += usize::from(found == *parts);
        let silent = found.is_empty() && (at == 0 || header.is_empty() || *header == headers[0]);
        if !(found == *parts || silent) || !is_about_days(&rest, this_year) {
            return None;
        }
        beside.push(rest);
    }
    let about = beside.into_iter().find(|rest| !rest.is_empty()).unwrap_or_default();
    let alone = Wording::of(&about, this_year).scores.first().map(|(field, _)| *field);
    let dated = matches!(alone, Some(Field::BirthDate | Field::JoinedOn));
    (named == spread.len() || dated).then_some(about)
}

fn is_about_days(rest: &str, this_year: i16) -> bool {
    let wording = Wording::of(rest, this_year);
    let field = wording.scores.first().map(|(field, _)| *field);
    !wording.is_of_somebody_else()
        && field.is_none_or(|field| matches!(field, Field::BirthDate | Field::JoinedOn | Field::PaidOn))
}

/// Whether a header only names a part of a day: what stands above it says of which.
pub fn is_part(header: &str) -> bool {
    let words = fold::words(header);
    !words.is_empty() && words.iter().all(|word| part(word).is_some())
}

fn part(word: &str) -> Option<Part> {
    match word {
        "jour" | "jours" | "j" | "jj" | "day" | "d" | "dd" => Some(Day),
        "mois" | "m" | "mm" | "month" => Some(Month),
        "annee" | "an" | "a" | "aa" | "aaaa" | "year" | "y" | "yy" | "yyyy" => Some(Year),
        _ => None,
    }
}

/// Whether the rows that fill all the columns have parts of days there.
fn are_parts(people: &[Row], first: usize, spread: &[&[Part]]) -> bool {
    let (mut good, mut all) = (0, 0);
    for row in people {
        let cells = || (first..).zip(spread).map(|(column, parts)| (row.cell(column), *parts));
        if cells().all(|(cell, _)| !cell.is_empty()) {
            all += 1;
            good += usize::from(cells().all(|(cell, parts)| holds(cell, parts)));
        }
    }
    good > 0 && good * 10 >= all * 7
}

fn holds(cell: &Cell, parts: &[Part]) -> bool {
    let mut words = match cell {
        Cell::Date(_) => return false,
        cell => fold::words(&cell.shown()),
    };
    // `1er`
    words.retain(|word| word != "er");
    let number = |word: &str, from: i16, to: i16| word.parse::<i16>().is_ok_and(|number| (from..=to).contains(&number));
    words.len() == parts.len()
        && words.iter().zip(parts).all(|(word, part)| match part {
            Day => number(word, 1, 31),
            Month => number(word, 1, 12) || date::month_name(word).is_some(),
            Year => number(word, 1850, 2100) || (word.len() == 2 && number(word, 0, 99)),
        })
}

fn put_together(row: &mut Row, first: usize, spread: &[&[Part]]) {
    let mut parts: Vec<(Part, String)> =
        (first..).zip(spread).map(|(column, parts)| (parts[0], row.cell(column).shown())).collect();
    parts.sort_by_key(|(part, _)| *part);
    let day: Vec<String> = parts.into_iter().map(|(_, text)| text).filter(|text| !text.is_empty()).collect();
    for column in first..(first + spread.len()).min(row.cells.len()) {
        row.cells[column] = Cell::Empty;
    }
    if let Some(cell) = row.cells.get_mut(first) {
        *cell = Cell::text(&day.join("/"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(headers: &[&str], rows: &[&[&str]]) -> (Vec<DayParts>, Vec<Vec<String>>) {
        let rows = (2..)
            .zip(rows)
            .map(|(number, cells)| Row { number, cells: cells.iter().map(|text| Cell::text(text)).collect() });
        let mut table = Table { rows: rows.collect(), ..Table::default() };
        let heading = Heading { rows: 0, texts: headers.iter().map(ToString::to_string).collect() };
        let found = join(&mut table, &heading, &Overrides::new(), 2026);
        (found, table.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect())
    }

    #[test]
    fn three_columns_are_one_day() {
        let (found, rows) = joined(
            &["Nom", "Jour de naissance", "Mois de naissance", "Année de naissance"],
            &[&["A", "12", "3", "1952"], &["B", "1", "février", "49"], &["C", "", "", "1971"], &["D", "", "", ""]],
        );
        assert_eq!(found, [DayParts { first: 1, columns: 3, header: "de naissance".to_owned() }]);
        let days: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(days, ["12/3/1952", "1/février/49", "1971", ""]);
        assert!(rows.iter().all(|row| row[2].is_empty() && row[3].is_empty()));
    }

    #[test]
    fn in_the_orders_of_other_programs() {
        let (found, rows) = joined(&["Année de naissance", "Mois", "Jour"], &[&["1952", "3", "12"]]);
        assert_eq!((found.len(), rows[0][0].as_str()), (1, "12/3/1952"));
        let (_, rows) = joined(&["Birth month", "Birth day", "Birth year"], &[&["3", "12", "1952"]]);
        assert_eq!(rows[0][0], "12/3/1952");
        let (_, rows) = joined(&["Né(e) le", "", ""], &[&["12", "3", "1952"]]);
        assert_eq!(rows[0][0], "12/3/1952");
        let (_, rows) = joined(&["Né(e) le (jour/mois)", "Année"], &[&["12/03", "1952"], &["1er mars", "1949"]]);
        assert_eq!([rows[0][0].as_str(), rows[1][0].as_str()], ["12/03/1952", "1er mars/1949"]);
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        for (headers, cells) in [
            (["Né(e) le", "Année", "Cotisation"], ["12/03/1952", "2025", "36"]),
            (["Jour", "Mois", "Cotisation 2025"], ["12", "3", "36"]),
            (["N°", "Nombre", "Année"], ["12", "3", "2025"]),
            (["M", "A", "J"], ["Dupont", "Jean", "Poissy"]),
        ] {
            assert_eq!(joined(&headers, &[&cells]).0, [], "{headers:?}");
        }
    }
}
