//! Sheets of labels: each person in a few cells below each other, several people side by side.

use crate::{
    cell::{contact, place},
    columns::heading,
    source::paragraphs,
    table::{Cell, Row, Table},
};

/// Makes each label a row of one cell, as those of a text are; any other table stays as it is.
pub fn taken_off(table: Table, this_year: i16) -> Table {
    if table.rows.len() < 3 || heading::locate(&table, this_year).rows > 0 {
        return table;
    }
    let mut labels: Vec<Vec<(u32, String)>> = (0..table.width()).flat_map(|column| stacks(&table, column)).collect();
    let good = labels.iter().filter(|label| is_label(label)).count();
    if good < 2 || good * 10 < labels.len() * 8 {
        return table;
    }
    labels.sort_by_key(|label| label[0].0);
    let row = |label: Vec<(u32, String)>| Row {
        number: label[0].0,
        cells: vec![Cell::text(&label.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n"))],
    };
    Table { rows: labels.into_iter().map(row).collect(), merges: Vec::new(), ..table }
}

/// The cells of a column that stand below each other without a gap; behind a place begins the next label.
fn stacks(table: &Table, column: usize) -> Vec<Vec<(u32, String)>> {
    let mut out: Vec<Vec<(u32, String)>> = Vec::new();
    let mut before: Option<(u32, bool)> = None;
    for row in table.rows.iter().filter(|row| !row.cell(column).is_empty()) {
        let text = row.cell(column).shown();
        let goes_on = before
            .is_some_and(|(number, complete)| row.number == number + 1 && !(complete && paragraphs::is_name(&text)));
        before = Some((row.number, ends(&text)));
        match out.last_mut().filter(|_| goes_on) {
            Some(label) => label.push((row.number, text)),
            None => out.push(vec![(row.number, text)]),
        }
    }
    out
}

/// Whether a line is the last of most labels.
fn ends(line: &str) -> bool {
    matches!(place::address(line), (None, Some(place)) if place.city.is_some())
}

fn is_label(lines: &[(u32, String)]) -> bool {
    let says_where = |line: &str| {
        let found = contact::read(&Cell::text(line));
        ends(line) || !found.emails.is_empty() || !found.phones.is_empty()
    };
    (2..=paragraphs::LINES).contains(&lines.len())
        && paragraphs::is_name(&lines[0].1)
        && lines.iter().any(|(_, line)| says_where(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &[(u32, &[&str])]) -> Vec<(u32, String)> {
        let row = |(number, cells): &(u32, &[&str])| Row {
            number: *number,
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        let table = Table { rows: rows.iter().map(row).collect(), ..Table::default() };
        let one = |row: &Row| (row.number, row.cells.iter().map(Cell::shown).collect::<Vec<_>>().join("|"));
        taken_off(table, 2026).rows.iter().map(one).collect()
    }

    #[test]
    fn labels_side_by_side_with_or_without_a_gap_below() {
        let rows: &[(u32, &[&str])] = &[
            (1, &["Mme Anne MARTIN", "", "M. Luc PETIT"]),
            (2, &["12 rue Haute", "", "3 rue Basse"]),
            (3, &["78300 POISSY", "", "78300 POISSY"]),
            (4, &["Paul ROUX", "", ""]),
            (5, &["4 rue Neuve", "", ""]),
            (6, &["78300 POISSY", "", ""]),
        ];
        let wanted = [
            (1, "Mme Anne MARTIN\n12 rue Haute\n78300 POISSY"),
            (1, "M. Luc PETIT\n3 rue Basse\n78300 POISSY"),
            (4, "Paul ROUX\n4 rue Neuve\n78300 POISSY"),
        ];
        assert_eq!(shown(rows), wanted.map(|(row, text)| (row, text.to_owned())));
    }

    #[test]
    fn a_list_of_names_is_none() {
        let rows: &[(u32, &[&str])] =
            &[(1, &["Anne MARTIN", "a@a.fr"]), (2, &["Luc PETIT", ""]), (3, &["Zoé BON", ""])];
        assert_eq!(shown(rows).len(), 3);
        assert_eq!(shown(rows)[0].1, "Anne MARTIN|a@a.fr");
    }
}
