//! Which crate may depend on which. A new edge is the rarest of changes: it takes a decision record and a row here.

use super::Finding;
use super::member::{Edge, Member};
use super::repository::Repository;

/// Every folder that holds a package, and the folders it may depend on.
const ALLOWED: [(&str, &[&str]); 15] = [
    ("crates/domain", &[]),
    ("crates/import", &[]),
    ("crates/ics", &["crates/domain"]),
    ("crates/core", &["crates/domain", "crates/ics", "crates/import"]),
    ("crates/alone", &["crates/domain", "crates/core", "crates/store", "crates/server"]),
    ("crates/paper", &["crates/domain", "crates/core"]),
    ("crates/cli", &["crates/alone", "crates/domain", "crates/core", "crates/import", "crates/paper"]),
    ("src-tauri", &["crates/alone", "crates/domain", "crates/core", "crates/import", "crates/paper"]),
    ("crates/store", &["crates/domain"]),
    ("crates/store-sqlite", &["crates/domain", "crates/store"]),
    ("crates/store-postgres", &["crates/domain", "crates/store"]),
    ("crates/server", &["crates/domain", "crates/ics", "crates/store", "crates/store-sqlite", "crates/store-postgres"]),
    (TESTKIT, &[]),
    ("bench", &["crates/domain", "crates/core", TESTKIT]),
    ("xtask", &[]),
];

/// May depend on anything, as it starts the whole; nothing but tests and measurements may depend on it.
const TESTKIT: &str = "crates/testkit";

pub fn check(repository: &Repository) -> Vec<Finding> {
    repository.members.iter().flat_map(of_member).collect()
}

fn of_member(member: &Member) -> Vec<Finding> {
    let Some((_, allowed)) = ALLOWED.iter().find(|(folder, _)| *folder == member.folder) else {
        let says = "is no known part: decide what it may depend on, record why, add it to xtask/src/rules/edges.rs";
        return vec![Finding::new(&member.folder, says)];
    };
    let forbidden = |edge: &&Edge| {
        let for_tests = edge.dev && edge.to == TESTKIT;
        member.folder != TESTKIT && !for_tests && !allowed.contains(&edge.to.as_str())
    };
    let finding = |edge: &Edge| Finding::new(&member.folder, format!("must not depend on {}", edge.to));
    member.edges.iter().filter(forbidden).map(finding).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The findings on a package in `folder` that depends on `to`.
    fn findings(folder: &str, to: &str, dev: bool) -> Vec<Finding> {
        let mut repository = Repository::of_members(&[(folder, "[package]\nname = \"any\"")]);
        repository.members[0].edges.push(Edge { to: to.to_owned(), dev });
        check(&repository)
    }

    #[test]
    fn calls_go_one_way() {
        assert_eq!(findings("crates/core", "crates/domain", false), []);
        let finding = Finding::new("crates/domain", "must not depend on crates/core");
        assert_eq!(findings("crates/domain", "crates/core", false), [finding]);
        assert_eq!(findings("crates/core", "crates/server", false).len(), 1);
        assert_eq!(findings("crates/core", "crates/server", true).len(), 1, "nor for its tests");
    }

    #[test]
    fn the_test_kit_starts_everything_and_only_tests_use_it() {
        assert_eq!(findings("crates/testkit", "crates/server", false), []);
        assert_eq!(findings("crates/core", "crates/testkit", true), []);
        assert_eq!(findings("crates/core", "crates/testkit", false).len(), 1);
        assert_eq!(findings("bench", "crates/testkit", false), [], "nor is what measures ever given to anybody");
        assert_eq!(
            findings("bench", "crates/server", false).len(),
            1,
            "it measures the server's program, from outside"
        );
    }

    #[test]
    fn a_new_crate_has_to_be_placed_first() {
        let repository = Repository::of_members(&[("crates/common", "[package]\nname = \"coopol-common\"")]);
        assert!(check(&repository)[0].says.starts_with("is no known part"));
    }
}
