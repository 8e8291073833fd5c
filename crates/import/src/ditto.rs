//! Cells that repeat in a word or a mark what stands above them: `idem`, `"`, `″`.

use crate::{
    Field,
    columns::Layout,
    table::{Cell, Table},
};

/// Puts in their place what they repeat. A second telephone number "idem" is the first of the same row: it says nothing.
pub fn resolve(table: &mut Table, layout: &Layout) {
    let mut above: Vec<Cell> = vec![Cell::Empty; layout.columns.len()];
    for row in &mut table.rows[layout.heading.rows..] {
        for column in &layout.columns {
            let Some(field) = column.field.filter(|field| repeats_downwards(*field)) else { continue };
            if is_ditto(row.cell(column.index)) {
                let of_row =
                    is_contact(field) && layout.of(field).any(|at| at < column.index && !row.cell(at).is_empty());
                match (of_row, above[column.index].is_empty()) {
                    (true, _) => row.cells[column.index] = Cell::Empty,
                    (false, false) => row.cells[column.index] = above[column.index].clone(),
                    // It repeats nothing: told as what can't be read.
                    (false, true) => {}
                }
            }
        }
        if row.filled() > 1 {
            for (above, at) in above.iter_mut().zip(0..) {
                *above = row.cell(at).clone();
            }
        }
    }
}

fn is_contact(field: Field) -> bool {
    matches!(field, Field::Emails | Field::Phones)
}

/// What people of one household share.
fn repeats_downwards(field: Field) -> bool {
    use Field::{Address, City, Country, LastName, Postcode, PostcodeCity, Street, StreetExtra, StreetNumber};
    let address = [Address, Street, StreetNumber, StreetExtra, Postcode, City, PostcodeCity, Country];
    is_contact(field) || field == LastName || address.contains(&field)
}

fn is_ditto(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "-–—._()".contains(c));
    let mark = !bare.is_empty() && bare.chars().all(|c| "\"″〃“”»'’ ".contains(c));
    mark || ["idem", "id", "ditto"].contains(&bare.to_lowercase().as_str())
}
