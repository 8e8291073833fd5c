//! Lists with a row for each payment: somebody who paid twice stands there twice, and is one person.

use crate::{
    Field,
    columns::Layout,
    rows::Found,
    same::{self, Places},
    table::Table,
};

/// Joins the rows of each person in a list whose rows say when they were paid, and adds up what they paid.
pub fn join(found: &mut Found, table: &Table, layout: &Layout) {
    let by_row = layout.of(Field::Dues).any(|column| layout.columns[column].year.is_none());
    let dated = layout.first(Field::DuesYear).is_some() || layout.first(Field::PaidOn).is_some();
    if !by_row || !dated {
        return;
    }
    let rows = std::mem::take(&mut found.people);
    let cells = |number: u32| {
        let at = table.rows.binary_search_by_key(&number, |row| row.number).ok();
        at.map(|at| table.rows[at].cells.as_slice())
    };
    let mut places = Places::default();
    // By person, the rows that count.
    let mut counted: Vec<Vec<u32>> = Vec::new();
    for row in rows {
        let Some(at) = places.find(&row, &found.people, same::is_one) else {
            places.put(&row, found.people.len());
            counted.push(vec![row.row]);
            found.people.push(row);
            continue;
        };
        found.people[at].complete(&row, |_| true);
        found.people[at].add_emails(row.emails);
        found.people[at].add_phones(row.phones);
        // The same row once more is a copy, not a payment.
        if !counted[at].iter().any(|other| cells(*other) == cells(row.row)) {
            counted[at].push(row.row);
            for dues in row.dues {
                found.people[at].add_dues(dues.year, dues.amount_cents);
            }
        }
    }
}
