//! Lists of forms: the headers stand in the first column, once for each person, and what they say beside them.

use std::collections::BTreeMap;

use crate::{
    columns::heading,
    fold,
    table::{Cell, Row, Table},
};

/// Lays each form out as a row below the headers; any other table stays as it is.
pub fn laid_out(table: Table, this_year: i16) -> Table {
    let forms = forms(&table, this_year);
    if forms.len() < 2 {
        return table;
    }
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    let mut headers: Vec<Cell> = Vec::new();
    let mut rows: Vec<Row> = Vec::with_capacity(forms.len() + 1);
    for form in forms {
        let mut cells: Vec<Cell> = vec![Cell::Empty; headers.len()];
        for row in form {
            let at = *columns.entry(fold::letters(&row.cell(0).shown())).or_insert_with(|| {
                headers.push(row.cell(0).clone());
                headers.len() - 1
            });
            if cells.len() <= at {
                cells.resize(at + 1, Cell::Empty);
            }
            cells[at] = row.cell(1).clone();
        }
        rows.push(Row { number: form[0].number, cells });
    }
    let number = rows.first().map_or(1, |row| row.number);
    rows.insert(0, Row { number, cells: headers });
    Table { rows, merges: Vec::new(), ..table }
}

/// The rows of each form; none where the first column holds anything but headers, or hardly two of them.
fn forms(table: &Table, this_year: i16) -> Vec<&[Row]> {
    if table.width() != 2 || table.rows.len() < 4 {
        return Vec::new();
    }
    let Some(first) = table.rows.first().map(|row| fold::letters(&row.cell(0).shown())) else { return Vec::new() };
    let known = table.rows.iter().filter(|row| heading::is_header(row.cell(0), this_year)).count();
    let told = table.rows.iter().filter(|row| heading::is_header(row.cell(1), this_year)).count();
    let starts: Vec<usize> =
        (0..table.rows.len()).filter(|at| fold::letters(&table.rows[*at].cell(0).shown()) == first).collect();
    let ends = starts.iter().skip(1).copied().chain([table.rows.len()]);
    let forms: Vec<&[Row]> = starts.iter().zip(ends).map(|(start, end)| &table.rows[*start..end]).collect();
    let several = forms.iter().all(|form| form.len() > 1);
    let clear = known * 10 >= table.rows.len() * 9 && told * 10 <= table.rows.len();
    if several && clear { forms } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(rows: &[[&str; 2]]) -> Vec<(u32, Vec<String>)> {
        let row = |(number, cells): (u32, &[&str; 2])| Row { number, cells: cells.map(Cell::text).to_vec() };
        let table = Table { rows: (3..).zip(rows).map(row).collect(), ..Table::default() };
        let rows = laid_out(table, 2026).rows;
        rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect()
    }

    #[test]
    fn each_form_is_a_row() {
        let found = shown(&[["Nom", "A"], ["Prénom", "Zoé"], ["Nom", "B"], ["Tél.", "1"], ["Prénom", "Luc"]]);
        let row = |number, cells: &[&str]| (number, cells.iter().map(ToString::to_string).collect());
        assert_eq!(found, [row(3, &["Nom", "Prénom", "Tél."]), row(3, &["A", "Zoé"]), row(5, &["B", "Luc", "1"])]);
    }

    #[test]
    fn a_list_of_two_columns_is_none() {
        for rows in [
            [["Nom", "Prénom"], ["A", "Zoé"], ["B", "Luc"], ["C", "Eve"]],
            [["Nom", "Prénom"], ["Ville", "Zoé"], ["B", "Luc"], ["C", "Eve"]],
        ] {
            assert_eq!(shown(&rows).len(), rows.len());
        }
    }
}
