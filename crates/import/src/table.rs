//! What every format of table becomes before it is understood: rows that know their number in the file.

use std::borrow::Cow;

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::{entities, mojibake};

/// One cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or blanks only.
    #[default]
    Empty,
    /// Text, trimmed.
    Text(String),
    /// A number of a spreadsheet, with no format that makes it a date.
    Number(f64),
    /// A date of a spreadsheet.
    Date(Date),
}

impl Cell {
    /// A cell from text as it stands in a file: blanks of all kinds trimmed, non-breaking spaces made plain, line ends alike,
    /// what can't be seen taken out.
    pub fn text(text: &str) -> Self {
        let plain = seen(text);
        match plain.trim() {
            "" => Self::Empty,
            trimmed => Self::Text(trimmed.to_owned()),
        }
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// The cell as a person would read it; a whole number has no decimals.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
        }
    }
}

/// A text as a person sees it. Numbers copied from an address book come with invisible marks of direction, cells of old
/// programs with tabulations and control characters: none of them is part of a name or of a number.
fn seen(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'%' | b'\''..=b'~' | b'\n');
    if text.bytes().all(is_plain) && !text.contains("_x000") {
        return text.into();
    }
    let repaired = mojibake::repaired(text);
    let text = entities::resolved(repaired.as_deref().unwrap_or(text));
    let text = text.replace("_x000D_", "\r").replace("_x000A_", "\n").replace("\r\n", "\n");
    let visible = |c: char| match c {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => None,
        c if c.is_whitespace() => Some(' '),
        c if c.is_control() => None,
        // Hyphens that break no line, and the mark of a minus.
        '\u{2010}' | '\u{2011}' | '\u{2212}' => Some('-'),
        c => Some(c),
    };
    // A Mac writes an accent behind its letter.
    text.nfc().filter_map(visible).collect::<String>().into()
}

/// One row that holds something.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// 1-based row in the sheet; in a CSV, blank lines count, as in a spreadsheet that opens it.
    pub number: u32,
    /// From the first column on; may be shorter than other rows.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell of a column, empty beyond the end of the row.
    pub fn cell(&self, column: usize) -> &Cell {
        const NOTHING: &Cell = &Cell::Empty;
        self.cells.get(column).unwrap_or(NOTHING)
    }

    /// How many cells hold something.
    pub fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}

/// A rectangle of cells merged into one; all bounds inclusive, rows 1-based, columns 0-based.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (usize, usize),
}

/// One sheet, or a whole CSV. Rows that hold nothing are absent.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Name of the sheet; empty for a CSV.
    pub name: String,
    /// Whether the sheet is hidden from whoever opens the file.
    pub hidden: bool,
    /// Rows in order.
    pub rows: Vec<Row>,
    /// Merged cells.
    pub merges: Vec<Merge>,
}

impl Table {
    /// Columns of the widest row.
    pub fn width(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_is_kept() {
        let cases = [
            ("\u{202a}+33 6\u{a0}12 34 56 78\u{202c}", "+33 6 12 34 56 78"),
            ("12 rue\tHaute\r\nBât. A", "12 rue Haute\nBât. A"),
            ("MAR\u{7}TIN\0", "MARTIN"),
            ("L&#039;Hermitte &amp; fils", "L'Hermitte & fils"),
            ("une_x000D_\ndeux", "une\ndeux"),
            ("\u{feff} Saint\u{ad}Denis\u{200b}", "SaintDenis"),
            ("une\u{b}deux", "une\ndeux"),
            ("Loi\u{308}c Le\u{2011}Goff", "Loïc Le-Goff"),
        ];
        for (text, want) in cases {
            assert_eq!(Cell::text(text), Cell::Text(want.to_owned()), "{text:?}");
        }
        assert_eq!(Cell::text(" \u{200b}\r\n\t"), Cell::Empty);
    }
}
