//! Columns set with blanks, as old programs print their lists.

use super::meter::Meter;
use crate::{
    table::{Cell, Table},
    unreadable::Unreadable,
};

/// Blanks that stand between two columns, and not within a cell.
const GAP: &str = "  ";
/// How much of a text tells its columns.
const SAMPLE: usize = 2_000;

/// Reads a text whose lines have their columns at the same places or, unless they must be `aligned`, the same number of columns;
/// `None` for any other.
pub fn read(text: &str, aligned: bool) -> Result<Option<Table>, Unreadable> {
    let lines: Vec<Vec<char>> = text.lines().map(|line| line.trim_end().chars().collect()).collect();
    let filled = lines.iter().filter(|line| !is_rule(line)).count();
    let several: Vec<&Vec<char>> =
        lines.iter().filter(|line| !is_rule(line) && cells(line).len() > 1).take(SAMPLE).collect();
    if several.len() < 3 || several.len() * 10 < filled.min(SAMPLE) * 6 {
        return Ok(None);
    }
    let starts = starts(&several);
    let same = several.iter().all(|line| cells(line).len() == cells(several[0]).len());
    let are_aligned = starts.len() > 1;
    if !are_aligned && (!same || aligned) {
        return Ok(None);
    }
    let mut meter = Meter::default();
    let mut table = Table::default();
    for (number, line) in (1..).zip(&lines).filter(|(_, line)| !is_rule(line)) {
        let cells = if are_aligned && cells(line).len() > 1 { at(line, &starts) } else { cells(line) };
        for (column, cell) in cells.iter().enumerate() {
            meter.put(&mut table, number, column, Cell::text(cell))?;
        }
    }
    Ok(Some(table))
}

/// A line of nothing, or of what only rules a table.
fn is_rule(line: &[char]) -> bool {
    line.iter().all(|c| c.is_whitespace() || "-–—=_+|*".contains(*c))
}

/// What stands between gaps.
fn cells(line: &[char]) -> Vec<String> {
    let text: String = line.iter().collect();
    text.split(GAP).map(str::trim).filter(|cell| !cell.is_empty()).map(ToOwned::to_owned).collect()
}

/// Where columns begin: behind two places or more that are blank in every line.
fn starts(lines: &[&Vec<char>]) -> Vec<usize> {
    let width = lines.iter().map(|line| line.len()).max().unwrap_or(0);
    let blank = |at: usize| lines.iter().all(|line| line.get(at).is_none_or(|c| c.is_whitespace()));
    let mut starts = Vec::new();
    let mut gap = GAP.len();
    for at in 0..width {
        if blank(at) {
            gap += 1;
            continue;
        }
        if gap >= GAP.len() {
            starts.push(at);
        }
        gap = 0;
    }
    starts
}

/// The cells of a line whose columns begin at these places.
fn at(line: &[char], starts: &[usize]) -> Vec<String> {
    let ends = starts.iter().skip(1).copied().chain([line.len()]);
    let cell =
        |(start, end): (&usize, usize)| line.get(*start..end.min(line.len())).unwrap_or_default().iter().collect();
    starts.iter().zip(ends).map(cell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, Vec<String>)> {
        let table = read(text, false).expect("within the limits").unwrap_or_default();
        table.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn cells_stand_below_their_headers_and_may_be_missing() {
        let text = "LISTE\n\nNOM          PRENOM   TEL         VILLE\n-----------  -------  ----------  -----\n\
            DE LA TOUR   Zoé      0612345678  POISSY\nMARTIN       Anne                 CANNES\n";
        let wanted = [
            row(1, &["LISTE"]),
            row(3, &["NOM", "PRENOM", "TEL", "VILLE"]),
            row(5, &["DE LA TOUR", "Zoé", "0612345678", "POISSY"]),
            row(6, &["MARTIN", "Anne", "", "CANNES"]),
        ];
        assert_eq!(shown(text), wanted);
    }

    #[test]
    fn gaps_that_are_not_aligned_tell_columns_where_all_lines_have_as_many() {
        let text = "Nom  Prénom  Tél\nDUPONT  Jean  0612345678\nLE GOFF  Ève  0612345679\n";
        assert_eq!(shown(text)[2], row(3, &["LE GOFF", "Ève", "0612345679"]));
        assert_eq!(read(text, true), Ok(None));
        for prose in
            ["Chers  amis,\nla réunion\naura lieu  mardi\nà la mairie\nà huit heures\n", "Dupont Jean\nMartin Anne\n"]
        {
            assert_eq!(shown(prose), [], "{prose}");
        }
    }
}
