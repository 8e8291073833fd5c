//! Rows and columns, as French spreadsheets open them.

use coopol_domain::time::Instant;
use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::agenda::when::wall_at;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    /// A day, written 22/11/2026.
    Day(Date),
    /// Euro cents, written 20,00.
    Cents(i64),
    Nothing,
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Cell {
    pub(super) fn text(text: Option<&str>) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Nothing, |text| Self::Text(text.to_owned()))
    }

    /// A day as the journal holds it.
    pub(super) fn day(text: Option<&str>) -> Self {
        match text.map(str::parse) {
            Some(Ok(day)) => Self::Day(day),
            _ => Self::text(text),
        }
    }

    fn plain(&self) -> String {
        match self {
            Self::Text(text) => neutral(text),
            Self::Day(day) => day.strftime("%d/%m/%Y").to_string(),
            Self::Cents(cents) => format!("{},{:02}", cents / 100, (cents % 100).abs()),
            Self::Nothing => String::new(),
        }
    }
}

/// A text that no spreadsheet takes for a formula (OWASP, CSV injection). XLSX needs no such care: it says what is text.
fn neutral(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

impl Table {
    /// CSV with semicolons, CRLF and the mark by which Excel knows UTF-8.
    pub(super) fn csv(&self) -> Vec<u8> {
        let mut file = b"\xef\xbb\xbf".to_vec();
        let terminator = csv::Terminator::CRLF;
        let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(terminator).from_writer(&mut file);
        let rows = self.rows.iter().map(|row| row.iter().map(Cell::plain).collect::<Vec<_>>());
        for row in std::iter::once(self.columns.clone()).chain(rows) {
            writer.write_record(&row).expect("memory takes everything, and every row has the columns of the table");
        }
        writer.flush().expect("memory takes everything");
        drop(writer);
        file
    }

    /// An XLSX with its header frozen and its days as days. The same table at the same time gives the same bytes.
    pub(super) fn xlsx(&self, now: Instant) -> Result<Vec<u8>, XlsxError> {
        let mut workbook = Workbook::new();
        let made = wall_at(now, &jiff::tz::TimeZone::UTC);
        let made = ExcelDateTime::parse_from_str(&made.strftime("%Y-%m-%dT%H:%M:%S").to_string())?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
        let (bold, day, cents) = (
            Format::new().set_bold(),
            Format::new().set_num_format("dd/mm/yyyy"),
            Format::new().set_num_format("0.00"),
        );
        let sheet = workbook.add_worksheet();
        sheet.set_name(self.name)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, name) in (0..).zip(&self.columns) {
            sheet.write_string_with_format(0, column, name, &bold)?;
        }
        for (row, cells) in (1..).zip(&self.rows) {
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(text) => sheet.write_string(row, column, text)?,
                    Cell::Day(at) => match ExcelDateTime::parse_from_str(&at.to_string()) {
                        Ok(at) => sheet.write_datetime_with_format(row, column, &at, &day)?,
                        // Before 1900 Excel knows no day.
                        Err(_) => sheet.write_string(row, column, cell.plain())?,
                    },
                    #[expect(clippy::cast_precision_loss, reason = "no section has 2^53 cents")]
                    Cell::Cents(amount) => {
                        sheet.write_number_with_format(row, column, *amount as f64 / 100.0, &cents)?
                    }
                    Cell::Nothing => sheet,
                };
            }
        }
        sheet.autofit();
        workbook.save_to_buffer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_french_spreadsheet_opens_it_and_no_formula_runs() {
        let text = |text: &str| Cell::Text(text.to_owned());
        let table = Table {
            name: "Essai",
            columns: vec!["Nom".to_owned(), "Le".to_owned(), "Montant".to_owned()],
            rows: vec![
                vec![text("=HYPERLINK(\"x\")"), Cell::Day("1968-05-03".parse().unwrap()), Cell::Cents(2005)],
                vec![text("Côté; André"), Cell::Nothing, Cell::Nothing],
            ],
        };
        let csv = String::from_utf8(table.csv()).unwrap();
        let expected = "\u{feff}Nom;Le;Montant\r\n\"'=HYPERLINK(\"\"x\"\")\";03/05/1968;20,05\r\n\"Côté; André\";;\r\n";
        assert_eq!(csv, expected);
        let now = Instant(1_795_000_000_000);
        assert_eq!(table.xlsx(now).unwrap(), table.xlsx(now).unwrap());
    }
}
