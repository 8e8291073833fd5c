//! Cells that can't be read, among those that can.

use serde_json::Value;

use crate::{render::Column, vary::Chance};

/// By field, writings from which nothing may be made.
const BROKEN: [(&str, &[&str]); 6] = [
    ("birth_date", &["31/02/1980", "1957", "inconnue", "13/13/1955", "00/05/1960", "?"]),
    ("joined_on", &["31/11/2010", "mars 2003", "bientôt", "2012", "?"]),
    ("emails", &["jean.dupont@", "@orange.fr", "jean.dupont.orange.fr", "jean dupont@free.fr", "jean@orange", "?"]),
    ("phones", &["06 12 34", "liste rouge", "06 12 34 56 7X", "123456", "?"]),
    ("postcode", &["780", "7800O", "780001", "inconnu"]),
    ("dues", &["chèque rejeté", "?", "36 + 20"]),
];

/// Spoils a few cells, and takes from the people wanted what they told; the place among the people and the field of each.
pub fn cells(columns: &mut [Column], wanted: &mut [Value], chance: &mut Chance) -> Vec<(usize, &'static str)> {
    let mut spoiled = Vec::new();
    for column in columns {
        let Some((field, writings)) = BROKEN.iter().find(|(field, _)| column.field == Some(field)) else { continue };
        for (at, cell) in column.cells.iter_mut().enumerate() {
            if chance.one_in(20) {
                chance.of(writings).clone_into(cell);
                forget(&mut wanted[at], field, column.year);
                spoiled.push((at, *field));
            }
        }
    }
    spoiled
}

fn forget(person: &mut Value, field: &str, year: Option<i64>) {
    match &mut person[field] {
        Value::Array(dues) if field == "dues" => dues.retain(|dues| dues["year"].as_i64() != year),
        Value::Array(all) => all.clear(),
        one => *one = Value::Null,
    }
}
