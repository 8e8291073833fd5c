//! ODS, streamed, with its merged cells; repeated cells are counted before they are made.

use std::collections::HashSet;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

use super::meter::Meter;
use crate::{
    table::{Cell, Merge, Table},
    unreadable::Unreadable,
};

/// Reads every sheet of a `content.xml`, or of an ODS that is one flat file.
pub fn read(content: &str) -> Result<Vec<Table>, Unreadable> {
    let mut reader = Reader::from_str(content);
    let mut sheets = Sheets::default();
    loop {
        match reader.read_event().map_err(|error| Unreadable::damaged("ODS", error))? {
            Event::Start(tag) => sheets.open(&tag, false)?,
            Event::Empty(tag) => {
                sheets.open(&tag, true)?;
                sheets.close(tag.name().as_ref())?;
            }
            Event::End(tag) => sheets.close(tag.name().as_ref())?,
            Event::Text(text) => sheets.text(&text.xml10_content()),
            Event::CData(text) => sheets.text(&text.xml10_content()),
            Event::GeneralRef(entity) => sheets.text(&reference(&entity)),
            Event::Eof => return Ok(sheets.done),
            _ => {}
        }
    }
}

/// The five entities of XML and character references; an ODS has no others.
fn reference(entity: &quick_xml::events::BytesRef<'_>) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(entity).unwrap_or_default().to_owned(),
    }
}

#[derive(Default)]
struct Sheets {
    done: Vec<Table>,
    /// The style being read, and those of hidden sheets; they stand before the sheets.
    style: String,
    hidden: HashSet<String>,
    meter: Meter,
    row: u32,
    column: usize,
    rows_repeated: u32,
    /// Cells of the current row: column, repeats, content.
    cells: Vec<(usize, usize, Cell)>,
    cell: Option<Open>,
    /// Depth within a note on a cell, whose text is not the cell's.
    annotation: u32,
}

/// A cell being read.
#[derive(Default)]
struct Open {
    repeated: usize,
    value: Option<Cell>,
    text: String,
}

impl Sheets {
    fn open(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Unreadable> {
        match tag.name().as_ref() {
            "table:table" => {
                let name = attribute(tag, "table:name")?.unwrap_or_default();
                let hidden = attribute(tag, "table:style-name")?.is_some_and(|style| self.hidden.contains(&style));
                self.done.push(Table { name, hidden, ..Table::default() });
                self.row = 0;
            }
            "style:style" => self.style = attribute(tag, "style:name")?.unwrap_or_default(),
            "style:table-properties" if attribute(tag, "table:display")?.as_deref() == Some("false") => {
                self.hidden.insert(self.style.clone());
            }
            "table:table-row" => {
                self.rows_repeated = count(tag, "table:number-rows-repeated")?;
                self.column = 0;
                self.cells.clear();
            }
            "table:table-cell" | "table:covered-table-cell" => self.open_cell(tag)?,
            "office:annotation" if !empty => self.annotation += 1,
            "text:p" => self.newline(),
            "text:s" => self.text(&" ".repeat(count(tag, "text:c")?.min(100) as usize)),
            "text:tab" => self.text(" "),
            "text:line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        let number = |name| Ok::<_, Unreadable>(attribute(tag, name)?.and_then(|value| value.parse::<f64>().ok()));
        let value = match attribute(tag, "office:value-type")?.as_deref() {
            Some("float" | "currency" | "percentage") => number("office:value")?.map(Cell::Number),
            Some("date") => attribute(tag, "office:date-value")?.map(|date| Cell::text(&date)),
            _ => None,
        };
        let (rows, columns) =
            (count(tag, "table:number-rows-spanned")?, count(tag, "table:number-columns-spanned")? as usize);
        if let Some(table) = self.done.last_mut().filter(|_| rows > 1 || columns > 1) {
            let first = self.row.saturating_add(1);
            table.merges.push(Merge {
                rows: (first, first.saturating_add(rows - 1)),
                columns: (self.column, self.column.saturating_add(columns - 1)),
            });
        }
        let repeated = count(tag, "table:number-columns-repeated")? as usize;
        self.cell = Some(Open { repeated, value, text: String::new() });
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "table:table-cell" | "table:covered-table-cell" => {
                let Some(cell) = self.cell.take() else { return Ok(()) };
                let content = cell.value.unwrap_or_else(|| Cell::text(&cell.text));
                if !content.is_empty() {
                    self.cells.push((self.column, cell.repeated, content));
                }
                self.column = self.column.saturating_add(cell.repeated);
            }
            "table:table-row" => self.close_row()?,
            "office:annotation" => self.annotation = self.annotation.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), Unreadable> {
        let first = self.row;
        self.row = self.row.saturating_add(self.rows_repeated);
        let Some(table) = self.done.last_mut().filter(|_| !self.cells.is_empty()) else { return Ok(()) };
        for row in first..self.row {
            for (column, repeated, cell) in &self.cells {
                for at in *column..column.saturating_add(*repeated) {
                    self.meter.put(table, row + 1, at, cell.clone())?;
                }
            }
        }
        Ok(())
    }

    fn newline(&mut self) {
        if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) {
            self.text("\n");
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|_| self.annotation == 0) {
            cell.text.push_str(text);
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let damaged = |error: String| Unreadable::damaged("ODS", error);
    let Some(found) = tag.try_get_attribute(name).map_err(|error| damaged(error.to_string()))? else { return Ok(None) };
    let value = found.normalized_value(XmlVersion::Explicit1_0).map_err(|error| damaged(error.to_string()))?;
    Ok(Some(value.into_owned()))
}

/// A count of at least one; what can't be read counts once.
fn count(tag: &BytesStart<'_>, name: &str) -> Result<u32, Unreadable> {
    Ok(attribute(tag, name)?.and_then(|value| value.parse().ok()).unwrap_or(1).max(1))
}
