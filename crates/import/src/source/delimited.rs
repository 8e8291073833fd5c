//! CSV, whatever stands between its cells.
//!
//! Read by hand because three things matter here that a general reader hides: the row as a spreadsheet counts it (blank lines
//! included, line ends within quotes not), quotes that were never closed, and a limit on the width that holds while reading.

use std::borrow::Cow;

use super::{meter::Meter, paragraphs, spaced};
use crate::{
    entities,
    table::{Cell, Table},
    unreadable::Unreadable,
};

const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];
/// A delimiter that stands in fewer lines than one of so many is punctuation.
const RARE: usize = 4;
/// How much of the file tells its delimiter.
const SAMPLE_BYTES: usize = 64 * 1024;
const SAMPLE_ROWS: usize = 200;
/// Blanks between quotes and what they enclose.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{202f}'];
/// Longest text of a cell in Excel, and more lines than any remark has: beyond them a quote was never closed.
const QUOTED_BYTES: usize = 32_767;
const QUOTED_LINES: usize = 40;
/// After so many quotes that were never closed, quotes mean nothing in this file.
const STRAY_QUOTES: u32 = 16;

/// Reads a whole text as one table.
pub fn read(text: &str) -> Result<Table, Unreadable> {
    let declared = declared(text);
    let unwrapped = match declared.and_then(|_| text.split_once('\n')) {
        Some((first, rest)) => unwrapped(rest).map(|rest| format!("{first}\n{rest}")),
        None => unwrapped(text),
    };
    let text = unwrapped.as_deref().unwrap_or(text);
    let delimiter = declared.or_else(|| sniff(text));
    if declared.is_none()
        && delimiter.is_none_or(|delimiter| delimiter == b',')
        && let Some(table) = spaced::read(text, delimiter.is_some())?
    {
        return Ok(table);
    }
    if delimiter.is_none()
        && let Some(table) = paragraphs::read(text)?
    {
        return Ok(table);
    }
    // `L&#039;Hermitte` has the delimiter in it, unless quotes are told from those that enclose cells.
    let resolved = (delimiter == Some(b';') && !text.contains('"')).then(|| entities::resolved(text));
    let text = resolved.as_deref().unwrap_or(text);
    let mut meter = Meter::default();
    let mut table = Table::default();
    let mut records = Records::new(text, delimiter);
    let mut row = 0;
    let mut width = 0;
    while let Some(fields) = records.next(crate::limits::COLUMNS + 1) {
        row += 1;
        if row == 1 && declared.is_some() {
            continue;
        }
        let fields = if delimiter == Some(b',') { with_decimals(fields, &mut width) } else { fields };
        for (column, field) in fields.iter().enumerate() {
            meter.put(&mut table, row, column, cell(field))?;
        }
        if fields.len() > crate::limits::COLUMNS {
            return Err(Unreadable::TooWide { row });
        }
    }
    Ok(table)
}

/// The fields of a record with the decimals that a comma cut off (`36,50` without quotes), if it is wider than the widest before it
/// that had none by just as many.
fn with_decimals<'t>(fields: Vec<Cow<'t, str>>, width: &mut usize) -> Vec<Cow<'t, str>> {
    let filled = fields.iter().rposition(|field| !field.trim().is_empty()).map_or(0, |last| last + 1);
    let cut = |at: &usize| {
        let (euros, cents) = (fields[*at].trim(), fields[at + 1].trim());
        (1..=4).contains(&euros.len()) && is_digits(euros) && cents.len() == 2 && is_digits(cents)
    };
    let mut cuts: Vec<usize> = Vec::new();
    for at in (0..filled.saturating_sub(1)).filter(cut) {
        if cuts.last().is_none_or(|last| last + 1 < at) {
            cuts.push(at);
        }
    }
    if *width == 0 || cuts.is_empty() || filled != *width + cuts.len() {
        *width = filled.max(*width);
        return fields;
    }
    let mut out: Vec<Cow<'t, str>> = Vec::with_capacity(fields.len());
    for (at, field) in fields.into_iter().enumerate() {
        match out.last_mut().filter(|_| at > 0 && cuts.contains(&(at - 1))) {
            Some(euros) => *euros = format!("{},{}", euros.trim(), field.trim()).into(),
            None => out.push(field),
        }
    }
    out
}

