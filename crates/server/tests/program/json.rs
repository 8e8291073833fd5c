//! `admin … --json`: one document on the standard output, and nothing beside; what went wrong is one, too, on the standard error.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::Args as _;
use coopol_server::admin::Admin;
use coopol_testkit::mail::Peer;
use coopol_testkit::postgres::cluster;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use crate::{program, run, told};

/// A server's folder, and what was asked of it.
struct Asked {
    home: TempDir,
    commands: BTreeSet<String>,
}

impl Asked {
    fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).display().to_string()
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// What a command answers: `words` begin with those that are its name.
    fn ask(&mut self, command: &str, words: &[&str]) -> Json {
        self.commands.insert(command.to_owned());
        let line: Vec<&str> = command.split(' ').chain(words.iter().copied()).collect();
        let output = program(&self.data()).arg("admin").args(&line).arg("--json").output().unwrap();
        assert!(output.status.success() && output.stderr.is_empty(), "{line:?}: {}", told(&output));
        let answer = serde_json::from_slice(&output.stdout).unwrap();
        named_as_everywhere(&answer);
        answer
    }

    /// Leaves of the folder what outlives a database that is lost.
    fn lose(&self, names: &[&str]) {
        for name in names {
            std::fs::remove_file(self.data().join(name)).unwrap();
        }
    }
}

/// Names in camel case, in every document.
fn named_as_everywhere(answer: &Json) {
    match answer {
        Json::Object(map) => {
            for (name, value) in map {
                let camel = name.chars().all(|c| c.is_ascii_alphanumeric()) && name.starts_with(char::is_lowercase);
                assert!(camel, "{name}");
                named_as_everywhere(value);
            }
        }
        Json::Array(values) => values.iter().for_each(named_as_everywhere),
        _ => {}
    }
}

fn text(value: &Json) -> &str {
    value.as_str().unwrap()
}

/// Every command that has none of its own below.
fn every() -> BTreeSet<String> {
    fn below(command: &clap::Command, path: &str, every: &mut BTreeSet<String>) {
        for command in command.get_subcommands() {
            let path = format!("{path} {}", command.get_name());
            if command.has_subcommands() {
                below(command, &path, every);
            } else {
                every.insert(path.trim_start().to_owned());
            }
        }
    }
    let mut every = BTreeSet::new();
    below(&Admin::augment_args(clap::Command::new("admin")), "", &mut every);
    every
}

#[test]
fn every_command_answers_in_one_document() {
    let mut asked = Asked { home: tempfile::tempdir().unwrap(), commands: BTreeSet::new() };
    let made = asked.ask("init", &[]);
    assert_eq!((text(&made["data"]), text(&made["ledger"]).is_empty()), (asked.path("data").as_str(), false));
    assert!(text(&made["authority"]).starts_with("coopol/"), "{made}");
    let unit = organised(&mut asked);
    adopted(&mut asked, &unit);
    let keys = named(&mut asked);
    mailed(&mut asked);

    let changed = asked.ask("key change", &["--address", "https://coopol.example"]);
    assert!(changed["streams"].as_u64().unwrap() > 3 && changed["key"].is_string(), "{changed}");
    assert!(asked.ask("rotate-key", &[])["keys"].as_u64().unwrap() > 3);
    kept(&mut asked);
    recovered(&mut asked, &keys);
    moved(&mut asked);
    assert_eq!(asked.commands, every());
}

fn organised(asked: &mut Asked) -> String {
    let section = ["--kind", "section", "--name"];
    let unit = text(&asked.ask("unit found", &[&section[..], &["Versailles"]].concat())["unit"]).to_owned();
    let other = text(&asked.ask("unit found", &[&section[..], &["Buc"]].concat())["unit"]).to_owned();
    let held = ["--unit", unit.as_str(), "--office", "secretary", "--holder-name", "Zoé"];
    let recorded = asked.ask("mandate record", &held);
    assert!(recorded["mandate"].is_string() && recorded["holder"].is_string(), "{recorded}");
    let invited = asked.ask("invitation create", &held);
    assert_eq!(invited["link"], Json::Null);
    let device = text(&invited["device"]).to_owned();
    let linked = asked.ask("invitation create", &[&held[..], &["--server", "coopol.example"]].concat());
    assert!(text(&linked["link"]).ends_with(&text(&linked["code"]).replace('-', "")), "{linked}");
    let of = ["--unit", unit.as_str()];
    assert_eq!(asked.ask("device revoke", &[&of[..], &[device.as_str()]].concat()), json!({ "revoked": device }));
    let devices = asked.ask("device list", &of);
    let row = devices.as_array().unwrap().iter().find(|row| row["id"] == device).unwrap();
    assert_eq!((&row["status"], &row["holderName"], &row["name"]), (&"invited".into(), &"Zoé".into(), &Json::Null));
    let merged = asked.ask("unit merge", &[&other, "--into", &unit]);
    assert_eq!(merged, json!({ "unit": other, "into": unit, "mandatesEnded": 0 }));
    let row = |id: &str, name: &str, into: Option<&str>| json!({ "id": id, "kind": "section", "name": name, "parent": null, "mergedInto": into, "zone": "Europe/Paris" });
    let listed = json!([row(&unit, "Versailles", None), row(&other, "Buc", Some(&unit))]);
    assert_eq!(asked.ask("unit list", &[]), listed);
    unit
}

