//! What comes from elsewhere: under a licence that goes with AGPL-3.0-or-later, from crates.io, and none of the banned.
//!
//! `deny.toml` says what is allowed, in the words of cargo-deny, whose verdicts on licences, bans and sources these are
//! meant to equal. The tool itself would take minutes to build on a new machine for three look-ups.

mod policy;

use std::collections::BTreeSet;

use super::Finding;
use super::graph::{Graph, Package};
use super::repository::Repository;
use policy::Policy;

pub fn check(repository: &Repository) -> Vec<Finding> {
    match Policy::read(&repository.deny) {
        Ok(policy) => findings(&repository.graph, &policy),
        Err(cause) => vec![Finding::new("deny.toml", cause.to_string())],
    }
}

fn findings(graph: &Graph, policy: &Policy) -> Vec<Finding> {
    let foreign = graph.packages.iter().filter(|package| package.source.is_some());
    foreign
        .flat_map(|package| {
            let source = package.source.as_deref().filter(|source| !policy.allows_source(source));
            let place = format!("{} {}", package.name, package.version);
            [
                source.map(|source| format!("comes from {source}")),
                licence(package, policy),
                banned(package, graph, policy),
            ]
            .into_iter()
            .flatten()
            .map(move |says| Finding::new(&place, says))
        })
        .collect()
}

fn licence(package: &Package, policy: &Policy) -> Option<String> {
    let Some(text) = &package.license else { return Some("doesn't say its licence".to_owned()) };
    match spdx::Expression::parse_mode(text, spdx::ParseMode::LAX) {
        Err(_) => Some(format!("has a licence that can't be understood: {text}")),
        Ok(licence) if licence.evaluate(|wanted| policy.allows_licence(&package.name, wanted)) => None,
        Ok(_) => Some(format!("has a licence that isn't allowed: {text}")),
    }
}

/// A banned package may still come in through the wrappers that its ban names.
fn banned(package: &Package, graph: &Graph, policy: &Policy) -> Option<String> {
    let ban = policy.ban(&package.name)?;
    let users = graph.resolve.nodes.iter().filter(|node| node.dependencies.contains(&package.id));
    let ids: BTreeSet<&str> = users.map(|node| node.id.as_str()).collect();
    let names = graph.packages.iter().filter(|user| ids.contains(user.id.as_str())).map(|user| user.name.as_str());
    let wrong: Vec<&str> = names.filter(|name| !ban.wrappers.iter().any(|wrapper| wrapper == name)).collect();
    (!wrong.is_empty()).then(|| format!("is banned ({}), and used by {}", ban.reason, wrong.join(", ")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
    const POLICY: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0 WITH LLVM-exception", "MPL-2.0"]
        exceptions = [{ allow = ["EPL-2.0"], crate = "clock" }]
        [bans]
        deny = [{ crate = "openssl-sys", reason = "rustls", wrappers = ["libsqlite3-sys"] }]
        [sources]
        allow-registry = ["https://github.com/rust-lang/crates.io-index"]
    "#;

    /// What is said of `name`, under `licence`, from `source`, used by `user`.
    fn said(name: &str, licence: &str, source: &str, user: &str) -> Vec<String> {
        let package = |name: &str, licence: &str, source: &str| {
            json!({"id": name, "name": name, "version": "1.0.0", "source": source, "license": licence,
                "manifest_path": "", "dependencies": []})
        };
        let graph = json!({
            "packages": [package(name, licence, source), package(user, "MIT", CRATES_IO)],
            "resolve": {"nodes": [{"id": user, "dependencies": [name]}, {"id": name, "dependencies": []}]},
        });
        let policy = Policy::read(&POLICY.parse().unwrap()).unwrap();
        findings(&serde_json::from_value(graph).unwrap(), &policy).into_iter().map(|finding| finding.says).collect()
    }

    #[test]
    fn one_allowed_licence_of_several_is_enough_and_all_of_a_sum_are_needed() {
        assert_eq!(said("a", "GPL-2.0-only OR MIT", CRATES_IO, "b"), [""; 0]);
        assert_eq!(said("a", "MIT/Apache-2.0", CRATES_IO, "b"), [""; 0], "the old way of writing OR");
        assert_eq!(said("a", "Apache-2.0 WITH LLVM-exception AND MPL-2.0", CRATES_IO, "b"), [""; 0]);
        assert_eq!(said("a", "MIT AND SSPL-1.0", CRATES_IO, "b").len(), 1);
        assert_eq!(said("a", "Apache-2.0", CRATES_IO, "b").len(), 1, "only allowed with its exception");
        assert_eq!(said("a", "as you like", CRATES_IO, "b").len(), 1);
    }

    #[test]
    fn an_exception_is_for_the_crate_it_names() {
        assert_eq!(said("clock", "EPL-2.0", CRATES_IO, "b"), [""; 0]);
        assert_eq!(said("a", "EPL-2.0", CRATES_IO, "b").len(), 1);
    }

    #[test]
    fn sources_other_than_the_registry_are_refused() {
        assert_eq!(said("a", "MIT", "git+https://example.org/a#1", "b"), ["comes from git+https://example.org/a#1"]);
    }

    #[test]
    fn a_banned_crate_comes_only_through_its_wrappers() {
        assert_eq!(said("openssl-sys", "MIT", CRATES_IO, "libsqlite3-sys"), [""; 0]);
        let says = "is banned (rustls), and used by native-tls";
        assert_eq!(said("openssl-sys", "MIT", CRATES_IO, "native-tls"), [says]);
    }
}
