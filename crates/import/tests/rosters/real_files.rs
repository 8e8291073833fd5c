//! The five files as they came.

use std::{fs, process::Command};

use crate::{data, options, score};

const FILES: [(&str, &str); 5] = [
    ("cp1252_semicolon", "csv"),
    ("excel_merged", "xlsx"),
    ("outlook_fr", "csv"),
    ("utf8_bom", "csv"),
    ("vcard21", "vcf"),
];

#[test]
fn are_read_without_a_mistake() {
    for (name, extension) in FILES {
        let file = fs::read(data(&format!("{name}.{extension}"))).expect("a file of the tests");
        let roster = coopol_import::read(&file, name, &options()).expect("a roster");
        assert_eq!(score::differences(&score::expected(name), &roster), Vec::<String>::new(), "{name}");
        assert_eq!(roster.problems, [], "{name}");
    }
}

#[test]
fn capitals_are_those_that_people_write() {
    let file = fs::read(data("cp1252_semicolon.csv")).expect("a file of the tests");
    let roster = coopol_import::read(&file, "", &options()).expect("a roster");
    for (wanted, read) in score::expected("cp1252_semicolon").iter().zip(&roster.people) {
        assert_eq!(wanted["last_name"].as_str(), read.last_name.as_deref());
        assert_eq!(wanted["city"].as_str(), read.city.as_deref());
    }
}

#[test]
fn satisfy_the_script_that_scores_them() {
    for (name, extension) in FILES {
        let file = fs::read(data(&format!("{name}.{extension}"))).expect("a file of the tests");
        let roster = coopol_import::read(&file, name, &options()).expect("a roster");
        let actual = std::env::temp_dir().join(format!("coopol-import-{}-{name}.json", std::process::id()));
        fs::write(&actual, serde_json::to_string(&roster).expect("a roster serialises")).expect("a writable folder");
        let expected = data(&format!("{name}.expected.json"));
        let run = Command::new("python3")
            .arg(data("score.py"))
            .arg(expected)
            .arg(&actual)
            .output()
            .expect("python3 is installed");
        fs::remove_file(&actual).expect("the file just written");
        assert!(run.status.success(), "{name}: {}", String::from_utf8_lossy(&run.stdout));
    }
}