fn adopted(asked: &mut Asked, under: &str) {
    assert_eq!(asked.ask("adopt", &["--list"]), json!([]));
    assert!(asked.ask("adopt", &["Trappes", "--under", under])["code"].is_string());
    let listed = asked.ask("adopt", &["--list"]);
    let row = &listed[0];
    assert_eq!((&row["name"], &row["under"], &row["bytes"]), (&"Trappes".into(), &under.into(), &0.into()));
    assert!(row["until"].as_u64().unwrap() > 1_700_000_000_000, "in milliseconds: {row}");
    let id = text(&row["id"]);
    assert_eq!(asked.ask("adopt", &["--forget", id]), json!({ "forgotten": id }));
}

/// The files of three custodians.
fn named(asked: &mut Asked) -> [String; 3] {
    let nobody = asked.ask("custodian list", &[]);
    assert_eq!(nobody, json!([{ "units": 2, "custodians": [] }]));
    let names = ["Ada", "Ben", "Clo"];
    let files = names.map(|name| asked.path(name));
    let mut words = Vec::new();
    for (name, file) in names.iter().zip(&files) {
        let made = asked.ask("custodian new", &[file]);
        words.push(format!("{name}={}", text(&made["key"])));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    assert_eq!(asked.ask("custodian name", &words), json!({ "units": 2 }));
    let named = asked.ask("custodian list", &[]);
    assert_eq!(named[0]["custodians"][2]["name"], "Clo");
    assert!(words[2].ends_with(text(&named[0]["custodians"][2]["key"])), "{named}");
    files
}

fn mailed(asked: &mut Asked) {
    let peer = Peer::start();
    let config = asked.file("coopol.toml", &over(&peer));
    let taken = asked.ask("mail test", &["awa@exemple.fr", "--config", &config]);
    let port = peer.settings().port();
    assert_eq!(taken, json!({ "host": "127.0.0.1", "port": port, "to": "awa@exemple.fr" }));
}

fn over(peer: &Peer) -> String {
    let port = peer.settings().port();
    format!("[mail]\nhost = \"127.0.0.1\"\nport = {port}\nsecurity = \"none\"\nsender = \"section@exemple.fr\"\n")
}

/// A backup, whatever is asked about it, and what comes after it was put back.
fn kept(asked: &mut Asked) {
    assert_eq!(asked.ask("restored", &[]), json!({ "at": null, "until": null, "back": null, "open": true }));
    let (backup, sealed) = (asked.path("backup.age"), asked.file("passphrase", "correct horse battery staple\n"));
    let file = [backup.as_str(), "--passphrase-file", &sealed];
    let written = asked.ask("backup", &file);
    let length = std::fs::metadata(&backup).unwrap().len();
    assert_eq!(written, json!({ "file": backup, "bytes": length }));
    let whole = asked.ask("verify", &[]);
    assert!(whole["entries"].as_u64().unwrap() > 3 && whole["lastEntry"].is_u64(), "{whole}");
    assert_eq!((&whole["files"], &whole["awaited"]), (&0.into(), &0.into()));
    assert_eq!(asked.ask("drill", &file), json!({ "file": backup, "whole": whole, "entriesSince": 0 }));
    let checks = asked.ask("doctor", &[]);
    let words: Vec<&str> = checks.as_array().unwrap().iter().map(|check| text(&check["check"])).collect();
    assert_eq!(words, ["settings", "keys", "ledger", "database", "soundness"]);
    assert!(checks.as_array().unwrap().iter().all(|check| check["fault"].is_null()), "{checks}");

    asked.lose(&["server.db"]);
    let back = asked.ask("restore", &file);
    assert!(back["authorityKey"] == true && back["until"].is_u64(), "{back}");
    let standing = asked.ask("restored", &[]);
    assert_eq!((&standing["open"], &standing["back"], &standing["until"]), (&false.into(), &0.into(), &back["until"]));
    assert_eq!(asked.ask("restored", &["--end"])["open"], true);
}

fn recovered(asked: &mut Asked, keys: &[String; 3]) {
    asked.lose(&["server.db", "authority.key"]);
    let (backup, sealed) = (asked.path("backup.age"), asked.path("passphrase"));
    let back = asked.ask("restore", &[&backup, "--passphrase-file", &sealed]);
    assert_eq!((&back["authorityKey"], &back["until"]), (&false.into(), &Json::Null));
    let file = asked.path("statements");
    let prepared = asked.ask("custodian prepare", &[&file, "--by", "Ada", "Clo"]);
    let count = prepared["statements"].as_u64().unwrap();
    let lines: Vec<String> = ["from", "to"].map(|word| format!("{word} {}", text(&prepared[word]))).to_vec();
    for key in [&keys[0], &keys[2]] {
        let signed = asked.ask("custodian sign", &[&file, "--key", key]);
        assert_eq!(signed, json!({ "file": file, "statements": count, "said": lines }));
    }
    let gone_over = asked.ask("custodian move", &[&file]);
    assert_eq!(gone_over, json!({ "streams": count, "key": prepared["to"] }));
}

fn moved(asked: &mut Asked) {
    let url = cluster().database();
    let words = ["--from", "sqlite:", "--to", &url];
    let whole = asked.ask("verify", &[]);
    let rehearsed = asked.ask("move", &[&words[..], &["--dry-run"]].concat());
    assert_eq!((&rehearsed["dryRun"], &rehearsed["whole"]), (&true.into(), &whole));
    let rows = rehearsed["rows"].as_array().unwrap();
    assert!(rows.iter().any(|row| row["table"] == "entries" && row["rows"] == whole["entries"]), "{rehearsed}");
    let moved = asked.ask("move", &words);
    assert_eq!((&moved["database"], &moved["dryRun"]), (&url.into(), &false.into()));
    assert_eq!((&moved["toDelete"], &moved["streams"]), (&"server.db".into(), &whole["streams"]));
}

/// Nothing beside it stands on the standard error, and nothing on the standard output unless something was found out.
#[test]
fn what_went_wrong_is_told_in_json() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join("data");
    let refused = |words: &[&str]| -> (Json, Vec<u8>) {
        let output = run(&data, &[&["admin", "--json"], words].concat());
        assert_eq!(output.status.code(), Some(1), "{words:?}");
        let complaint: Json = serde_json::from_slice(&output.stderr).unwrap();
        assert!(complaint["error"]["message"].is_string() && complaint.as_object().unwrap().len() == 1);
        (complaint["error"]["code"].clone(), output.stdout)
    };
    let nothing = |words: &[&str]| {
        let (code, out) = refused(words);
        assert!(out.is_empty(), "{words:?}");
        code
    };
    assert_eq!(nothing(&["unit", "list"]), "unavailable", "there is no folder");
    assert!(run(&data, &["admin", "init"]).status.success());
    let file = |name: &str, text: &str| written(home.path(), name, text);
    assert_eq!(nothing(&["--config", &file("bad.toml", "lisen = 1\n"), "verify"]), "unavailable");
    let unknown = "00000000000000000000000000000001";
    assert_eq!(nothing(&["device", "list", "--unit", unknown]), "refused");
    assert_eq!(nothing(&["mail", "test", "awa@exemple.fr"]), "unavailable", "no mail server is named");
    let peer = Peer::start();
    let config = file("mail.toml", &over(&peer));
    peer.answer("awa@exemple.fr", "550 5.1.1 nobody");
    assert_eq!(nothing(&["--config", &config, "mail", "test", "awa@exemple.fr"]), "refused");
    drop(peer);
    assert_eq!(nothing(&["--config", &config, "mail", "test", "awa@exemple.fr"]), "offline");
    let backup = home.path().join("backup.age").display().to_string();
    assert_eq!(nothing(&["backup", &backup, "--passphrase-file", "/nowhere"]), "file");
    let url = cluster().database();
    assert_eq!(nothing(&["move", "--from", &url, "--to", "sqlite:"]), "refused", "nothing is there");

    std::fs::write(data.join("server.db"), "no database").unwrap();
    let (code, out) = refused(&["doctor"]);
    let checks: Json = serde_json::from_slice(&out).unwrap();
    assert!(code == "broken" && checks[3]["check"] == "database" && checks[3]["fault"].is_string(), "{checks}");
}

fn written(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}
