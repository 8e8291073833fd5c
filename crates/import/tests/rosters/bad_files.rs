//! Files that give no roster say why.

use coopol_import::{Unreadable, read};
use rust_xlsxwriter::Workbook;

use crate::options;

fn error(file: &[u8]) -> Unreadable {
    read(file, "", &options()).expect_err("no roster")
}

#[test]
fn nothing_at_all() {
    assert_eq!(error(b""), Unreadable::Empty);
    assert_eq!(error(b" \r\n \r\n"), Unreadable::Empty);
    assert_eq!(error(&[0xEF, 0xBB, 0xBF]), Unreadable::Empty);
    let mut book = Workbook::new();
    book.add_worksheet();
    assert_eq!(error(&book.save_to_buffer().expect("a workbook")), Unreadable::Empty);
}

#[test]
fn other_kinds_of_files() {
    let png = [&[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A][..], &[0; 40]].concat();
    for file in
        [&b"%PDF-1.7\n%..."[..], b"{\\rtf1 Bonjour}", b"<!DOCTYPE html><table><tr><td>Nom</td></tr></table>", &png]
    {
        assert_eq!(error(file), Unreadable::UnknownFormat);
    }
}

#[test]
fn text_without_people() {
    let prose =
        "Chers camarades,\n\nLa prochaine réunion aura lieu mardi, à la mairie.\nVenez nombreux ; il y aura à boire.\n";
    assert_eq!(error(prose.as_bytes()), Unreadable::NotARoster);
    assert_eq!(error(b"Produit;Prix;Stock\nPommes;2,50;12\nPoires;3,00;7\n"), Unreadable::NotARoster);
    assert_eq!(error("Nom;Prénom;Ville\n".as_bytes()), Unreadable::NotARoster);
    assert_eq!(error(b"BEGIN:VCARD\r\nVERSION:3.0\r\nORG:Mairie\r\nEND:VCARD\r\n"), Unreadable::NotARoster);
}

#[test]
fn damaged_spreadsheets() {
    let zip = [&b"PK\x03\x04"[..], &[0; 60]].concat();
    assert!(matches!(error(&zip), Unreadable::Damaged { format: "zip", .. }));
    let compound = [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..], &[0; 600]].concat();
    assert!(matches!(error(&compound), Unreadable::Damaged { format: "XLS", .. }));
}

#[test]
fn a_spreadsheet_behind_a_password() {
    let mut compound = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).expect("a compound file");
    compound.create_stream("/EncryptedPackage").expect("a stream");
    assert_eq!(error(&compound.into_inner().into_inner()), Unreadable::Locked);
}
