//! One file for each kind of value a cell may hold: what people write in, one canonical writing out.

pub mod amount;
pub mod beside_name;
pub mod civility;
pub mod contact;
pub mod date;
pub mod email;
pub mod full_name;
pub mod given_names;
pub mod land;
pub mod maiden;
pub mod name;
pub mod number;
pub mod phone;
pub mod place;
pub mod street;

use crate::{fold, table::Cell};

/// `0/0/00`, `0000-00-00`: how programs write a day they don't know.
fn is_zero_date(text: &str) -> bool {
    text.chars().all(|c| "0/-.".contains(c)) && text.matches(['/', '-', '.']).count() == 2
}

/// Whether a cell holds marks only. Somebody may well be called Sans, Na or Vide.
pub fn is_mark(cell: &Cell) -> bool {
    match cell {
        Cell::Empty => true,
        Cell::Text(text) => !text.contains(char::is_alphanumeric) && !text.contains('?'),
        _ => false,
    }
}

/// Whether a cell says in words that there is nothing to say. What might be a lost value (`?`, `inconnu`) is no such cell.
pub fn is_blank(cell: &Cell) -> bool {
    const NOTHING: [&str; 16] = [
        "na",
        "nc",
        "neant",
        "aucun",
        "aucune",
        "sans",
        "null",
        "none",
        "nan",
        "vide",
        "pasdemail",
        "pasdemel",
        "sansmail",
        "pasdetelephone",
        "sansobjet",
        "nonrenseigne",
    ];
    match cell {
        Cell::Empty => true,
        Cell::Text(text) if text.len() <= 20 => {
            text.chars().all(|c| "-–—_/.*".contains(c))
                || is_zero_date(text)
                || NOTHING.contains(&fold::letters(text).as_str())
        }
        _ => false,
    }
}
