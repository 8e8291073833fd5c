//! Files written by hand and by other programs, each with its people and the cells that can't be read.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use crate::{data, options, score};

/// Rows and fields of the cells that can't be read.
fn unreadable(expected: &Value) -> BTreeSet<(u32, &str)> {
    let cell = |cell: &'_ Value| u32::try_from(cell["row"].as_u64().expect("a row")).expect("small");
    let cells = expected["unreadable"].as_array().expect("a list");
    cells.iter().map(|at| (cell(at), at["field"].as_str().expect("a field"))).collect()
}

#[test]
fn are_read_without_a_mistake_and_nothing_is_told_in_vain() {
    let mut read = 0;
    for entry in fs::read_dir(data("by_hand")).expect("a folder of the tests") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "json") {
            continue;
        }
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let file = fs::read(&path).expect("a file of the tests");
        let roster = coopol_import::read(&file, "", &options()).expect(&name);
        let expected = fs::read_to_string(path.with_extension("expected.json")).expect(&name);
        let expected: Value = serde_json::from_str(&expected).expect(&name);
        let people = expected["people"].as_array().expect("a list");
        assert_eq!(score::differences(people, &roster), Vec::<String>::new(), "{name}");
        assert_eq!(score::untold(&unreadable(&expected), &roster), Vec::<String>::new(), "{name}");
        read += 1;
    }
    assert!(read >= 30, "{read} files");
}

/// A problem is told once, in the order of the rows.
#[test]
fn problems_stand_in_the_order_of_the_file_and_once() {
    for name in ["nothing_can_be_read.csv", "addresses_in_words.csv", "dues_of_eight_years.csv", "section_sheet.xlsx"] {
        let file = fs::read(data("by_hand").join(name)).expect("a file of the tests");
        let roster = coopol_import::read(&file, "", &options()).expect("a roster");
        let told: Vec<_> = roster.problems.iter().map(|told| (told.row, told.field, told.column, told.code)).collect();
        let rows: Vec<u32> = told.iter().map(|(row, ..)| *row).collect();
        assert!(rows.is_sorted(), "{name}: {rows:?}");
        let once: BTreeSet<String> = told.iter().map(|told| format!("{told:?}")).collect();
        assert_eq!(once.len(), told.len(), "{name}");
        assert_eq!(coopol_import::read(&file, "", &options()).expect("a roster").problems, roster.problems, "{name}");
    }
}
