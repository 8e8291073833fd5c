//! The programs of a demonstration, built as a developer builds them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::folder::Folder;
use crate::checkout::Checkout;
use crate::failure::Failure;
use crate::invocation::Invocation;

pub struct Programs(PathBuf);

impl Programs {
    /// Builds the interface, then the programs, with the features of the whole workspace: the tests build the same.
    pub fn build(checkout: &Checkout) -> Result<Self, Failure> {
        // The program embeds what is built here: built for nothing it would be linked for nothing.
        if newest(&checkout.root.join("ui"), Some("dist")) > newest(&checkout.root.join("ui/dist"), None) {
            Invocation::new("npm", ["--prefix", "ui", "run", "build"]).run(checkout)?;
        }
        let programs = ["coopol", "coopol-demo", "coopol-desktop", "coopol-server"];
        let bins = programs.into_iter().flat_map(|program| ["--bin", program]);
        let words = ["--workspace", "--features", "coopol-testkit/demo"].into_iter().chain(bins);
        Invocation::cargo(checkout, "build", words).run(checkout)?;
        Ok(Self(checkout.target.join("debug")))
    }

    /// The path of a program.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    /// Walks through the program on a virtual screen, with a session bus and a keyring of its own.
    pub fn walk(&self, checkout: &Checkout, folder: &Folder, pictures: &Path, all: bool) -> Result<(), Failure> {
        let programs = [("SERVER", "coopol-server"), ("DEMO", "coopol-demo")];
        let variables = programs.map(|(word, name)| format!("COOPOL_{word}_PROGRAM={}", self.path(name)));
        let mut words = vec![folder.root().display().to_string(), pictures.display().to_string()];
        words.extend(all.then(|| "--all".to_owned()));
        let tour = ["--workspace", "--test", "tour", "--"].into_iter().chain(words.iter().map(String::as_str));
        Invocation::cargo(checkout, "test", tour)
            .under("env", variables)
            // A screen that resets when one window is gone isn't there for the next.
            .under("xvfb-run", ["--auto-servernum", "--server-args=-screen 0 1400x900x24 -noreset"])
            .under("dbus-run-session", ["--"])
            .run(checkout)
    }
}

/// When something below a folder was last written, what was installed apart; nothing when it isn't there.
fn newest(folder: &Path, but: Option<&str>) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let wanted = entries.filter(|entry| {
        let name = entry.file_name();
        name != "node_modules" && but.is_none_or(|but| name != but)
    });
    let written = |entry: fs::DirEntry| {
        let is_folder = entry.file_type().ok()?.is_dir();
        if is_folder { newest(&entry.path(), None) } else { entry.metadata().ok()?.modified().ok() }
    };
    wanted.filter_map(written).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interface_that_was_never_built_is_older_than_anything() {
        let folder = std::env::temp_dir().join(format!("coopol-xtask-newest-{}", std::process::id()));
        fs::create_dir_all(folder.join("src")).unwrap();
        fs::create_dir_all(folder.join("node_modules")).unwrap();
        fs::write(folder.join("node_modules/later"), "").unwrap();
        assert_eq!(newest(&folder, Some("dist")), None, "what was installed isn't ours");
        fs::write(folder.join("src/main.ts"), "").unwrap();
        let source = newest(&folder, Some("dist"));
        assert!(source > newest(&folder.join("dist"), None));
        fs::create_dir_all(folder.join("dist")).unwrap();
        fs::write(folder.join("dist/index.html"), "").unwrap();
        assert!(newest(&folder.join("dist"), None) >= source);
        assert_eq!(newest(&folder, Some("dist")), source, "what was built isn't a source");
        fs::remove_dir_all(folder).unwrap();
    }
}
