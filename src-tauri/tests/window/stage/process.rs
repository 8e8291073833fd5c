//! The program as the system sees it.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::until;

/// A running program, which somebody else started.
#[derive(Debug, Clone, Copy)]
pub struct Process(pub u32);

impl Process {
    /// The one that `parent` started from this file.
    pub async fn started(parent: u32, file: &Path) -> Self {
        until("a running program", async || running().find(|it| it.parent() == Some(parent) && it.file() == file)).await
    }

    /// Takes the power away from it.
    pub async fn kill(self) {
        assert!(Command::new("kill").args(["-KILL", &self.0.to_string()]).status().unwrap().success());
        self.ended().await;
    }

    /// Waits for its end.
    pub async fn ended(self) {
        // What ended and wasn't waited for yet runs no file any more. Its threads end one by one, and the last takes with it
        // what they had open: a program that starts before finds its own name on the bus taken, and leaves.
        let ended = || self.file().as_os_str().is_empty() && self.threads() <= 1;
        until("the end of the program", async || ended().then_some(())).await;
    }

    /// What it runs; nothing once it ended.
    fn file(self) -> PathBuf {
        std::fs::read_link(format!("/proc/{}/exe", self.0)).unwrap_or_default()
    }

    fn threads(self) -> usize {
        std::fs::read_dir(format!("/proc/{}/task", self.0)).map_or(0, Iterator::count)
    }

    fn parent(self) -> Option<u32> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).ok()?;
        status.lines().find_map(|line| line.strip_prefix("PPid:"))?.trim().parse().ok()
    }
}

fn running() -> impl Iterator<Item = Process> {
    let entries = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(Process))
}
