//! `coopol-server admin move`, killed by `kill -9` at every line that it tells: the same again goes on, and of the two databases never
//! both are served.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use coopol_testkit::postgres::{cluster, name};

use crate::{program, run, told};

fn over(data: &Path, database: &str, words: &[&str]) -> (bool, String) {
    let output = program(data).env("COOPOL_DATABASE", database).args(words).output().unwrap();
    (output.status.success(), told(&output) + &String::from_utf8_lossy(&output.stdout))
}

fn moves(data: &Path, to: &str) -> Command {
    let mut command = program(data);
    command.args(["admin", "move", "--from", "sqlite:", "--to", to]);
    command
}

/// Kills it when it has told so many lines; the last of them, unless it had ended before.
fn killed(mut command: Command, lines: usize) -> Option<String> {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let told = BufReader::new(child.stderr.take().unwrap());
    let last = told.lines().map(Result::unwrap).nth(lines - 1);
    // It may have come to its end.
    drop(child.kill());
    child.wait().unwrap();
    last
}

fn begin(data: &Path) {
    for words in [&["init"][..], &["unit", "found", "--kind", "section", "--name", "Versailles"]] {
        let done = run(data, &[&["admin"], words].concat());
        assert!(done.status.success(), "{}", told(&done));
    }
}

#[test]
fn killed_at_any_line_it_goes_on() {
    let home = tempfile::tempdir().unwrap();
    let first = home.path().join("first");
    begin(&first);
    let mut came = Vec::new();
    for lines in 1.. {
        let (data, url) = (home.path().join(lines.to_string()), cluster().database());
        let copied = Command::new("cp").arg("-r").args([&first, &data]).status().unwrap();
        assert!(copied.success());
        let Some(last) = killed(moves(&data, &url), lines) else { break };
        if last.starts_with("the same on both sides") && !last.ends_with("entries") {
            continue;
        }
        let verify = ["admin", "verify"];
        let (old, why) = over(&data, "sqlite:", &verify);
        assert!(old || why.contains("this server moved to"), "{last}: {why}");
        if old && marked(&url) {
            let (new, why) = over(&data, &url, &verify);
            assert!(!new && why.contains("isn't finished"), "{last}: both are served: {why}");
        }
        let (done, told) = finished(&data, &url);
        assert!(done, "{last}: {told}");
        came.push(last);
    }
    assert!(came.len() > 12 && came.last().is_some_and(|last| last == "moved"), "{came:?}");
}

/// Whether the new one says that it isn't whole. Where nothing was begun, a server would begin one.
fn marked(url: &str) -> bool {
    let ask = |statement: &str| cluster().tell(name(url), statement);
    ask("SELECT to_regclass('relocation') IS NOT NULL") == "t" && ask("SELECT count(*) FROM relocation") == "1"
}

fn finished(data: &Path, url: &str) -> (bool, String) {
    let output = moves(data, url).output().unwrap();
    let said = told(&output) + &String::from_utf8_lossy(&output.stdout);
    if !output.status.success() {
        return (false, said);
    }
    let (whole, found) = over(data, url, &["admin", "verify"]);
    (whole && !over(data, "sqlite:", &["admin", "verify"]).0, found)
}

/// What stands in the configuration is told to be over, and what to set instead.
#[test]
fn the_old_one_says_where_its_server_went() {
    let (home, url) = (tempfile::tempdir().unwrap(), cluster().database());
    begin(home.path());
    let rehearsed = moves(home.path(), &url).arg("--dry-run").output().unwrap();
    assert!(rehearsed.status.success(), "{}", told(&rehearsed));
    assert_eq!(cluster().tell(name(&url), "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"), "0");
    assert!(over(home.path(), "sqlite:", &["--check-config"]).0);
    let done = moves(home.path(), &url).output().unwrap();
    assert!(done.status.success(), "{}", told(&done));
    let told = String::from_utf8(done.stdout).unwrap();
    assert!(told.contains(&format!("database = \"{url}\"")) && told.contains("server.db"), "{told}");
    for words in [
        &["--check-config"][..],
        &["serve", "--listen", "127.0.0.1:0"],
        &["admin", "init"],
        &["admin", "unit", "list"],
        &["admin", "key", "change"],
        &["admin", "doctor"],
    ] {
        let (done, said) = over(home.path(), "sqlite:", words);
        assert!(!done && said.contains(&format!("this server moved to {url}")), "{words:?}: {said}");
    }
}
