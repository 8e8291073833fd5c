//! A real server on the loopback.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use super::{Child, programs, until};

pub struct Server {
    /// `127.0.0.1:port`
    pub address: String,
    data: PathBuf,
    /// Where its settings stand, beyond what is typed.
    settings: Option<PathBuf>,
    process: Option<Child>,
}

impl Server {
    /// Over this data folder. It doesn't listen yet.
    pub fn at(address: &str, data: &Path) -> Self {
        Self { address: address.to_owned(), data: data.to_owned(), settings: None, process: None }
    }

    /// From when it next listens on it sends mail, by a mail server that isn't there.
    pub fn sends_mail(&mut self) {
        let settings = self.data.with_file_name("coopol.toml");
        let mail = "[mail]\nhost = \"127.0.0.1\"\nport = 9\nsecurity = \"none\"\nsender = \"section@exemple.fr\"\n";
        std::fs::write(&settings, mail).unwrap();
        self.settings = Some(settings);
    }

    /// Listens, where it did before.
    pub async fn listen(&mut self) {
        let mut command = Command::new(program().await);
        command.args(["--listen", &self.address, "--data"]).arg(&self.data);
        if let Some(settings) = &self.settings {
            command.arg("--config").arg(settings);
        }
        command.arg("serve");
        self.process = Some(Child::start(&mut command));
        let ready = format!("http://{}/readyz", self.address);
        let answers = async || reqwest::get(&ready).await.ok()?.error_for_status().ok();
        drop(until("a server that is ready", answers).await);
    }

    /// Takes the network away.
    pub fn stop(&mut self) {
        self.process = None;
    }

    /// What an administrator types: `coopol-server admin …`. Answers what it printed.
    pub async fn admin(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(program().await);
        command.arg("--data").arg(&self.data).arg("admin").args(arguments);
        let output = command.output().await.unwrap();
        let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "coopol-server admin {arguments:?}: {complaint}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// A section with this secretary. Answers the section, and the link that invites the secretary's laptop.
    pub async fn section(&self, name: &str, secretary: &str) -> (String, String) {
        let printed = self.admin(&["unit", "found", "--kind", "section", "--name", name]).await;
        let unit = printed.trim().to_owned();
        let link = self.officer(&unit, "secretary", secretary).await;
        (unit, link)
    }

    /// Somebody in an office of this unit. Answers the link that invites their laptop.
    pub async fn officer(&self, unit: &str, office: &str, name: &str) -> String {
        let held = ["--unit", unit, "--office", office, "--holder-name", name];
        self.admin(&[&["mandate", "record"], held.as_slice()].concat()).await;
        let invited = ["invitation", "create", "--server", &self.address];
        let printed = self.admin(&[invited.as_slice(), held.as_slice()].concat()).await;
        let link = printed.lines().find(|line| line.starts_with("coopol://"));
        link.expect("a link is printed when the server is named").to_owned()
    }
}

/// The server's program.
async fn program() -> PathBuf {
    programs::built("COOPOL_SERVER_PROGRAM", "coopol-server").await
}
