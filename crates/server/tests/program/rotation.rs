//! `coopol-server admin rotate-key`, killed by `kill -9` at every line that it tells: nobody serves what is under two keys, the same again goes
//! on, and the old key opens a backup from before and nothing else.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use coopol_testkit::postgres::cluster;

use crate::serving::Running;
use crate::{program, told};

/// Over a data folder, and a database.
struct Kept<'a>(&'a Path, &'a str);

impl Kept<'_> {
    fn program(&self, words: &[&str]) -> Command {
        let mut command = program(self.0);
        command.env("COOPOL_DATABASE", self.1).args(words);
        command
    }

    fn run(&self, words: &[&str]) -> (bool, String) {
        let output = self.program(words).output().unwrap();
        (output.status.success(), told(&output) + &String::from_utf8_lossy(&output.stdout))
    }

    fn done(&self, words: &[&str]) -> String {
        let (done, said) = self.run(words);
        assert!(done, "{words:?}: {said}");
        said
    }

    fn begin(&self) {
        self.done(&["admin", "init"]);
        self.done(&["admin", "unit", "found", "--kind", "section", "--name", "Versailles"]);
    }

    fn master(&self) -> Vec<u8> {
        std::fs::read(self.0.join("master.key")).unwrap()
    }

    /// Kills it when it has told so many lines; the last of them, unless it had ended before.
    fn killed(&self, lines: usize) -> Option<String> {
        let mut command = self.program(&["admin", "rotate-key"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let told = BufReader::new(child.stderr.take().unwrap());
        let last = told.lines().map(Result::unwrap).nth(lines - 1);
        // It may have come to its end.
        drop(child.kill());
        child.wait().unwrap();
        last
    }
}

/// Killed once at each line, in one data folder after the other.
fn killed_everywhere(database: &dyn Fn() -> String) {
    let mut came = Vec::new();
    for lines in 1.. {
        let (home, url) = (tempfile::tempdir().unwrap(), database());
        let kept = Kept(home.path(), &url);
        kept.begin();
        let first = kept.master();
        let Some(last) = kept.killed(lines) else { break };
        let (next, now) = (home.path().join("master.next.key"), kept.master());
        let (whole, said) = kept.run(&["admin", "verify"]);
        if now == first {
            assert!(!whole && next.exists() && said.contains("isn't finished"), "{last}: {said}");
        } else {
            assert!(whole && !next.exists(), "{last}: it came to its end: {said}");
        }
        kept.done(&["admin", "rotate-key"]);
        assert!(!next.exists() && kept.master() != first, "{last}");
        kept.done(&["admin", "verify"]);
        came.push(last);
    }
    assert!(came.len() >= 7 && came.last().is_some_and(|last| last.starts_with("stream")), "{came:?}");
}

#[test]
fn killed_at_any_line_it_goes_on() {
    killed_everywhere(&|| "sqlite:".to_owned());
}

#[test]
fn nor_does_it_stop_over_postgresql() {
    killed_everywhere(&|| cluster().database());
}

/// One that serves, or that a replica serves from another folder, keeps its key: nothing is begun.
#[test]
fn nobody_serves_meanwhile() {
    for url in ["sqlite:".to_owned(), cluster().database()] {
        let home = tempfile::tempdir().unwrap();
        let kept = Kept(home.path(), &url);
        kept.begin();
        let first = kept.master();
        let mut serve = program(home.path());
        serve.env("COOPOL_DATABASE", &url);
        let running = Running::begin(serve);
        let aside = tempfile::tempdir().unwrap();
        let replica = Kept(aside.path(), &url);
        let mut asked = vec![&kept];
        if url != "sqlite:" {
            for key in ["master.key", "authority.key"] {
                std::fs::copy(home.path().join(key), aside.path().join(key)).unwrap();
            }
            asked.push(&replica);
        }
        for kept in asked {
            let (done, said) = kept.run(&["admin", "rotate-key"]);
            assert!(!done && said.contains("stop it first"), "{said}");
            assert!(!kept.0.join("master.next.key").exists() && kept.master() == first);
        }
        drop(running);
    }
}

/// A backup from before wants the key of its time, and one from after the new one.
#[test]
fn a_backup_opens_with_the_key_of_its_time() {
    let home = tempfile::tempdir().unwrap();
    let (data, phrase) = (home.path().join("data"), home.path().join("phrase"));
    std::fs::create_dir(&data).unwrap();
    std::fs::write(&phrase, "correct horse battery staple").unwrap();
    let kept = Kept(&data, "sqlite:");
    kept.begin();
    let sealed = ["--passphrase-file", phrase.to_str().unwrap()];
    let backup = |name: &str| {
        let file = home.path().join(name);
        kept.done(&[&["admin", "backup", file.to_str().unwrap()][..], &sealed].concat());
        file
    };
    let (old, before) = (kept.master(), backup("before"));
    kept.done(&["admin", "rotate-key"]);
    let (new, after) = (kept.master(), backup("after"));
    for (file, key, opens) in
        [(&before, &old, true), (&before, &new, false), (&after, &new, true), (&after, &old, false)]
    {
        let elsewhere = tempfile::tempdir().unwrap();
        std::fs::create_dir(elsewhere.path().join("blobs")).unwrap();
        std::fs::copy(data.join("authority.key"), elsewhere.path().join("authority.key")).unwrap();
        let place = elsewhere.path().join("master.key");
        std::fs::copy(data.join("master.key"), &place).unwrap();
        std::fs::write(&place, key).unwrap();
        let restored = Kept(elsewhere.path(), "sqlite:");
        let words = ["admin", "restore", file.to_str().unwrap()];
        let (done, said) = restored.run(&[&words[..], &sealed].concat());
        let whole = done && restored.run(&["admin", "verify"]).0;
        assert_eq!(whole, opens, "{}: {said}", file.display());
    }
}
