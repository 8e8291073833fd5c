//! Builds the test that must notice, and runs it.

use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde::Deserialize;

use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

/// How long a test may take that has a bug to find.
const PATIENCE: Duration = Duration::from_mins(10);

/// The rules are built without optimising: what is tried once needn't be quick.
const QUICKLY: [&str; 2] = ["--config", "profile.dev.package.coopol-domain.opt-level=0"];

/// What came of a build.
pub enum Build {
    /// The program of the test target.
    Program(Program),
    /// What the compiler said.
    Broken(String),
}

/// A test target, built.
pub struct Program {
    file: PathBuf,
    /// Where its tests expect to be started.
    folder: PathBuf,
}

/// What came of a test that has a bug to find.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It failed, and said so.
    Caught,
    /// It passed.
    Missed,
    /// The bug doesn't compile.
    NotBuilt,
    /// There is no test of that name.
    NoSuchTest,
    /// It had no end.
    Endless,
    /// It ended, and not as a test does.
    Fell,
}

#[derive(Deserialize)]
struct Message {
    reason: String,
    target: Option<Target>,
    executable: Option<PathBuf>,
    manifest_path: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
    kind: Vec<String>,
}

/// Builds the test target called `test`, with the features of the whole workspace.
pub fn build(aside: &Checkout, test: &str) -> Result<Build, Failure> {
    let words = QUICKLY.into_iter().chain(["--workspace", "--test", test, "--no-run", "--message-format=json"]);
    let answer = Invocation::cargo(aside, "test", words).ask(aside)?;
    if !answer.success {
        return Ok(Build::Broken(answer.complaint));
    }
    let program = answer.said.lines().find_map(|line| program(line, test));
    program.map(Build::Program).ok_or_else(|| Failure::Told { what: "no such test target", said: test.to_owned() })
}

fn program(line: &str, test: &str) -> Option<Program> {
    let message: Message = serde_json::from_str(line).ok()?;
    let target = message.target.filter(|_| message.reason == "compiler-artifact")?;
    let named = target.name == test && target.kind.iter().any(|kind| kind == "test");
    let folder = message.manifest_path?.parent()?.to_path_buf();
    Some(Program { file: message.executable.filter(|_| named)?, folder })
}

/// Runs these tests of it, and no other.
pub fn run(program: &Program, tests: &[&str]) -> Result<Ending, Failure> {
    let command = program.file.display().to_string();
    let not_started = |cause| Failure::NotStarted { command: command.clone(), cause };
    let mut child = Command::new(&program.file)
        .arg("--exact")
        .args(tests)
        .current_dir(&program.folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(not_started)?;
    let mut stdout = child.stdout.take().expect("it was asked for");
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut said = Vec::new();
        let read = std::io::Read::read_to_end(&mut stdout, &mut said);
        drop(tell.send(read.map(|_| String::from_utf8_lossy(&said).into_owned())));
    });
    let Ok(said) = told.recv_timeout(PATIENCE) else {
        child.kill().map_err(not_started)?;
        child.wait().map_err(not_started)?;
        return Ok(Ending::Endless);
    };
    let (said, status) = (said.map_err(not_started)?, child.wait().map_err(not_started)?);
    Ok(ending(&said, status.success(), tests.len()))
}

fn ending(said: &str, success: bool, tests: usize) -> Ending {
    let ran = |word: &str| said.lines().filter(|line| line.starts_with("test ") && line.ends_with(word)).count();
    let (passed, failed) = (ran("... ok"), ran("... FAILED"));
    match (success, passed + failed) {
        (_, ran) if ran < tests && said.contains("test result:") => Ending::NoSuchTest,
        (true, _) => Ending::Missed,
        (false, _) if said.contains("test result: FAILED") => Ending::Caught,
        (false, _) => Ending::Fell,
    }
}

impl fmt::Display for Ending {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Caught => "caught",
            Self::Missed => "NOT CAUGHT: the test passes with it",
            Self::NotBuilt => "doesn't compile: the row is wrong",
            Self::NoSuchTest => "names a test that isn't there: the row is wrong",
            Self::Endless => "its test has no end",
            Self::Fell => "its test ended without saying what failed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAILED: &str =
        "running 1 test\ntest shield::a ... FAILED\n\nfailures:\n\ntest result: FAILED. 0 passed; 1 failed";

    #[test]
    fn only_a_test_that_fails_by_itself_has_caught_a_bug() {
        assert_eq!(ending(FAILED, false, 1), Ending::Caught);
        assert_eq!(ending("test shield::a ... ok\ntest result: ok.", true, 1), Ending::Missed);
        assert_eq!(ending("running 0 tests\n\ntest result: ok. 0 passed", true, 1), Ending::NoSuchTest);
        assert_eq!(ending("running 1 test\n", false, 1), Ending::Fell);
        assert_eq!(ending("test a ... ok\ntest result: ok.", true, 2), Ending::NoSuchTest);
    }

    #[test]
    fn the_program_of_a_test_is_found_among_what_was_built() {
        let line = |name: &str, kind: &str, executable: &str| {
            format!(
                "{{\"reason\":\"compiler-artifact\",\"manifest_path\":\"/a/crates/b/Cargo.toml\",\
                 \"target\":{{\"name\":\"{name}\",\"kind\":[\"{kind}\"]}},\"executable\":{executable}}}"
            )
        };
        let found = program(&line("journal", "test", "\"/t/journal-1\""), "journal").unwrap();
        assert_eq!((found.file, found.folder), ("/t/journal-1".into(), "/a/crates/b".into()));
        assert!(program(&line("journal", "lib", "null"), "journal").is_none());
        assert!(program(&line("seal", "test", "\"/t/seal-1\""), "journal").is_none());
        assert!(program("{\"reason\":\"build-finished\",\"success\":true}", "journal").is_none());
    }

    #[test]
    fn a_program_without_an_answer_is_waited_for_and_judged() {
        let program = |file: &str| Program { file: file.into(), folder: std::env::temp_dir() };
        assert_eq!(run(&program("false"), &["a"]).unwrap(), Ending::Fell);
        assert!(matches!(run(&program("no-such-program-of-coopol"), &["a"]), Err(Failure::NotStarted { .. })));
    }
}
