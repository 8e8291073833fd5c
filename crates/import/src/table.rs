//! What every format of table becomes before it is understood: rows that know their number in the file.

use jiff::civil::Date;

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
    /// A cell from text as it stands in a file: blanks of all kinds trimmed, non-breaking spaces made plain.
    pub fn text(text: &str) -> Self {
        let blank = |c: char| c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\0');
        let trimmed = text.trim_matches(blank);
        match trimmed {
            "" => Self::Empty,
            _ if trimmed.contains(['\u{a0}', '\u{202f}', '\u{2009}']) => {
                Self::Text(trimmed.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " "))
            }
            _ => Self::Text(trimmed.to_owned()),
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
