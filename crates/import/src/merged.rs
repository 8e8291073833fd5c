//! Cells merged over several rows: what stands in the first is said of all.

use crate::{
    limits,
    table::{Cell, Merge, Row, Table},
};

/// Fills merged cells downwards below the headers. A row whose name is merged with that of the row above is the same person
/// once more: its other cells go to that person.
pub fn unfold(table: &mut Table, heading: usize, names: &[usize]) {
    let tall: Vec<Merge> = table.merges.iter().copied().filter(|merge| merge.rows.1 > merge.rows.0).collect();
    // A file may declare more merges than any person would make; they are then left alone.
    if tall.is_empty() || tall.len().saturating_mul(table.rows.len()) > limits::CELLS {
        return;
    }
    let covers = |merge: &Merge, row: &Row, column: usize| {
        row.number > merge.rows.0 && row.number <= merge.rows.1 && (merge.columns.0..=merge.columns.1).contains(&column)
    };
    let people = table.rows.split_off(heading);
    let mut last_anchor: Vec<(Merge, Cell)> = Vec::new();
    for mut row in people {
        let number = row.number;
        last_anchor.retain(|(merge, _)| number <= merge.rows.1);
        let starting = tall.iter().filter(|merge| merge.rows.0 == number);
        let same_person = !names.is_empty()
            && names
                .iter()
                .all(|name| last_anchor.iter().any(|(merge, cell)| covers(merge, &row, *name) && !cell.is_empty()));
        if same_person && let Some(person) = table.rows.get_mut(heading..).and_then(<[Row]>::last_mut) {
            append(person, &row);
            continue;
        }
        for (merge, cell) in last_anchor.iter().filter(|(merge, _)| number > merge.rows.0) {
            if row.cells.len() <= merge.columns.0 {
                row.cells.resize(merge.columns.0 + 1, Cell::Empty);
            }
            if row.cells[merge.columns.0].is_empty() {
                row.cells[merge.columns.0] = cell.clone();
            }
        }
        last_anchor.extend(starting.map(|merge| (*merge, row.cell(merge.columns.0).clone())));
        table.rows.push(row);
    }
}

/// Adds the cells of a further row of the same person, each on a line of its own.
fn append(person: &mut Row, more: &Row) {
    if person.cells.len() < more.cells.len() {
        person.cells.resize(more.cells.len(), Cell::Empty);
    }
    for (cell, more) in person.cells.iter_mut().zip(&more.cells) {
        match (cell.is_empty(), more.is_empty()) {
            (_, true) => {}
            (true, false) => *cell = more.clone(),
            (false, false) if cell == more => {}
            (false, false) => *cell = Cell::text(&format!("{}\n{}", cell.shown(), more.shown())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]], merges: &[(u32, u32, usize)]) -> Table {
        let row = |(number, cells): (u32, &&[&str])| Row {
            number,
            cells: cells.iter().map(|text| Cell::text(text)).collect(),
        };
        Table {
            rows: (1..).zip(rows).map(row).collect(),
            merges: merges
                .iter()
                .map(|(from, to, column)| Merge { rows: (*from, *to), columns: (*column, *column) })
                .collect(),
            ..Table::default()
        }
    }

    fn shown(table: &Table) -> Vec<Vec<String>> {
        table.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect()
    }

    #[test]
    fn a_household_shares_its_address() {
        let mut table = table(&[&["Nom", "Ville"], &["A", "Poissy"], &["B", ""], &["C", "Cannes"]], &[(2, 3, 1)]);
        unfold(&mut table, 1, &[0]);
        assert_eq!(shown(&table), [["Nom", "Ville"], ["A", "Poissy"], ["B", "Poissy"], ["C", "Cannes"]]);
    }

    #[test]
    fn a_person_over_two_rows_is_one() {
        let mut table = table(&[&["Nom", "Tél"], &["A", "1"], &["", "2"], &["B", "3"]], &[(2, 3, 0)]);
        unfold(&mut table, 1, &[0]);
        assert_eq!(shown(&table), [["Nom", "Tél"], ["A", "1\n2"], ["B", "3"]]);
    }
}
