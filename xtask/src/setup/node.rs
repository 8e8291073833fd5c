//! Node and the npm packages of the interface.

use std::path::Path;

use super::Lack;
use crate::checkout::Checkout;
use crate::invocation::Invocation;

/// The oldest Node that the interface is built and tested with.
const OLDEST: (u32, u32) = (20, 19);

pub fn lacks(checkout: &Checkout) -> Vec<Lack> {
    if !checkout.has("ui/package.json") {
        return Vec::new();
    }
    let version =
        Invocation::new("node", ["--version"]).ask(checkout).ok().and_then(|answer| parse_version(&answer.said));
    if version.is_none_or(|version| version < OLDEST) {
        let what = format!("Node {}.{} or newer (https://nodejs.org)", OLDEST.0, OLDEST.1);
        return vec![Lack { what, remedy: Vec::new() }];
    }
    if installed_matches_lock(&checkout.root.join("ui")) {
        return Vec::new();
    }
    let install = Invocation::new("npm", ["--prefix", "ui", "ci", "--no-audit", "--no-fund"]);
    vec![Lack { what: "npm packages of ui".to_owned(), remedy: vec![install] }]
}

fn parse_version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix('v')?.split('.').map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// npm leaves a copy of the lock it installed from; a lock file changed since then means another set of packages.
fn installed_matches_lock(ui: &Path) -> bool {
    let changed = |path: &str| ui.join(path).metadata().and_then(|metadata| metadata.modified()).ok();
    match (changed("package-lock.json"), changed("node_modules/.package-lock.json")) {
        (Some(wanted), Some(installed)) => installed >= wanted,
        (None, Some(_)) => true,
        (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;

    #[test]
    fn versions_are_read_as_node_prints_them() {
        assert_eq!(parse_version("v20.20.2"), Some((20, 20)));
        assert_eq!(parse_version(""), None);
        assert!(parse_version("v9.11.0") < Some(OLDEST));
    }

    #[test]
    fn a_lock_file_changed_after_the_install_asks_for_another() {
        let ui = std::env::temp_dir().join(format!("coopol-xtask-node-{}", std::process::id()));
        std::fs::create_dir_all(ui.join("node_modules")).unwrap();
        let touch = |path: &str, seconds: u64| {
            let file = std::fs::File::create(ui.join(path)).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
        };
        touch("package-lock.json", 10);
        assert!(!installed_matches_lock(&ui), "nothing was installed yet");
        touch("node_modules/.package-lock.json", 20);
        assert!(installed_matches_lock(&ui));
        touch("package-lock.json", 30);
        assert!(!installed_matches_lock(&ui), "the lock file is newer");
        std::fs::remove_dir_all(&ui).unwrap();
    }
}
