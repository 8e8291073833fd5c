//! Programs that a test starts. Each leads a group of processes, which ends with it.

use std::process::{Command, Stdio};

use tokio::process;

/// A running program.
pub struct Child(process::Child);

impl Child {
    pub fn start(command: &mut process::Command) -> Self {
        command.process_group(0).stdin(Stdio::piped()).stderr(Stdio::inherit());
        let program = command.as_std().get_program().to_owned();
        Self(command.spawn().unwrap_or_else(|error| panic!("{} doesn't start: {error}", program.display())))
    }

    /// Its number.
    pub fn id(&self) -> u32 {
        self.0.id().expect("nobody waited for it")
    }

    pub fn stdin(&mut self) -> process::ChildStdin {
        self.0.stdin.take().expect("nobody took it before")
    }

    pub fn stdout(&mut self) -> process::ChildStdout {
        self.0.stdout.take().expect("it was piped, and nobody took it before")
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        if let Some(leader) = self.0.id() {
            let killed = Command::new("kill").args(["-KILL", "--", &format!("-{leader}")]).status();
            assert!(killed.is_ok(), "`kill` is part of every system");
        }
    }
}
