//! XLSX, cell by cell: a whole sheet as a rectangle would let two cells in far corners ask for gigabytes.

use std::io::Cursor;

use calamine::{Data, DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx};
use jiff::civil::Date;

use super::meter::Meter;
use crate::{
    table::{Cell, Merge, Table},
    unreadable::Unreadable,
};

/// Reads every worksheet.
pub fn read(file: &[u8]) -> Result<Vec<Table>, Unreadable> {
    let damaged = |error| Unreadable::damaged("XLSX", error);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(damaged)?;
    let sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let mut meter = Meter::default();
    let mut tables = Vec::new();
    for sheet in sheets {
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut table = Table { name: sheet.name.clone(), hidden, ..Table::default() };
        let mut reader = book.worksheet_cells_reader(&sheet.name).map_err(damaged)?;
        while let Some(found) = reader.next_cell().map_err(damaged)? {
            let (row, column) = found.get_position();
            meter.put(&mut table, row.saturating_add(1), column as usize, cell(found.get_value()))?;
        }
        drop(reader);
        table.merges = book.merge_cells_by_sheet_name(&sheet.name).map_err(damaged)?.iter().map(merge).collect();
        tables.push(table);
    }
    Ok(tables)
}

/// A rectangle in the numbering of [`Merge`].
pub fn merge(found: &Dimensions) -> Merge {
    Merge {
        rows: (found.start.0.saturating_add(1), found.end.0.saturating_add(1)),
        columns: (found.start.1 as usize, found.end.1 as usize),
    }
}

fn cell(found: &DataRef<'_>) -> Cell {
    match found {
        DataRef::SharedString(text) => Cell::text(text),
        other => owned(&Data::from(other.clone())),
    }
}

/// A cell of any format that calamine reads.
pub fn owned(found: &Data) -> Cell {
    match found {
        Data::Empty => Cell::Empty,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        #[expect(clippy::cast_precision_loss, reason = "a number of a spreadsheet is a double to begin with")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::text(if *yes { "oui" } else { "non" }),
        Data::Error(error) => Cell::text(&error.to_string()),
        Data::DateTime(date) if date.is_datetime() && date.as_f64() >= 1.0 => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            civil(year, month, day).map_or(Cell::Number(date.as_f64()), Cell::Date)
        }
        Data::DateTime(date) => Cell::Number(date.as_f64()),
    }
}

fn civil(year: u16, month: u8, day: u8) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