/// `sep=;` on the first line, which Excel understands.
fn declared(text: &str) -> Option<u8> {
    let line = text.lines().next()?.trim().trim_matches('"');
    match line.strip_prefix("sep=")?.as_bytes() {
        [delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// The text of a file in which each whole line was put in quotes, as a spreadsheet does that opened it with another delimiter.
fn unwrapped(text: &str) -> Option<String> {
    if !text.starts_with('"') {
        return None;
    }
    let mut records = Records::new(text, None);
    let mut lines: Vec<String> = Vec::new();
    while let Some(fields) = records.next(2) {
        lines.push(fields.concat());
    }
    let quoted = |line: &&str| line.trim().is_empty() || (line.starts_with('"') && line.trim_end().ends_with('"'));
    let whole = text.lines().all(|line| quoted(&line)) && sniff(text).is_none();
    (whole && lines.len() > 1).then(|| lines.join("\n")).filter(|text| sniff(text).is_some())
}

/// The delimiter that gives most rows the same width. Rows of one cell are titles and signatures: they tell nothing, unless
/// nearly all rows are so.
fn sniff(text: &str) -> Option<u8> {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..text[..end].rfind(['\n', '\r']).filter(|_| end < text.len()).unwrap_or(end)];
    let mut best = (0.0, None);
    for delimiter in DELIMITERS {
        let fit = fit(sample, delimiter);
        if fit > best.0 {
            best = (fit, Some(delimiter));
        }
    }
    best.1
}

fn fit(sample: &str, delimiter: u8) -> f64 {
    let mut records = Records::new(sample, Some(delimiter));
    let mut widths: Vec<usize> = Vec::new();
    let (mut spaced, mut all) = (0, 0);
    while let Some(fields) = records.next(crate::limits::COLUMNS).filter(|_| widths.len() < SAMPLE_ROWS) {
        let filled = fields.iter().any(|field| !field.trim().is_empty());
        widths.extend(filled.then_some(fields.len()));
        spaced += fields.iter().skip(1).filter(|field| field.len() > 1 && field.starts_with(' ')).count();
        all += fields.len() - 1;
    }
    // A comma before a blank is punctuation within an address rather than a delimiter, if anything else may be one.
    let prose = if spaced * 2 > all { 0.5 } else { 1.0 };
    let same = |width: usize| widths.iter().filter(|other| **other == width).count();
    let common = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| same(*width));
    #[expect(clippy::cast_precision_loss, reason = "a few hundred rows of a few hundred columns")]
    common
        .filter(|width| same(*width) * RARE >= widths.len())
        .map_or(0.0, |width| prose * same(width) as f64 / widths.len() as f64 * (width as f64).ln_1p())
}

fn cell(field: &str) -> Cell {
    let mut field = field.trim();
    // Formulas and apostrophes by which people keep the zeros of their numbers.
    if let Some(kept) = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        field = kept;
    }
    if let Some(kept) =
        field.strip_prefix('\'').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit() || c == '+'))
    {
        field = kept;
    }
    // Quotes of a word processor, around the whole.
    for (open, close) in [('“', '”'), ('«', '»'), ('„', '“'), ('\'', '\'')] {
        let inside = field.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
        field =
            inside.filter(|inside| !inside.contains([open, close])).map_or(field, |inside| inside.trim_matches(BLANKS));
    }
    // Programs that keep whole columns as floating-point numbers write 612345678 as `612345678.0`.
    if let Some(whole) = field.strip_suffix(".0").filter(|whole| whole.len() > 2 && is_digits(whole)) {
        field = whole;
    }
    Cell::text(field)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Splits a text into records, leniently.
