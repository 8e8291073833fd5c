//! The server's two databases grow by the same steps: a migration exists for both, under one name.

use super::Finding;
use super::repository::Repository;

const SQLITE: &str = "migrations/server-sqlite";
const POSTGRES: &str = "migrations/server-postgres";

pub fn check(repository: &Repository) -> Vec<Finding> {
    let mut findings = absent(repository, SQLITE, POSTGRES);
    findings.extend(absent(repository, POSTGRES, SQLITE));
    findings
}

/// Migrations in `there` that `here` hasn't. A backend that doesn't exist yet lacks nothing.
fn absent(repository: &Repository, here: &str, there: &str) -> Vec<Finding> {
    let present = repository.names_in(here);
    if present.is_empty() {
        return Vec::new();
    }
    let lacking = repository.names_in(there).into_iter().filter(|name| !present.contains(name));
    lacking.map(|name| Finding::new(here, format!("has no {name}, which is in {there}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(sqlite: &[&str], postgres: &[&str]) -> Vec<Finding> {
        let paths = |folder: &str, names: &[&str]| -> Vec<String> {
            names.iter().map(|name| format!("{folder}/{name}")).collect()
        };
        let paths = [paths(SQLITE, sqlite), paths(POSTGRES, postgres)].concat();
        let texts: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), "")).collect();
        check(&Repository::of_texts(&texts))
    }

    #[test]
    fn both_databases_take_the_same_steps() {
        assert_eq!(findings(&["0001_streams.sql"], &["0001_streams.sql"]), []);
        let says = format!("has no 0002_mail.sql, which is in {SQLITE}");
        assert_eq!(findings(&["0001_a.sql", "0002_mail.sql"], &["0001_a.sql"]), [Finding::new(POSTGRES, says)]);
    }

    #[test]
    fn one_database_alone_is_fine() {
        assert_eq!(findings(&["0001_streams.sql"], &[]), []);
    }
}
