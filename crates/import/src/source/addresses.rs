//! Addresses copied from a message or a mailing list: `Jean Dupont <jean@exemple.fr>; anne@exemple.fr`. Each is somebody,
//! on a line of its own or not.

use super::meter::Meter;
use crate::{
    cell::email,
    table::{Cell, Table},
    unreadable::Unreadable,
};

/// Reads a text in which all that stands between separators is an address, each with its name before it; `None` for any other.
pub fn read(text: &str) -> Result<Option<Table>, Unreadable> {
    let pieces = pieces(text);
    let all_addresses = pieces.len() > 1 && pieces.iter().all(|(_, piece)| address(piece).is_some());
    if !all_addresses {
        return Ok(None);
    }
    let mut meter = Meter::default();
    let mut table = Table::default();
    // Several of one line would be one row: they are counted on, as if each stood on its own.
    let mut row = 0;
    for (line, piece) in pieces {
        let Some((name, email)) = address(piece) else { continue };
        row = line.max(row + 1);
        meter.put(&mut table, row, 0, Cell::text(name))?;
        meter.put(&mut table, row, 1, Cell::text(email))?;
    }
    Ok(Some(table))
}

/// What stands between commas, semicolons and line ends outside quotes and brackets, with its 1-based line. Stops at what can
/// be no address.
fn pieces(text: &str) -> Vec<(u32, &str)> {
    let mut out = Vec::new();
    let (mut line, mut start) = (1, 0);
    let (mut quoted, mut bracketed) = (false, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '<' => bracketed = true,
            '>' => bracketed = false,
            ',' | ';' | '\n' | '\r' if c == '\n' || !(quoted || bracketed) => {
                let piece = text[start..at].trim();
                if !piece.is_empty() {
                    out.push((line, piece));
                    // A table shows after a few pieces that it is none of these.
                    if !piece.contains('@') {
                        return Vec::new();
                    }
                }
                start = at + 1;
                line += u32::from(c == '\n');
                (quoted, bracketed) = (false, false);
            }
            _ => {}
        }
    }
    let rest = text[start..].trim();
    out.extend((!rest.is_empty()).then_some((line, rest)));
    out
}

/// The name and the address of `Jean Dupont <jean@exemple.fr>` or `jean@exemple.fr`.
fn address(piece: &str) -> Option<(&str, &str)> {
    let (name, address) = match piece.strip_suffix('>').and_then(|rest| rest.split_once('<')) {
        Some((name, address)) => (name.trim().trim_matches(['"', '\'']), address),
        None => ("", piece),
    };
    let plain = !name.contains(['@', '\t', '|']) && !address.contains(char::is_whitespace);
    (plain && email::read(address).is_some_and(|found| found.len() == 1)).then_some((name, address))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<Vec<String>> {
        let table = read(text).expect("within the limits").unwrap_or_default();
        table.rows.iter().map(|row| row.cells.iter().map(Cell::shown).collect()).collect()
    }

    #[test]
    fn on_one_line_or_on_many() {
        let wanted = [["Jean Dupont", "jean@a.fr"], ["Lefèvre, Zoé", "zoe@a.fr"], ["", "anne@a.fr"]];
        for text in [
            "Jean Dupont <jean@a.fr>; \"Lefèvre, Zoé\" <zoe@a.fr>; anne@a.fr",
            "Jean Dupont <jean@a.fr>,\n\"Lefèvre, Zoé\" <zoe@a.fr>,\nanne@a.fr\n",
        ] {
            assert_eq!(shown(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_table_is_none() {
        for text in ["Mail\na@a.fr\nb@a.fr\n", "Jean;jean@a.fr\nZoé;zoe@a.fr\n", "jean@a.fr", "jean@a.fr\nzoe@\n"] {
            assert_eq!(shown(text), [[""; 0]; 0], "{text}");
        }
    }
}
