//! A file, over it the environment, over that the flags; and what is wrong said by its name.

use serde_json::Value as Json;

use crate::{program, run, told};

#[test]
fn a_flag_counts_more_than_the_environment_and_that_more_than_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("coopol.toml");
    std::fs::write(&file, "listen = \"127.0.0.1:1001\"\nlog = \"warn\"\nrequests = 7\nledger = \"/from/file\"\n")
        .unwrap();
    let mut command = program(folder.path());
    command.args(["--print-config", "--listen", "127.0.0.1:1003"]);
    command.env("COOPOL_CONFIG", &file).env("COOPOL_LISTEN", "127.0.0.1:1002").env("COOPOL_LOG", "error");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let counts: Json = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(counts["listen"], "127.0.0.1:1003", "of the flag");
    assert_eq!(counts["log"], "error", "of the environment");
    assert_eq!((&counts["requests"], &counts["ledger"]), (&7.into(), &"/from/file".into()), "of the file");
    assert_eq!(counts["body_mib"], 16, "of nobody");
}

#[test]
fn a_configuration_is_checked_without_being_used() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("coopol.toml");
    let name = file.to_str().unwrap();
    let check = |text: &str| {
        std::fs::write(&file, text).unwrap();
        run(&data, &["--config", name, "--check-config"])
    };
    assert!(check("listen = \"[::1]:8420\"\n").status.success());
    assert!(check("database = \"sqlite:\"\n").status.success());
    assert!(check("database = \"postgres://coopol@db.example/coopol\"\n").status.success(), "nobody answers there");
    for (text, word) in [
        ("lisen = \"127.0.0.1:1\"\n", "lisen"),
        ("listen = \"localhost\"\n", "listen"),
        ("body_mib = 0\n", "body_mib"),
        ("log = \"coopol_server=loud\"\n", "log"),
        ("device_per_second = 0\n", "device_per_second"),
        ("database = \"mysql://localhost/coopol\"\n", "database"),
        ("database = \"postgres://coopol:secret@localhost/coopol\"\n", "PGPASSFILE"),
        ("database = \"postgres://db.example/coopol?sslmode=require\"\n", "verify-full"),
        ("database_parts = [\"postgres://coopol@%2Frun/two\"]\n", "database_parts"),
        ("files = \"/srv/files\"\n", "s3://BUCKET"),
        ("files = \"s3://sections\"\n", "files_endpoint"),
        ("files = \"s3://sections\"\nfiles_endpoint = \"https://s3.example\"\n", "files_credentials"),
        ("files = \"s3://sections\"\nfiles_endpoint = \"http://s3.example\"\nfiles_credentials = \"/a\"\n", "https"),
    ] {
        let output = check(text);
        assert_eq!(output.status.code(), Some(1), "{text}");
        assert!(told(&output).contains(word), "{text}: {}", told(&output));
    }
    let absent = run(&data, &["--config", "/nowhere.toml", "--check-config"]);
    assert!(!absent.status.success() && told(&absent).contains("/nowhere.toml"));
    assert!(!data.exists(), "nothing was made");
}

/// Before there is a data folder the cure is named.
#[test]
fn a_folder_that_was_never_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for words in [&["serve"][..], &["admin", "unit", "list"], &["admin", "doctor"]] {
        let output = run(folder.path(), words);
        assert_eq!(output.status.code(), Some(1));
        let said = told(&output) + &String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("coopol-server admin init"), "{words:?}: {said}");
    }
}
