//! Labels: each person in a few lines, with an empty one between.

use super::meter::Meter;
use crate::{
    table::{Cell, Table},
    unreadable::Unreadable,
};

/// Most lines of a label.
pub const LINES: usize = 9;

/// Reads a text of labels, each of which is a row of one cell; `None` for any other.
pub fn read(text: &str) -> Result<Option<Table>, Unreadable> {
    let mut labels: Vec<(u32, Vec<&str>)> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines().map(str::trim)) {
        match labels.last_mut().filter(|_| open) {
            _ if line.is_empty() => {}
            Some((_, lines)) => lines.push(line),
            None => labels.push((number, vec![line])),
        }
        open = !line.is_empty();
    }
    let is_label = |(_, lines): &&(u32, Vec<&str>)| (2..=LINES).contains(&lines.len()) && is_name(lines[0]);
    if labels.len() < 2 || labels.iter().filter(is_label).count() * 10 < labels.len() * 8 {
        return Ok(None);
    }
    let mut meter = Meter::default();
    let mut table = Table::default();
    for (number, lines) in labels {
        meter.put(&mut table, number, 0, Cell::text(&lines.join("\n")))?;
    }
    Ok(Some(table))
}

/// A few words in letters, as begin a label: those of a couple are eight.
pub fn is_name(line: &str) -> bool {
    let letters = line.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || "'’.-&".contains(c));
    letters && (2..=8).contains(&line.split_whitespace().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_a_row_and_other_texts_are_none() {
        let text = "\nDUPONT Jean\n12 rue Haute\n78000 VERSAILLES\n\n\nM. et Mme Luc et Anne PETIT\nluc@a.fr\n";
        let table = read(text).expect("within the limits").expect("labels");
        let rows: Vec<(u32, String)> = table.rows.iter().map(|row| (row.number, row.cell(0).shown())).collect();
        let wanted = [(2, "DUPONT Jean\n12 rue Haute\n78000 VERSAILLES"), (7, "M. et Mme Luc et Anne PETIT\nluc@a.fr")];
        assert_eq!(rows, wanted.map(|(row, text)| (row, text.to_owned())));
        for other in ["Jean Dupont\nAnne Martin\nLuc Petit\n", "Liste\n\nJean Dupont\n\nAnne Martin\n"] {
            assert_eq!(read(other), Ok(None), "{other}");
        }
    }
}
