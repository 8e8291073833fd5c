//! A poisoned file costs no more than the limits allow.

use std::io::{Cursor, Read, Write};

use coopol_import::{Unreadable, limits, read};
use rust_xlsxwriter::Workbook;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::options;

fn error(file: &[u8]) -> Unreadable {
    read(file, "", &options()).expect_err("no roster")
}

/// A zip of named parts, deflated.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content).expect("its content");
    }
    zip.finish().expect("a zip").into_inner()
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content><office:body><office:spreadsheet><table:table table:name=\"A\">{rows}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

#[test]
fn a_file_too_long() {
    let bytes = limits::FILE_BYTES + 1;
    assert_eq!(error(&vec![b'a'; bytes]), Unreadable::TooLong { bytes });
}

#[test]
fn a_zip_bomb_that_tells_its_size_or_lies_about_it() {
    let size = u32::try_from(limits::INFLATED_BYTES).expect("below 4 GB") + 1;
    let mut bomb = archive(&[("xl/workbook.xml", &vec![0; size as usize])]);
    assert!(bomb.len() < 1_000_000);
    assert_eq!(error(&bomb), Unreadable::Bomb);
    // The size in the central directory, which readers believe, becomes a thousand bytes.
    let found = bomb.windows(4).rposition(|window| window == size.to_le_bytes()).expect("the size is written");
    bomb[found..found + 4].copy_from_slice(&1_000u32.to_le_bytes());
    assert!(matches!(error(&bomb), Unreadable::Bomb | Unreadable::Damaged { .. }));
}

#[test]
fn too_many_rows() {
    let text = "Nom;Mail\n".to_owned() + &"A;a@b.fr\n".repeat(limits::ROWS);
    assert_eq!(error(text.as_bytes()), Unreadable::TooManyRows);
    let cards = "BEGIN:VCARD\nFN:A B\nEND:VCARD\n".repeat(limits::ROWS + 1);
    assert_eq!(error(cards.as_bytes()), Unreadable::TooManyRows);
}

#[test]
fn a_line_too_wide() {
    let text = format!("Nom;Mail\n{}", "x;".repeat(1_000_000));
    assert_eq!(error(text.as_bytes()), Unreadable::TooWide { row: 2 });
}

#[test]
fn two_cells_in_far_corners_of_a_sheet() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "Nom").expect("a cell");
    sheet.write(1_048_575, 16_383, "x").expect("a cell");
    assert_eq!(error(&book.save_to_buffer().expect("a workbook")), Unreadable::TooWide { row: 1_048_576 });
}

/// A cell says itself where it stands, in as many digits as it likes.
#[test]
fn a_cell_beyond_all_numbers() {
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "Nom").expect("a cell");
    let mut whole = ZipArchive::new(Cursor::new(book.save_to_buffer().expect("a workbook"))).expect("a zip");
    let mut parts = Vec::new();
    for place in 0..whole.len() {
        let mut part = whole.by_index(place).expect("a part");
        let mut content = String::new();
        part.read_to_string(&mut content).expect("a text");
        let name = part.name().expect("a name").into_owned();
        parts.push((name, content.replace("r=\"A1\"", "r=\"A99999999999\"")));
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    // A build that doesn't look for overflows reads it as some other row.
    assert!(matches!(error(&archive(&parts)), Unreadable::Damaged { format: "XLSX", .. } | Unreadable::NotARoster));
}

#[test]
fn cells_repeated_without_end() {
    let wide = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"900\" \
                office:value-type=\"string\"><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(error(&ods(wide)), Unreadable::TooFull);
    let long = "<table:table-row table:number-rows-repeated=\"4000000000\"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>";
    assert_eq!(error(&ods(long)), Unreadable::TooManyRows);
    let far = "<table:table-row><table:table-cell table:number-columns-repeated=\"4000000000\"/><table:table-cell><text:p>x</text:p>\
               </table:table-cell></table:table-row>";
    assert_eq!(error(&ods(far)), Unreadable::TooWide { row: 1 });
}

#[test]
fn a_long_text_shared_by_every_cell() {
    const LONG: usize = 100_000;
    let text = format!("<text:p>{}</text:p>", "x".repeat(LONG));
    // No more than it takes: where nobody counts, whoever reads it is still done in the end.
    let rows = limits::TEXT_BYTES / LONG + 1;
    let row = format!(
        "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell>{text}</table:table-cell></table:table-row>"
    );
    assert_eq!(error(&ods(&row)), Unreadable::TooFull);
}