struct Records<'t> {
    text: &'t str,
    at: usize,
    /// None in a list of one column.
    delimiter: Option<u8>,
    stray: u32,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, delimiter: Option<u8>) -> Self {
        Self { text, at: 0, delimiter, stray: 0 }
    }

    /// The fields of the next record, at most `most` of them.
    fn next(&mut self, most: usize) -> Option<Vec<Cow<'t, str>>> {
        if self.at >= self.text.len() {
            return None;
        }
        let mut fields = Vec::new();
        loop {
            let field = self.quoted().unwrap_or_else(|| self.bare().into());
            if fields.len() < most {
                fields.push(field);
            }
            match self.text.as_bytes().get(self.at) {
                Some(byte) if Some(*byte) == self.delimiter => self.at += 1,
                Some(b'\r') if self.text.as_bytes().get(self.at + 1) == Some(&b'\n') => {
                    self.at += 2;
                    return Some(fields);
                }
                Some(_) => {
                    self.at += 1;
                    return Some(fields);
                }
                None => return Some(fields),
            }
        }
    }

    fn ends(&self, byte: Option<&u8>) -> bool {
        byte.is_none_or(|byte| Some(*byte) == self.delimiter || matches!(byte, b'\r' | b'\n'))
    }

    /// A field up to the next delimiter or line end.
    fn bare(&mut self) -> &'t str {
        let bytes = self.text.as_bytes();
        let length = bytes[self.at..].iter().take_while(|byte| !self.ends(Some(byte))).count();
        let field = &self.text[self.at..self.at + length];
        self.at += length;
        field
    }

    /// A field in quotes; `None` leaves the position where it was. A quote inside that ends nothing stands for itself.
    fn quoted(&mut self) -> Option<Cow<'t, str>> {
        let bytes = self.text.as_bytes();
        let blanks = bytes[self.at..].iter().take_while(|byte| **byte == b' ').count();
        let start = self.at + blanks + 1;
        if bytes.get(start - 1) != Some(&b'"') || self.stray > STRAY_QUOTES {
            return None;
        }
        let (mut at, mut lines) = (start, 0);
        while let Some(byte) = bytes.get(at).filter(|_| at - start <= QUOTED_BYTES && lines <= QUOTED_LINES) {
            match byte {
                b'"' if bytes.get(at + 1) == Some(&b'"') => at += 2,
                b'"' => {
                    let blanks = bytes[at + 1..].iter().take_while(|byte| **byte == b' ').count();
                    if self.ends(bytes.get(at + 1 + blanks)) {
                        self.at = at + 1 + blanks;
                        let inside = &self.text[start..at];
                        return Some(if inside.contains("\"\"") {
                            inside.replace("\"\"", "\"").into()
                        } else {
                            inside.into()
                        });
                    }
                    at += 1;
                }
                _ => {
                    lines += usize::from(*byte == b'\n');
                    at += 1;
                }
            }
        }
        self.stray += 1;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(u32, Vec<String>)> {
        let table = read(text).expect("a table");
        table.rows.iter().map(|row| (row.number, row.cells.iter().map(Cell::shown).collect())).collect()
    }

    fn row(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
        (number, cells.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn every_delimiter_is_found() {
        for delimiter in [";", ",", "\t", "|"] {
            let text = ["Nom|Rue|Montant", "Dupont|\"3, rue; du | Bac\"|36", "Martin|4 rue Haute|20"]
                .join("\n")
                .replace('|', delimiter);
            let text = text.replace(&format!("du {delimiter} Bac"), "du Bac");
            assert_eq!(shown(&text)[0], row(1, &["Nom", "Rue", "Montant"]), "{delimiter:?}");
        }
        let addresses =
            "Nom;Adresse\nA;3 rue B, Bât. C, 78000 Versailles, France\nD;4 rue E, Bât. F, 78300 Poissy, France\n";
        assert_eq!(shown(addresses)[0], row(1, &["Nom", "Adresse"]));
        assert_eq!(shown("Nom, Prénom, Ville\nA, B, Poissy\n")[1], row(2, &["A", "B", "Poissy"]));
        assert_eq!(shown("sep=|\nNom|Rue\n")[0], row(2, &["Nom", "Rue"]));
        let wrapped = "sep=;\n\"Nom;Rue;CP\"\n\"A;\"\"4, rue X; bis\"\";78300\"\n";
        assert_eq!(shown(wrapped)[1], row(3, &["A", "4, rue X; bis", "78300"]));
        assert_eq!(shown("Titre\n\nNom;Montant\nA;36,00 €\nB;20,00 €\n")[1], row(3, &["Nom", "Montant"]));
    }

    #[test]
    fn a_list_of_one_column_has_no_delimiter_and_lines_in_quotes_are_lines() {
        let list = "Dupont Jean\nMartin Anne, 12 rue Haute\nPetit Luc\nRoux Zoé\nBon Ève\n";
        assert_eq!(shown(list)[1], row(2, &["Martin Anne, 12 rue Haute"]));
        let quoted = "\"Nom,Rue,Mail\"\r\n\"Dupont,\"\"3, rue Haute\"\",a@a.fr\"\r\n";
        assert_eq!(shown(quoted), [row(1, &["Nom", "Rue", "Mail"]), row(2, &["Dupont", "3, rue Haute", "a@a.fr"])]);
    }

    #[test]
    fn decimals_that_a_comma_cut_off_are_put_back() {
        let text = "Nom,Prénom,Mail,2024,2025\nA,Zoé,a@a.fr,36,50,20,00\nB,Luc,b@a.fr,,20,00\nC,Eve,c@a.fr,36,50\n";
        let found = shown(text);
        assert_eq!(found[1], row(2, &["A", "Zoé", "a@a.fr", "36,50", "20,00"]));
        assert_eq!(found[2], row(3, &["B", "Luc", "b@a.fr", "", "20,00"]));
        assert_eq!(found[3], row(4, &["C", "Eve", "c@a.fr", "36", "50"]), "as many as headers: two amounts");
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        let text = "Nom;Note\r\n\r\nDupont;\"deux\r\nlignes\"\r\nMartin;une\r\n";
        assert_eq!(
            shown(text),
            [row(1, &["Nom", "Note"]), row(3, &["Dupont", "deux\nlignes"]), row(4, &["Martin", "une"])]
        );
        assert_eq!(shown("Nom;Note\rA;1\rB;2"), [row(1, &["Nom", "Note"]), row(2, &["A", "1"]), row(3, &["B", "2"])]);
    }

    #[test]
    fn quotes_doubled_stray_and_unclosed() {
        assert_eq!(shown("a;b\n\"Jean \"\"Jo\"\" D\";2\n")[1], row(2, &["Jean \"Jo\" D", "2"]));
        assert_eq!(shown("a;b\n\"Jean \"Jo\" D\";2\n")[1], row(2, &["Jean \"Jo\" D", "2"]));
        assert_eq!(shown("a;b\n\"Jean;2\nPaul;3\n")[1..], [row(2, &["\"Jean", "2"]), row(3, &["Paul", "3"])]);
        assert_eq!(shown("a;b;c\n\"\";\"\";\"x\"\n")[1], row(2, &["", "", "x"]));
        assert_eq!(shown("a;b\n\"=\"\"01000\"\"\";'0612\n")[1], row(2, &["01000", "0612"]));
        assert_eq!(shown("a;b\n612345678.0;1.0\n")[1], row(2, &["612345678", "1.0"]));
        assert_eq!(shown("“a”;«\u{a0}b »\n«c» et «d»;“e\n")[0..], [row(1, &["a", "b"]), row(2, &["«c» et «d»", "“e"])]);
    }

    #[test]
    fn a_line_of_a_million_cells_is_refused() {
        assert_eq!(
            read(&format!("a{}", ";x".repeat(1_000_000))),
            Err(Unreadable::TooWide { row: 1 }).map(|()| Table::default())
        );
    }
}
