//! Rows of a file that are surely one person: an export of payments has a row for each, and lists grow by copying.

use std::collections::HashMap;

use coopol_import::Person as Row;

use super::known::number_key;
use super::plan::{folded, name};

/// A file with its people once each.
pub(super) struct Joined {
    /// In the order of the file, each at their first row.
    pub(super) people: Vec<Row>,
    /// Rows, with the name of each, that say something else than the first of the same person.
    pub(super) left_out: Vec<(u32, String)>,
}

/// Joins the rows of each person; `apart` says of which rows somebody decided that they are somebody else.
pub(super) fn join(rows: &[Row], apart: impl Fn(&Row) -> bool) -> Joined {
    let mut joined = Joined { people: Vec::with_capacity(rows.len()), left_out: Vec::new() };
    let mut seen: HashMap<String, Vec<usize>> = HashMap::new();
    for row in rows {
        let marks = marks(row);
        let same = |at: &&usize| !contradicts(&joined.people[**at], row);
        let earlier = marks.iter().filter_map(|mark| seen.get(mark)).flatten().find(same).copied();
        let at = match earlier.filter(|_| !apart(row)) {
            None => {
                joined.people.push(row.clone());
                joined.people.len() - 1
            }
            Some(at) => {
                if !complete(&mut joined.people[at], row) {
                    joined.left_out.push((row.row, name(row)));
                }
                at
            }
        };
        for mark in marks {
            let places = seen.entry(mark).or_default();
            if !places.contains(&at) {
                places.push(at);
            }
        }
    }
    joined
}

/// By each of which two rows are one person: the name with the number, the birth date, an e-mail or a telephone; the name alone
/// for rows that say nothing else.
fn marks(row: &Row) -> Vec<String> {
    let named = folded(row);
    let number = row.number.as_deref().map(|number| format!("n {}", number_key(number)));
    let born = row.birth_date.map(|day| format!("b {day}"));
    let contacts = row.emails.iter().chain(&row.phones).map(|contact| format!("c {contact}"));
    let mut told: Vec<String> = number.into_iter().chain(born).chain(contacts).collect();
    if told.is_empty() {
        told.push(String::new());
    }
    told.into_iter().map(|what| format!("{named}\n{what}")).collect()
}

/// Whether number or birth date say that these are two people.
fn contradicts(one: &Row, other: &Row) -> bool {
    let number = one.number.as_deref().zip(other.number.as_deref());
    let born = one.birth_date.zip(other.birth_date);
    number.is_some_and(|(one, other)| number_key(one) != number_key(other))
        || born.is_some_and(|(one, other)| one != other)
}

/// Adds what a further row says; `false` if it says something else than the first, which is kept.
fn complete(person: &mut Row, row: &Row) -> bool {
    let mut agrees = true;
    let texts = [
        (&mut person.last_name, &row.last_name),
        (&mut person.first_name, &row.first_name),
        (&mut person.street, &row.street),
        (&mut person.postcode, &row.postcode),
        (&mut person.city, &row.city),
        (&mut person.country, &row.country),
        (&mut person.number, &row.number),
        (&mut person.notes, &row.notes),
    ];
    for (known, told) in texts {
        match (known.as_ref(), told) {
            (None, told) => known.clone_from(told),
            (Some(known), Some(told)) => agrees &= crate::text::fold(known) == crate::text::fold(told),
            (Some(_), None) => {}
        }
    }
    person.civility = person.civility.or(row.civility);
    person.birth_date = person.birth_date.or(row.birth_date);
    agrees &= person.joined_on.is_none() || row.joined_on.is_none() || person.joined_on == row.joined_on;
    person.joined_on = person.joined_on.or(row.joined_on);
    for (known, told) in [(&mut person.emails, &row.emails), (&mut person.phones, &row.phones)] {
        for contact in told {
            if !known.contains(contact) {
                known.push(contact.clone());
            }
        }
    }
    for dues in &row.dues {
        match person.dues.iter().find(|known| known.year == dues.year) {
            None => person.dues.push(*dues),
            Some(known) => agrees &= known.amount_cents == dues.amount_cents,
        }
    }
    agrees
}
