//! A sealed code, read back.

use coopol_paper::Language;
use coopol_paper::sealed::{Sealed, sheet, title};

use crate::read::Read;

fn sheet_of(language: Language, number: u8) -> Vec<u8> {
    let code = (0..3).map(|line| format!("07SH4-H5X70-ABCDE-1234{line}")).collect::<Vec<_>>();
    let (unit, server) = ("Section de Versailles", "https://coopol.example");
    sheet(language, &Sealed { unit, number, day: "2026-11-27", server, code: &code }).unwrap()
}

/// Every key is in both files, and every letter of the code on the page.
#[test]
fn a_sheet_is_one_page_in_both_languages() {
    for (language, whose) in [
        (Language::Fr, "Section de Versailles, code 2 sur 3, fait le 27 novembre 2026"),
        (Language::En, "Section de Versailles, code 2 of 3, made on 27 November 2026"),
    ] {
        let read = Read::of(&sheet_of(language, 2));
        assert_eq!(read.pages.len(), 1);
        assert!(read.says(whose), "{:?}", read.pages);
        assert!(read.says("https://coopol.example"), "{:?}", read.pages);
        assert!((0..3).all(|line| read.says(&format!("07SH4-H5X70-ABCDE-1234{line}"))), "{:?}", read.pages);
    }
}

#[test]
fn the_same_code_is_the_same_file_and_another_is_another() {
    assert!(sheet_of(Language::Fr, 1) == sheet_of(Language::Fr, 1));
    assert!(sheet_of(Language::Fr, 1) != sheet_of(Language::Fr, 2));
}

#[test]
fn it_has_a_name_in_both_languages() {
    assert_eq!([Language::Fr, Language::En].map(title), ["Code de secours sous pli", "Sealed recovery code"]);
}
