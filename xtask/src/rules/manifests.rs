//! Every package is named `coopol-…` (one called `core` would shadow Rust's own) and obeys the workspace's lints.

use super::Finding;
use super::member::Member;
use super::repository::Repository;

pub fn check(repository: &Repository) -> Vec<Finding> {
    repository.members.iter().flat_map(of_member).collect()
}

fn of_member(member: &Member) -> Vec<Finding> {
    let place = format!("{}/Cargo.toml", member.folder);
    let mut findings = Vec::new();
    if member.folder != "xtask" && !member.name.starts_with("coopol-") {
        findings.push(Finding::new(&place, format!("the package `{}` isn't called `coopol-…`", member.name)));
    }
    let lints = member.manifest.get("lints").and_then(|lints| lints.get("workspace"));
    if lints.and_then(toml::Value::as_bool) != Some(true) {
        findings.push(Finding::new(&place, "doesn't inherit the lints: add `[lints]` with `workspace = true`"));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(folder: &str, manifest: &str) -> usize {
        check(&Repository::of_members(&[(folder, manifest)])).len()
    }

    #[test]
    fn a_package_says_whose_it_is_and_inherits_the_lints() {
        assert_eq!(findings("crates/core", "[package]\nname = \"coopol-core\"\n[lints]\nworkspace = true"), 0);
        assert_eq!(findings("crates/core", "[package]\nname = \"core\"\n[lints]\nworkspace = true"), 1);
        assert_eq!(findings("crates/core", "[package]\nname = \"coopol-core\""), 1);
        assert_eq!(findings("crates/core", "[package]\nname = \"coopol-core\"\n[lints]\nworkspace = false"), 1);
    }

    #[test]
    fn xtask_keeps_the_name_that_everybody_types() {
        assert_eq!(findings("xtask", "[package]\nname = \"xtask\"\n[lints]\nworkspace = true"), 0);
    }
}
