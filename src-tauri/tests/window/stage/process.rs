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
        // Its threads end one by one, and the last takes with it what they had open: a program that starts before finds its
        // own name on the bus taken, and leaves. That it runs no file any more isn't enough: only what waits to be waited for
        // has let go of its locks.
        let ended = || self.status("State:").is_none_or(|state| state.starts_with(['Z', 'X'])) && self.threads() <= 1;
        until("the end of the program", async || ended().then_some(())).await;
    }

    /// What it runs; nothing once it ends.
    fn file(self) -> PathBuf {
        std::fs::read_link(format!("/proc/{}/exe", self.0)).unwrap_or_default()
    }

    fn threads(self) -> usize {
        std::fs::read_dir(format!("/proc/{}/task", self.0)).map_or(0, Iterator::count)
    }

    fn parent(self) -> Option<u32> {
        self.status("PPid:")?.parse().ok()
    }

    /// What the system says of it under a heading; nothing once it is gone.
    fn status(self, heading: &str) -> Option<String> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0)).ok()?;
        Some(status.lines().find_map(|line| line.strip_prefix(heading))?.trim().to_owned())
    }
}

fn running() -> impl Iterator<Item = Process> {
    let entries = std::fs::read_dir("/proc").unwrap().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(Process))
}
