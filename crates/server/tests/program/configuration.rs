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

const EXAMPLE: &str = include_str!("../../dist/server.toml");

/// A line of the example that is commented out, and isn't a remark: without its mark.
fn set(line: &str) -> Option<&str> {
    let setting = line.strip_prefix('#')?;
    (setting.starts_with('[') || setting.starts_with(|c: char| c.is_ascii_lowercase())).then_some(setting)
}

/// The example is what the program takes: as it is given out, and with everything in it that can be said. Nothing that can be set is missing.
#[cfg(unix)]
#[test]
fn the_example_says_all_that_can_be_set() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = tempfile::tempdir().unwrap();
    let (data, file) = (folder.path().join("data"), folder.path().join("server.toml"));
    let run = |text: &str, word: &str| {
        std::fs::write(&file, text).unwrap();
        let mut command = program(&data);
        command.env_remove("COOPOL_DATA").arg("--config").arg(&file).arg(word);
        let output = command.output().unwrap();
        assert!(output.status.success(), "{}", told(&output));
        output.stdout
    };
    let usual: Json = serde_json::from_slice(&run("", "--print-config")).unwrap();
    let as_given: Json = serde_json::from_slice(&run(EXAMPLE, "--print-config")).unwrap();
    assert_eq!(as_given, usual, "it changes nothing before somebody does");

    let own = folder.path().display().to_string();
    let lines = EXAMPLE.lines().map(|line| set(line).unwrap_or(line).replace("/etc/coopol", &own));
    let whole = lines.map(|line| line.replace("/var/lib/coopol", &own) + "\n").collect::<String>();
    let certified = rcgen::generate_simple_self_signed(["coopol.example".to_owned()]).unwrap();
    for (name, text) in [
        ("fullchain.pem", certified.cert.pem()),
        ("privkey.pem", certified.signing_key.serialize_pem()),
        ("mail-ca.pem", certified.cert.pem()),
        ("mail", "correct horse".to_owned()),
    ] {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    run(&whole, "--check-config");
    let all: Json = serde_json::from_slice(&run(&whole, "--print-config")).unwrap();
    let unset = |of: &Json| -> Vec<String> {
        let unset = of.as_object().unwrap().iter().filter(|(_, value)| value.is_null());
        unset.map(|(name, _)| name.clone()).collect()
    };
    assert_eq!((unset(&all), unset(&all["mail"])), (Vec::new(), Vec::new()), "what it doesn't tell of");
    let settings: toml::Table = whole.parse().unwrap();
    let told: Vec<&String> = all.as_object().unwrap().keys().filter(|name| !settings.contains_key(*name)).collect();
    assert_eq!(told, Vec::<&String>::new(), "what it doesn't tell of");

    // What has a value of its own is shown with that.
    for (name, value) in usual.as_object().unwrap().iter().filter(|(_, value)| value.is_number()) {
        assert_eq!(&all[name], value, "{name}");
    }
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
