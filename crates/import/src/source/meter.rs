//! Builds a table cell by cell and stops as soon as it holds more than the limits allow.

use crate::{
    limits,
    table::{Cell, Row, Table},
    unreadable::Unreadable,
};

/// What all the sheets of a file hold so far.
#[derive(Debug, Default)]
pub struct Meter {
    cells: usize,
    text: usize,
}

impl Meter {
    /// Counts a cell.
    pub fn count(&mut self, cell: &Cell) -> Result<(), Unreadable> {
        self.cells += 1;
        if let Cell::Text(text) = cell {
            self.text += text.len();
        }
        if self.cells > limits::CELLS || self.text > limits::TEXT_BYTES { Err(Unreadable::TooFull) } else { Ok(()) }
    }

    /// Puts a cell into a table; rows must come in order. Empty cells leave no trace, wherever they stand.
    pub fn put(&mut self, table: &mut Table, row: u32, column: usize, cell: Cell) -> Result<(), Unreadable> {
        if cell.is_empty() {
            return Ok(());
        }
        if column >= limits::COLUMNS {
            return Err(Unreadable::TooWide { row });
        }
        self.count(&cell)?;
        if table.rows.last().is_none_or(|last| last.number < row) {
            if table.rows.len() >= limits::ROWS {
                return Err(Unreadable::TooManyRows);
            }
            table.rows.push(Row { number: row, cells: Vec::new() });
        }
        // A writer that goes back to an earlier row breaks the format's own rule; its cell would land in the wrong row.
        let Some(last) = table.rows.last_mut().filter(|last| last.number == row) else {
            return Err(Unreadable::damaged("spreadsheet", format!("row {row} stands after a later one")));
        };
        if last.cells.len() <= column {
            last.cells.resize(column + 1, Cell::Empty);
        }
        last.cells[column] = cell;
        Ok(())
    }
}
