//! The check-out that `xtask` works on, and where its builds go.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::failure::Failure;

/// A clone of the repository on this machine.
pub struct Checkout {
    /// The folder that holds the workspace's `Cargo.toml`.
    pub root: PathBuf,
    /// Where Cargo builds: outside the clone, so that deleting or copying a clone costs nothing and several share one cache.
    pub target: PathBuf,
    /// Nobody is there to answer a question, and the lock file must already be right.
    pub ci: bool,
}

impl Checkout {
    pub fn find() -> Result<Self, Failure> {
        let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let own = variable("CARGO_MANIFEST_DIR").map(PathBuf::from).ok_or(Failure::NotUnderCargo)?;
        let root = own.parent().ok_or(Failure::NotUnderCargo)?.to_path_buf();
        let target = target_folder(variable).ok_or(Failure::NoTargetFolder)?;
        Ok(Self { root, target, ci: variable("CI").is_some_and(|value| value == "true") })
    }

    /// Is this file or folder (relative to the root) there?
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path).exists()
    }

    /// Has nothing been built yet, so that every dependency must be?
    pub fn is_cold(&self) -> bool {
        !self.target.join("debug").exists()
    }
}

fn target_folder(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let in_cache = |cache: PathBuf| cache.join("coopol").join("target");
    variable("COOPOL_TARGET_DIR")
        .map(PathBuf::from)
        .or_else(|| variable("XDG_CACHE_HOME").map(|cache| in_cache(cache.into())))
        .or_else(|| variable("HOME").map(|home| in_cache(PathBuf::from(home).join(".cache"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(set: &[(&str, &str)]) -> Option<PathBuf> {
        target_folder(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn builds_go_where_the_developer_says_else_to_the_cache() {
        let home = ("HOME", "/home/a");
        let cache = ("XDG_CACHE_HOME", "/var/cache/a");
        assert_eq!(folder(&[home, cache, ("COOPOL_TARGET_DIR", "/big/t")]), Some("/big/t".into()));
        assert_eq!(folder(&[home, cache]), Some("/var/cache/a/coopol/target".into()));
        assert_eq!(folder(&[home]), Some("/home/a/.cache/coopol/target".into()));
        assert_eq!(folder(&[]), None);
    }
}
