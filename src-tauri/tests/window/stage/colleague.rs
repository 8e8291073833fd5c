//! Another officer, who works from a terminal: `coopol` with a profile of its own.

use std::path::PathBuf;

use jiff::Zoned;
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
        let data = tempfile::tempdir_in(stage.folder("colleagues")).unwrap().keep();
        let colleague = Self { program, data };
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

    /// Puts an event into the agenda, and shares it.
    pub async fn plans(&self, title: &str, at: &Zoned) {
        let start = at.strftime("%Y-%m-%dT%H:%M").to_string();
        self.types(&["agenda", "add", "--title", title, "--start", &start]).await;
        self.types(&["sync"]).await;
    }

    /// Takes the agenda out, says something else in the event of this title, takes it in again, and shares it.
    pub async fn rewrites(&self, title: &str, was: &str, is: &str) {
        let file = self.file("agenda.ics");
        self.types(&["agenda", "export", file.to_str().unwrap()]).await;
        let calendar = std::fs::read_to_string(&file).unwrap();
        let events: Vec<&str> = calendar.split("BEGIN:VEVENT").collect();
        let names = |event: &str| event.contains(&format!("SUMMARY:{title}"));
        let rewritten = |event: &&str| if names(event) { event.replace(was, is) } else { (*event).to_owned() };
        let rewritten = events.iter().map(rewritten).collect::<Vec<_>>().join("BEGIN:VEVENT");
        assert_ne!(rewritten, calendar, "`{was}` isn't said of « {title} »");
        std::fs::write(&file, rewritten).unwrap();
        let done = self.types(&["agenda", "import", file.to_str().unwrap()]).await;
        assert_eq!(done["done"]["updated"], 1, "{done}");
        std::fs::remove_file(&file).unwrap();
        self.types(&["sync"]).await;
    }

    /// A file of theirs.
    pub fn file(&self, name: &str) -> PathBuf {
        self.data.join(name)
    }
}
