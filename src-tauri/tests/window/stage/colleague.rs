//! Another officer, who works from a terminal: `coopol` with a profile of its own.

use std::path::PathBuf;

use serde_json::Value;
use tokio::process::Command;

use super::{Stage, programs};

pub struct Colleague {
    program: PathBuf,
    data: PathBuf,
}

impl Colleague {
    /// Enrolled by this link, with everything there is.
    pub(super) async fn enrol(stage: &Stage, link: &str) -> Self {
        let program = programs::built("COOPOL_PROGRAM", "coopol").await;
        let colleague = Self { program, data: stage.folder("colleague") };
        let (server, code) = link.trim_start_matches("coopol://").split_once("/join/").unwrap();
        colleague.types(&["enrol", "--server", &format!("http://{server}"), "--invitation", code]).await;
        colleague.types(&["sync"]).await;
        colleague
    }

    /// Types a command. Answers what the program said.
    pub async fn types(&self, arguments: &[&str]) -> Value {
        let mut command = Command::new(&self.program);
        command
            .arg("--data")
            .arg(&self.data)
            .arg("--key-file")
            .arg(self.data.join("key"))
            .arg("--json")
            .args(arguments);
        let output = command.output().await.unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "coopol {arguments:?}: {complaint}");
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// A file of theirs.
    pub fn file(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }
}
