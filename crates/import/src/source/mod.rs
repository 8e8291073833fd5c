//! From bytes to tables or cards. The format is told by the content; the name of the file is not even looked at, because people
//! rename `.txt` to `.csv` and programs save HTML as `.xls`.

mod addresses;
mod archive;
mod delimited;
mod html;
mod ldif;
mod meter;
mod ods;
pub mod paragraphs;
mod spaced;
mod text;
pub mod vcard;
mod xls;
mod xlsx;
mod xml2003;

use crate::{limits, table::Table, unreadable::Unreadable};

/// What a file holds before it is understood.
pub enum Source {
    /// The sheets of a spreadsheet, or one table for a CSV.
    Tables(Vec<Table>),
    /// vCards, or the entries of an LDIF as such: each with the 1-based line where it begins.
    Cards(Vec<(u32, String)>),
}

/// Recognises the format and reads it within the [`limits`].
pub fn open(file: &[u8]) -> Result<Source, Unreadable> {
    if file.len() > limits::FILE_BYTES {
        return Err(Unreadable::TooLong { bytes: file.len() });
    }
    if file.starts_with(b"PK\x03\x04") {
        return match archive::kind(file)? {
            archive::Kind::Xlsx => unless_it_falls("XLSX", file, xlsx::read),
            archive::Kind::Ods(content) => ods::read(&content),
        }
        .map(Source::Tables);
    }
    if file.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return unless_it_falls("XLS", file, xls::read).map(Source::Tables);
    }
    let text = text::decode(file)?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    if vcard::is_vcard(&text) {
        return vcard::cards(&text).map(Source::Cards);
    }
    if ldif::is_ldif(&text) {
        return ldif::cards(&text).map(Source::Cards);
    }
    if xml2003::is_workbook(&text) {
        return xml2003::read(&text).map(Source::Tables);
    }
    if text.trim_start().starts_with("<?xml") && text.contains("<office:spreadsheet") {
        return ods::read(&text).map(Source::Tables);
    }
    if is_markup(&text) {
        return html::read(&text)?.map(Source::Tables).ok_or(Unreadable::UnknownFormat);
    }
    if let Some(table) = addresses::read(&text)? {
        return Ok(Source::Tables(vec![table]));
    }
    delimited::read(&text).map(|table| Source::Tables(vec![table]))
}

/// What a reader of somebody else's makes of a file. Where numbers of a damaged file are more than it counts with, it falls over.
fn unless_it_falls(
    format: &'static str,
    file: &[u8],
    read: fn(&[u8]) -> Result<Vec<Table>, Unreadable>,
) -> Result<Vec<Table>, Unreadable> {
    let read = std::panic::catch_unwind(|| read(file));
    read.unwrap_or_else(|_| Err(Unreadable::damaged(format, "its reader fell over")))
}

fn is_markup(text: &str) -> bool {
    const MARKS: [&str; 8] = ["%PDF", "{\\rtf", "<?xml", "<!doctype", "<html", "<table", "%!PS", "<svg"];
    let start = text.trim_start();
    is_json(start)
        || MARKS.iter().any(|mark| start.get(..mark.len()).is_some_and(|head| head.eq_ignore_ascii_case(mark)))
}

/// A list of objects, or one of them: what no person keeps a list in.
fn is_json(start: &str) -> bool {
    let inside = start.strip_prefix('[').unwrap_or(start).trim_start().strip_prefix('{').map(str::trim_start);
    inside.is_some_and(|inside| inside.starts_with('"')) && start.trim_end().ends_with(['}', ']'])
}
