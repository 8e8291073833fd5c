//! A program that `xtask` starts, printed as a developer would type it.

use std::fmt;
use std::io::ErrorKind;
use std::process::{Command, Stdio};

use crate::checkout::Checkout;
use crate::failure::Failure;

/// A command line, to be run in the check-out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invocation {
    program: &'static str,
    arguments: Vec<String>,
}

/// What a program had to say.
pub struct Answer {
    /// Its standard output, without blanks around it.
    pub said: String,
    /// Its standard error, without blanks around it.
    pub complaint: String,
    pub success: bool,
}

impl Invocation {
    pub fn new<A: Into<String>>(program: &'static str, arguments: impl IntoIterator<Item = A>) -> Self {
        Self { program, arguments: arguments.into_iter().map(Into::into).collect() }
    }

    /// A Cargo command. Where nobody can look at a changed lock file, a lock file that is behind is an error.
    pub fn cargo<'a>(checkout: &Checkout, verb: &'a str, arguments: impl IntoIterator<Item = &'a str>) -> Self {
        let locked = checkout.ci.then_some("--locked");
        Self::new("cargo", std::iter::once(verb).chain(locked).chain(arguments))
    }

    /// The same command, started by another (`sudo`, a virtual display).
    pub fn under<A: Into<String>>(self, program: &'static str, before: impl IntoIterator<Item = A>) -> Self {
        let before = before.into_iter().map(Into::into);
        let arguments = before.chain([self.program.to_owned()]).chain(self.arguments).collect();
        Self { program, arguments }
    }

    /// Runs it to its end, in the open: what it prints is the developer's to read.
    pub fn run(&self, checkout: &Checkout) -> Result<(), Failure> {
        println!("\n$ {self}");
        let status = self.command(checkout).status().map_err(|cause| self.not_started(cause))?;
        if status.success() { Ok(()) } else { Err(Failure::Ended { command: self.to_string(), status }) }
    }

    /// Runs it quietly and returns what it wrote, whether or not it succeeded.
    pub fn ask(&self, checkout: &Checkout) -> Result<Answer, Failure> {
        let output = self.command(checkout).output().map_err(|cause| self.not_started(cause))?;
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
        Ok(Answer { said: text(&output.stdout), complaint: text(&output.stderr), success: output.status.success() })
    }

    fn command(&self, checkout: &Checkout) -> Command {
        let mut command = Command::new(self.program);
        command.args(&self.arguments).current_dir(&checkout.root).stdin(Stdio::null());
        command.env("CARGO_TARGET_DIR", &checkout.target);
        // Queries are checked against the `.sqlx` folders in the repository: a build never needs a database.
        command.env("SQLX_OFFLINE", "true");
        if checkout.ci {
            command.env("CARGO_INCREMENTAL", "0");
        }
        command
    }

    fn not_started(&self, cause: std::io::Error) -> Failure {
        let command = self.to_string();
        if cause.kind() == ErrorKind::NotFound {
            return Failure::MissingProgram { program: self.program, command };
        }
        Failure::NotStarted { command, cause }
    }
}

impl fmt::Display for Invocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.program)?;
        self.arguments.iter().try_for_each(|argument| write!(f, " {argument}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkout(ci: bool) -> Checkout {
        Checkout { root: std::env::temp_dir(), target: std::env::temp_dir(), ci }
    }

    #[test]
    fn a_lock_file_may_move_on_a_desk_but_not_unattended() {
        assert_eq!(Invocation::cargo(&checkout(false), "test", ["--workspace"]).to_string(), "cargo test --workspace");
        assert_eq!(
            Invocation::cargo(&checkout(true), "test", ["--workspace"]).to_string(),
            "cargo test --locked --workspace"
        );
    }

    #[test]
    fn a_command_under_another_keeps_its_own_words_last() {
        let install = Invocation::new("apt-get", ["install", "xvfb"]).under("sudo", ["--"]);
        assert_eq!(install.to_string(), "sudo -- apt-get install xvfb");
    }

    #[test]
    fn a_missing_program_is_named() {
        let failure = Invocation::new("no-such-program-of-coopol", ["now"]).run(&checkout(false)).unwrap_err();
        assert!(matches!(failure, Failure::MissingProgram { program: "no-such-program-of-coopol", .. }), "{failure}");
    }

    #[test]
    fn a_failing_program_fails_the_run() {
        let failure = Invocation::new("false", [""; 0]).run(&checkout(false)).unwrap_err();
        assert!(matches!(failure, Failure::Ended { .. }), "{failure}");
    }

    #[test]
    fn children_build_into_the_checkouts_target_folder() {
        let answer = Invocation::new("sh", ["-c", "echo $CARGO_TARGET_DIR"]).ask(&checkout(false)).unwrap();
        assert_eq!(answer.said, std::env::temp_dir().to_str().unwrap());
    }
}
