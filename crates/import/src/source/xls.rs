//! XLS, the binary format of Excel 97 to 2003.
//!
//! calamine reads it whole, each sheet as a rectangle that spans its cells, and believes the dimensions that a sheet declares.
//! So the records are walked first, and a file whose rectangles are larger than the limits never reaches it.

use std::{
    collections::BTreeSet,
    io::{Cursor, Read},
};

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use super::{meter::Meter, xlsx};
use crate::{limits, table::Table, unreadable::Unreadable};

/// Record types of \[MS-XLS\] 2.3.
mod record {
    pub const BOF: u16 = 0x0809;
    pub const EOF: u16 = 0x000A;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const DIMENSIONS: u16 = 0x0200;
    /// Records that begin with the row and column of a cell.
    pub const CELLS: [u16; 8] = [0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];
}

/// Reads every worksheet.
pub fn read(file: &[u8]) -> Result<Vec<Table>, Unreadable> {
    check(&stream(file)?)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(file)).map_err(|error| match error {
        XlsError::Password => Unreadable::Locked,
        error => Unreadable::damaged("XLS", error),
    })?;
    let sheets: Vec<_> =
        book.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).cloned().collect();
    let mut meter = Meter::default();
    let mut tables = Vec::new();
    for sheet in sheets {
        let hidden = sheet.visible != SheetVisible::Visible;
        let mut table = Table { name: sheet.name.clone(), hidden, ..Table::default() };
        let range = book.worksheet_range(&sheet.name).map_err(|error| Unreadable::damaged("XLS", error))?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, found) in range.used_cells() {
            let row = top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)).saturating_add(1);
            meter.put(&mut table, row, left as usize + column, xlsx::owned(found))?;
        }
        let merges = book.merge_cells_by_sheet_name(&sheet.name).map_err(|error| Unreadable::damaged("XLS", error))?;
        table.merges = merges.iter().map(xlsx::merge).collect();
        tables.push(table);
    }
    Ok(tables)
}

/// The stream of the workbook within the compound file.
fn stream(file: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let damaged = |error| Unreadable::damaged("XLS", error);
    let mut compound = cfb::CompoundFile::open(Cursor::new(file)).map_err(damaged)?;
    if compound.is_stream("/EncryptedPackage") {
        return Err(Unreadable::Locked);
    }
    let name =
        ["/Workbook", "/Book"].into_iter().find(|name| compound.is_stream(name)).ok_or(Unreadable::UnknownFormat)?;
    let mut bytes = Vec::new();
    let stream = compound.open_stream(name).map_err(damaged)?;
    stream.take(limits::FILE_BYTES as u64).read_to_end(&mut bytes).map_err(damaged)?;
    Ok(bytes)
}

/// Adds up the rectangles of all sheets.
fn check(stream: &[u8]) -> Result<(), Unreadable> {
    let mut sheets = BTreeSet::new();
    let mut cells = 0;
    for (kind, data) in records(stream) {
        match kind {
            record::EOF => break,
            record::BOUND_SHEET => {
                let at = long(data, 0).unwrap_or(usize::MAX);
                let sheet =
                    stream.get(at..).ok_or_else(|| Unreadable::damaged("XLS", "a sheet begins past the end"))?;
                if !sheets.insert(at) {
                    return Err(Unreadable::damaged("XLS", "two sheets share their cells"));
                }
                cells += rectangle(sheet)?;
                if cells > limits::CELLS {
                    return Err(Unreadable::TooFull);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The larger of the rectangle a sheet declares and the one its cells span.
fn rectangle(sheet: &[u8]) -> Result<usize, Unreadable> {
    let (mut top, mut bottom, mut left, mut right) = (usize::MAX, 0, usize::MAX, 0);
    let mut declared = 0;
    let mut depth = 0;
    for (kind, data) in records(sheet) {
        match kind {
            record::BOF => depth += 1,
            record::EOF if depth <= 1 => break,
            record::EOF => depth -= 1,
            record::DIMENSIONS => declared = declared.max(dimensions(data)?),
            kind if record::CELLS.contains(&kind) => {
                let (Some(row), Some(column)) = (short(data, 0), short(data, 2)) else { continue };
                // Several numbers in one record end with their last column.
                let last =
                    if kind == 0x00BD { short(data, data.len().saturating_sub(2)).unwrap_or(column) } else { column };
                (top, bottom) = (top.min(row), bottom.max(row));
                (left, right) = (left.min(column), right.max(column).max(last));
            }
            _ => {}
        }
    }
    let spanned = if top == usize::MAX { 0 } else { (bottom - top + 1) * (right - left + 1) };
    Ok(declared.max(spanned))
}

fn dimensions(data: &[u8]) -> Result<usize, Unreadable> {
    let bounds = match data.len() {
        14.. => (long(data, 0), long(data, 4), short(data, 8), short(data, 10)),
        _ => (short(data, 0), short(data, 2), short(data, 4), short(data, 6)),
    };
    match bounds {
        (Some(top), Some(bottom), Some(left), Some(right)) if top <= bottom && left <= right => {
            Ok((bottom - top).saturating_mul(right - left))
        }
        _ => Err(Unreadable::damaged("XLS", "a sheet declares impossible dimensions")),
    }
}

fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let kind = short(stream, 0)?;
        let data = stream.get(4..4 + short(stream, 2)?)?;
        stream = &stream[4 + data.len()..];
        Some((u16::try_from(kind).ok()?, data))
    })
}

fn short(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..at + 2)?;
    Some(usize::from(bytes[0]) | usize::from(bytes[1]) << 8)
}

fn long(data: &[u8], at: usize) -> Option<usize> {
    Some(short(data, at)? | short(data, at + 2)? << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let length = u16::try_from(data.len()).expect("short test data");
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
    }

    fn cell(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    fn book(sheet: &[u8]) -> Vec<u8> {
        let head = record(record::BOF, &[]);
        let at = u32::try_from(head.len() + 4 + 8 + 4).expect("short");
        let bound = record(record::BOUND_SHEET, &[&at.to_le_bytes()[..], &[0; 4]].concat());
        [&head[..], &bound, &record(record::EOF, &[]), &record(record::BOF, &[]), sheet, &record(record::EOF, &[])]
            .concat()
    }

    #[test]
    fn two_cells_in_far_corners_are_refused() {
        let far = [cell(0, 0), cell(65_535, 65_535)].concat();
        assert_eq!(check(&book(&far)), Err(Unreadable::TooFull));
        assert_eq!(check(&book(&[cell(0, 0), cell(40, 12)].concat())), Ok(()));
    }

    #[test]
    fn declared_dimensions_are_not_believed() {
        let declared = |bottom: u32, right: u16| {
            let data =
                [&0u32.to_le_bytes()[..], &bottom.to_le_bytes(), &0u16.to_le_bytes(), &right.to_le_bytes(), &[0; 2]]
                    .concat();
            record(record::DIMENSIONS, &data)
        };
        assert_eq!(check(&book(&declared(65_536, 65_535))), Err(Unreadable::TooFull));
        assert_eq!(check(&book(&declared(100, 20))), Ok(()));
    }
}
