//! A dependency's version stands once, in the root's `[workspace.dependencies]`, and only while a crate uses it.

use super::Finding;
use super::member::Member;
use super::repository::Repository;

pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings: Vec<Finding> = repository.members.iter().flat_map(versions_of_its_own).collect();
    findings.extend(used_by_nobody(repository));
    findings
}

fn versions_of_its_own(member: &Member) -> Vec<Finding> {
    let inherits = |value: &toml::Value| value.get("workspace").and_then(toml::Value::as_bool) == Some(true);
    let finding = |key: &str| {
        let place = format!("{}/Cargo.toml", member.folder);
        Finding::new(place, format!("`{key}` has a version of its own: write `{key}.workspace = true`"))
    };
    member.dependencies().filter(|(_, value)| !inherits(value)).map(|(key, _)| finding(key)).collect()
}

fn used_by_nobody(repository: &Repository) -> Vec<Finding> {
    let listed = repository.workspace.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let keys = listed.and_then(toml::Value::as_table).into_iter().flat_map(toml::Table::keys);
    let unused = |key: &&String| {
        !repository.members.iter().any(|member| member.dependencies().any(|(used, _)| used == key.as_str()))
    };
    keys.filter(unused).map(|key| Finding::new("Cargo.toml", format!("no crate uses `{key}`"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repository(listed: &str, manifest: &str) -> Repository {
        let manifest = format!("[package]\nname = \"coopol-core\"\n{manifest}");
        let workspace = format!("[workspace.dependencies]\n{listed}").parse().unwrap();
        Repository { workspace, ..Repository::of_members(&[("crates/core", &manifest)]) }
    }

    #[test]
    fn a_listed_dependency_is_used_somewhere() {
        assert_eq!(check(&repository("csv = \"1\"", "[dependencies]\ncsv.workspace = true")), []);
        assert_eq!(check(&repository("csv = \"1\"", "[dev-dependencies]\ncsv.workspace = true")), []);
        let on_unix = "[target.'cfg(unix)'.dependencies]\ncsv = { workspace = true }";
        assert_eq!(check(&repository("csv = \"1\"", on_unix)), []);
        assert_eq!(check(&repository("csv = \"1\"", "")), [Finding::new("Cargo.toml", "no crate uses `csv`")]);
    }

    #[test]
    fn versions_stand_in_one_place() {
        let findings = check(&repository("", "[dependencies]\ncsv = \"1\"\nzip = { version = \"9\" }"));
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].place, "crates/core/Cargo.toml");
    }

    #[test]
    fn a_second_kind_of_dependency_is_looked_at_too() {
        let both = "[dependencies]\ncsv.workspace = true\n[dev-dependencies]\ncsv = \"1\"";
        assert_eq!(check(&repository("csv = \"1\"", both)).len(), 1);
    }
}
