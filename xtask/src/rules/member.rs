//! A package of this workspace.

use std::path::Path;

use super::graph::{Declared, Package};

/// A package with its manifest as written, which says more than `cargo metadata` does.
pub struct Member {
    pub name: String,
    /// From the root: `crates/domain`.
    pub folder: String,
    pub manifest: toml::Table,
    pub edges: Vec<Edge>,
}

/// A dependency of one member on another.
#[derive(Debug, PartialEq, Eq)]
pub struct Edge {
    pub to: String,
    /// Only its tests, examples and benches depend on it.
    pub dev: bool,
}

impl Member {
    pub fn new(root: &Path, package: &Package, manifest: toml::Table) -> Self {
        let folder = |path: &Path| path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let edge = |declared: &Declared| {
            let to = folder(Path::new(declared.path.as_ref()?));
            Some(Edge { to, dev: declared.kind.as_deref() == Some("dev") })
        };
        Self {
            name: package.name.clone(),
            folder: folder(Path::new(&package.manifest_path).parent().unwrap_or(root)),
            manifest,
            edges: package.dependencies.iter().filter_map(edge).collect(),
        }
    }

    /// Every dependency as written, whatever its kind and platform, with the key it is written under.
    pub fn dependencies(&self) -> impl Iterator<Item = (&str, &toml::Value)> {
        const KINDS: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];
        let platforms = self.manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
        let tables = platforms.filter_map(|(_, table)| table.as_table()).chain([&self.manifest]);
        tables
            .flat_map(|table| KINDS.iter().filter_map(|kind| table.get(*kind)?.as_table()))
            .flatten()
            .map(|(key, value)| (key.as_str(), value))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn edges_are_read_from_what_cargo_says() {
        let package = json!({
            "id": "", "name": "coopol-core", "version": "0.1.0", "source": null, "license": null,
            "manifest_path": "/clone/crates/core/Cargo.toml",
            "dependencies": [
                {"path": "/clone/crates/domain", "kind": null},
                {"path": "/clone/crates/testkit", "kind": "dev"},
                {"kind": null},
            ],
        });
        let package = serde_json::from_value(package).unwrap();
        let member = Member::new(Path::new("/clone"), &package, toml::Table::new());
        assert_eq!(member.folder, "crates/core");
        let edge = |to: &str, dev| Edge { to: to.to_owned(), dev };
        assert_eq!(member.edges, [edge("crates/domain", false), edge("crates/testkit", true)]);
    }
}
