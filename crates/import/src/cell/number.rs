//! Membership numbers.

use crate::table::Cell;

/// Shortest number that is a code and not a count: no section counts its members in hundreds of thousands.
const CODE_WIDTH: usize = 6;

/// The width that the numbers of a column had before a spreadsheet took their zeros away: that of the longest, if all are
/// codes of digits only.
pub fn width<'a>(cells: impl Iterator<Item = &'a Cell>) -> usize {
    let mut width = 0;
    for cell in cells.filter(|cell| !cell.is_empty()) {
        match cell {
            Cell::Number(number) if number.fract() == 0.0 && *number > 0.0 => {
                width = width.max(format!("{number:.0}").len());
            }
            Cell::Text(_) if bare(cell).bytes().all(|b| b.is_ascii_digit()) => width = width.max(bare(cell).len()),
            _ => return 0,
        }
    }
    if width >= CODE_WIDTH { width } else { 0 }
}

/// Whether numbers only count the rows of a list (1, 2, 3…, in any order): they tell nobody from anybody in the next one.
pub fn count_rows<'a>(cells: impl Iterator<Item = &'a Cell>) -> bool {
    let mut numbers = Vec::new();
    for cell in cells.filter(|cell| !cell.is_empty()) {
        match cell.shown().trim_end_matches('.').parse::<usize>() {
            Ok(number) => numbers.push(number),
            Err(_) => return false,
        }
    }
    // Once more from the first under each title.
    let follows = |pair: &[usize]| pair[1] == 1 || pair[1] == pair[0] + 1;
    if numbers.len() > 2 && numbers.first() == Some(&1) && numbers.windows(2).all(follows) {
        return true;
    }
    let all = numbers.len();
    numbers.sort_unstable();
    numbers.dedup();
    all > 1
        && numbers.len() == all
        && numbers.first() == Some(&1)
        && numbers.last().is_some_and(|last| *last <= all + all / 5)
}

/// Without the mark of a number before it: `n° 0112233`.
fn bare(cell: &Cell) -> String {
    let text = cell.shown();
    let rest = ["n°", "N°", "nº", "Nº", "#"].into_iter().find_map(|mark| text.strip_prefix(mark));
    rest.map(str::trim_start).filter(|rest| !rest.is_empty()).unwrap_or(&text).to_owned()
}

/// The number as written, with the zeros that [`width`] proves.
pub fn read(cell: &Cell, width: usize) -> Option<String> {
    let text = bare(cell);
    (!text.is_empty()).then(|| if text.bytes().all(|b| b.is_ascii_digit()) { format!("{text:0>width$}") } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_come_back_to_codes_only() {
        let codes = [Cell::Number(704_952.0), Cell::Empty, Cell::Number(84_371.0)];
        assert_eq!(read(&codes[2], width(codes.iter())).as_deref(), Some("084371"));
        let counts = ["7", "12", "130"].map(Cell::text);
        assert_eq!(read(&counts[0], width(counts.iter())).as_deref(), Some("7"));
        assert!(count_rows(counts[..1].iter().chain(&["1", "2", "4", "3", "5", "6"].map(Cell::text))));
        assert!(count_rows(["1", "2", "3", "1", "2"].map(Cell::text).iter()));
        assert!(!count_rows(["1", "2", "4", "2"].map(Cell::text).iter()));
        assert!(!count_rows(counts.iter()) && !count_rows(codes.iter()) && !count_rows([Cell::text("1")].iter()));
        let marked = ["n° 0112233", "#112234"].map(Cell::text);
        assert_eq!(read(&marked[1], width(marked.iter())).as_deref(), Some("0112234"));
        let mixed = ["A-0123456", "123"].map(Cell::text);
        assert_eq!(read(&mixed[1], width(mixed.iter())).as_deref(), Some("123"));
    }
}
