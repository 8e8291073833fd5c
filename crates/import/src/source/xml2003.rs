//! The XML of Excel 2003, which web sites give out as `.xls` or `.xml`.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesRef, BytesStart, Event},
};

use super::meter::Meter;
use crate::{
    limits,
    table::{Cell, Merge, Table},
    unreadable::Unreadable,
};

/// Whether a text is one of these workbooks.
pub fn is_workbook(text: &str) -> bool {
    let start: String = text.chars().take(2_000).collect();
    start.contains("urn:schemas-microsoft-com:office:spreadsheet")
        && start.contains("Workbook")
        && start.contains("<?xml")
}

/// Reads every sheet.
pub fn read(text: &str) -> Result<Vec<Table>, Unreadable> {
    let mut reader = Reader::from_str(text);
    let mut book = Book::default();
    loop {
        match reader.read_event().map_err(damaged)? {
            Event::Start(tag) => book.open(&tag)?,
            Event::Empty(tag) => {
                book.open(&tag)?;
                book.close(local(tag.name().as_ref()))?;
            }
            Event::End(tag) => book.close(local(tag.name().as_ref()))?,
            Event::Text(text) => book.text(&text.xml10_content()),
            Event::CData(text) => book.text(&text.xml10_content()),
            Event::GeneralRef(entity) => book.text(&reference(&entity)),
            Event::Eof => return Ok(book.done),
            _ => {}
        }
    }
}

#[derive(Default)]
struct Book {
    done: Vec<Table>,
    meter: Meter,
    /// The last row, and the column that the next cell stands in.
    row: u32,
    column: usize,
    /// The columns that the open cell takes.
    width: usize,
    kind: String,
    /// The text of the open cell, if its data are open.
    data: Option<String>,
}

impl Book {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        match local(tag.name().as_ref()) {
            "Worksheet" => {
                self.done.push(Table { name: attribute(tag, "Name")?.unwrap_or_default(), ..Table::default() });
                self.row = 0;
            }
            "Row" => {
                self.row = number(tag, "Index")?.unwrap_or(self.row.saturating_add(1));
                self.column = 0;
            }
            "Cell" => self.open_cell(tag)?,
            "Data" => {
                self.kind = attribute(tag, "Type")?.unwrap_or_default();
                self.data = Some(String::new());
            }
            _ => {}
        }
        Ok(())
    }

    fn open_cell(&mut self, tag: &BytesStart<'_>) -> Result<(), Unreadable> {
        if let Some(index) = number(tag, "Index")? {
            self.column = index.saturating_sub(1) as usize;
        }
        let (across, down) = (number(tag, "MergeAcross")?.unwrap_or(0), number(tag, "MergeDown")?.unwrap_or(0));
        self.width = (across as usize).min(limits::COLUMNS) + 1;
        if let Some(table) = self.done.last_mut().filter(|_| across > 0 || down > 0) {
            table.merges.push(Merge {
                rows: (self.row, self.row.saturating_add(down)),
                columns: (self.column, self.column.saturating_add(self.width - 1)),
            });
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Unreadable> {
        match name {
            "Data" => {
                let Some(text) = self.data.take() else { return Ok(()) };
                let number = text.trim().parse().ok().filter(|_| self.kind == "Number");
                let cell = number.map_or_else(|| Cell::text(&text), Cell::Number);
                let Some(table) = self.done.last_mut() else { return Ok(()) };
                self.meter.put(table, self.row, self.column, cell)?;
            }
            "Cell" => self.column = self.column.saturating_add(self.width),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(data) = &mut self.data {
            data.push_str(text);
        }
    }
}

fn damaged(error: impl std::fmt::Display) -> Unreadable {
    Unreadable::damaged("XML", error)
}

/// A name without the prefix of its namespace.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn reference(entity: &BytesRef<'_>) -> String {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => c.to_string(),
        _ => quick_xml::escape::resolve_predefined_entity(entity).unwrap_or_default().to_owned(),
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Unreadable> {
    let Some(found) = tag.try_get_attribute(format!("ss:{name}").as_str()).map_err(damaged)? else { return Ok(None) };
    Ok(Some(found.normalized_value(XmlVersion::Explicit1_0).map_err(damaged)?.into_owned()))
}

fn number(tag: &BytesStart<'_>, name: &str) -> Result<Option<u32>, Unreadable> {
    Ok(attribute(tag, name)?.and_then(|value| value.parse().ok()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &str = r#"<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
        <Worksheet ss:Name="Membres"><Table><Row><Cell ss:MergeAcross="1"><Data ss:Type="String">Nom &amp; pr&#233;nom</Data></Cell>
        <Cell><Data ss:Type="String">CP</Data></Cell></Row><Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="String">Zo&#233;</Data></Cell>
        <Cell><Data ss:Type="Number">1000</Data></Cell></Row></Table></Worksheet></Workbook>"#;

    #[test]
    fn rows_and_cells_stand_where_they_say() {
        assert!(is_workbook(BOOK) && !is_workbook("<html><table></table></html>"));
        let tables = read(BOOK).expect("a workbook");
        let rows: Vec<(u32, Vec<String>)> =
            tables[0].rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect();
        let row = |number, cells: [&str; 3]| (number, cells.map(ToOwned::to_owned).to_vec());
        assert_eq!(rows, [row(1, ["Nom & prénom", "", "CP"]), row(4, ["", "Zoé", "1000"])]);
        assert_eq!((tables[0].name.as_str(), tables[0].merges.len()), ("Membres", 1));
        assert!(read("<?xml version=\"1.0\"?><Workbook><Row>").is_ok_and(|tables| tables.is_empty()));
    }
}
