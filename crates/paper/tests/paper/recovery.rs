//! The recovery sheet, read back.

use coopol_paper::Language;
use coopol_paper::recovery::{Recovery, sheet, title};

use crate::read::Read;

fn sheet_of(language: Language, name: &str, alone: bool) -> Vec<u8> {
    let mut code = vec!["coopol://coopol.example/join/".to_owned()];
    code.extend((0..7).map(|line| format!("07SH4-H5X70-ABCDE-1234{line}")));
    sheet(language, &Recovery { name, day: "2026-11-27", code: &code, alone }).unwrap()
}

/// Every key is in both files, and every letter of the code on the page.
#[test]
fn a_sheet_is_one_page_in_both_languages() {
    for (language, whose) in [
        (Language::Fr, "Profil de Zoé Lefèvre, le 27 novembre 2026"),
        (Language::En, "Profile of Zoé Lefèvre, 27 November 2026"),
    ] {
        for alone in [false, true] {
            let read = Read::of(&sheet_of(language, "Zoé Lefèvre", alone));
            assert_eq!(read.pages.len(), 1);
            assert!(read.says(whose), "{:?}", read.pages);
            assert!(read.says("coopol://coopol.example/join/"));
            assert!((0..7).all(|line| read.says(&format!("07SH4-H5X70-ABCDE-1234{line}"))), "{:?}", read.pages);
            assert_eq!(
                read.says("La section est seule") || read.says("The section is on its own"),
                alone,
                "{:?}",
                read.pages
            );
        }
    }
}

#[test]
fn the_same_sheet_is_the_same_file() {
    assert!(sheet_of(Language::Fr, "Zoé", false) == sheet_of(Language::Fr, "Zoé", false));
    assert!(sheet_of(Language::Fr, "Zoé", false) != sheet_of(Language::Fr, "Zoë", false));
}

#[test]
fn it_has_a_name_in_both_languages() {
    assert_eq!([Language::Fr, Language::En].map(title), ["Feuille de secours", "Recovery sheet"]);
}
